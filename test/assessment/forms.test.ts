/** What says the same and may be another file in production is said. */
import { expect, test } from 'vitest';
import { formNotes, mayAlterForm, namedFiles } from '../../src/assessment/forms.ts';
import { parseConfig } from '../../src/config/load.ts';
import { attributesOf } from '../../src/repository/attributes.ts';
import { snapshotOf } from '../repository/snapshot-of.ts';

const config = parseConfig(
  `version: 1
recordings: { t: { files: t.jsonl } }
pipelines:
  p: { recording: t, steps: [{ rules: rules/é.json, into: /x }], outputs: { x: { at: /x, kind: category } } }
`,
  'weir.yml',
);
const named = namedFiles(config);
const RULE = 'rules/é.json';

async function notes(
  from: Readonly<Record<string, string>>,
  to: Readonly<Record<string, string | undefined>>,
): Promise<string[]> {
  const sides = {
    base: snapshotOf({ [RULE]: '1', ...from }, 'base'),
    head: snapshotOf({ [RULE]: '1', ...from, ...to }),
  };
  const changed = Object.keys(to).filter((path) => mayAlterForm(path, named));
  return formNotes(sides, changed, named);
}

test.each([
  ['by case', 'rules/É.json'],
  ['by a folder', 'Rules/é.json'],
  ['by how its accent is written', RULE.normalize('NFD')],
])('a file that differs %s from one that is read', async (_, path) => {
  const said = `${path} and ${RULE} are one file where names differ neither by case nor by how accents are written: which of them is read there is open`;
  expect(await notes({}, { [path]: '2' })).toEqual([said]);
  // One in the place of the other is nothing of this sort.
  expect(await notes({}, { [path]: '2', [RULE]: undefined })).toEqual([]);
});

test('a byte order mark that a file gains, and none that it had or loses', async () => {
  expect(await notes({}, { [RULE]: '\uFEFF1' })).toEqual([
    `${RULE} begins with a byte order mark now, which many parsers refuse`,
  ]);
  expect(await notes({ [RULE]: '\uFEFF1' }, { [RULE]: '\uFEFF2' })).toEqual([]);
  expect(await notes({ [RULE]: '\uFEFF1' }, { [RULE]: '1' })).toEqual([]);
});

test('a symbolic link in the place of a file, whatever it leads to, and none that was one', async () => {
  const file = snapshotOf({ [RULE]: '1' });
  const link = { ...file, follow: async () => 'shared/e.json' };
  expect(await formNotes({ base: file, head: link }, [RULE], named)).toEqual([
    `${RULE} leads to shared/e.json by a symbolic link now, which some systems and tools take for a file that holds a path`,
  ]);
  expect(await formNotes({ base: link, head: link }, [RULE], named)).toEqual([]);
  expect(await formNotes({ base: link, head: file }, [RULE], named)).toEqual([]);
});

const other = (attributes: string) =>
  `.gitattributes: ${RULE} has ${attributes} now, so that another file than was replayed may be checked out or packed`;

test.each([
  ['leaves it out of archives', { '.gitattributes': 'rules/** export-ignore\n' }, [other('export-ignore')]],
  ['leaves its folder out', { '.gitattributes': '/rules export-ignore\n' }, [other('export-ignore')]],
  ['filters it', { '.gitattributes': '*.json filter=x ident\n' }, [other('filter=x and ident')]],
  [
    'does so beside it',
    { 'rules/.gitattributes': '* working-tree-encoding=UTF-16\n' },
    [other('working-tree-encoding=UTF-16')],
  ],
  ['takes it back', { '.gitattributes': '*.json ident\nrules/* -ident\n' }, []],
  ['means other files', { '.gitattributes': 'docs/** ident\n*.png filter=lfs\n' }, []],
  ['says how lines end', { '.gitattributes': '* text=auto eol=lf\n' }, []],
])('a .gitattributes that %s', async (_, files, expected) => {
  expect(await notes({}, files)).toEqual(expected);
  expect(
    await notes(files, { '.gitattributes': `${'.gitattributes' in files ? files['.gitattributes'] : ''}# x\n` }),
  ).toEqual([]);
});

test('attributes count as git has them', async () => {
  const snapshot = snapshotOf({
    '.gitattributes': '# *.json ident\n[attr]x ident\n*.json ident\n',
    'a/.gitattributes': 'b.json !ident merge=union',
  });
  expect(await attributesOf(snapshot, 'a/b.json')).toEqual(['merge=union']);
  expect(await attributesOf(snapshot, 'b.json')).toEqual(['ident']);
});
