/** Tells by name how a recording's file is written: its format, how it is compressed, and the envelope of its records. */
import type { RecordingConfig } from '../config/config.ts';
import { RecordingError } from '../errors.ts';
import { either, together } from '../format/listed.ts';
import { type Compression, compressionOf, packings } from './compression.ts';
import { envelopeFor, envelopes } from './envelopes/registry.ts';
import type { Format } from './formats/format.ts';
import { formatFor, formats } from './formats/registry.ts';
import type { RecordingFile } from './reader.ts';

export type Written = Pick<RecordingFile, 'format' | 'compression' | 'envelope' | 'within'>;

/** What weir.yml says of it. */
type Said = Pick<RecordingConfig, 'format' | 'compression'>;

/**
 * Format and compression of a file, by its extension or by what weir.yml says.
 * @throws RecordingError for what no reader reads
 */
export function formatOf(name: string, { format: configured, compression: packed }: Said = {}): Written {
  const { extension, compression: named } = endingsOf(name);
  const compression = packed ?? named;
  const envelope = envelopeFor(configured);
  const told = formats.find(({ extensions }) => extensions.includes(extension));
  const format = envelope
    ? (told ?? formats.find(({ id }) => id === envelope.container.otherwise))
    : configured === undefined
      ? told
      : formats.find(({ id }) => id === configured);
  if (format === undefined) throw unknownFormat(name, extension, configured);
  if (format.compressed === 'inside' && compression !== 'none') {
    const message = `${format.name} inside ${compression} can't be read: a ${format.name} file is read in parts and compressed inside`;
    throw new RecordingError([{ file: name, message, expected: 'the file unpacked' }]);
  }
  return {
    format: format.id,
    compression,
    ...(envelope?.open && { envelope: envelope.id }),
    ...(envelope?.container.within && { within: envelope.container.within }),
  };
}

/** Whether neither the name nor weir.yml says how the file is compressed, so that only its first bytes do. */
export function isPackedUnsaid(name: string, said: Said): boolean {
  const { extension, compression } = endingsOf(name);
  const isKnown = compression !== 'none' || formats.some(({ extensions }) => extensions.includes(extension));
  return said.compression === undefined && !isKnown && formatFor(formatOf(name, said).format).compressed === 'outside';
}

/** The envelope that the name alone tells, as weir.yml would name it in `format`; undefined for most. */
export function envelopeByName(name: string): string | undefined {
  const { extension } = endingsOf(name);
  return envelopes.find(({ container }) => container.extension === extension)?.id;
}

/** Format and compression that the name itself tells; undefined where it tells none that is read. */
export function tellFormat(name: string): { readonly format: Format; readonly compression: Compression } | undefined {
  const { extension, compression } = endingsOf(name);
  const format = formats.find(({ extensions }) => extensions.includes(extension));
  if (!format || (format.compressed === 'inside' && compression !== 'none')) return undefined;
  return { format, compression };
}

/** The name without the endings that tell how the file is written. */
export function withoutEndings(name: string): string {
  const parts = name.split('.');
  const own = envelopes.flatMap(({ container }) => container.extension ?? []);
  const known = new Set([...formats.flatMap(({ extensions }) => extensions), ...own, ...packed]);
  while (parts.length > 1 && known.has(parts.at(-1)?.toLowerCase() ?? '')) parts.pop();
  return parts.join('.');
}

const packed = Object.values(packings).map(({ extension }) => extension);
const packedEndings = packed.map((extension) => `.${extension}`);
const behind = either(packedEndings);

/** Endings that are read, for sentences: `.jsonl, … or .parquet, also with .gz or .zst`. */
export function recordingEndings(): string {
  const endings = formats.flatMap(({ extensions }) => extensions.map((ending) => `.${ending}`));
  return `${either(endings)}, also with ${behind}`;
}

/** What is read beside a format, for sentences: `.gz and .zst are read too; so are JSON, …`. */
export function otherFormats(than: string): string {
  const others = formats.filter(({ id }) => id !== than).map(({ name }) => name);
  return `${together(packedEndings)} are read too; so are ${together(others)}`;
}

function endingsOf(name: string): { extension: string; compression: Compression } {
  const extensions = name
    .slice(name.lastIndexOf('/') + 1)
    .toLowerCase()
    .split('.')
    .slice(1);
  const compression = compressionOf(extensions.at(-1) ?? '');
  return { extension: extensions.at(compression === 'none' ? -1 : -2) ?? '', compression };
}

function unknownFormat(name: string, extension: string, configured: string | undefined): RecordingError {
  if (configured !== undefined) {
    const message = 'recordings of this format are not read';
    const known = [...formats, ...envelopes].map(({ id }) => id);
    return new RecordingError([{ file: name, message, found: `format: ${configured}`, expected: either(known) }]);
  }
  const endings = formats.flatMap(({ extensions }) => extensions.map((ending) => `.${ending}`));
  const own = envelopeByName(name);
  if (own !== undefined) {
    const message = 'a file like this is read in an envelope, which has to be named';
    return new RecordingError([{ file: name, message, found: `.${extension}`, expected: `format: ${own}` }]);
  }
  const expected = `${either(endings)}, alone or with ${behind}, or a format in weir.yml`;
  const found = extension === '' ? 'a name without extension' : `.${extension}`;
  return new RecordingError([
    { file: name, message: 'the extension does not tell how the recording is written', found, expected },
  ]);
}
