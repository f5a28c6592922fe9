import { expect, it } from 'vitest';
import { either } from '../../src/format/listed.ts';
import { formats } from '../../src/recordings/formats/registry.ts';
import { formatOf } from '../../src/recordings/open.ts';

it.each([
  ['traffic/a.jsonl', 'jsonl', 'none'],
  ['traffic/a.ndjson.gz', 'jsonl', 'gzip'],
  ['a.b.JSON.zst', 'json', 'zstd'],
  ['a.csv.gz', 'csv', 'gzip'],
  ['v1.2/a.parquet', 'parquet', 'none'],
])('%s is %s, packed: %s', (name, format, compression) => {
  expect(formatOf(name)).toEqual({ format, compression });
});

it('a configured format outdoes the extension, and packing is still told by it', () => {
  expect(formatOf('log.txt.gz', { format: 'csv' })).toEqual({ format: 'csv', compression: 'gzip' });
  expect(formatOf('log', { format: 'native' })).toEqual({ format: 'jsonl', compression: 'none' });
});

const endings = formats.flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`));

it.each([
  ['a.xlsx', undefined, `found .xlsx, expected ${either(endings)}`],
  ['v1.2/a', undefined, 'found a name without extension'],
  ['a.jsonl', 'xml', `found format: xml, expected ${formats.map(({ id }) => id).join(', ')}, native`],
  ['a.parquet.gz', undefined, 'Parquet inside gzip'],
])('%s with format %s is an error that says what would do', (name, format, message) => {
  expect(() => formatOf(name, { format })).toThrow(message);
});
