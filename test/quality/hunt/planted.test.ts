/**
 * Power of the hunt: five kinds of planted violations, ten placements each, beside random search on the same budget, and ten
 * hunts with nothing planted. The seeds are fixed, so the table is always the same one.
 */
import { describe, expect, it } from 'vitest';
import { huntPlanted, KINDS, type Hunted } from '../../support/planted.ts';

const BUDGET = 1500;
const PLACEMENTS = Array.from({ length: 10 }, (_, i) => i);

describe('of ten placements', () => {
  it.each(KINDS.filter((k) => k !== 'nothing'))(
    'every %s is found, and every minimal instance is one',
    async (kind) => {
      const guided: Hunted[] = [];
      const random: Hunted[] = [];
      for (const seed of PLACEMENTS) {
        guided.push(await huntPlanted(kind, seed, 'guided', BUDGET));
        random.push(await huntPlanted(kind, seed, 'random', BUDGET));
      }
      const mean = (hunts: readonly Hunted[]) =>
        Math.round(hunts.reduce((sum, h) => sum + h.result.trials, 0) / hunts.length);
      const found = (hunts: readonly Hunted[]) => hunts.filter((h) => h.real).length;
      console.log(
        `${kind}: guided ${found(guided)} of 10 in ${mean(guided)} trials on average, random ${found(random)} of 10 in ${mean(random)}`,
      );
      expect(guided.every((h) => h.real && h.minimal!.confirmation.ending === 'confirmed')).toBe(true);
      // Whatever random search reports must be real too.
      expect(random.every((h) => h.minimal === null || h.real)).toBe(true);
    },
  );

  it('nothing is reported in ten hunts with nothing planted', async () => {
    // H0: every point fails with probability 0.02 < DELTA. Each hunt is wrong with probability at most ALPHA = 0.05.
    for (const seed of PLACEMENTS)
      expect((await huntPlanted('nothing', seed, 'guided', BUDGET)).result.found).toBeNull();
  });
});
