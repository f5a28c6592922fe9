/** What engines read. Plain data, so that it crosses to replay processes as it is. */
import type { Content } from './content.ts';
import type { ArtifactKind } from './manifest.ts';

/** A governed file at one revision, with the files it refers to. */
export interface Artifact {
  /** Path in the repository, as weir.yml names it (after a rename: the path at base). */
  readonly path: string;
  readonly kind: ArtifactKind;
  /** Where it stands in its own file; undefined for all of the file. */
  readonly pointer?: string;
  /** What of the rest of its own file it depends on, as its engine says; undefined for nothing. */
  readonly around?: unknown;
  /** Every file that belongs to it by path in the repository, its own first, then the files that it refers to. */
  readonly files: ReadonlyMap<string, Content>;
  /** At head, of an engine that minds it: files that it was made of at base and that are there no longer. */
  readonly gone?: readonly string[];
  /** At head: files that are none of its own and that say what of base's is still in the repository, by path. */
  readonly beside?: ReadonlyMap<string, Content>;
  /** At head, of an engine that minds it: files that git had for programs at base and has no more; sorted. */
  readonly inert?: readonly string[];
  /** What its step in weir.yml says by the engine's own keys; undefined for nothing. */
  readonly options?: Options;
}

/** By the keys of `Manifest.options`, each as its JSON Schema allows it. */
export type Options = Readonly<Record<string, unknown>>;
