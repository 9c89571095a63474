/** One coordinator for each run: a key of the broker that its holder renews, and that lapses with it. */
import type { Redis } from 'ioredis';
import { setTimeout as pause } from 'node:timers/promises';
import { fateOf, holderName, thisProcess } from '../holder.ts';
import { UsageError } from '../usage.ts';
import { BrokerError } from './brokerError.ts';
import { PREFIX } from './job.ts';

const LAPSE_MILLISECONDS = 30_000;
const RENEW_MILLISECONDS = 8000;
const LOOK_MILLISECONDS = 500;

export interface Claim {
  readonly release: () => Promise<void>;
}

/** Sets the key where it is ours or nobody's; gives its holder. */
const RENEW = `
local holder = redis.call('get', KEYS[1])
if holder and holder ~= ARGV[1] then return holder end
redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[2])
return ARGV[1]`;

const REMOVE = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`;

/** Claims the run for this process. A UsageError where another coordinates it; `onLost` is told if another does so later. */
export async function claim(
  redis: Redis,
  run: string,
  say: (text: string) => void,
  onLost: (error: BrokerError) => void,
): Promise<Claim> {
  const key = `${PREFIX}:run:${run}`;
  const own = holderName(thisProcess());
  const renew = async () => String(await redis.eval(RENEW, 1, key, own, LAPSE_MILLISECONDS));
  const remove = (holder: string) => redis.eval(REMOVE, 1, key, holder);
  let watched: { readonly holder: string; readonly left: number } | undefined;
  for (;;) {
    const holder = await renew();
    if (holder === own) break;
    const { fate, pid, host } = fateOf(holder);
    if (fate === 'dead') {
      await remove(holder);
      continue;
    }
    const left = await redis.pttl(key);
    // A holder that renews its claim lives.
    if (fate === 'alive' || (watched?.holder === holder && left > watched.left))
      throw new UsageError(
        `this run is coordinated by process ${pid} on ${host}; wait until that has ended, or start another run with another --seed`,
      );
    if (watched === undefined)
      say(`Process ${pid} on ${host} began this run; waiting ${Math.ceil(left / 1000)} s to hear of it.`);
    watched = { holder, left };
    await pause(LOOK_MILLISECONDS);
  }
  const timer = setInterval(() => {
    renew().then(
      (holder) => {
        if (holder === own) return;
        clearInterval(timer);
        const { pid, host } = fateOf(holder);
        onLost(
          new BrokerError(`process ${pid} on ${host} coordinates this run now; nothing more is done here`),
        );
      },
      () => {},
    );
  }, RENEW_MILLISECONDS);
  return {
    release: async () => {
      clearInterval(timer);
      await remove(own);
    },
  };
}
