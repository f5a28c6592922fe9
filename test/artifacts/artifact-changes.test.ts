import { describe, expect, test } from 'vitest';
import { assertBaseComplete, findArtifactChanges, lineage } from '../../src/artifacts/artifact-changes.ts';
import { parseConfig } from '../../src/config/load.ts';
import { ArtifactError, RepositoryError } from '../../src/errors.ts';
import type { Renames } from '../../src/repository/snapshot.ts';
import { snapshotOf } from '../repository/snapshot-of.ts';

const config = parseConfig(
  `version: 1
recordings:
  traffic: { files: traffic.jsonl }
pipelines:
  claims:
    recording: traffic
    params: params.yaml
    steps:
      - schema: event.schema.json
      - rules: rules.json
        into: /decision
    outputs:
      tier: { at: /decision, kind: category }
`,
  'weir.yml',
);
const files = {
  'params.yaml': 'threshold: 180\n',
  'event.schema.json': '{ "properties": { "a": { "$ref": "parts.json" } } }',
  'parts.json': '{ "type": "integer" }',
  'rules.json': '{ "var": "a" }',
};

async function changesTo(head: Readonly<Record<string, string>>, renames: Renames = new Map()) {
  const changes = await findArtifactChanges(
    config.pipelines,
    snapshotOf(files, 'base'),
    snapshotOf(head, 'head'),
    async () => renames,
  );
  return new Map(
    [...changes.values()].map(({ reference, edits }) => [
      reference.path,
      edits.map(({ message, artifact }) => `${artifact}: ${message}`),
    ]),
  );
}

test('the lineage of a pipeline is its params and its steps', () => {
  expect(config.pipelines.flatMap(lineage).map(({ path }) => path)).toEqual([
    'params.yaml',
    'event.schema.json',
    'rules.json',
  ]);
});

describe('changes', () => {
  test('nothing differs where every file is the same', async () => {
    expect([...(await changesTo(files)).values()].flat()).toEqual([]);
  });

  test('what differs in its formatting alone is no change', async () => {
    const head = {
      ...files,
      'params.yaml': '# in minutes\nthreshold:   180.0\n',
      'rules.json': '{\n  "var": "a"\n}\n',
    };
    expect([...(await changesTo(head)).values()].flat()).toEqual([]);
  });

  test('an edit in a file that a schema refers to is an edit of that schema', async () => {
    const changes = await changesTo({ ...files, 'parts.json': '{ "type": "string" }' });
    expect(changes.get('event.schema.json')).toEqual([expect.stringMatching(/^parts\.json: /)]);
  });

  test('a rename out of a governed path is an edit of that path', async () => {
    const { 'rules.json': rules, ...rest } = files;
    const changes = await changesTo({ ...rest, 'decide.json': rules }, new Map([['rules.json', 'decide.json']]));
    expect(changes.get('rules.json')).toEqual(['rules.json: moved to decide.json']);
  });

  test('a file that is gone is a breaking edit', async () => {
    const { 'rules.json': _gone, ...rest } = files;
    const changes = await changesTo(rest);
    expect(changes.get('rules.json')).toEqual(['rules.json: the file is gone at head']);
  });
});

describe('errors', () => {
  test.each([
    ['base', { ...files, 'rules.json': '{ "var" }' }, files],
    ['head', files, { ...files, 'rules.json': '{ "var" }' }],
  ])('a file that does not parse at %s is named with its side and its line', async (side, base, head) => {
    const failure = findArtifactChanges(
      config.pipelines,
      snapshotOf(base, 'b'),
      snapshotOf(head, 'h'),
      async () => new Map(),
    );
    await expect(failure).rejects.toThrow(ArtifactError);
    await expect(failure).rejects.toMatchObject({
      problems: [{ file: 'rules.json', line: 1, side, text: '{ "var" }' }],
    });
  });

  test('a file that base lacks is reported at the step that names it', async () => {
    const { 'rules.json': _gone, ...rest } = files;
    const base = snapshotOf(rest, 'main');
    const changes = await findArtifactChanges(config.pipelines, base, snapshotOf(files, 'head'), async () => new Map());
    const failure = assertBaseComplete(config, config.pipelines, changes, base);
    await expect(failure).rejects.toThrow(RepositoryError);
    await expect(failure).rejects.toThrow(/^weir\.yml:10:9: rules\.json does not exist at base \(main\)$/);
  });

  test('a file that the branch got after the change was begun is missed by nobody', async () => {
    const { 'rules.json': _later, ...rest } = files;
    const base = snapshotOf(rest, 'merge base');
    const changes = await findArtifactChanges(config.pipelines, base, snapshotOf(rest, 'head'), async () => new Map());
    await assertBaseComplete(config, config.pipelines, changes, snapshotOf(files, 'main'));
  });
});

test('a proto file that head imports no longer is gone where the repository has it no longer', async () => {
  const { pipelines } = parseConfig(
    `version: 1
recordings: { bags: { files: bags.jsonl } }
pipelines:
  belt:
    recording: bags
    steps: [{ schema: bag.proto, compare: FILE }]
    outputs: { kg: { at: /kg, kind: number } }
`,
    'weir.yml',
  );
  const proto = (text: string) => `syntax = "proto3"; package bags; ${text}`;
  const [tag, alone] = [proto('message Tag {}'), proto('message Bag { int32 kg = 1; }')];
  const base = { 'bag.proto': proto('import "tag.proto"; message Bag { int32 kg = 1; }'), 'tag.proto': tag };
  const editsAt = async (head: Readonly<Record<string, string>>) => {
    const changes = await findArtifactChanges(
      pipelines,
      snapshotOf(base, 'base'),
      snapshotOf(head, 'head'),
      async () => new Map(),
    );
    return [...changes.values()].flatMap(({ edits }) =>
      edits.map(({ change, compatibility }) => [change, compatibility]),
    );
  };

  expect(await editsAt({ 'bag.proto': alone })).toContainEqual(['imported-file-removed', 'breaking']);
  expect(await editsAt({ 'bag.proto': alone, 'tag.proto': tag })).toEqual([]);
});
