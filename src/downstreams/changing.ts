/** Whose change is asked about, and who reads its files: what the doors (command line, App) hand in. */
import type { Surroundings } from '../artifacts/outside.ts';
import type { Config, RecordingConfig } from '../config/config.ts';
import type { Elsewhere } from '../document/elsewhere.ts';
import type { History } from '../monitor/states.ts';
import type { RecordingFile } from '../recordings/reader.ts';
import type { ReplayOptions } from '../replay/replay.ts';
import type { Snapshot } from '../repository/snapshot.ts';
import type { Gate } from './gate-of.ts';

/** The repository whose change is asked about. */
export interface Changing {
  /** `owner/name`, as others write it; capitals do not count. */
  readonly repository: string;
  /** What it was called before, where that still leads to it. */
  readonly formerly?: readonly string[];
  readonly base: Snapshot;
  readonly head: Snapshot;
  /** Branch that the change goes to. */
  readonly branch: string;
  /** What is meant where others name no ref. */
  readonly defaultBranch: string;
  /** The repository at a ref that somebody pins. Throws a RepositoryError where there is none. */
  at(ref: string): Promise<Snapshot>;
  /** When head was made, by `changeTime`: what the age of recordings is measured at. */
  committedAt(): Promise<string>;
  /** As `Question` has it. */
  readonly judgedAt: string;
}

/** A repository with pipelines that may read files of the one that changes. */
export interface Consumer {
  /** `owner/name` */
  readonly repository: string;
  /** What it runs, as far as its own files go. Its `name` is the branch. */
  readonly snapshot: Snapshot;
  /** It with a change of its own that belongs to this one; without it, it stays as it is. Throws WeirErrors. */
  readonly proposed?: () => Promise<Proposed>;
  /** Its earlier versions on the first line of parents, its own files alone; without it, nobody knows them. */
  readonly history?: History;
  /** Files of third repositories. Throws a RepositoryError where there are none. */
  readonly elsewhere: (where: Elsewhere, side: 'base' | 'head') => Promise<Snapshot>;
  /** Why nobody here can look into a third repository; undefined where somebody can. */
  unread(repository: string): Promise<string | undefined>;
  recording(recording: RecordingConfig): Promise<readonly RecordingFile[]>;
  /** What its steps may use outside the lock. */
  readonly outside?: Surroundings;
}

/** A consumer's own change. The same on both sides: as if it were merged. */
export interface Proposed {
  readonly base: Snapshot;
  /** Its `name` says which change it is. */
  readonly head: Snapshot;
  /** What judges: that of its branch, with the pins that the change moves. */
  readonly config: Config;
}

export interface JudgeOptions {
  /** Of base's weir.yml of the repository that changes. */
  readonly gates: readonly Gate[];
  readonly replay: Omit<ReplayOptions, 'seed' | 'outside'> & { readonly seed?: number };
}

/** Whether a name that others write is its own, or was. */
export function isCalled(
  { repository, formerly = [] }: Pick<Changing, 'repository' | 'formerly'>,
  name: string,
): boolean {
  return [repository, ...formerly].some((one) => sameRepository(one, name));
}

export function sameRepository(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
