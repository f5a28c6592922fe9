/** What `assess` is asked, beside the two snapshots. The doors (command line, Action, App) fill it in, each in its way. */
import type { History } from '../artifacts/compatibility/earlier.ts';
import type { PipelineConfig, RecordingConfig } from '../config/config.ts';
import type { JudgingConfig } from '../config/read.ts';
import type { RecordingFile } from '../recordings/reader.ts';
import type { ReplayOptions } from '../replay/replay.ts';
import type { Renames, Snapshot } from '../repository/snapshot.ts';

export interface Question {
  /** weir.yml, and whose it is. */
  readonly judging: JudgingConfig;
  /** Where that weir.yml stands, if not at base: see `readConfig`. */
  readonly trunk?: Snapshot;
  /** The pipelines to look at. */
  readonly pipelines: readonly PipelineConfig[];
  readonly renames: () => Promise<Renames>;
  /** Earlier versions of files, from base back. Without it nobody looks at them. */
  readonly history?: History;
  /** Paths that differ between the two and that the filter lets through. Without it nobody looks beyond the pipelines. */
  readonly changed?: (filter: (path: string) => boolean) => Promise<readonly string[]>;
  /** When head was made, by `changeTime`: what a recording's age is measured at. Without it nobody says how old one is. */
  readonly committedAt?: () => Promise<string>;
  /** ISO 8601, by a clock that the author of the change does not set: what waivers run out by. Without it none does. */
  readonly judgedAt?: string;
  /** Finds a recording's files; asked only for what is replayed. */
  readonly recording: (recording: RecordingConfig) => Promise<readonly RecordingFile[]>;
  /**
   * Lays those of a recording's files that a side tracks on this machine, and opens none. Without it nobody looks at recordings that
   * the change brings. Throws a RecordingError.
   */
  readonly tracked?: (side: 'base' | 'head', recording: RecordingConfig) => Promise<readonly RecordingFile[]>;
  readonly replay: ReplayOptions;
  /** Why a pipeline cannot be replayed here: it names a repository into which nobody can look. Undefined for any other. */
  readonly unread?: (pipeline: PipelineConfig) => string | undefined;
  /** Asked after a pipeline's replay: whether to search for whom the change moves something. Not by default. */
  readonly slices?: () => boolean;
  /** Asked after a pipeline's replay: whether to share its impact out among the edits. Not by default. */
  readonly attribution?: () => boolean;
}

/** As the doors ask it. `seed`: by `seedOf` where nobody says. */
export interface Asked extends Omit<Question, 'replay'> {
  readonly replay: Omit<ReplayOptions, 'seed'> & { readonly seed?: number };
}
