/** A file of many named rules, of which weir.yml governs some by JSON Pointers into the file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Report } from '../../src/report/report.generated.ts';
import { makeRepository } from '../repository/fixture.ts';
import { outputOf, pipelineOf, weir } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

const RULES = `{
  "owner": "fraud",
  "rules": {
    "velocity": { "note": "per hour", "when": { ">": [{ "var": "count" }, 8] } },
    "amount": { "note": "in euros", "when": { ">": [{ "var": "amount" }, 500] } },
    "night": { "note": "local time", "when": { "<": [{ "var": "hour" }, 5] } }
  }
}
`;
const pipeline = (name: string) => `  ${name}:
    owners: ["@acme/fraud"]
    recording: payments
    steps: [{ rules: 'rules/fraud.json#/rules/${name}/when', into: /${name} }]
    outputs: { ${name}: { at: /${name}, kind: category } }
    limits: { ${name}.changed: 1% }
`;
const WEIR_YML = `version: 1
recordings: { payments: { files: traffic.jsonl } }
pipelines:
${pipeline('velocity')}${pipeline('amount')}`;
// Counts 0 to 9: eight of them are at most 7, so > 8 and > 6 differ for 7 and 8: 20 %.
const traffic = Array.from(
  { length: 1000 },
  (_, n) => `${JSON.stringify({ count: n % 10, amount: n, hour: n % 24 })}\n`,
).join('');

async function check(
  rules: string,
  weirYml = WEIR_YML,
): Promise<{ report: Report; status: number | null; stdout: string; stderr: string }> {
  const repository = makeRepository();
  repository.commit({ 'rules/fraud.json': RULES, 'traffic.jsonl': traffic, '.github/weir.yml': weirYml });
  repository.write('rules/fraud.json', rules);
  const file = join(repository.directory, '.git/report.json');
  const run = await weir(['check', '--base', 'main', '--full', '--json', file], repository.directory);
  return { ...run, report: run.status === 2 ? ({} as Report) : (JSON.parse(readFileSync(file, 'utf8')) as Report) };
}

test('an edit of one rule reaches its pipeline alone, at its line and pointer in the whole file', async () => {
  const { report } = await check(RULES.replace('"count" }, 8]', '"count" }, 6]'));
  expect(report.edits).toMatchObject([
    {
      artifact: 'rules/fraud.json',
      pointer: '/rules/velocity/when/>/1',
      lines: [4, 4],
      message: 'velocity, count: 8 became 6',
    },
  ]);
  expect(outputOf(pipelineOf(report, 'velocity'), 'velocity').measures.changed).toMatchObject({
    value: 0.2,
    verdict: 'fail',
  });
  expect(pipelineOf(report, 'amount').verdict).toBe('unaffected');
  expect(report.ungoverned).toBeUndefined();
  expect(report.reformatted).toBeUndefined();
});

test('an edit beside the governed rules is named', async () => {
  const { status, report, stdout } = await check(RULES.replace('"hour" }, 5]', '"hour" }, 6]'));
  expect([status, report.verdict]).toEqual([0, 'unaffected']);
  expect(report.ungoverned).toEqual([{ path: 'rules/fraud.json', change: 'rules.night.when.<.1 5 → 6' }]);
  expect(stdout.replace(/\s+/g, ' ')).toContain('rules.night.when.<.1 5 → 6');
});

test('what stands behind an anchor is governed where a governed rule repeats it, and named where none does', async () => {
  const yaml = `rules:
  base: &shared { '>': [{ var: count }, 8] }
  other: { '>': [{ var: count }, 1] }
  velocity: { when: *shared }
  amount: { when: { '>': [{ var: amount }, 500] } }
`;
  const repository = makeRepository();
  const weirYml = WEIR_YML.replaceAll('fraud.json', 'fraud.yaml');
  repository.commit({ 'rules/fraud.yaml': yaml, 'traffic.jsonl': traffic, '.github/weir.yml': weirYml });
  repository.write('rules/fraud.yaml', yaml.replace('8]', '6]').replace('1]', '2]'));
  const file = join(repository.directory, '.git/report.json');
  await weir(['check', '--base', 'main', '--full', '--json', file], repository.directory);
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  expect(outputOf(pipelineOf(report, 'velocity'), 'velocity').measures.changed?.value).toBe(0.2);
  expect(report.ungoverned).toEqual([{ path: 'rules/fraud.yaml', change: 'rules.other.>.1 1 → 2' }]);
});

test('a rule that is gone fails its pipeline', async () => {
  const { status, report } = await check(RULES.replace('"velocity"', '"velocity_1h"'));
  expect(status).toBe(1);
  expect(pipelineOf(report, 'velocity').reasons).toEqual([
    'rules/fraud.json#/rules/velocity/when is gone at head, so the pipeline cannot run',
  ]);
  expect(pipelineOf(report, 'amount').verdict).toBe('unaffected');
});

test('a part that base does not have is an error with its line', async () => {
  const { status, stderr } = await check(RULES, WEIR_YML.replace('/rules/amount/when', '/rules/amuont/when'));
  expect(status).toBe(2);
  expect(stderr.replace(/\s+/g, ' ')).toContain('.github/weir.yml:13:15');
  expect(stderr).toContain('rules/fraud.json#/rules/amuont/when does not exist at base');
});

test('a mistake inside of a rule has the line of the whole file', async () => {
  const { status, stderr } = await check(RULES.replace('{ ">": [{ "var": "amount"', '{ "gt": [{ "var": "amount"'));
  expect(status).toBe(2);
  expect(stderr).toMatch(/rules\/fraud\.json:5:\d+/);
});

const EACH = `version: 1
recordings: { payments: { files: traffic.jsonl } }
pipelines:
  fraud:
    recording: payments
    steps:
      - { rules: rules/fraud.json, each: /rules/*/when, into: /fraud }
    limits: { velocity.changed: 30%, failed: 0 }
