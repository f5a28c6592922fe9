/** Tells by name how a recording's file is written. */
import { RecordingError } from '../errors.ts';
import type { Compression, Format } from './reader.ts';

const formats: ReadonlyMap<string, Format> = new Map([
  ['jsonl', 'jsonl'],
  ['ndjson', 'jsonl'],
  ['json', 'json'],
  ['csv', 'csv'],
  ['parquet', 'parquet'],
  ['native', 'jsonl'],
]);
const compressions: ReadonlyMap<string, Compression> = new Map([
  ['gz', 'gzip'],
  ['zst', 'zstd'],
]);

/**
 * Format and compression of a file, by its extension or by `configured`, the `format` that weir.yml gives.
 * @throws RecordingError for what no reader reads
 */
export function formatOf(name: string, configured?: string): { format: Format; compression: Compression } {
  const extensions = name
    .slice(name.lastIndexOf('/') + 1)
    .toLowerCase()
    .split('.')
    .slice(1);
  const compression = compressions.get(extensions.at(-1) ?? '') ?? 'none';
  const extension = extensions.at(compression === 'none' ? -1 : -2) ?? '';
  const format = formats.get(configured ?? extension);
  if (format === undefined) throw unknownFormat(name, extension, configured);
  if (format === 'parquet' && compression !== 'none') {
    const message = `Parquet inside ${compression} can't be read: a Parquet file is read in parts and compressed inside`;
    throw new RecordingError([{ file: name, message, expected: 'the file unpacked' }]);
  }
  return { format, compression };
}

function unknownFormat(name: string, extension: string, configured: string | undefined): RecordingError {
  if (configured !== undefined) {
    const message = 'recordings of this format are not read';
    return new RecordingError([
      { file: name, message, found: `format: ${configured}`, expected: oneOf(formats.keys()) },
    ]);
  }
  const expected = `${oneOf(['.jsonl', '.ndjson', '.json', '.csv', '.parquet'])}, alone or with .gz or .zst, or a format in weir.yml`;
  const found = extension === '' ? 'a name without extension' : `.${extension}`;
  return new RecordingError([
    { file: name, message: 'the extension does not tell how the recording is written', found, expected },
  ]);
}

function oneOf(names: Iterable<string>): string {
  return [...names].join(', ').replace(/, ([^,]*)$/, ' or $1');
}
