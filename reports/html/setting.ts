/** What stands around the claims: hypotheses, our reading, what was drawn, constants, twins, the audit, the run. */
import type { AuditRecord } from '../../properties/gather/audit.ts';
import type {
  ConstantRecord,
  RunRecord,
  StudyRecord,
  TheoremRecord,
} from '../../properties/records/theoremRecord.ts';
import type { ControlRecord } from '../../properties/records/claimRecord.ts';
import type { Calibration } from '../../theorems/types.ts';
import { count, sizeEquals, typesetNumber as num } from '../text.ts';
import { markChip, twinBadge } from './badges.ts';
import { counterexample } from './counterexample.ts';
import { html, type Html } from './html.ts';
import { command, facts } from './page.ts';
import { table } from './table.ts';
import { valueText } from './trials.ts';
import { agree } from '../../properties/count.ts';
import { prose } from './prose.ts';

export function hypothesesTable(hypotheses: TheoremRecord['hypotheses']): Html {
  if (hypotheses.length === 0) return html`<p class="soft">This statement has no hypothesis to check.</p>`;
  return table(
    'Hypotheses',
    [
      ['hypothesis', 'head'],
      ['origin', 'plain'],
      ['in words', 'words'],
      ['held in', 'number'],
    ],
    hypotheses.map((h) => [
      html`<code>${h.id}</code>`,
      markChip(h.mark),
      prose(h.words),
      h.of === 0 ? 'nothing drawn' : `${num(h.held)} of ${num(h.of)}`,
    ]),
  );
}

export function readingList(record: Pick<TheoremRecord, 'reading' | 'notCovered'>): Html {
  return html`${
    record.reading.length > 0 &&
    html`<h3>How it was made executable</h3>
      <ul>
        ${record.reading.map((r) => html`<li>${markChip(r.mark)} ${prose(r.words)}</li>`)}
      </ul>`
  }
  ${
    record.notCovered.length > 0 &&
    html`<h3>Not covered</h3>
      <ul>
        ${record.notCovered.map((words) => html`<li>${prose(words)}</li>`)}
      </ul>`
  }`;
}

export function studySection(study: StudyRecord): Html {
  const drawn = Object.entries(study.drawn).map(([field, { smallest, median, largest }]) => {
    const [low, middle, high] = [smallest, median, largest].map(valueText);
    const range = low === high ? [{ across: 3, content: `always ${low}` }] : [low, middle, high];
    return [html`<code>${field}</code>`, study.fieldWords?.[field], ...range];
  });
  return html`<h3>${study.title}</h3>
    <p>
      ${count(study.ladders, 'ladder')} drawn, each trained at ${sizeWords(study.size, study.sizes)}, on the
      engine
      <code>${study.engine}</code>. Every restriction of the sampler is ${markChip('ours')}:
    </p>
    <ul>
      ${study.samplerWords.map((words) => html`<li>${prose(words)}</li>`)}
    </ul>
    ${
      drawn.length > 0 &&
      table(
        `Drawn for ${study.title}`,
        [
          ['field', 'head'],
          ['meaning', 'plain'],
          ['smallest', 'number'],
          ['median', 'number'],
          ['largest', 'number'],
        ],
        drawn,
      )
    }`;
}

const sizeWords = (symbol: string, sizes: readonly number[]) =>
  sizes.length === 0 ? 'no size' : sizeEquals(symbol, sizes);

export function twinsTable(controls: readonly ControlRecord[]): Html {
  if (controls.length === 0) return html`<p class="soft">No twin was run.</p>`;
  return html`${table(
    'Broken twins',
    [
      ['twin', 'head'],
      ['what is broken', 'words'],
      ['verdict', 'plain'],
      ['failures', 'number'],
      ['median slack', 'number'],
    ],
    controls.map((c) => [
      html`<code>${c.id}</code>`,
      prose(c.words),
      twinBadge(c.verdict),
      `${num(c.failures)} of ${num(c.trials)}`,
      num(c.medianSlack),
    ]),
  )}
  ${controls
    .filter((c) => c.counterexample !== null)
    .map(
      (c) =>
        html`<section class="card">
          <h3><code>${c.id}</code></h3>
          ${counterexample(c.counterexample)}
        </section>`,
    )}`;
}

export function constantsTable(constants: readonly ConstantRecord[], calibration: Calibration | null): Html {
  return html`<p>
      What a statement leaves open as Θ(1) is a number here, frozen before this run.
      ${calibration !== null && provenance(calibration)}
    </p>
    ${table(
      'Constants',
      [
        ['constant', 'head'],
        ['bounds', 'words'],
        ['frozen', 'number'],
        ['1 %', 'number'],
        ['50 %', 'number'],
        ['99 %', 'number'],
        ['worst calibrated', 'number'],
        ['worst here', 'number'],
        ['constant lies from the mean here', 'number'],
        ['best untrained', 'number'],
      ],
      constants.map((c) => [
        html`<code>${c.id}</code>`,
        prose(c.words),
        html`<strong>${c.side === 'upper' ? '≤' : '≥'} ${num(c.value)}</strong>`,
        ...[c.q01, c.q50, c.q99, c.worst, c.worstInRun].map((x) => num(x)),
        c.distance === null ? '–' : `${num(c.distance)} σ`,
        num(c.untrainedBest),
      ]),
    )}`;
}

function provenance(c: Calibration): Html {
  return html`It comes from <code>${c.command}</code>: seed ${String(c.seed)}, ${num(c.pathsPerSize)} paths at
    each of the sizes ${c.sizes.map((size) => num(size)).join(', ')}, engine <code>${c.engine}</code>; the
    worst value seen there, moved away from what was measured by the factor ${num(c.margin)}. No run uses
    those seeds.`;
}

export function auditSection(audit: AuditRecord | null): Html {
  if (audit === null) return html`<p>The engine was not audited in this run.</p>`;
  const { steps, failed, engine, against, largestRatio, largestDifference, inAmbientSpace, verdict } = audit;
  if (verdict === 'interrupted' && steps === 0)
    return html`<p>The audit was interrupted before it began; the same command goes on.</p>`;
  const sentence =
    verdict === 'agree'
      ? 'they agree within what rounding explains'
      : verdict === 'interrupted'
        ? 'so far they agree within what rounding explains; the audit was interrupted, and the same command goes on'
        : failed > 0
          ? `${count(failed, 'comparison')} could not be made: the run is not to be trusted`
          : 'they differ by more than rounding explains: the run is not to be trusted';
  return html`<div class="${verdict === 'agree' ? 'plain' : verdict === 'disagree' ? 'note bad' : 'note'}">
    <p>
      ${count(steps, 'training step')} of this run ${agree(steps, 'was', 'were')} repeated on
      <code>${against}</code> and compared with <code>${engine}</code>, ${num(inAmbientSpace)} of them in the
      ambient space: ${sentence}. The largest difference is ${num(largestDifference)}, ${num(largestRatio)} of
      the derived rounding bound.
    </p>
  </div>`;
}

export function runSection(run: RunRecord, extra: readonly (readonly [string, string])[]): Html {
  return html`${facts([
      ['suite', run.suite],
      ['version', run.version],
      ['profile', run.profile],
      ['seed', String(run.seed)],
      ['engine', run.engine],
      ['sources', run.fingerprint],
      ['α of the whole run', num(run.alpha)],
      ['δ allowed', num(run.delta)],
      ['δ₀ planned for', num(run.delta0)],
      ...extra,
    ])}
    <p>To make this run again:</p>
    ${command(`npx ${run.command}`)}`;
}
