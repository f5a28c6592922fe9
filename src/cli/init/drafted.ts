/** Pipelines and their recordings as `weir init` drafts them. */
import type { Options } from '../../artifacts/artifact.ts';
import type { RecordingConfig } from '../../config/config.ts';
import type { Envelope } from '../../recordings/envelopes/envelope.ts';
import type { ColumnTypes } from '../../recordings/formats/format.ts';
import type { GuessedOutput } from './guess-outputs.ts';
import type { GuessedPart } from './guess-pointers.ts';
import type { RecordingGroup } from './recording-groups.ts';

export interface SampledRecording extends RecordingGroup {
  readonly envelope: Envelope | undefined;
  readonly records: readonly unknown[];
  /** Of columns of CSV files. */
  readonly types: ColumnTypes;
  readonly dialect?: RecordingConfig['dialect'];
}

/** A table that may hold what turned out to be right, as `labels` would name it. */
export interface GuessedLabels {
  readonly files: string;
  readonly join: string;
  readonly label: string;
  readonly time?: string;
  readonly types: ColumnTypes;
  readonly dialect?: RecordingConfig['dialect'];
}

export interface DraftRecording {
  readonly name: string;
  readonly files: string;
  /** What its records are in, where something recognises them. */
  readonly envelope: Envelope | undefined;
  readonly input: string;
  readonly parts: readonly GuessedPart[];
  readonly types: ColumnTypes;
  readonly dialect?: RecordingConfig['dialect'];
  readonly labels?: GuessedLabels;
  /** The newest day that its paths spell, if they do. */
  readonly newest: string | undefined;
  /** The requests of the first records. */
  readonly documents: readonly unknown[];
  /** What production answered to them. */
  readonly answers: readonly unknown[];
}

export type DraftStep =
  | {
      readonly kind: 'schema';
      readonly path: string;
      readonly engine: string | undefined;
      /** Which of several that the file holds, by the engine's own key. */
      readonly options: Options | undefined;
      /** What it says its records are, such as a table's name. */
      readonly describes?: string;
    }
  | {
      readonly kind: 'rules' | 'model';
      readonly path: string;
      readonly engine: string | undefined;
      readonly into: string;
      /** Of a file of which every named rule is an output: a pointer with a star in place of the names. */
      readonly each?: string;
      /** Of a file that says which model answers: where in the record the answer is. */
      readonly from?: string;
      /** Of a model: where those of its inputs stand that are not at the top of the document. */
      readonly inputs?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'recorded'; readonly from: string; readonly into: string };

export interface DraftPipeline {
  readonly name: string;
  readonly owners: readonly string[];
  /** What names them. */
  readonly ownersFrom: string;
  readonly recording: DraftRecording;
  /** Files of other recordings that would have done as well. */
  readonly otherTraffic?: readonly string[];
  /** Of tables to which its schema leads. */
  readonly related?: readonly DraftRecording[];
  readonly params: string | undefined;
  readonly steps: readonly DraftStep[];
  readonly outputs: readonly GuessedOutput[];
  readonly segments: readonly string[];
  /** What the last step may answer, beside what is seen when it is tried. */
  readonly literals: readonly unknown[];
  /** Params that the rules read and no file has. */
  readonly missingParams: readonly string[];
  /** What the rules read and neither the traffic nor an earlier step has. */
  readonly missingReads: readonly string[];
  /** In place of the usual ones, where the recording is too small for these. */
  readonly limits?: FitLimits;
}

/** What a recording can certify. */
export interface FitLimits {
  readonly records: number;
  /** So many would certify the usual ones. */
  readonly needed: number;
  readonly limits: readonly (readonly [key: string, text: string])[];
}
