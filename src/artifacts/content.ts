/**
 * What the files of an artifact hold: text or bytes, as its engine reads them. Plain data, so that it crosses to replay
 * processes as it is.
 */
import { isUtf8 } from 'node:buffer';
import { ArtifactError } from '../errors.ts';
import type { Snapshot } from '../repository/snapshot.ts';

/** Text without byte order mark, or bytes as they are in the repository. */
export type Content = string | Uint8Array;

/** How an engine wants the files of its artifacts. What is no text is an error at the file, where text is asked for. */
export type ContentKind = 'text' | 'bytes';

/** An artifact, of which only its files count here. */
interface Held {
  readonly files: ReadonlyMap<string, Content>;
  readonly inert?: readonly string[];
}

/** The file as text; empty where the artifact has no such file. Throws ArtifactError for bytes that are none. */
export function textIn({ files }: Held, file: string): string {
  return toText(files.get(file) ?? '', file);
}

/** The file as bytes; none where the artifact has no such file. */
export function bytesIn({ files }: Held, file: string): Uint8Array {
  return toBytes(files.get(file) ?? '');
}

export function toBytes(content: Content): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : content;
}

/** True where both have the same files with the same content, and the same of them may be run. */
export function sameFiles({ files: one, inert: idle = [] }: Held, { files: other, inert = [] }: Held): boolean {
  if (idle.join('\0') !== inert.join('\0')) return false;
  return one.size === other.size && [...one].every(([path, content]) => isSame(content, other.get(path)));
}

function isSame(one: Content, other: Content | undefined): boolean {
  if (other === undefined || typeof one === 'string' || typeof other === 'string') return one === other;
  return Buffer.compare(one, other) === 0;
}

/** Throws ArtifactError for bytes that are no text. */
export function toText(content: Content, file: string): string {
  if (typeof content === 'string') return content;
  if (isUtf8(content)) return new TextDecoder().decode(content);
  throw new ArtifactError([{ file, message: 'not UTF-8 text', found: 'other bytes', expected: 'UTF-8' }]);
}

/** Reads as this kind of engine wants it; undefined where there is no such file. Throws as snapshots do. */
export function readContent(
  { read, readBytes }: Pick<Snapshot, 'read' | 'readBytes'>,
  file: string,
  kind: ContentKind,
): Promise<Content | undefined> {
  return kind === 'text' ? read(file) : readBytes(file);
}
