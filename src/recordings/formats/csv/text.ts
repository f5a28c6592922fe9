/** The bytes of a CSV file as UTF-8, whatever its encoding. */
import { RecordingError } from '../../../errors.ts';
import { readBytes } from '../../bytes.ts';
import type { RecordingFile } from '../../reader.ts';

/** Chunks of the unpacked file. Throws a RecordingError where the text is not what the encoding says. */
export async function* readText(file: RecordingFile, encoding: string): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') {
    yield* readBytes(file);
    return;
  }
  const decoder = decoderFor(file, encoding);
  for await (const chunk of readBytes(file)) {
    yield decode(file, encoding, () => decoder.decode(chunk, { stream: true }));
  }
  yield decode(file, encoding, () => decoder.decode());
}

/** What the first bytes say about how text became bytes. Throws a RecordingError for what is not read. */
export function encodingOf(file: RecordingFile, bytes: Buffer): string {
  const [first, second, third, fourth] = bytes;
  if (bytes.length >= 4 && first === 0xff && second === 0xfe && third === 0 && fourth === 0) throw utf32(file);
  if (bytes.length >= 4 && first === 0 && second === 0 && third === 0xfe && fourth === 0xff) throw utf32(file);
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // Without a mark: every second byte of Latin text is zero, and no text in UTF-8 holds one.
  if (bytes.length >= 4 && second === 0 && fourth === 0 && first !== 0) return 'utf-16le';
  if (bytes.length >= 4 && first === 0 && third === 0 && second !== 0) return 'utf-16be';
  return 'utf-8';
}

/** The name that TextDecoder gives to an encoding; undefined for one that it does not know. */
export function canonicalEncoding(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

function decoderFor(file: RecordingFile, encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch (cause) {
    throw new RecordingError([{ file: file.name, message: `text in ${encoding} is not read` }], { cause });
  }
}

function decode(file: RecordingFile, encoding: string, work: () => string): Buffer {
  try {
    return Buffer.from(work(), 'utf8');
  } catch (cause) {
    const expected = 'the encoding of the file, as dialect: { encoding: … } in weir.yml';
    throw new RecordingError([{ file: file.name, message: `the text is not ${encoding}`, expected }], { cause });
  }
}

function utf32(file: RecordingFile): RecordingError {
  return new RecordingError([{ file: file.name, line: 1, message: 'text in UTF-32 is not read', expected: 'UTF-8' }]);
}