`;

test('with each every rule is an output with a limit of its own', async () => {
  const { status, report } = await check(
    RULES.replace('"count" }, 8]', '"count" }, 6]').replace('"amount" }, 500]', '"amount" }, 480]'),
    EACH,
  );
  expect(status).toBe(1);
  const fraud = pipelineOf(report, 'fraud');
  expect(fraud.outputs.map(({ name }) => name)).toEqual(['velocity', 'amount', 'night']);
  expect(outputOf(fraud, 'velocity').measures.changed).toMatchObject({ value: 0.2, limit: 0.3, verdict: 'pass' });
  // Amounts 481 to 500 of 0 to 999.
  expect(outputOf(fraud, 'amount').measures.changed).toMatchObject({ value: 0.02, limit: 0.01, verdict: 'fail' });
  expect(outputOf(fraud, 'night').measures.changed).toMatchObject({ value: 0, limit: 0.01, verdict: 'pass' });
});

test('with each a rule that head adds is told, and one that it takes away fails', async () => {
  const added = await check(
    RULES.replace('"night":', '"new": { "when": { "<": [{ "var": "hour" }, 2] } }, "night":'),
    EACH,
  );
  expect(added.status).toBe(0);
  expect(added.report.config?.changes).toEqual(
    expect.arrayContaining([expect.stringContaining('output "new" (category at /fraud/new) added')]),
  );
  // The change leaves weir.yml itself alone.
  expect(added.report.notes).toContainEqual(
    "the rules that .github/weir.yml asks for are others at head; base's judge this change, head's will once it is merged",
  );
  const gone = await check(RULES.replace('"night"', '"nights"'), EACH);
  expect(gone.status).toBe(1);
  expect(pipelineOf(gone.report, 'fraud').reasons).toEqual([
    expect.stringContaining('rules/fraud.json#/rules/night/when is gone at head'),
  ]);
});

test.each([
  [
    'each: /rules/*/when',
    'each: /ruls/*/when',
    /weir\.yml:7:\d+.*: no rule stands at "\/ruls\/\*\/when" of rules\/fraud\.json/,
  ],
  ['velocity.changed', 'velocty.changed', /weir\.yml:8:\d+.*there is no output "velocty".*did you mean velocity/],
])('%s written as %s is a mistake in its line', async (right, wrong, words) => {
  const { status, stderr } = await check(RULES, EACH.replace(right, wrong));
  expect(status).toBe(2);
  expect(stderr.replace(/\s+/g, ' ')).toMatch(words);
});

test('a mistake in a step behind one with each has the line of that step', async () => {
  const step = '      - { rules: rules/fraud.json, each: /rules/*/when, into: /fraud }\n';
  const { stderr } = await check(
    RULES,
    EACH.replace(step, `${step}      - { rules: rules/other.drl, into: /other }\n`),
  );
  expect(stderr.replace(/\s+/g, ' ')).toMatch(/weir\.yml:8:\d+ \(base\): Drools is not read yet/);
});
