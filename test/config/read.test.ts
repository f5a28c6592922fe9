import { expect, test } from 'vitest';
import { configPath } from '../../src/config/load.ts';
import { readConfig } from '../../src/config/read.ts';
import { ConfigError } from '../../src/errors.ts';
import type { Snapshot } from '../../src/repository/snapshot.ts';
import { snapshotOf } from '../repository/snapshot-of.ts';

const valid = (limit: string) => `version: 1
recordings: { traffic: { files: traffic.jsonl } }
pipelines:
  claims:
    recording: traffic
    steps: [{ rules: rules.json, into: /tier }]
    outputs: { tier: { at: /tier, kind: category } }
    limits: { tier.changed: ${limit} }
`;
const broken = valid('1%').replace('outputs', 'output');

function at(revision: string, weirYml: string | undefined): Snapshot {
  return snapshotOf({ [configPath]: weirYml }, revision);
}

test("base's weir.yml judges, and what head would change is only told", async () => {
  const { config, from, changes } = await readConfig(at('base', valid('1%')), at('head', valid('50%')));
  expect(from).toBe('base');
  expect(config.pipelines[0]?.limits[0]?.text).toBe('1%');
  expect(changes).toEqual([expect.stringMatching(/50%/)]);
});

test("head's judges where base has none", async () => {
  expect((await readConfig(at('base', undefined), at('head', valid('1%')))).from).toBe('head');
});

test('a weir.yml that head removes still judges', async () => {
  const { from, changes } = await readConfig(at('base', valid('1%')), at('head', undefined));
  expect([from, changes]).toEqual(['base', ['.github/weir.yml is removed']]);
});

test('without any weir.yml nothing can be judged', async () => {
  await expect(readConfig(at('base', undefined), at('head', undefined))).rejects.toThrow(ConfigError);
});

test.each([
  ['base', broken, valid('1%')],
  ['head', valid('1%'), broken],
])('a mistake at %s is placed there', async (side, base, head) => {
  await expect(readConfig(at('base', base), at('head', head))).rejects.toMatchObject({
    problems: expect.arrayContaining([expect.objectContaining({ file: configPath, line: 7, side })]),
  });
});

test('a change that mends the weir.yml of base is told how it can be merged', async () => {
  const failure = readConfig(at('base', broken), at('head', valid('1%')));
  await expect(failure).rejects.toThrow(/head mends \.github\/weir\.yml: .* --config/);
});

test('nothing of the kind is said where head is broken as well', async () => {
  await expect(readConfig(at('base', broken), at('head', `${broken}# more\n`))).rejects.not.toThrow(/mends/);
});

test('the tip of the branch judges, so that an old base cannot bring lax limits back', async () => {
  const old = valid('50%');
  const judging = await readConfig(at('base', old), at('head', old), at('trunk', valid('1%')));
  expect(judging.config.pipelines[0]?.limits[0]?.text).toBe('1%');
  expect(judging.changes).toEqual([]);
});

test('what head itself changes is told against the tip', async () => {
  const judging = await readConfig(at('base', valid('5%')), at('head', valid('50%')), at('trunk', valid('1%')));
  expect(judging.changes).toEqual([expect.stringMatching(/1%.*50%/)]);
});

test('a weir.yml that the branch has given up judges no more', async () => {
  const old = valid('1%');
  await expect(readConfig(at('base', old), at('head', old), at('trunk', undefined))).rejects.toThrow(ConfigError);
});
