/**
 * A worker whose tasks fail as their variant says: always (`exit`), or only where a file is not there yet, which they make first
 * (`exit once <file>`).
 */
import { existsSync, writeFileSync } from 'node:fs';
import type { Evidence } from '../../properties/trials/evidence.ts';
import type { Task } from '../../properties/trials/task.ts';

export default function work({ key }: Task): Evidence {
  const [fault, , file] = key.variant.split(' ');
  const hoard: unknown[] = [];
  const healed = file !== undefined && existsSync(file);
  if (file !== undefined) writeFileSync(file, '');
  switch (healed ? 'none' : fault) {
    case 'exit':
      return process.exit(7);
    case 'memory':
      for (;;) hoard.push(Array.from({ length: 1e6 }, () => ({})));
    // falls through is impossible: the loop above has no end
    case 'loop':
      for (;;);
    case 'throw':
      throw new Error('on purpose');
    default:
      return { key, path: null, outcome: { status: 'measured', measurement: {} } };
  }
}
