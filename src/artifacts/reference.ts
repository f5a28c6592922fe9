/**
 * What names a governed artifact: a file and the engine that reads it. One file may be two artifacts, as params in one
 * pipeline and as rules in another, and each of them has edits, versions and impact of its own.
 */
import type { Engine, Options } from './engine.ts';

export interface Reference {
  /** Which repository holds the file; empty for the one whose weir.yml governs it. */
  readonly repository: string;
  /** In the repository, as weir.yml names it. */
  readonly path: string;
  readonly engine: Engine;
  /** What a step says by the engine's own keys of weir.yml, where it says something: the same file, read in another way. */
  readonly options?: Options;
  /** What head's weir.yml has the pipeline read in its place, where that is another file. */
  readonly pathAtHead?: string;
  /** The side whose steps have it, where the other's have not. */
  readonly only?: 'base' | 'head';
  /** Of one that only base's steps have: the engine by which head's weir.yml has the same file read in its place. */
  readonly engineAtHead?: string;
}

/** A reference as maps and messages between processes carry it: equal where, and only where, the references are. */
export type ReferenceKey = string;

export function keyOf({ repository, path, engine, options, pathAtHead }: Reference): ReferenceKey {
  const said = options && Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1));
  const moved = pathAtHead === undefined ? [] : [said ?? [], pathAtHead];
  return JSON.stringify([repository, path, engine.id, ...(said && moved.length === 0 ? [said] : []), ...moved]);
}
