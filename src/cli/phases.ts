/** What a check tells of itself while it works. What says it to somebody is loaded where somebody wants to hear it. */
import type { RecordingFile } from '../recordings/reader.ts';

export interface Phases {
  /** A phase begins, or something is known. */
  say(text: string): void;
  files(recording: string, files: readonly RecordingFile[]): void;
  /** Hears of a replay as progress does; says when it begins and how far it came. */
  progress(pipeline: string, done: number, total: number): void;
  /** The last replay is over. */
  replayed(): void;
}

export const SILENT: Phases = { say() {}, files() {}, progress() {}, replayed() {} };
