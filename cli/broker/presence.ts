/** Who is there: every coordinator and every worker says so now and then, by the broker's clock. */
import type { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { PREFIX } from './job.ts';

const SAY_MILLISECONDS = 4000;
/** Who has not said so for that long is not there. */
const GONE_MILLISECONDS = 15_000;

export interface Present {
  readonly role: 'worker' | 'coordinator';
  /** Whose trials it hands out or runs. */
  readonly queue: string;
  readonly host: string;
  readonly pid: number;
  /** Of this start: two containers may have one name of a host, and each its process 1. */
  readonly start: string;
  /** Trials at a time; 0 for a coordinator. */
  readonly slots: number;
  /** The suite's name, and what a coordinator verifies. */
  readonly what: string;
}

const KEY = `${PREFIX}:present`;

export interface Announced {
  /** Says at once that this process is no longer there. */
  readonly withdraw: () => Promise<void>;
}

export function announce(redis: Redis, own: Omit<Present, 'host' | 'pid' | 'start'>): Announced {
  const me: Present = { ...own, host: hostname(), pid: process.pid, start: randomUUID() };
  const member = JSON.stringify(me);
  const say = async () => {
    const now = await clock(redis);
    await redis.zadd(KEY, now, member);
    await redis.zremrangebyscore(KEY, '-inf', now - GONE_MILLISECONDS);
  };
  const quietly = () => void say().catch(() => {});
  quietly();
  const timer = setInterval(quietly, SAY_MILLISECONDS);
  return {
    withdraw: async () => {
      clearInterval(timer);
      await redis.zrem(KEY, member);
    },
  };
}

export async function present(redis: Redis): Promise<readonly Present[]> {
  const now = await clock(redis);
  const members = await redis.zrangebyscore(KEY, now - GONE_MILLISECONDS, '+inf');
  return members.map((member) => JSON.parse(member) as Present);
}

async function clock(redis: Redis): Promise<number> {
  const [seconds, microseconds] = await redis.time();
  return Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000);
}
