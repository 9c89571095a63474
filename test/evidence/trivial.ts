/**
 * Claims against networks that are worth nothing: untrained, trained on one class, linear, neurons shuffled; and against their own
 * negative controls. `npm run evidence:trivial`; some minutes. Ends with an Error where a claim about trained networks does not fall to the
 * untrained one and to another one that is none of its own controls, or where a claim has a control that it passes.
 */
import { checkTheorem } from '../../properties/checkTheorem.ts';
import type { Profile } from '../../properties/judge/profile.ts';
import { loadKernel } from '../../sim/engines/kernel.ts';
import { STUDIES, THEOREMS } from '../../theorems/registry.ts';
import type { Claim, Theorem } from '../../theorems/types.ts';
import { judgedOn, ofTraining, type Judged } from '../support/judgedOn.ts';
import { PROFILES } from '../support/paper.ts';
import { TRIVIAL_NETWORKS } from '../support/trivialNetworks.ts';
import { commit, record, table } from './record.ts';

const SEED = 19;
const FINGERPRINT = 'evidence: trivial networks';
/** Levels and budgets of this profile, at small sizes: enough for a slope. */
const PROFILE = PROFILES['quick']!;
const SIZES = [16, 24, 32, 48];

const profile: Profile = {
  ...PROFILE,
  studies: Object.fromEntries(
    // The repaired statements have no slope.
    Object.entries(PROFILE.studies).map(([id, { sizes, ladders }]) => [
      id,
      { sizes: id.startsWith('region-') ? sizes : SIZES, ladders },
    ]),
  ),
};

commit();
const byId = (judged: readonly Judged[]) => new Map(judged.map((j) => [j.id, j]));
const say = (j: Judged) => `${j.verdict}, ${j.failures} of ${j.trials} fail`;

const common = { profile, fingerprint: FINGERPRINT, seed: SEED };
const real = byId(await judgedOn({ ...common, engine: loadKernel(), controls: true }));
console.log('trained as the theorems say');
const trivial = new Map<string, ReadonlyMap<string, Judged>>();
for (const { name, engine } of TRIVIAL_NETWORKS) {
  trivial.set(name, byId(await judgedOn({ ...common, engine: await engine() })));
  console.log(name);
}

/** A claim about linear networks is no test of them. */
const isLinear = (claim: Claim) =>
  claim.kind !== 'exact' && ['linear', 'large-batch', 'region-4.4'].includes(claim.study);
const cell = (claim: Claim, name: string) =>
  name === 'linear' && isLinear(claim) ? null : trivial.get(name)!.get(claim.id)!;

const wrong: string[] = [];
const trainingRows = ofTraining(THEOREMS).flatMap((theorem) =>
  theorem.claims.map((claim) => {
    const cells = TRIVIAL_NETWORKS.map(({ name }) => cell(claim, name));
    const fallen = TRIVIAL_NETWORKS.filter((_, i) => cells[i]?.verdict === 'refuted').map(({ name }) => name);
    if (!fallen.includes('untrained')) wrong.push(`${claim.id} is not refuted by the untrained network`);
    const variants = twinsOf(theorem, claim).map((id) => id.split('~')[1]!);
    const own = (name: string) => name === 'linear' && variants.includes('identity');
    if (!fallen.some((name) => name !== 'untrained' && !own(name)))
      wrong.push(`${claim.id} falls to nothing trained beyond its own controls`);
    for (const id of twinsOf(theorem, claim))
      if (real.get(id)!.verdict !== 'refuted') wrong.push(`${id} is not refuted`);
    return [
      claim.id,
      say(real.get(claim.id)!),
      ...cells.map((j) => (j === null ? 'what the claim is about' : say(j))),
      twinsOf(theorem, claim)
        .map((id) => `${id.split('~')[1]!}: ${say(real.get(id)!)}`)
        .join('; '),
    ];
  }),
);

/** True of untrained networks, by nature: each falls to a wrong formula or a wrong sampler. */
const otherRows: string[][] = [];
for (const theorem of THEOREMS.filter((t) => !ofTraining(THEOREMS).includes(t))) {
  const ids = new Set(theorem.claims.flatMap((c) => (c.kind === 'exact' ? [] : [c.study])));
  const studies = [...ids].map((id) => STUDIES[id]!);
  const sizes = [...ids].flatMap((id) => PROFILE.studies[id]?.sizes ?? []).slice(0, 2);
  const found = await checkTheorem(theorem, {
    studies,
    ...(sizes.length === 0 ? {} : { sizes }),
    seed: SEED,
    exactRuns: PROFILE.exactRuns,
  });
  for (const claim of theorem.claims) {
    const controls = found.controls.filter((c) => c.of === claim.id);
    for (const c of controls) if (c.verdict !== 'refuted') wrong.push(`${c.id} is not refuted`);
    otherRows.push([
      claim.id,
      found.claims.find((c) => c.id === claim.id)!.verdict,
      controls.map((c) => `${c.id.split('~')[1]!}: ${c.verdict}`).join('; '),
    ]);
  }
}

if (wrong.length > 0) throw new Error(wrong.join('\n'));
record(
  'trivial',
  'npm run evidence:trivial',
  `seed ${SEED}, levels of profile ${PROFILE.name}, d0 = ${SIZES.join(', ')}`,
  [
    'Claims about trained networks. Each was judged on networks trained as the theorem says, on four kinds of network that are worth nothing, and on its',
    'own negative controls; streams are those of this table alone. "Supported" by a worthless network means that the claim does not tell it from',
    "a trained one, so another one must. On four sizes so near to one another slopes scatter, so a slope may be inconclusive here that is decided on a profile's sizes.",
    '',
    ...TRIVIAL_NETWORKS.map(({ name, words }) => `- ${name}: ${words}`),
    '',
    ...table(
      [
        'claim',
        'as the theorem says',
        ...TRIVIAL_NETWORKS.map(({ name }) => name),
        'its own negative controls',
      ],
      trainingRows,
    ),
    '',
    'Claims that hold of untrained networks by nature: lemmas, identities and symmetries. Each falls to a wrong formula or a wrong sampler.',
    '',
    ...table(['claim', 'verdict', 'its own negative controls'], otherRows),
  ],
);

function twinsOf(theorem: Theorem, claim: Claim): readonly string[] {
  return theorem.controls.filter((c) => c.of === claim.id).map((c) => c.id);
}
