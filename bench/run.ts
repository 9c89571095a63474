/**
 * One process of the contest: `node --import tsx bench/run.ts ENGINE PROBLEM` makes whole runs of a problem (bench/problem.ts,
 * as JSON) and prints one line of JSON, as the peers in bench/peers do:
 *
 *   { version, seconds: [per run], wall: [per run], loss: R_ID of the last run }, or
 *   { version, tooLong: seconds that a run would take }.
 */
import { initialState } from '../sim/network.ts';
import { streamKey } from '../sim/random/stream.ts';
import { stopwatch, type Seconds } from './clock.ts';
import { load } from './engines.ts';
import { LAST, LONG, setupOf, type Problem } from './problem.ts';

const WARM_UP = 10;

const [name, text] = process.argv.slice(2);
const problem = JSON.parse(text!) as Problem;
const { engine, version } = await load(name!);
const setup = setupOf(problem);

function train(steps: number, round: number) {
  const labels = ['bench', problem.seed, round] as const;
  const initial = initialState(setup, streamKey(...labels, 'initial'));
  const elapsed = stopwatch();
  const run = engine.start(setup, streamKey(...labels, 'batches'), initial);
  const losses = run.advance(steps);
  run.state();
  const seconds = elapsed();
  run.dispose();
  return { seconds, loss: losses.slice(-LAST).reduce((sum, loss) => sum + loss, 0) / LAST };
}

function results() {
  train(WARM_UP, -1);
  const tooLong = (train(WARM_UP, -1).seconds.processor * problem.steps) / WARM_UP;
  if (tooLong > problem.longest) return { version, tooLong };
  const taken: Seconds[] = [];
  let loss = NaN;
  for (let round = 0; round < problem.rounds && !(round > 0 && taken.at(-1)!.processor > LONG); round++) {
    const one = train(problem.steps, round);
    taken.push(one.seconds);
    loss = one.loss;
  }
  return { version, seconds: taken.map((t) => t.processor), wall: taken.map((t) => t.wall), loss };
}

console.log(JSON.stringify(results()));
