/** Transitive compatibility: head against versions of a schema before base, in a real history. */
import { expect, test, vi } from 'vitest';
import { makeRepository } from '../repository/fixture.ts';
import { check, weir } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

const weirYml = (schema: string, more: string) => `version: 1
recordings:
  bags: { files: bags.jsonl, input: "" }
pipelines:
  carousel:
    recording: bags
    steps: [{ schema: ${schema}, ${more} }]
    outputs: { size: { at: /size, kind: category } }
`;

const avsc = (...fields: readonly object[]) =>
  JSON.stringify({ type: 'record', name: 'Bag', fields: [{ name: 'tag', type: 'string' }, ...fields] }, null, 1);
/** Confluent's example of what only a transitive level sees: a field comes with a default, and then the default goes. */
const [v1, v2, v3] = [
  avsc(),
  avsc({ name: 'size', type: 'string', default: 'M' }),
  avsc({ name: 'size', type: 'string' }),
];

function history(file: string, versions: readonly string[], more: string) {
  const repository = makeRepository();
  const records = '{"tag":"a","size":"L"}\n'.repeat(500);
  repository.commit({ '.github/weir.yml': weirYml(file, more), 'bags.jsonl': records });
  const before = versions.slice(0, -1).map((text) => {
    repository.commit({ [file]: text });
    return repository.git('rev-parse', 'HEAD').trim();
  });
  repository.git('switch', '-c', 'change');
  repository.commit({ [file]: versions.at(-1) ?? '' });
  return { ...repository, before };
}

const told = async (...args: Parameters<typeof history>) => {
  const { directory, before } = history(...args);
  const { report } = await check(directory, 'change');
  return { edits: report.edits, notes: report.notes, before };
};

test('what head breaks for an earlier version alone is an edit against that commit', async () => {
  const { edits, before } = await told('bag.avsc', [v1, v2, v3], 'compatibility: backward_transitive');

  expect(edits.map(({ change, compatibility, against }) => [change, compatibility, against])).toEqual([
    ['default-removed', 'risky', undefined],
    ['field-added', 'breaking', before[0]],
  ]);
  expect(edits[1]?.message).toMatch(new RegExp(`, against ${before[0]?.slice(0, 7)} of \\d{4}-\\d\\d-\\d\\d$`));
  expect(edits[1]?.lines).toEqual(edits[0]?.lines);
});

test.each([
  ['without the level', 'engine: avro'],
  ['with the level that only looks at base', 'compatibility: backward'],
  ['with too few versions', 'compatibility: backward_transitive, revisions: 1'],
])('%s it is none', async (_, more) => {
  // The version in between differs from base in what breaks nobody.
  const between = avsc({ name: 'size', type: 'string', default: 'L' });
  const { edits } = await told('bag.avsc', [v1, between, v2, v3], more);
  expect(edits.filter(({ against }) => against !== undefined)).toEqual([]);
});

test('forward, what base cannot read is breaking, and what head cannot is not', async () => {
  const wider = JSON.stringify({ properties: { size: { enum: ['S', 'M', 'L'] } } });
  const narrower = JSON.stringify({ properties: { size: { enum: ['M', 'L'] } } });
  const level = async (from: string, to: string, more: string) =>
    (await told('bag.json', [from, to], more)).edits.map(({ compatibility }) => compatibility);

  expect(await level(wider, narrower, 'compatibility: forward')).toEqual(['risky']);
  expect(await level(narrower, wider, 'compatibility: forward')).toEqual(['breaking']);
  expect(await level(narrower, wider, 'compatibility: full')).toEqual(['breaking']);
  expect(await level(wider, narrower, 'compatibility: backward')).toEqual(['breaking']);
});

test('what base has broken before is said and not held against head', async () => {
  const sizes = (...names: readonly string[]) => JSON.stringify({ properties: { size: { enum: names } } });
  const { edits, notes } = await told(
    'bag.json',
    [sizes('S', 'M', 'L'), sizes('M', 'L'), sizes('L')],
    'compatibility: backward_transitive',
  );
  expect(edits.map(({ message, against }) => [message, against])).toEqual([
    ['value "M" is no longer allowed', undefined],
  ]);
  expect(notes?.join('\n')).toContain('base itself is not backward_transitive with 1 of 1 earlier versions');
});

test('revisions without a transitive level is a mistake at its line', async () => {
  const { directory } = history('bag.avsc', [v1, v2], 'compatibility: backward, revisions: 3');
  const { status, stderr } = await weir(['check', '--base', 'main', '--head', 'change'], directory);
  expect(status).toBe(2);
  expect(stderr).toContain('.github/weir.yml:7:');
  expect(stderr).toContain('transitive compatibility alone');
});
