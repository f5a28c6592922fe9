/** An engine that reads bytes: big-endian doubles, of which it answers the sum. */
import { deserialize, serialize } from 'node:v8';
import { expect, test } from 'vitest';
import { blend } from '../../src/artifacts/blend/blend.ts';
import { bytesIn, textIn } from '../../src/artifacts/content.ts';
import type { Artifact, Engine } from '../../src/artifacts/engine.ts';
import { digest, loadArtifact, sameContent } from '../../src/artifacts/load.ts';
import { recorded } from '../../src/artifacts/model/recorded/index.ts';
import { reported } from '../../src/artifacts/reported.ts';
import { openRepository } from '../../src/repository/local.ts';
import { makeRepository } from '../repository/fixture.ts';

const doubles: Engine = {
  ...recorded,
  id: 'doubles',
  version: '1.0.0',
  content: 'bytes',
  async compile(artifact) {
    const bytes = Buffer.from(bytesIn(artifact, artifact.path));
    const value = Array.from({ length: bytes.length / 8 }, (_, index) => bytes.readDoubleBE(index * 8));
    const sum = value.reduce((one, other) => one + other, 0);
    return { run: (batch) => batch.map(() => ({ outcome: 'ok', value: sum })) };
  },
  diff: (_base, head) => [
    {
      artifact: head.path,
      kind: 'model',
      engine: 'doubles@1.0.0',
      selector: 'the first number',
      compatibility: 'risky',
      change: 'value-changed',
      message: 'another number',
    },
  ],
};

function bytesOf(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 8);
  for (const [index, number] of numbers.entries()) bytes.writeDoubleBE(number, index * 8);
  return bytes;
}

async function load(content: Buffer, engine: Engine): Promise<Artifact> {
  const fixture = makeRepository();
  fixture.commit({ 'model.f64': content });
  await using repository = await openRepository(fixture.directory);
  const artifact = await loadArtifact(await repository.snapshot('HEAD'), 'model.f64', engine);
  if (!artifact) throw new Error('the file is there');
  return artifact;
}

test('bytes cross to another process as they are in the repository, byte order mark included', async () => {
  const content = Buffer.concat([bytesOf(1.5, -0.25), Buffer.from('\ufeff12345')]);

  const artifact: Artifact = deserialize(serialize(await load(content, doubles)));

  expect(Buffer.from(bytesIn(artifact, 'model.f64')).equals(content)).toBe(true);
});

test('an engine runs on bytes', async () => {
  const stage = await doubles.compile(await load(bytesOf(1.5, -0.25), doubles));
  expect(await stage.run([{}])).toEqual([{ outcome: 'ok', value: 1.25 }]);
});

test('the same bytes are the same content, and others are not', async () => {
  const [one, same, other] = [
    await load(bytesOf(1), doubles),
    await load(bytesOf(1), doubles),
    await load(bytesOf(2), doubles),
  ];
  expect(sameContent(one, same)).toBe(true);
  expect(sameContent(one, other)).toBe(false);
  expect(digest(one)).toMatch(/^[0-9a-f]{64}$/);
});

test('a file without a language is applied as a whole, and its edit is placed at the file in reports', async () => {
  const [base, head] = [await load(bytesOf(1), doubles), await load(bytesOf(2), doubles)];
  const found = blend(doubles, base, head);
  expect(found?.apply(new Set([0]))).toBe(head);
  expect(found?.apply(new Set())).toBe(base);
  const [edit] = found?.edits ?? [];
  expect(edit && reported(edit)).toMatchObject({ pointer: '', lines: [1, 1], selector: 'the first number' });
});

test('bytes that are no text are an error at the file, where text is asked for', async () => {
  const artifact = await load(bytesOf(-1.5), doubles);
  expect(() => textIn(artifact, 'model.f64')).toThrow('model.f64: not UTF-8 text; found other bytes, expected UTF-8');
  await expect(load(bytesOf(-1.5), { ...doubles, content: 'text' })).rejects.toThrow('model.f64:1: not UTF-8 text');
});
