/** The tests of `npm test` are worth what they reject: mistakes in the layer between the engines and the judge. */
import { describeRejected } from '../../support/mutants/rejected.ts';
import { evidence } from './evidence.ts';
import { exact } from './exact.ts';
import { measured } from './measured.ts';
import { read } from './read.ts';
import { said } from './said.ts';
import { streamMutants } from './streams.ts';

describeRejected('one mistake in what is read', read);
describeRejected('one mistake in what is measured', measured);
describeRejected('one mistake in where numbers are drawn from', streamMutants);
describeRejected('one mistake in what is concluded or said', said);
describeRejected('one mistake in whose evidence is read', evidence);
describeRejected('one mistake in what an exact claim compares', exact);
