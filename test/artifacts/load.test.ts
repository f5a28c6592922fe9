import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Artifact, Engine } from '../../src/artifacts/engine.ts';
import { digest, loadArtifact, sameContent } from '../../src/artifacts/load.ts';
import { params } from '../../src/artifacts/model/params/index.ts';
import { ArtifactError } from '../../src/errors.ts';
import { snapshotOf } from '../repository/snapshot-of.ts';

/** Files name others on lines of their own: `see b.txt`. */
const linking: Engine = {
  ...params,
  kind: 'schema',
  id: 'linking',
  references: (text) => Array.from(String(text).matchAll(/^see (.+)$/gm), ([, path = '']) => path),
};

function load(files: Record<string, string>, path: string) {
  return loadArtifact(snapshotOf(files), path, linking);
}

test('an artifact holds what its files refer to, its own first, each once', async () => {
  const files = { 'a.txt': 'see b.txt\nsee c.txt', 'b.txt': 'see c.txt', 'c.txt': 'see a.txt\nsee d.txt', 'd.txt': '' };

  const artifact = await load({ ...files, 'e.txt': '' }, 'a.txt');

  expect(artifact).toMatchObject({ path: 'a.txt', kind: 'schema' });
  expect([...(artifact?.files ?? [])]).toEqual(Object.entries(files));
});

test('a file that does not exist is no artifact', async () => {
  expect(await load({}, 'a.txt')).toBeUndefined();
});

test('a reference that leads nowhere is an error at its line', async () => {
  const files = { 'a.txt': 'see b.txt', 'b.txt': 'first\nsee folder/gone.txt' };

  await expect(load(files, 'a.txt')).rejects.toThrow(ArtifactError);
  await expect(load(files, 'a.txt')).rejects.toThrow(
    'b.txt:2:12: refers to a file that does not exist; found folder/gone.txt',
  );
});

function artifact(...files: readonly (readonly [string, string])[]): Artifact {
  return { path: files[0]?.[0] ?? '', kind: 'schema', files: new Map(files) };
}

test('content is the same whatever the order of the referred files and the name of the own one', () => {
  const base = artifact(['a', '1'], ['b', '2'], ['c', '3']);

  expect(sameContent(base, artifact(['z', '1'], ['c', '3'], ['b', '2']))).toBe(true);
  expect(sameContent(base, artifact(['a', '1'], ['b', '3'], ['c', '2']))).toBe(false);
  expect(sameContent(base, artifact(['a', '1'], ['b', '2']))).toBe(false);
  expect(sameContent(base, undefined)).toBe(false);
  expect(sameContent(undefined, undefined)).toBe(true);
});

test('a digest is SHA-256 in hex', () => {
  expect(digest(artifact(['a', 'x']))).toBe(createHash('sha256').update('["x",[]]').digest('hex'));
});
