/**
 * Witnesses of claims that something exists. The draws that the search found are candidates, in index order. Each is a question on fresh
 * streams; the first that is confirmed is shrunk, and every step of that is a question too. A fold of evidence alone: which trials come next
 * follows from those that are there, so any number of workers, a resumed run and a merged one come to the same witness.
 */
import type { ExistsClaim, InstanceInput, Json } from '../../theorems/types.ts';
import {
  BATCH,
  CANDIDATES,
  GIVE_UP_LEVEL,
  levelOf,
  MOST_TRIALS,
  shrinking,
  type Shrunk,
} from '../judge/questions.ts';
import { Stratum } from '../judge/stratumFold.ts';
import type { StratumRecord } from '../judge/stratum.ts';
import { keyString, type Evidence } from '../trials/evidence.ts';
import { purposeText } from '../trials/purpose.ts';
import { meets } from '../trials/regime.ts';
import { drawValue, type SeedRoot, type TrialKey } from '../trials/seeds.ts';
import { whyNoInstance } from './instances.ts';
import type { JudgedReader } from './judged.ts';
import { TrialQueue } from './queue.ts';

/** Trials after which no further step of shrinking is asked about, in every stratum. */
const SHRINKING_TRIALS = 400;
/** Simpler paths that are tried of one path, the simplest first. */
const MOST_SIMPLER = 32;

/** A path that may be a witness: of a ladder, shrunk by steps. */
interface Candidate {
  readonly ladder: number;
  readonly steps: readonly number[];
}

/** An answer to the n-th question of a stratum. Its bet for the claim is divided by n (n + 1), so that it decides where the claim's own level says. */
interface Answer {
  readonly candidate: Candidate;
  readonly confirmed: boolean;
  readonly level: number;
  readonly stratum: StratumRecord;
}

/** A confirmed witness, at its simplest. */
export interface Witness extends Omit<Shrunk<Candidate>, 'point'> {
  /** Its first trial. */
  readonly key: TrialKey;
  readonly path: Json;
  readonly answer: Answer;
}

/** Looks for the witness of one stratum. */
export class WitnessFold {
  readonly answers: Answer[] = [];
  witness: Witness | null = null;
  readonly candidates: readonly number[];
  readonly #work: Generator<readonly TrialKey[], void, readonly Evidence[]>;
  #wanted: readonly TrialKey[] = [];
  /** Trials that were asked for so far, in their order. */
  readonly keys: TrialKey[] = [];
  done = false;

  constructor(
    readonly judged: JudgedReader,
    readonly claim: ExistsClaim,
    readonly root: SeedRoot,
    readonly d0: number,
    readonly part: string,
  ) {
    this.candidates = judged.read
      .flatMap((ladder) => {
        if (ladder.kind !== 'networks') return [];
        const at = ladder.rungs.findIndex((e, r) => e.key.d0 === d0 && ladder.parts[r] === part);
        return at !== -1 && ladder.events[at]?.holds === true ? [ladder.rungs[at]!.key.index] : [];
      })
      .slice(0, CANDIDATES);
    this.#work = this.#search();
    this.#next(this.#work.next());
  }

  /** Trials that are needed next. */
  get wanted(): readonly TrialKey[] {
    return this.done ? [] : this.#wanted;
  }

  advance(evidence: ReadonlyMap<string, Evidence>): void {
    while (!this.done) {
      const there = this.#wanted.flatMap((key) => evidence.get(keyString(key)) ?? []);
      if (there.length < this.#wanted.length) return;
      this.#next(this.#work.next(there));
    }
  }

  #next(step: IteratorResult<readonly TrialKey[], void>): void {
    this.done = step.done === true;
    this.#wanted = step.done === true ? [] : step.value;
    this.keys.push(...this.#wanted);
  }

  *#search(): Generator<readonly TrialKey[], void, readonly Evidence[]> {
    for (const ladder of this.candidates) {
      const answer = yield* this.#ask({ ladder, steps: [] });
      if (!answer.confirmed) continue;
      yield* this.#shrink(answer);
      return;
    }
  }

