/** What stands around the claims: hypotheses, our reading, what was drawn, constants, twins, the audit, the run. */
import type {
  AuditRecord,
  CalibrationRecord,
  ConstantRecord,
  ControlRecord,
  RunRecord,
  StudyRecord,
  TheoremRecord,
} from '../../properties/record.ts';
import { count, typesetNumber as num } from '../text.ts';
import { markChip, twinBadge } from './badges.ts';
import { counterexample } from './counterexample.ts';
import { html, type Html } from './html.ts';
import { command, facts, scrollTable } from './page.ts';
import { valueText } from './trials.ts';

export function hypothesesTable(hypotheses: TheoremRecord['hypotheses']): Html {
  if (hypotheses.length === 0) return html`<p class="soft">This statement has no hypothesis to check.</p>`;
  const rows = hypotheses.map(
    (h) =>
      html`<tr>
        <th scope="row"><code>${h.id}</code></th>
        <td>${markChip(h.mark)}</td>
        <td class="words">${h.words}</td>
        <td class="n">${h.of === 0 ? 'nothing drawn' : html`${num(h.held)} of ${num(h.of)}`}</td>
      </tr>`,
  );
  return scrollTable(
    'Hypotheses',
    html`<table>
      <thead>
        <tr>
          <th scope="col">hypothesis</th>
          <th scope="col">origin</th>
          <th scope="col">in words</th>
          <th scope="col" class="n">held in</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`,
  );
}

export function readingList(record: Pick<TheoremRecord, 'reading' | 'notCovered'>): Html {
  return html`${
    record.reading.length > 0 &&
    html`<h3>How it was made executable</h3>
      <ul>
        ${record.reading.map((r) => html`<li>${markChip(r.mark)} ${r.words}</li>`)}
      </ul>`
  }
  ${
    record.notCovered.length > 0 &&
    html`<h3>Not covered</h3>
      <ul>
        ${record.notCovered.map((words) => html`<li>${words}</li>`)}
      </ul>`
  }`;
}

/** What the fields of an instance are; a field that is not here goes by its name alone. */
const FIELDS: Readonly<Record<string, string>> = {
  d0: 'features',
  dCore: 'core features',
  dBackground: 'background features',
  m: 'width',
  d: 'ambient dimension',
  N: 'batch size',
  h: 'time per step, η d₀/m',
  kappa: 'decay, λ m/d₀',
  eta: 'learning rate',
  lambda: 'weight decay',
};

export function studySection(study: StudyRecord): Html {
  const rows = Object.entries(study.drawn).map(
    ([field, { smallest, median, largest }]) =>
      html`<tr>
        <th scope="row"><code>${field}</code></th>
        <td>${FIELDS[field]}</td>
        ${
          valueText(smallest) === valueText(largest)
            ? html`<td class="n" colspan="3">always ${valueText(smallest)}</td>`
            : html`<td class="n">${valueText(smallest)}</td>
                <td class="n">${valueText(median)}</td>
                <td class="n">${valueText(largest)}</td>`
        }
      </tr>`,
  );
  return html`<h3>${study.title}</h3>
    <p>
      ${count(study.ladders, 'ladder')} drawn, each trained at ${sizeWords(study.sizes)}, on the engine
      <code>${study.engine}</code>. Every restriction of the sampler is ${markChip('ours')}:
    </p>
    <ul>
      ${study.samplerWords.map((words) => html`<li>${words}</li>`)}
    </ul>
    ${
      rows.length > 0 &&
      scrollTable(
        `Drawn for ${study.title}`,
        html`<table>
          <thead>
            <tr>
              <th scope="col">field</th>
              <th scope="col">meaning</th>
              <th scope="col" class="n">smallest</th>
              <th scope="col" class="n">median</th>
              <th scope="col" class="n">largest</th>
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>`,
      )
    }`;
}

const sizeWords = (sizes: readonly number[]) =>
  sizes.length === 0 ? 'no size' : `d₀ = ${sizes.map((d) => num(d)).join(', ')}`;

