import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { chooseEngine } from '../../../src/cli/eval/choose-engine.ts';
import { folderOf } from '../../../src/cli/eval/folder.ts';
import { temporaryFolder } from '../../recordings/files.ts';

async function chosen(files: Readonly<Record<string, string>>, path: string, named?: string) {
  const root = temporaryFolder();
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  const { engine, options } = await chooseEngine(await folderOf(join(root, path)), named);
  return options ? [engine.id, options] : engine.id;
}

const weirYml = `version: 1
recordings: { all: { files: all.jsonl } }
pipelines:
  retry:
    owners: [a@acme.example]
    recording: all
    steps:
      - { rules: rules/retry.cel, integers: int, into: /retry }
      - { rules: "rules/fraud.json#/amount", engine: json-logic-engine, into: /fraud }
    outputs: { retry: { at: /retry, kind: category } }
`;

it('the engine is the one that is named, else that of weir.yml with its options, else the only one', async () => {
  const files = { '.github/weir.yml': weirYml, 'rules/retry.cel': 'a', 'rules/fraud.json': '{"amount": 1}' };
  expect(await chosen(files, 'rules/retry.cel')).toEqual(['cel', { integers: 'int' }]);
  expect(await chosen(files, 'rules/fraud.json#/amount')).toBe('json-logic-engine');
  expect(await chosen(files, 'rules/fraud.json', 'json-logic-js')).toBe('json-logic-js');
  expect(await chosen({ 'a.cel': 'a' }, 'a.cel')).toBe('cel');
  expect(await chosen({ 'a.json': '{"if": [{"var": "a"}, 1, 2]}' }, 'a.json')).toBe('json-logic-js');
  expect(await chosen({ 'a.json': '{"type": "object", "properties": {}}' }, 'a.json')).toBe('json-schema');
});

it('where nothing tells, it asks', async () => {
  await expect(chosen({ 'a.xyz': '1' }, 'a.xyz')).rejects.toThrow(/which engine reads it; expected --engine with/);
  await expect(chosen({ 'a.cel': 'a' }, 'a.cel', 'recorded')).rejects.toThrow('reads no file');
  await expect(chosen({ 'a.cel': 'a' }, 'a.cel', 'cell')).rejects.toThrow('did you mean cel?');
});
