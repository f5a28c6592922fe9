import { expect, test } from 'vitest';
import { findArtifactChanges } from '../../src/artifacts/artifact-changes.ts';
import { paramsUnread } from '../../src/assessment/params-unread.ts';
import { parseConfig } from '../../src/config/load.ts';
import { snapshotOf } from '../repository/snapshot-of.ts';

async function notes(file: string, rule: string, base: string, head: string): Promise<string[]> {
  const { pipelines } = parseConfig(
    `version: 1
recordings: { t: { files: t.jsonl } }
pipelines:
  p: { recording: t, params: p.yaml, steps: [{ rules: ${file}, into: /x }], outputs: { x: { at: /x, kind: category } } }
`,
    'weir.yml',
  );
  const [before, after] = [base, head].map((params) => snapshotOf({ [file]: rule, 'p.yaml': params }));
  const changes = await findArtifactChanges(
    pipelines,
    before ?? snapshotOf({}),
    after ?? snapshotOf({}),
    async () => new Map(),
  );
  return paramsUnread(pipelines, changes);
}

const RULE = '{">":[{"var":"score"},{"var":"params.high"}]}';
const SAID = 'p.yaml: /model changed, and no step of p names it: what it does in production was not measured';

test.each([
  ['which no step names', RULE, 'high: 1\nmodel: { file: b.pkl, version: 2 }\n', [SAID]],
  ['which is new', RULE, 'high: 1\nmodel: { file: a.pkl, version: 1 }\nother: 1\n', [SAID.replace('/model', '/other')]],
  ['which a rule reads', RULE, 'high: 2\nmodel: { file: a.pkl, version: 1 }\n', []],
  ['of params that are read as a whole', '{"!!":[{"var":"params"}]}', 'high: 1\nmodel: { file: b.pkl }\n', []],
])('an edit of a member %s', async (_, rule, head, expected) => {
  expect(await notes('r.json', rule, 'high: 1\nmodel: { file: a.pkl, version: 1 }\n', head)).toEqual(expected);
});

test('in CEL as in JSONLogic', async () => {
  const [base, head] = ['high: 1\nmodel: a.pkl\n', 'high: 1\nmodel: b.pkl\n'];
  expect(await notes('r.cel', 'score > params.high', base, head)).toEqual([SAID]);
  expect(await notes('r.cel', 'score > params["high"] && params.model != ""', base, head)).toEqual([]);
});

test.each([
  ['r.cel', 'string(params["mo" + "del"])'],
  ['r.jsonata', '$string($params.*[0])'],
  ['r.json', '{"var":[{"cat":["par","ams.mo","del"]}]}'],
])('of a member that %s computes the name of, nobody says that it is not read', async (file, rule) => {
  expect(await notes(file, rule, 'high: 1\nmodel: a.pkl\n', 'high: 1\nmodel: b.pkl\n')).toEqual([]);
});

test('the whole document has no params in it, so what reads it does not read them', async () => {
  const rule = '{"!!":[{"var":""}]}';
  expect(await notes('r.json', rule, 'model: a.pkl\n', 'model: b.pkl\n')).toEqual([SAID]);
});

test('a settings file that two pipelines share: what the other one reads is measured there', async () => {
  const pipeline = (name: string) =>
    `  ${name}: { recording: t, params: p.yaml, steps: [{ rules: ${name}.cel, into: /x }], outputs: { x: { at: /x, kind: category } } }\n`;
  const { pipelines } = parseConfig(
    `version: 1\nrecordings: { t: { files: t.jsonl } }\npipelines:\n${pipeline('a')}${pipeline('b')}`,
    'weir.yml',
  );
  const rules = { 'a.cel': 'score > params.high', 'b.cel': 'score < params.low' };
  const base = snapshotOf({ ...rules, 'p.yaml': 'high: 2\nlow: 1\nmodel: a.pkl\n' });
  const head = snapshotOf({ ...rules, 'p.yaml': 'high: 3\nlow: 0\nmodel: b.pkl\n' });
  const changes = await findArtifactChanges(pipelines, base, head, async () => new Map());
  expect(paramsUnread(pipelines, changes)).toEqual([SAID.replace('of p names', 'of a or b names')]);
});
