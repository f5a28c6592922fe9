/** Reads an artifact with the files it refers to, and tells whether two of them hold the same. */
import { createHash } from 'node:crypto';
import { partOf, splitPart } from '../document/part.ts';
import { parseSource } from '../document/source.ts';
import { ArtifactError, locating } from '../errors.ts';
import type { Artifact, Engine } from './engine.ts';

/** Reads a file of a snapshot by its path in the repository; undefined where there is none. */
export type Read = (path: string) => Promise<string | undefined>;

/**
 * The artifact at a path with everything it refers to, directly or not; undefined where the file itself is missing, or has not
 * the part of it that the path names.
 * Throws ArtifactError at the line of a reference that leads nowhere, and what `read` throws.
 */
export async function loadArtifact(read: Read, path: string, engine: Engine): Promise<Artifact | undefined> {
  const { file: own, pointer } = splitPart(path);
  const text = await read(own);
  if (text === undefined) return undefined;
  const files = new Map([[own, text]]);
  if (pointer !== undefined && !holds(text, own, pointer)) return undefined;
  // A map grows while it is walked, so this loop ends when no file names one that is not yet in it.
  for (const [file, content] of files) {
    for (const reference of await locating(files, undefined, () => engine.references(content, file))) {
      if (files.has(reference)) continue;
      const referred = await read(reference);
      if (referred === undefined) throw missing(reference, file, content).locate(files);
      files.set(reference, referred);
    }
  }
  return { path, kind: engine.kind, files, ...(pointer !== undefined && { pointer }) };
}

/** A file that does not parse may hold anything: whoever reads it says what is wrong. */
function holds(text: string, file: string, pointer: string): boolean {
  return partValue(text, file, pointer, true) !== undefined;
}

function partValue(text: string, file: string, pointer: string, otherwise: unknown): unknown {
  try {
    return partOf(parseSource(text, file, ArtifactError), pointer)?.value;
  } catch (error) {
    if (error instanceof ArtifactError || error instanceof RangeError) return otherwise;
    throw error;
  }
}

/** SHA-256 of all files as lower-case hex. The artifact's own file counts without its path, which a rename changes. */
export function digest(artifact: Artifact): string {
  const hash = createHash('sha256');
  const [own, ...referred] = artifact.files;
  const byPath = referred.sort(([a], [b]) => (a < b ? -1 : 1));
  const { pointer } = artifact;
  // What stands elsewhere in the file is none of its content.
  const part = own && pointer !== undefined ? partValue(own[1], own[0], pointer, own[1]) : own?.[1];
  hash.update(JSON.stringify([part, byPath]));
  return hash.digest('hex');
}

/** True where all files are the same to the byte; an artifact that is on neither side is the same too. */
export function sameContent(a: Artifact | undefined, b: Artifact | undefined): boolean {
  if (!a || !b) return a === b;
  return digest(a) === digest(b);
}

function missing(reference: string, file: string, content: string): ArtifactError {
  const name = reference.slice(reference.lastIndexOf('/') + 1);
  const before = content.slice(0, Math.max(0, content.indexOf(name))).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return new ArtifactError([
    { file, line: before.length, column, message: `refers to a file that does not exist`, found: reference },
  ]);
}
