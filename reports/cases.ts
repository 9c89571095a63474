/** Which cases of a claim its trials exercised, and in which share of them. */
import type { ClaimRecord } from '../properties/records/claimRecord.ts';

export interface CaseShare {
  readonly name: string;
  readonly times: number;
  /** If such a case is never exercised, the claim is vacuous. */
  readonly required: boolean;
  /** Of the trials, in percent: `31 %`. A case that came up is never shown as 0 %. */
  readonly share: string;
}

export function caseShares({ requiredCases, cases, trials }: ClaimRecord): readonly CaseShare[] {
  return [...new Set([...requiredCases, ...Object.keys(cases)])].map((name) => {
    const times = Object.hasOwn(cases, name) ? cases[name]! : 0;
    return { name, times, required: requiredCases.includes(name), share: percent(times, trials) };
  });
}

function percent(part: number, whole: number): string {
  const share = (100 * part) / whole;
  if (!Number.isFinite(share)) return 'unknown';
  if (share > 0 && share < 0.1) return 'below 0.1 %';
  return `${share < 9.95 ? Number(share.toFixed(1)) : Math.round(share)} %`;
}
