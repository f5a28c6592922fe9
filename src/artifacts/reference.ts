/**
 * What names a governed artifact: a file and the engine that reads it. One file may be two artifacts, as params in one
 * pipeline and as rules in another, and each of them has edits, versions and impact of its own.
 */
import type { Engine } from './engine.ts';

export interface Reference {
  /** Which repository holds the file; empty for the one whose weir.yml governs it. */
  readonly repository: string;
  /** In the repository, as weir.yml names it. */
  readonly path: string;
  readonly engine: Engine;
}

/** A reference as maps and messages between processes carry it: equal where, and only where, the references are. */
export type ReferenceKey = string;

export function keyOf({ repository, path, engine }: Reference): ReferenceKey {
  return JSON.stringify([repository, path, engine.id]);
}
