/** The paper's suite, loaded as the command line loads it. */
import { loadSuite, suiteRecord } from '../../cli/suite.ts';

export const PAPER = await loadSuite();
export const PAPER_RECORD = suiteRecord(PAPER);
export const PROFILES = PAPER.profiles;
