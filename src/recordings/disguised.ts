/**
 * Files that begin as another kind of file than the one they are read as: read all the same, each line of theirs would be
 * one malformed record, and nobody would know why.
 */
import { RecordingError } from '../errors.ts';
import { packings } from './compression.ts';
import type { RecordingFile } from './reader.ts';

interface Kind {
  readonly name: string;
  /** Its first bytes, which no text has. */
  readonly begins: readonly number[];
  readonly expected: string;
}

const kinds: readonly Kind[] = [
  { name: 'gzip', begins: packings.gzip.begins, expected: 'a name that ends in .gz, or compression: gzip in weir.yml' },
  {
    name: 'zstd',
    begins: packings.zstd.begins,
    expected: 'a name that ends in .zst, or compression: zstd in weir.yml',
  },
  { name: 'Parquet', begins: [0x50, 0x41, 0x52, 0x31, 0x15], expected: 'format: parquet in weir.yml' },
  { name: 'Avro', begins: [0x4f, 0x62, 0x6a, 0x01], expected: 'format: avro in weir.yml' },
];

/** @param beginning the first bytes of the file, unpacked once where its name says that it is packed. Throws a RecordingError. */
export function refuseDisguised(file: RecordingFile, beginning: Uint8Array): void {
  const kind = kinds.find(({ begins }) => begins.every((byte, at) => beginning[at] === byte));
  if (!kind) return;
  const { name, expected } = kind;
  if (file.compression === 'none')
    throw refusal(file, `its content is ${name}, and is read as ${file.format}`, expected);
  const message = `what ${file.compression} packs in it is ${name}, and is read as ${file.format}`;
  throw refusal(file, message, 'a file that is packed once');
}

/** For formats that are UTF-8 alone. https://www.rfc-editor.org/rfc/rfc8259#section-8.1 */
export function refuseOtherText(file: RecordingFile, [first, second]: Uint8Array): void {
  const isOther = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isOther) throw refusal(file, 'its text is UTF-16', 'UTF-8');
}

function refusal(file: RecordingFile, message: string, expected: string): RecordingError {
  return new RecordingError([{ file: file.name, message, expected }]);
}
