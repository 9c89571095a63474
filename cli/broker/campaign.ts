/** A run whose trials go to the workers of a broker: entered and claimed before anything is begun, left when the work is over. */
import { digestOf } from '../../properties/trials/evidence.ts';
import { addressOf, type BrokerArguments } from './address.ts';
import { claim } from './claim.ts';
import { openBroker, type Broker } from './connection.ts';

export interface Campaign {
  readonly broker: Broker;
  readonly fingerprint: string;
  /** In a few words, for those who look at the broker. */
  readonly what: string;
  /** Aborted, with the reason, when another process coordinates the run. */
  readonly lost: AbortSignal;
}

const LEAVE_MILLISECONDS = 5000;

/** `configuration` is equal for the same command and no other. The work gets undefined where no broker is named. */
export async function withCampaign<T>(
  args: BrokerArguments,
  configuration: { readonly fingerprint: string },
  what: string,
  work: (campaign: Campaign | undefined) => Promise<T>,
): Promise<T> {
  const address = addressOf(args);
  if (address === undefined) return work(undefined);
  const say = (text: string) => console.log(text);
  const broker = await openBroker(address, say);
  try {
    const lost = new AbortController();
    const held = await claim(broker.redis, digestOf(configuration), say, (error) => lost.abort(error));
    try {
      return await work({ broker, fingerprint: configuration.fingerprint, what, lost: lost.signal });
    } finally {
      await within(LEAVE_MILLISECONDS, held.release());
    }
  } finally {
    leave(broker);
  }
}

/** Waits for a moment and no longer, whether it went well or not: a broker may be away for good. */
export async function within(milliseconds: number, ...works: readonly Promise<unknown>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), milliseconds)));
  const first = await Promise.race([late, Promise.allSettled(works)]);
  clearTimeout(timer);
  wasLate ||= first === 'late';
}

let wasLate = false;

/** The end of all that has to do with the broker: what still waits for it has timers of its own, which must not keep the process. */
export function leave(broker: Broker): void {
  broker.close();
  if (wasLate) setTimeout(() => process.exit(), LEAVE_MILLISECONDS).unref();
}
