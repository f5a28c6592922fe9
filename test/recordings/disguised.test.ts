import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readerOf } from '../../src/recordings/read.ts';
import type { RecordingFile } from '../../src/recordings/reader.ts';
import { rawFile, readAll } from './files.ts';

const text = '{"delay":1}\n{"delay":2}\n';

function read(file: RecordingFile): Promise<unknown> {
  return readAll(readerOf(file), file, { shards: 2 });
}

describe('a file that is another kind of file than it is read as', () => {
  it.each([
    ['gzip', gzipSync(text), 'a name that ends in .gz, or compression: gzip in weir.yml'],
    ['zstd', zstdCompressSync(text), 'a name that ends in .zst, or compression: zstd in weir.yml'],
    // https://parquet.apache.org/docs/file-format/: the magic number, and the header of the first page.
    ['Parquet', Buffer.from('PAR1\x15\x04\x15'), 'format: parquet in weir.yml'],
    // https://avro.apache.org/docs/1.12.0/specification/#object-container-files
    ['Avro', Buffer.from('Obj\x01\x04'), 'format: avro in weir.yml'],
  ])('is refused, and the error says that it is %s', async (name, bytes, expected) => {
    for (const format of ['jsonl', 'json']) {
      const reading = read(rawFile(bytes, format));
      await expect(reading).rejects.toThrow(`its content is ${name}, and is read as ${format}`);
      await expect(reading).rejects.toMatchObject({ problems: [{ expected }] });
    }
  });

  it('is refused where it was packed twice', async () => {
    const twice = rawFile(gzipSync(gzipSync(text)), 'jsonl', 'gzip');
    await expect(read(twice)).rejects.toThrow('what gzip packs in it is gzip');
  });

  it.each(['utf16le', 'utf16be'])('is refused where its text is %s, which no JSON is', async (encoding) => {
    const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
    await expect(read(rawFile(encoding === 'utf16be' ? bytes.swap16() : bytes, 'jsonl'))).rejects.toThrow(
      'its text is UTF-16',
    );
  });

  it('is none where a record only looks like its first bytes', async () => {
    expect(await read(rawFile('"PAR1"\n"Obj"\n', 'jsonl'))).toMatchObject({ malformed: [], records: [{}, {}] });
  });
});
