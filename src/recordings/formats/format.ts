/**
 * What a format is to everybody else: a plug. Whoever asks something of a file asks its format, so that nobody else
 * knows which formats there are. One is a folder with an `index.ts` and a line in `registry.ts`.
 */
import type { RecordingConfig } from '../../config/config.ts';
import type { Problem, RecordingError } from '../../errors.ts';
import type { Reader, RecordingFile, Shard } from '../reader.ts';
import type { Arrival } from '../storage/arrival.ts';

export interface Format {
  /** As weir.yml names it: `csv`. */
  readonly id: string;
  /** As sentences call it: `CSV`. */
  readonly name: string;
  /** Endings of file names that tell it, in lower case, without the dot. */
  readonly extensions: readonly string[];
  /** `outside`: a file may be compressed as a whole. `inside`: what is compressed is in it, so it is read as it lies there. */
  readonly compressed: 'outside' | 'inside';
  readonly needs: {
    /** Native code in the replay processes. */
    readonly addons: boolean;
  };
  /** Keys of a recording in weir.yml that are this format's own: the JSON Schema of each. */
  readonly options: Readonly<Record<string, object>>;
  /** How a file is cut and read. */
  readonly reader: Reader;
  /** Positions are numbers of rows, and not of bytes: there is no room between two of them. */
  readonly numbered?: boolean;
  /** Where a shard may begin. `anywhere`: at any record. `groups`: where some record begins. `start`: each shard reads all. */
  entry(file: RecordingFile): 'anywhere' | 'groups' | 'start';
  /**
   * Waits until all bytes are there that the shard's reader may look at. Only of formats whose files can be cut, and need
   * no description, before one of them is there.
   */
  arrived?(shard: Shard, arrival: Arrival): Promise<void>;
  /** About how many records a shard holds; undefined where the file does not say. */
  count?(shard: Shard): number | undefined;
  /** Counts records in the chunks of a file from its first byte on; for files that do not say how many they hold, and whose reader tells `consumed`. */
  counter?(file: RecordingFile): (chunk: Buffer) => number;
  /** Line of a position, from 1, where the reader does not know it. */
  lineOf?(file: RecordingFile, position: number): Promise<number>;
  /** Finds out what has to be known of a recording's files of this format together, before one is cut. Throws RecordingError. */
  describe?(files: readonly RecordingFile[], config: RecordingConfig, fail: Fail): Promise<readonly RecordingFile[]>;
  /** What `weir validate` says of those of the files that are of this format: lines of facts, and of what looks wrong. Throws RecordingError. */
  facts?(files: readonly RecordingFile[]): string[] | Promise<string[]>;
  warnings?(files: readonly RecordingFile[]): string[] | Promise<string[]>;
  /** For `weir init`: what weir.yml should declare of the columns, and the files as they are read then. Throws RecordingError. */
  propose?(
    files: readonly RecordingFile[],
    wanted: Wanted,
    sample: (files: readonly RecordingFile[]) => Promise<readonly unknown[]>,
  ): Promise<Proposal>;
  /** Other things are as often kept in files of this ending, so `weir init` takes others first. */
  readonly common?: boolean;
  /** Whether the beginning of a file looks like records; for endings that governed files have, too. */
  recognise?(beginning: string): boolean;
}

/** What columns hold, as weir.yml says it. */
export type ColumnTypes = NonNullable<RecordingConfig['types']>;

/** What is known of columns with these names from elsewhere, such as a schema. */
export type Wanted = (names: readonly string[]) => ReadonlyMap<string, ColumnTypes[string]>;

export interface Proposal {
  readonly types: ColumnTypes;
  /** What weir.yml has to say of how the files are written. */
  readonly dialect?: RecordingConfig['dialect'];
  readonly files: readonly RecordingFile[];
}

/** An error at the recording's place in weir.yml. */
export type Fail = (problem: Pick<Problem, 'message' | 'expected' | 'nearest'>) => RecordingError;
