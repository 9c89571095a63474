/**
 * What readers of JUnit XML accept, as a table in the manner of an XML schema: restated from `junit-10.xsd` of the Jenkins
 * xUnit plugin, the strictest of the common ones, as far as the elements that occur in it without output streams.
 */
const DECIMAL = /^(0|[1-9]\d*)(\.\d+)?$/;
const COUNT = /^(0|[1-9]\d*)$/;
const NAME = /\S/;
const ANY = /^/;

interface ElementRule {
  readonly children: readonly string[];
  readonly required: Readonly<Record<string, RegExp>>;
  readonly optional: Readonly<Record<string, RegExp>>;
  readonly text: boolean;
}

const COUNTS = { tests: COUNT, failures: COUNT, errors: COUNT };
const PROBLEM: ElementRule = {
  children: [],
  required: { message: NAME },
  optional: { type: ANY },
  text: true,
};

const RULES: Readonly<Record<string, ElementRule>> = {
  testsuites: {
    children: ['testsuite'],
    required: {},
    optional: { name: NAME, time: DECIMAL, disabled: COUNT, ...COUNTS },
    text: false,
  },
  testsuite: {
    children: ['properties', 'testcase'],
    required: { name: NAME, tests: COUNT },
    optional: { time: DECIMAL, failures: COUNT, errors: COUNT, skipped: COUNT, id: ANY, timestamp: ANY },
    text: false,
  },
  testcase: {
    children: ['skipped', 'error', 'failure', 'properties'],
    required: { name: NAME },
    optional: { classname: NAME, time: DECIMAL, status: ANY },
    text: false,
  },
  properties: { children: ['property'], required: {}, optional: {}, text: false },
  property: { children: [], required: { name: NAME, value: ANY }, optional: {}, text: false },
  failure: PROBLEM,
  error: PROBLEM,
  skipped: { children: [], required: {}, optional: { message: ANY, type: ANY }, text: true },
};

/** What is used of the DOM here. */
export interface XmlElement {
  readonly tagName: string;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  readonly children: Iterable<XmlElement>;
  readonly childNodes: Iterable<{ readonly nodeType: number; readonly textContent: string | null }>;
}

/** Every violation, as `where: what`; none for a valid document. */
export function junitViolations(root: XmlElement): readonly string[] {
  return root.tagName === 'testsuites' ? violations(root, 'testsuites') : [`the root is ${root.tagName}`];
}

function violations(element: XmlElement, where: string): string[] {
  const rule = RULES[element.tagName];
  if (rule === undefined) return [`${where}: no such element`];
  const attributes = new Map([...element.attributes].map((a) => [a.name, a.value]));
  const allowed = { ...rule.required, ...rule.optional };
  const children = [...element.children];
  const text = [...element.childNodes].filter((n) => n.nodeType === 3).map((n) => n.textContent ?? '');
  return [
    ...Object.keys(rule.required)
      .filter((name) => !attributes.has(name))
      .map((name) => `${where}: ${name} is missing`),
    ...[...attributes]
      .filter(([name, value]) => !(allowed[name]?.test(value) ?? false))
      .map(([name, value]) => `${where}: ${name}="${value}"`),
    ...(rule.text || text.every((t) => t.trim() === '') ? [] : [`${where}: text`]),
    ...children.flatMap((child, i) =>
      rule.children.includes(child.tagName)
        ? violations(child, `${where}/${child.tagName}[${i}]`)
        : [`${where}: ${child.tagName} inside`],
    ),
  ];
}
