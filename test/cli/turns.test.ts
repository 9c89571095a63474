import { expect, it } from 'vitest';
import { Turns } from '../../cli/turns.ts';

/** Work that ends when it is told to, and who is at it. */
function site() {
  const at = new Set<string>();
  const ends = new Map<string, () => void>();
  const work = (name: string) => async () => {
    at.add(name);
    await new Promise<void>((resolve) => ends.set(name, resolve));
    at.delete(name);
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const end = async (name: string) => {
    ends.get(name)!();
    await settle();
  };
  return { at, work, end, settle };
}

it('no more than so many at a time; one alone waits for all and keeps all waiting', async () => {
  const turns = new Turns(2);
  const { at, work, end, settle } = site();
  const all = [
    turns.shared(work('a')),
    turns.shared(work('b')),
    turns.shared(work('c')),
    turns.alone(work('alone')),
    turns.alone(work('next alone')),
    turns.shared(work('d')),
  ];
  await settle();
  expect([...at]).toEqual(['a', 'b']);
  await end('a');
  expect([...at], 'whoever wants to be alone goes first').toEqual(['b']);
  await end('b');
  expect([...at]).toEqual(['alone']);
  await end('alone');
  expect([...at]).toEqual(['next alone']);
  await end('next alone');
  expect([...at]).toEqual(['c', 'd']);
  await end('c');
  await end('d');
  await Promise.all(all);
});

it('work that throws gives its turn back', async () => {
  const turns = new Turns(1);
  const fails = () => Promise.reject(new Error('on purpose'));
  await expect(turns.shared(fails)).rejects.toThrow('on purpose');
  await expect(turns.alone(fails)).rejects.toThrow('on purpose');
  expect(await turns.shared(async () => 7)).toBe(7);
});
