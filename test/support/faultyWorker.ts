/** A worker whose tasks fail as their variant says. */
import type { Evidence } from '../../properties/evidence.ts';
import type { Task } from '../../properties/task.ts';

export default function work({ key }: Task): Evidence {
  const hoard: unknown[] = [];
  switch (key.variant) {
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
