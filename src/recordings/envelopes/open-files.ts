/**
 * Opens the files of a recording whose raw records can't be opened where they are read: once, before one is cut, into one
 * file of native records.
 */

import { formatFor } from '../formats/registry.ts';
import { contentsOf, keepMade } from '../made.ts';
import type { RecordingFile } from '../reader.ts';
import type { RecordingStorage } from '../storage/storage.ts';
import { envelopeFor } from './registry.ts';
import { transcribe } from './transcribe.ts';

/** The files themselves where records are opened as they are read. Throws a RecordingError where one can't be read. */
export async function openEnvelopes(
  files: readonly RecordingFile[],
  config: object,
  storage: RecordingStorage,
): Promise<RecordingFile[]> {
  const envelope = envelopeFor(files[0]?.envelope);
  const open = envelope?.open;
  if (!envelope || !open || isOpenedAtRead(files)) return [...files];
  const given = new Map<string, unknown>(Object.entries(config));
  const options = Object.keys(envelope.options).map((key) => [key, given.get(key)]);
  const { path, made } = await keepMade(
    { about: [envelope.id, options, await contentsOf(files)], name: `${envelope.id}.jsonl` },
    storage,
    (file) => transcribe(files, open, file),
  );
  const [first] = files;
  const name = files.length === 1 && first ? first.name : `${first?.name} and others`;
  return [{ path, name, index: 0, format: 'jsonl', compression: 'none', sources: files, made }];
}

/**
 * Whether records come out of these files as they are read, without making others of them first. Every record has a
 * position of its own, so where raw records are numbered, none of them can hold several.
 */
export function isOpenedAtRead(files: readonly Pick<RecordingFile, 'envelope' | 'format'>[]): boolean {
  const holds = envelopeFor(files[0]?.envelope)?.open?.holds;
  if (holds === undefined) return true;
  return holds === 'one' || (holds === 'many' && !files.some(({ format }) => formatFor(format).numbered));
}
