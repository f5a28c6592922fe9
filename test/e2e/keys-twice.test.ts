/** A key that stands twice: base is read as production reads it, the last counts; head has to be mended. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Report } from '../../src/report/report.generated.ts';
import { makeSmallRepository, WEIR_YML } from './small.ts';
import { pipelineOf, type Run, weir } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

const PARAMS = 'config/board.yaml';
const RULES = 'rules/board.json';
const rule = (members: string) => `{ "if": [{ ${members} }, "on-time", "late"] }\n`;
const at = (late: number) => `"<": [{ "var": "delay" }, ${late}]`;
const parts = WEIR_YML.replace('rules: rules/board.json', 'rules: rules/board.json#/rules/board').replace(
  '    limits:\n      status.changed: 1%\n',
  '',
);
const each = WEIR_YML.replace('rules: rules/board.json\n', 'rules: rules/board.json\n        each: /rules/*\n')
  .replace('into: /status', 'into: ""')
  .replace('    outputs:\n      status: { at: /status, kind: category }\n    limits:\n      status.changed: 1%\n', '');

async function check(
  base: Readonly<Record<string, string>>,
  head: Readonly<Record<string, string>>,
  ...options: readonly string[]
): Promise<Run & { report: Report }> {
  const repository = makeSmallRepository(base);
  for (const [path, text] of Object.entries(head)) repository.write(path, text);
  const file = join(repository.directory, '.git/report.json');
  const run = await weir(['check', '--base', 'main', '--full', '--json', file, ...options], repository.directory);
  return { ...run, report: run.status === 2 ? ({} as Report) : (JSON.parse(readFileSync(file, 'utf8')) as Report) };
}

// Flights are 0, 20 and 90 minutes late: below 15 is one of them, below 60 are two.
test.each([
  ['params', {}, PARAMS, 'late: 60\nlate: 15\n', 'late: 60\n', `${PARAMS}:2:1`],
  ['rules', {}, RULES, rule(`${at(60)}, ${at(15)}`), rule(at(60)), `${RULES}:1:43`],
  [
    'a part of a file of rules',
    { '.github/weir.yml': parts },
    RULES,
    `{"rules": {"board": 1,\n"board": ${rule(at(15))}}}`,
    `{"rules": {"board": ${rule(at(60))}}}`,
    `${RULES}:2:1`,
  ],
])(
  'a change that mends %s is judged, the last of base counts, and base is named',
  async (_, more, path, twice, once, place) => {
    const base = { ...more, [path]: twice };
    const { report, stdout } = await check(base, { [path]: once });
    expect(pipelineOf(report, 'board')).toMatchObject({
      verdict: 'fail',
      outputs: [{ measures: { changed: { records: 1 } } }],
    });
    const note = `${place} (base): a key that stands twice in one object; the last of them counts`;
    expect(report.notes).toContainEqual(note);
    expect(stdout.replace(/\s+/g, ' ')).toContain(note);
  },
);

test('a change that takes out the key that did not count changes nothing', async () => {
  const { report, status } = await check({ [PARAMS]: 'late: 60\nlate: 15\n' }, { [PARAMS]: 'late: 15\n' });
  expect([status, report.verdict, report.edits]).toEqual([0, 'unaffected', []]);
});

test('several edits of a base with a key twice are shared out', async () => {
  const twice = 'late: 60\nlate: 15\nother: 1\n';
  const { report } = await check({ [PARAMS]: twice }, { [PARAMS]: 'late: 60\nother: 2\n' }, '--attribution');
  expect(report.edits).toHaveLength(2);
  expect(pipelineOf(report, 'board').attribution).toMatchObject([
    { edits: [0], measure: 'changed', value: 1 / 3 },
    { edits: [1], measure: 'changed', value: 0 },
  ]);
});

test('rules of a base with a key twice are found by each', async () => {
  const base = {
    '.github/weir.yml': each,
    [RULES]: `{"owner": "a", "owner": "b",\n"rules": {"board": ${rule(at(15))}}}`,
  };
  const { report } = await check(base, { [RULES]: `{"rules": {"board": ${rule(at(60))}}}` });
  expect(pipelineOf(report, 'board').outputs).toMatchObject([{ name: 'board', measures: { changed: { records: 1 } } }]);
});

test.each([
  [PARAMS, 'late: 60\nlate: 15\n', `${PARAMS}:2:1 (head): a key that stands twice in one object`],
  [RULES, rule(`${at(60)}, ${at(15)}`), `${RULES}:1:43 (head): a key that stands twice in one object`],
])('a head of %s with a key twice is an error', async (path, twice, message) => {
  const { status, stderr } = await check({}, { [path]: twice });
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});

test.each([
  ['params', { 'config/new.yaml': 'late: 60\nlate: 15\n' }, 'config/board.yaml', 'config/new.yaml'],
  [
    'a schema',
    { 'schemas/new.json': '{"type": "object",\n"type": "object"}' },
    'schemas/flight.json',
    'schemas/new.json',
  ],
])('%s with a key twice that head begins to name would not stand', async (_, files, old, path) => {
  const { report } = await check({}, { ...files, '.github/weir.yml': WEIR_YML.replace(old, path) });
  expect(report.verdict).toBe('fail');
  expect(report.config?.problems).toEqual([`${path}:2:1 (head): a key that stands twice in one object`]);
});

test('weir validate names the key and goes on', async () => {
  const { directory } = makeSmallRepository({ [PARAMS]: 'late: 60\nlate: 15\n' });
  const { status, stdout } = await weir(['validate'], directory);
  expect(status).toBe(0);
  expect(stdout.replace(/\s+/g, ' ')).toContain(
    `${PARAMS}:2:1: a key that stands twice in one object; the last of them`,
  );
});