export function twinsTable(controls: readonly ControlRecord[]): Html {
  if (controls.length === 0) return html`<p class="soft">No twin was run.</p>`;
  const rows = controls.map(
    (c) =>
      html`<tr>
        <th scope="row"><code>${c.id}</code></th>
        <td class="words">${c.words}</td>
        <td>${twinBadge(c.verdict)}</td>
        <td class="n">${num(c.failures)} of ${num(c.trials)}</td>
        <td class="n">${num(c.medianSlack)}</td>
      </tr>`,
  );
  return html`${scrollTable(
    'Broken twins',
    html`<table>
      <thead>
        <tr>
          <th scope="col">twin</th>
          <th scope="col">what is broken</th>
          <th scope="col">verdict</th>
          <th scope="col" class="n">failures</th>
          <th scope="col" class="n">median slack</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`,
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

export function constantsTable(
  constants: readonly ConstantRecord[],
  calibration: CalibrationRecord | null,
): Html {
  const rows = constants.map(
    (c) =>
      html`<tr>
        <th scope="row"><code>${c.id}</code></th>
        <td class="words">${c.words}</td>
        <td class="n"><strong>${c.side === 'upper' ? '≤' : '≥'} ${num(c.value)}</strong></td>
        <td class="n">${num(c.q01)}</td>
        <td class="n">${num(c.q50)}</td>
        <td class="n">${num(c.q99)}</td>
        <td class="n">${num(c.worst)}</td>
        <td class="n">${num(c.worstInRun)}</td>
        <td class="n">${c.distance === null ? '–' : `${num(c.distance)} σ`}</td>
        <td class="n">${num(c.untrainedBest)}</td>
      </tr>`,
  );
  return html`<p>
      What the paper writes as Θ(1) is a number here, frozen before this run.
      ${calibration !== null && provenance(calibration)}
    </p>
    ${scrollTable(
      'Constants',
      html`<table>
        <thead>
          <tr>
            <th scope="col">constant</th>
            <th scope="col">bounds</th>
            <th scope="col" class="n">frozen</th>
            <th scope="col" class="n">1 %</th>
            <th scope="col" class="n">50 %</th>
            <th scope="col" class="n">99 %</th>
            <th scope="col" class="n">worst calibrated</th>
            <th scope="col" class="n">worst here</th>
            <th scope="col" class="n">mean here is off by</th>
            <th scope="col" class="n">best untrained</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>`,
    )}`;
}

function provenance(c: CalibrationRecord): Html {
  return html`It comes from <code>${c.command}</code>: seed ${String(c.seed)}, ${num(c.pathsPerSize)} paths at
    each of d₀ = ${c.sizes.map((d0) => num(d0)).join(', ')}, engine <code>${c.engine}</code>; the worst value
    seen there, moved away from the network by the factor ${num(c.margin)}. No run uses those seeds.`;
}

export function auditSection(audit: AuditRecord | null): Html {
  if (audit === null) return html`<p>The engine was not audited in this run.</p>`;
  const { steps, failed, engine, against, largestRatio, largestDifference, inAmbientSpace, verdict } = audit;
  const sentence =
    verdict === 'agree'
      ? 'they agree within what rounding explains'
      : failed > 0
        ? `${count(failed, 'comparison')} could not be made: the run is not to be trusted`
        : 'they differ by more than rounding explains: the run is not to be trusted';
  return html`<div class="${verdict === 'agree' ? 'plain' : 'note bad'}">
    <p>
      ${count(steps, 'training step')} of this run ${steps === 1 ? 'was' : 'were'} repeated on
      <code>${against}</code> and compared with <code>${engine}</code>, ${num(inAmbientSpace)} of them in the
      ambient space: ${sentence}. The largest difference is ${num(largestDifference)}, ${num(largestRatio)} of
      the derived rounding bound.
    </p>
  </div>`;
}

export function runSection(run: RunRecord, extra: readonly (readonly [string, string])[]): Html {
  return html`${facts([
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
