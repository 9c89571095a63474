/** The broker or its workers did not do what a run needs of them: one sentence, exit code 3. The evidence is kept. */
export class BrokerError extends Error {
  override readonly name = 'BrokerError';
}
