import { describe, expect, it, test } from 'vitest';
import type { Outcome } from '../../../../src/artifacts/engine.ts';
import { decisionTable } from '../../../../src/artifacts/rules/decision-table/index.ts';
import { artifactOf } from '../../artifact.ts';

const artifact = (path: string, text: string) => artifactOf(decisionTable, text, path);

async function results(text: string, documents: readonly unknown[], path = 'table.csv', params?: unknown) {
  const stage = await decisionTable.compile(artifact(path, text));
  const outcomes = await stage.run(documents, { params });
  return outcomes.map((outcome: Outcome) => (outcome.outcome === 'ok' ? outcome.value : outcome.reason));
}

/** Discounts by the size of an order, and by who orders: an order of 12 by a partner meets rows 1, 2 and 3. */
function discounts(hit: string, out = 'out: discount'): string {
  return `hit: ${hit},size,customer.partner,${out}\n,> 10,,5\n,,true,10\n,[5..20],,5\n,> 100,,20\n`;
}
const order = { size: 12, customer: { partner: true } };
const [small, large] = [{ size: 1 }, { size: 500, customer: { partner: false } }];

test.each([
  ['first', [5, null, 5]],
  ['F', [5, null, 5]],
  ['unique', ['row 1 and row 2 both match', null, 'row 1 and row 4 both match']],
  ['any', ['row 1 and row 2 both match', null, 'row 1 and row 4 both match']],
  ['rule order', [[5, 10, 5], [], [5, 20]]],
  ['collect', [[5, 10, 5], [], [5, 20]]],
  ['collect sum', [20, null, 25]],
  ['C+', [20, null, 25]],
  ['collect min', [5, null, 5]],
  ['collect max', [10, null, 20]],
  ['collect count', [3, 0, 2]],
])('hit policy %s', async (hit, expected) => {
  expect(await results(discounts(hit), [order, small, large])).toEqual(expected);
});

it('priority goes by the values of the outputs', async () => {
  const text = discounts('priority', '"out: discount (20, 10, 5)"');
  expect(await results(text, [order, small, large])).toEqual([10, null, 20]);
});

it('any takes rows that give the same', async () => {
  expect(await results('hit: any,a,out: b\n,> 1,x\n,> 2,x\n', [{ a: 3 }])).toEqual(['x']);
});

describe('in YAML', () => {
  const text = `hit: first
inputs: [amount, params.limit, "/customer/home.country"]
outputs: [decision, reasons]
rules:
  - { name: foreign, when: { "/customer/home.country": not(DE) }, then: { decision: review, reasons: [abroad] } }
  - when: { amount: [1, "> 100"] }
    then: { decision: block }
default: { decision: accept }
`;

  it('several outputs make an object, and the default is what no row gives', async () => {
    const home = (country: string) => ({ 'home.country': country });
    const documents = [
      { amount: 5, customer: home('FR') },
      { amount: 500, customer: home('DE') },
      { amount: 50, customer: home('DE') },
    ];
    expect(await results(text, documents, 'table.yaml')).toEqual([
      { decision: 'review', reasons: ['abroad'] },
      { decision: 'block', reasons: null },
      { decision: 'accept', reasons: null },
    ]);
  });

  it('params stand beside the document', async () => {
    const own = 'inputs: [params.limit]\noutputs: [a]\nrules:\n  - { when: { params.limit: 3 }, then: yes it is }\n';
    const documents = [{ params: { limit: 4 } }];
    expect(await results(own, documents, 'table.yaml', { limit: 3 })).toEqual(['yes it is']);
    expect(await results(own, documents, 'table.yaml')).toEqual([null]);
  });

  it('every mistake is told at once, with its place', async () => {
    const wrong = `hit: frist
inputs: [amount, "a..b"]
outputs: [decision]
rules:
  - { when: { amonut: 1 }, then: { decison: x } }
  - { when: { amount: ">" } }
defualt: 1
`;
    const error: unknown = await decisionTable.compile(artifact('t.yaml', wrong)).catch((reason) => reason);
    expect(String(error)).toContain('t.yaml:7:1: unknown key "defualt"');
    for (const part of [
      'did you mean first?',
      'did you mean amount?',
      'did you mean decision?',
      '`>` is no test',
      '"a..b" is no place',
    ])
      expect(String(error)).toContain(part);
  });
});

test.each([
  ['', 'an empty file'],
  ['a,b\n1,2\n', 'no output'],
  ['hit: frist,a,out: b\n', 'no hit policy is called "frist"'],
  ['a,out: b\n1,2,3\n', 'too many cells'],
  ['a,out: b\n"1,2\n', 'begins with a quote'],
  ['a,out: b\n1"2,2\n', 'in the midst of a cell'],
  ['hit: C+,a,out: b\n,1,x\n', 'expected a number'],
  ['hit: C+,a,out: b,out: c\n,1,1,1\n', 'a single output'],
  ['hit: priority,a,out: b\n,1,1\n', 'nothing says what has priority'],
  ['hit: collect,a,out: b\n,1,1\ndefault,,2\n', 'a default'],
  ['a,out: b (x)\n1,y\n', 'expected one of x'],
])('%j is an error', async (text, message) => {
  await expect(decisionTable.compile(artifact('t.csv', text))).rejects.toThrow(message);
});

it('semicolons, byte order marks and cells of several lines are read', async () => {
  const text = 'hit: first;"a";out: b\r\n;"1,\r\n2";"x\r\ny"\r\n;;z\r\n';
  expect(await results(text, [{ a: 2 }, { a: 3 }])).toEqual(['x\r\ny', 'z']);
});
