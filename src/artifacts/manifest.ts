/**
 * What is known of an engine before any file is seen: everybody who has to know which engines there are asks manifests,
 * and `npm run generate` writes them into the published JSON Schema of weir.yml and into what checks weir.yml.
 */
import type { ContentKind } from './content.ts';

export type ArtifactKind = 'schema' | 'rules' | 'model' | 'program';

export interface Manifest {
  /** The name used in weir.yml. */
  readonly id: string;
  readonly kind: ArtifactKind;
  /** What its files are, as sentences call them: `a JSON Schema`, `rules in JSONLogic`. */
  readonly name: string;
  /** Version of the library that evaluates, as printed in reports; Weir's own version for engines of its own. */
  readonly version: string;
  /** Endings of file names, in lower case with the dot, that select this engine by default; empty where it must be named. */
  readonly extensions: readonly string[];
  /** The key of weir.yml that selects it by these endings; `none` for one that reads no file. */
  readonly selectedBy: ArtifactKind | 'params' | 'none';
  /**
   * Languages that it reads whatever their files are called, by their names in src/config/unread.ts: `OpenAPI`. What an
   * ending selects is known without.
   */
  readonly languages?: readonly string[];
  /** How it wants its files. */
  readonly content: ContentKind;
  /** Its steps read what was recorded, at `from` in the record, in place of the document. */
  readonly readsRecord?: true;
  /** Its result is what a model is asked, so it is nothing that production answered. */
  readonly isPrompt?: true;
  /** A part of a file may be an artifact of its own: `rules/fraud.json#/rules/velocity`. */
  readonly parts: boolean;
  /** A folder with all its files may be an artifact: `scoring/`. */
  readonly folders?: boolean;
  /** Keys of a step in weir.yml that are this engine's own: the JSON Schema of each, with a description. */
  readonly options: Readonly<Record<string, object>>;
  readonly needs: Needs;
}

/** What replay processes must have so that it can run; nothing else is open to them. */
export interface Needs {
  /** Native code. */
  readonly addons: boolean;
  /** More than the usual budget of a process. */
  readonly budget?: Partial<Budget>;
  /** The most documents that its stages take at once; any number where it does not say. */
  readonly batch?: number;
  /** The replay's starter runs a program for it. */
  readonly child?: boolean;
  /** The replay's starter asks the hosts for it that its step in weir.yml names. */
  readonly hosts?: boolean;
  /** How much is asked of a host at once where weir.yml does not say. */
  readonly concurrency?: number;
}

/** Budgets of one replay process. */
export interface Budget {
  /**
   * Processor time in milliseconds that one batch, or one artifact's compilation, may take: what else the machine does
   * meanwhile is no fault of theirs.
   */
  readonly milliseconds: number;
  /** Size of its JavaScript heap. */
  readonly megabytes: number;
}
