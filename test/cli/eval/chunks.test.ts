import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { chunksOf } from '../../../src/cli/eval/chunks.ts';

async function cut(...parts: (string | Buffer)[]): Promise<string[]> {
  const chunks: string[] = [];
  const stream = Readable.from(parts.map((part) => Buffer.from(part)));
  for await (const chunk of chunksOf(stream)) chunks.push(chunk.toString());
  return chunks;
}

it('gives whole lines as soon as they are there', async () => {
  expect(await cut('a\nb', 'c\n', 'd\ne\n', 'f')).toEqual(['a\n', 'bc\n', 'd\ne\n', 'f']);
  expect(await cut('\n', '\n\n')).toEqual(['\n', '\n\n']);
  expect(await cut()).toEqual([]);
});

it('cuts what is large, and never inside a line', async () => {
  const line = `${'x'.repeat(400_000)}\n`;
  expect((await cut(line.repeat(5))).map(({ length }) => length / line.length)).toEqual([2, 2, 1]);
  const long = `${'y'.repeat(3_000_000)}\n`;
  expect(await cut(`${line}${long}${line}`)).toEqual([line, long, line]);
});

it('drops what a line has beyond what any reader takes, and keeps the lines after it', async () => {
  const megabyte = Buffer.alloc(1024 * 1024, 'z');
  const chunks = await cut('a\n', ...Array.from({ length: 70 }, () => megabyte), 'z\nb\n');
  expect(chunks.map(({ length }) => length)).toEqual([2, 64 * 1024 * 1024 + 1 + 'z\nb\n'.length]);
  expect(chunks[1]?.endsWith('z\nb\n')).toBe(true);
});
