/** The course of a bet in a picture as high as a line: how far it came, and where it decides (dashed). */
import type { Trace } from '../../properties/records/summaryRecord.ts';
import { typesetNumber as num } from '../text.ts';
import { EMPTY, html, type Html } from './html.ts';

const WIDTH = 110;
const HEIGHT = 26;
const MARGIN = 3;

/** Below this share of the threshold, and above this, a curve is cut off. */
const LOWEST = -1;
const HIGHEST = 1.6;

export function spark(trace: Trace | null): Html {
  if (trace === null) return EMPTY;
  const { side, threshold } = trace;
  const logE = trace.logE.filter(Number.isFinite);
  if (logE.length === 0 || !(threshold > 0 && Number.isFinite(threshold))) return EMPTY;
  const shares = [0, ...logE].map((e) => Math.min(HIGHEST, Math.max(LOWEST, e / threshold)));
  const low = Math.min(0, ...shares);
  const high = Math.max(1, ...shares);
  const x = (i: number) => MARGIN + ((WIDTH - 2 * MARGIN) * i) / (shares.length - 1);
  const y = (share: number) => HEIGHT - MARGIN - ((HEIGHT - 2 * MARGIN) * (share - low)) / (high - low);
  const points = shares.map((share, i) => `${x(i).toFixed(1)},${y(share).toFixed(1)}`).join(' ');
  const level = y(1).toFixed(1);
  const words = `ln e ${side === 'support' ? 'for' : 'against'} the claim reached ${num(logE.at(-1))}; ${num(threshold)} decides`;
  return html`<svg
    class="spark ${side}"
    width="${WIDTH}"
    height="${HEIGHT}"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    role="img"
    aria-label="${words}"
  >
    <line x1="${MARGIN}" x2="${WIDTH - MARGIN}" y1="${level}" y2="${level}" />
    <polyline points="${points}" />
  </svg>`;
}
