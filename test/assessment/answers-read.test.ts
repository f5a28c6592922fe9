import { expect, test } from 'vitest';
import { findArtifactChanges } from '../../src/artifacts/artifact-changes.ts';
import { answersRead } from '../../src/assessment/answers-read.ts';
import { parseConfig } from '../../src/config/load.ts';
import { snapshotOf } from '../repository/snapshot-of.ts';

const BASE = '{"<":[{"var":"delay"},15]}';

/** Of a rule that becomes another one. */
async function notes(recording: string, head: string, base = BASE, file = 'r.json', more = ''): Promise<string[]> {
  const { pipelines } = parseConfig(
    `version: 1
recordings: { t: { files: t.jsonl, ${recording} } }
pipelines:
  p: { recording: t, steps: [{ rules: ${file}, into: /x${more} }], outputs: { x: { at: /x, kind: category } } }
`,
    'weir.yml',
  );
  const sides = [base, head].map((text) => snapshotOf({ [file]: text }));
  const [before = snapshotOf({}), after = snapshotOf({})] = sides;
  const changes = await findArtifactChanges(pipelines, before, after, async () => new Map());
  return (await Promise.all(pipelines.map((pipeline) => answersRead(pipeline, changes)))).flat();
}

const said = (at: string, what: string) =>
  `r.json reads ${at} now, where the recording holds ${what}: production may not know it when it is asked`;

test.each([
  ['the label', 'label: /outcome', '{"var":"outcome"}', [said('/outcome', 'what turned out to be right')]],
  [
    'what was answered',
    'output: /response',
    '{"var":"response.tier"}',
    [said('/response', 'what production answered')],
  ],
  [
    'what holds it',
    'label: /later/outcome',
    '{"var":"later"}',
    [said('/later/outcome', 'what turned out to be right')],
  ],
  ['another place', 'label: /outcome', '{"var":"outcomes"}', []],
  ['the same name elsewhere', 'label: /outcome', '{"var":"last.outcome"}', []],
  ['the request alone, which lies elsewhere', 'input: /request, label: /outcome', '{"var":"outcome"}', []],
  [
    'a label inside the request',
    'input: /request, label: /request/outcome',
    '{"var":"outcome"}',
    [said('/outcome', 'what turned out to be right')],
  ],
])('a rule that reads %s', async (_, recording, head, expected) => {
  expect(await notes(recording, head)).toEqual(expected);
  expect(await notes(recording, `{"!":[${head}]}`, head)).toEqual([]);
});

test.each([
  ['sql', 'q.sql', 'SELECT delay < 15 AS late FROM input', 'SELECT outcome AS late FROM input'],
  ['sql in capitals', 'q.sql', 'SELECT delay < 15 AS late FROM input', 'SELECT OUTCOME AS late FROM input'],
  ['jsonata, anywhere', 'r.jsonata', 'delay < 15', '**.outcome = "late"'],
  ['jsonata, by a function', 'r.jsonata', 'delay < 15', 'delay < 15 or $lookup($, "outcome") = "late"'],
  ['json logic, whose place it works out', 'r.json', BASE, '{"==":[{"var":{"if":[true,"outcome",""]}},1]}'],
  ['rego', 'p.rego', 'package p\nlate := input.delay < 15\n', 'package p\nlate := input["outcome"] == "late"\n'],
])('a rule in %s, that names the label where nobody tells that it reads it', async (_, file, base, head) => {
  expect(await notes('label: /outcome', head, base, file)).toEqual([
    `${file} names outcome now, as the recording does what turned out to be right: production may not know it when it is asked`,
  ]);
  expect(await notes('label: /outcome', `${head} `, head, file)).toEqual([]);
  expect(await notes('label: /outcome', head.replace(/outcome/i, 'outcomes'), base, file)).toEqual([]);
});
