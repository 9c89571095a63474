/** The machine could not write what was to be written: one sentence, exit code 3. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** The errors of a disk that is full or fails; any other error means that the place was badly chosen. */
export function isDiskFault(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO'].includes((error as NodeJS.ErrnoException).code ?? '');
}
