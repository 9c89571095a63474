/** The machine did not take what was to be written: one sentence, exit code 3. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** A disk that takes no more, or that fails; any other refusal says that the place was badly chosen. */
export function isDiskFault(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO'].includes((error as NodeJS.ErrnoException).code ?? '');
}
