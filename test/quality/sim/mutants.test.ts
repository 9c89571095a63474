/** The tests of `npm test` are worth what they reject: mistakes in the simulator. */
import { describeRejected } from '../../support/mutants/rejected.ts';
import { mutants } from './mutants.ts';

describeRejected('one mistake in the simulator', mutants);
