/** An engine as far as weir.yml is concerned. */
import type { StepKind } from './schema.ts';

/** What the manifests of `src/artifacts` say, which this folder does not see. */
export interface KnownEngine {
  readonly id: string;
  readonly kind: StepKind;
  /** What its files are: `a JSON Schema`. */
  readonly name: string;
  /** Endings of file names, in lower case with the dot. */
  readonly extensions: readonly string[];
  /** The key of weir.yml that selects it by these endings. */
  readonly selectedBy: StepKind | 'params' | 'none';
  readonly content: 'text' | 'bytes';
  /** Languages of src/config/unread.ts that it reads, whatever their files are called. */
  readonly languages: readonly string[];
  /** Its steps say by `from` where in the record they read. */
  readonly readsRecord?: boolean;
  /** Its result is what a model is asked. */
  readonly isPrompt?: boolean;
  /** A part of a file may be named. */
  readonly parts: boolean;
  /** A folder may be named. */
  readonly folders: boolean;
  /** Keys of a step that are its own. */
  readonly options: readonly string[];
}
