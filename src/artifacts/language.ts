/**
 * What an adapter says of its language so that some edits can be applied without the others: how a file is taken apart,
 * and how it is written back. Nobody else knows how files of the language look.
 */
import type { Artifact } from './artifact.ts';
import type { Content } from './content.ts';

/** `C`: a change as the language tells it. */
export interface Language<C extends object = object> {
  /** A file that both sides have, taken apart. Throws ArtifactError where a side does not parse. */
  patch(base: ArtifactFile, head: ArtifactFile): Patch<C>;
  /**
   * What each of these changes belongs to among the edits of `diff`, in the order of the changes. Absent where `diff` has
   * one edit for each change, in the same order.
   */
  assign?(base: Artifact, head: Artifact, changes: readonly InFiles<C>[]): readonly Assignment[];
}

/** One file of an artifact on one side. */
export interface ArtifactFile {
  readonly path: string;
  readonly content: Content;
}

/** A file on both sides. */
export interface Patch<C extends object = object> {
  readonly changes: readonly C[];
  /** What a mixture of both sides has to be called, so that what is written can be read again. */
  readonly path: string;
  /** The file with these changes and without the others. Same changes, same bytes. */
  write(isApplied: (change: C) => boolean): Content;
}

/** A change of one of an artifact's files, with the file's path on both sides. */
export type InFiles<C> = C & { readonly baseFile: string; readonly headFile: string };

/**
 * Indexes of the edits that make a change, which then can't be applied apart; or, for one that means nothing by itself
 * (a definition that only others refer to), whether it comes with the first edit that is applied or with the last.
 */
export type Assignment = readonly number[] | 'with-first' | 'with-last';
