/** The suites of this package, by the names that `--suite` takes, with their modules below theorems/. */
export const OWN_SUITES: Readonly<Record<string, string>> = {
  paper: 'registry',
  laws: 'laws/suite',
  steps: 'steps/suite',
};
