/** The maps, rankings and hunts that docs/findings.md is about, as arguments of `fct`; each has a table of its own. */
interface Finding {
  readonly args: string;
  /** Its picture, in docs/images/. */
  readonly picture?: string;
}

const RATIO = '--x dBackground/dCore=0.125:8';
const SMALL = '--d0 16 --set m=32 --set N=256';
const CLAIMS = [
  'thm-4.1/asymmetry',
  'thm-4.2/core-band',
  'thm-4.2/background-band',
  'thm-4.3/id-risk-bound',
  'thm-4.3/ood-risk-band',
  'thm-4.4/background-weight-bound',
  'thm-4.4/ood-risk-bound',
];
const THEOREMS = ['thm-4.1', 'thm-4.2', 'thm-4.3', 'thm-4.4'];
const DOMAINS = ['sampler', 'paper', 'wide'];

const decides = CLAIMS.map((claim): [string, Finding] => [
  `decides-${claim.replace('/', '-')}`,
  {
    args: `explore ${claim} --what-decides --draws 900`,
    ...(claim === 'thm-4.1/asymmetry' ? { picture: 'decides-4.1.svg' } : {}),
  },
]);

const hunts = THEOREMS.flatMap((theorem) =>
  DOMAINS.flatMap((domain) =>
    ['', ' --random'].map((random): [string, Finding] => [
      `hunt-${theorem}-${domain}${random.replace(' --', '-')}`,
      { args: `hunt ${theorem} --domain ${domain} --budget 400${random}` },
    ]),
  ),
);

export const FINDINGS: Readonly<Record<string, Finding>> = {
  ratio: { args: `explore thm-4.1 ${RATIO}`, picture: 'map-4.1-ratio.svg' },
  weak: {
    args: `explore thm-4.1 ${RATIO} --set coreMean=0.6 --set backgroundMean=0.4 --set coreVariance=0.05 --set backgroundVariance=0.05`,
  },
  larger: { args: 'explore thm-4.1 --x dBackground/dCore=0.25:4 --d0 64' },
  plane: {
    args: `explore thm-4.1 --x dBackground/dCore=0.25:4 --y backgroundMean=0.3:0.7 --d0 16 --set coreMean=0.5 --set coreVariance=0.05 --set backgroundVariance=0.05 --set m=32 --set N=256`,
    picture: 'map-4.1-plane.svg',
  },
  learned: { args: `explore thm-4.2 ${RATIO}`, picture: 'map-4.2-ratio.svg' },
  ood: { args: `explore thm-4.3/ood-risk-band ${RATIO}`, picture: 'map-4.3-ratio.svg' },
  'linear-map': { args: `explore thm-4.4 ${RATIO}`, picture: 'map-4.4-ratio.svg' },
  decay: { args: 'explore thm-4.3/ood-risk-band --x kappa=0.001:1 --d0 16' },
  'decay-asymmetry': { args: 'explore thm-4.1 --x kappa=0.001:1 --d0 16' },
  'decay-linear': { args: `explore thm-4.4 --x kappa=0.001:1 ${SMALL}` },
  step: { args: `explore thm-4.1 --x h=0.04:1.2 ${SMALL}` },
  'step-ood': { args: `explore thm-4.3/ood-risk-band --x h=0.04:1.2 ${SMALL}` },
  'step-linear': { args: `explore thm-4.4 --x h=0.04:1.2 ${SMALL}` },
  ...Object.fromEntries(decides),
  'two-reasons-background': { args: 'explore thm-4.2/background-band --what-decides --draws 900 --seed 2' },
  'two-reasons': { args: 'explore thm-4.3/ood-risk-band --what-decides --draws 2000 --seed 3' },
  ...Object.fromEntries(hunts),
};
