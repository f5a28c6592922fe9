/** What processes are told that lay down kinds of records. */
import type { RecordingConfig } from '../../config/config.ts';
import type { Wanted } from '../../recordings/screen/wanted.ts';

/** What of a file is to be laid down; plain data. */
export interface Laying {
  readonly recording: RecordingConfig;
  /** All that is read of a record. */
  readonly wanted: readonly Wanted[];
  /** In which weeks of records are told apart; undefined where they are not. */
  readonly zone: string | undefined;
  /** Each record is noted, so that some of them can be taken. */
  readonly ofEach: boolean;
  /** No other process reads, so that a reader may take much memory. */
  readonly isAlone?: boolean;
}
