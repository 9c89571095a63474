/** What is said of an error, and the exit code that it gives: nothing that goes wrong here is a verdict. */
import { isOutOfMemory } from '../properties/trials/incident.ts';
import { asError } from '../properties/trials/thrown.ts';
import { inspect } from 'node:util';
import { EXIT } from './exitCode.ts';

/** Thrown for bad input: one sentence. */
const BAD_INPUT = ['UsageError', 'ConstantsError', 'EvidenceError'];

/** One sentence for bad input and for what the machine refused; an internal error also gets its stack. */
export function failed(error: unknown): number {
  const { name, message, syscall }: NodeJS.ErrnoException = asError(error);
  const sentence = message.split('\n', 1)[0]!;
  if (BAD_INPUT.includes(name)) {
    console.error(`fct: ${message}`);
    return EXIT.usage;
  }
  if (isOutOfMemory(error)) {
    console.error(
      `fct: the machine gave no more memory (${sentence}): nothing is concluded from that; free some and run the same command again`,
    );
    return EXIT.inconclusive;
  }
  if (name === 'OutputError' || name === 'BrokerError') console.error(`fct: ${message}`);
  else if (syscall !== undefined) console.error(`fct: the system refused: ${sentence}`);
  else console.error(`fct: an internal error, no verdict: ${sentence}\n${inspect(error)}`);
  return EXIT.error;
}
