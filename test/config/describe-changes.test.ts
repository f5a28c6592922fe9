import { expect, test } from 'vitest';
import { describeChanges } from '../../src/config/describe-changes.ts';
import { parseConfig } from '../../src/config/load.ts';

const base = `version: 1
recordings:
  flights: { files: traffic/*.jsonl, input: /request }
pipelines:
  delay:
    owners: ["@acme/claims", "@acme/risk"]
    recording: flights
    steps:
      - schema: schemas/flight.json
      - rules: rules/delay.json
        into: /decision
    outputs:
      tier: { at: /decision/tier, kind: category }
    segments: [/origin, /carrier]
    limits:
      tier.changed: 1%
      rejected: 0.1%
`;

function changes(...edits: [from: string, to: string][]): string[] {
  const head = edits.reduce((text, [from, to]) => {
    expect(text.split(from)).toHaveLength(2);
    return text.replace(from, () => to);
  }, base);
  return describeChanges(parseConfig(base, 'weir.yml'), parseConfig(head, 'weir.yml'));
}

const noLimits = '    limits:\n      tier.changed: 1%\n      rejected: 0.1%\n';

const cases: readonly [name: string, from: string, to: string, said: string[]][] = [
  ['a raised limit', 'tier.changed: 1%', 'tier.changed: 5%', ['pipeline "delay": limit tier.changed 1% became 5%']],
  ['a removed limit', '      rejected: 0.1%\n', '', ['pipeline "delay": limit rejected 0.1% removed']],
  [
    'an added limit',
    'rejected: 0.1%\n',
    'rejected: 0.1%\n      failed: 3 records\n',
    ['pipeline "delay": limit failed 3 records added'],
  ],
  ['limits that fall back to the defaults', noLimits, '', ['pipeline "delay": limit failed 0.1% (a default) added']],
  [
    'another owner',
    '"@acme/risk"',
    '"@acme/web"',
    ['pipeline "delay": owners @acme/claims, @acme/risk became @acme/claims, @acme/web'],
  ],
  [
    'no owners',
    '    owners: ["@acme/claims", "@acme/risk"]\n',
    '',
    ['pipeline "delay": owners @acme/claims, @acme/risk became none'],
  ],
  [
    'another engine',
    'into: /decision',
    'into: /decision\n        engine: json-logic-engine',
    [
      'pipeline "delay": steps schema schemas/flight.json (json-schema) → rules rules/delay.json (json-logic-js) into /decision became schema schemas/flight.json (json-schema) → rules rules/delay.json (json-logic-engine) into /decision',
    ],
  ],
  ['new params', '    steps:', '    params: p.yaml\n    steps:', ['pipeline "delay": params p.yaml added']],
  [
    'a new output',
    '    segments',
    '      amount: { at: /decision/amount, kind: number }\n    segments',
    ['pipeline "delay": output "amount" (number at /decision/amount) added'],
  ],
  [
    'another kind of output',
    'kind: category',
    'kind: text',
    ['pipeline "delay": output "tier": kind category became text'],
  ],
  [
    'another recording',
    'traffic/*.jsonl',
    'old/*.jsonl',
    ['recording "flights": files traffic/*.jsonl became old/*.jsonl'],
  ],
  ['the whole record as input', ', input: /request', '', ['recording "flights": input /request became ""']],
  ['a label', 'input: /request', 'input: /request, label: /y', ['recording "flights": label /y added']],
  ['a second recording', 'pipelines:', '  more: { files: m.csv }\npipelines:', ['recording "more" (m.csv) added']],
  [
    'other defaults',
    'version: 1',
    'version: 1\nexamples: show\ndefaults: { confidence: 99.9%, inconclusive: allow }',
    ['confidence 99% became 99.9%', 'inconclusive block became allow', 'examples hide became show'],
  ],
  [
    'a renamed pipeline',
    '  delay:',
    '  late:',
    [
      'pipeline "delay" removed: nothing would guard it any more',
      'pipeline "late" added, owned by @acme/claims, @acme/risk',
    ],
  ],
];

test.each(cases)('%s is said', (_, from, to, said) => {
  expect(changes([from, to])).toEqual(said);
});

test('the same limit in other words, another order of owners and segments, comments and defaults spelt out are no changes', () => {
  expect(
    changes(
      ['tier.changed: 1%', 'tier.changed: 0.01 # as agreed'],
      ['["@acme/claims", "@acme/risk"]', '["@acme/risk", "@acme/claims"]'],
      ['[/origin, /carrier]', '[/carrier, /origin]'],
      ['schema: schemas/flight.json', 'schema: ./schemas/flight.json'],
      ['version: 1', 'defaults: { confidence: 0.99 }\nversion: 1'],
    ),
  ).toEqual([]);
});

/** Each rule of a file is a step of its own: `rules/a.json`, … */
function ofSteps(names: readonly string[]): ReturnType<typeof parseConfig> {
  const steps = names.map((name) => `      - { rules: rules/${name}.json, into: /${name} }`).join('\n');
  return parseConfig(
    base.replace(/ {6}- schema.*?into: \/decision/s, () => steps),
    'weir.yml',
  );
}

const long = ['a', 'b', 'c', 'd', 'e', 'f'];

test('of many steps only those that come and go are said', () => {
  expect(describeChanges(ofSteps(long), ofSteps(['a', 'b', 'd', 'e', 'f', 'g']))).toEqual([
    'pipeline "delay": step rules rules/c.json (json-logic-js) into /c removed',
    'pipeline "delay": step rules rules/g.json (json-logic-js) into /g added',
  ]);
});

test('of many steps in another order the first place is said', () => {
  expect(describeChanges(ofSteps(long), ofSteps(['a', 'c', 'b', 'd', 'e', 'f']))).toEqual([
    'pipeline "delay": steps in another order: rules rules/c.json (json-logic-js) into /c now stands before rules rules/b.json (json-logic-js) into /b',
  ]);
});
