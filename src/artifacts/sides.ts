/** Which side's steps read a reference, and what the other side's read in its place. */
import { splitPart } from '../document/part.ts';
import type { Artifact } from './artifact.ts';
import type { Reference } from './reference.ts';

/** The one side that has it; undefined where both have it, as the same step or as different ones. */
export function onlySide(references: readonly Reference[]): 'base' | 'head' | undefined {
  const [first] = references;
  return references.every(({ only }) => only === first?.only) ? first?.only : undefined;
}

/** Without what head's weir.yml has read in its place. */
export function inPlace({ pathAtHead: _, ...reference }: Reference): Reference {
  return reference;
}

/** Base's steps read the file of `reference` by the same engine. */
export function isReadAtBase(reference: Reference, references: readonly Reference[]): boolean {
  return references.some(
    ({ only, path, engine }) => only === 'base' && path === reference.path && engine === reference.engine,
  );
}

/** What base's steps read where head's read the same file by the engine of `reference`; undefined where they do not. */
export function formerOf({ path, engine }: Reference, references: readonly Reference[]): Reference | undefined {
  return references.find((one) => one.path === path && one.engineAtHead === engine.id);
}

/** A file that has moved, and that head's steps read by other engines than base's alone. */
export function isReadByAnother({ files }: Artifact, { engine }: Reference, references: readonly Reference[]): boolean {
  const readers = references.filter(({ only, path }) => only !== 'base' && files.has(splitPart(path).file));
  return readers.length > 0 && readers.every((one) => one.engine.id !== engine.id);
}

/** Whether a file, or one of a folder, is among these paths. */
export function isAmong({ path }: Reference, paths: readonly string[]): boolean {
  const { file } = splitPart(path);
  return path.endsWith('/') ? paths.some((one) => one.startsWith(path)) : paths.includes(file);
}