  *#shrink(first: Answer): Generator<readonly TrialKey[], void, readonly Evidence[]> {
    let last = first;
    let spent = 0;
    const walk = shrinking(first.candidate, {
      simpler: (candidate) => this.#simpler(candidate),
      nameOf: (candidate) => JSON.stringify(this.#pathOf(candidate)),
      spent: () => spent >= SHRINKING_TRIALS,
    });
    let next = walk.next();
    while (next.done !== true) {
      const answer = yield* this.#ask(next.value);
      spent += answer.stratum.trials;
      if (answer.confirmed) last = answer;
      next = walk.next(answer.confirmed);
    }
    const { steps, asked, cutShort, point } = next.value;
    const [key, path] = [this.#keyOf(point, 0), this.#pathOf(point)];
    this.witness = { key, path, answer: last, steps, asked, cutShort };
  }

  *#ask(candidate: Candidate): Generator<readonly TrialKey[], Answer, readonly Evidence[]> {
    const n = this.answers.length + 1;
    const level = levelOf(this.judged.reader.levels.alphaSupport, n);
    const levels = {
      deltaAt: () => 1 - this.claim.rate,
      delta0: null,
      alphaSupport: level,
      alphaRefute: GIVE_UP_LEVEL,
    };
    const stratum = new Stratum(this.d0, this.part, levels, 1);
    let trials = 0;
    while (stratum.verdict === 'inconclusive' && trials < MOST_TRIALS) {
      const keys = Array.from({ length: BATCH }, (_, i) => this.#keyOf(candidate, trials + i));
      for (const { outcome } of yield keys)
        stratum.add(outcome.status === 'measured' ? this.claim.event(outcome.measurement) : null);
      trials += BATCH;
    }
    const answer = {
      candidate,
      confirmed: stratum.verdict === 'supported',
      level,
      stratum: stratum.record(),
    };
    this.answers.push(answer);
    return answer;
  }

  /** Paths that fast-check calls simpler, with an instance, in the regime, which meet the hypotheses that the candidate meets. */
  *#simpler(candidate: Candidate): Generator<Candidate> {
    const { study } = this.judged.campaign;
    const { value, context } = drawValue(study, this.root, this.#keyOf(candidate, 0));
    const met = study.hypotheses(this.#at(value));
    let number = 0;
    for (const simpler of study.sampler.shrink(value, context).take(MOST_SIMPLER)) {
      const at = this.#at(simpler.value);
      const fits =
        whyNoInstance(study, at) === undefined &&
        meets(study, this.root.regime, at.path, at.d0) &&
        (this.part === '' || study.partOf(at.path) === this.part) &&
        Object.entries(study.hypotheses(at)).every(([id, holds]) => holds || met[id] !== true);
      if (fits) yield { ...candidate, steps: [...candidate.steps, number] };
      number++;
    }
  }

  #at(path: Json): InstanceInput {
    return { path, d0: this.d0, variant: 'main', set: this.root.regime.set };
  }

  #pathOf(candidate: Candidate): Json {
    return drawValue(this.judged.campaign.study, this.root, this.#keyOf(candidate, 0)).value;
  }

  #keyOf({ ladder, steps }: Candidate, index: number): TrialKey {
    const { study } = this.judged.campaign;
    const purpose = purposeText({ kind: 'witness', ladder, steps });
    return { study: study.id, variant: 'main', purpose, index, d0: this.d0 };
  }
}

/** The searches for witnesses of a claim, one for each stratum; none before its draws were looked through, nor of any other claim. */
export function witnessFolds(judged: JudgedReader, root: SeedRoot): readonly WitnessFold[] {
  const { campaign, reader, read } = judged;
  const { claim, sizes } = reader;
  if (claim.kind !== 'exists' || campaign.purpose !== 'main') return [];
  if (judged.judged.verdict === 'errored') return [];
  if (!judged.judged.decided && read.length < campaign.budget.ladders) return [];
  return campaign.parts.flatMap((part) => sizes.map((d0) => new WitnessFold(judged, claim, root, d0, part)));
}

/** The same, as far as the evidence goes. */
export function witnessesIn(
  judged: JudgedReader,
  root: SeedRoot,
  evidence: ReadonlyMap<string, Evidence>,
): readonly WitnessFold[] {
  const folds = witnessFolds(judged, root);
  for (const fold of folds) fold.advance(evidence);
  return folds;
}

/** Hands out the trials of one search, as its questions ask for them. */
export class WitnessQueue extends TrialQueue {
  readonly what = 'witnesses';

  constructor(
    readonly fold: WitnessFold,
    evidence: ReadonlyMap<string, Evidence>,
  ) {
    super(evidence);
    this.settle();
  }

  peek(): TrialKey | undefined {
    return this.fold.wanted.find((key) => this.isFree(key));
  }

  settle(): void {
    this.fold.advance(this.evidence);
  }

  override costOf(): number {
    return 0;
  }

  costLeft(): number {
    return 0;
  }

  wants(): boolean {
    return true;
  }
}
