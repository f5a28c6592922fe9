/** `--verbose`: what a check does and when, on stderr, so that who waits can see for what. */
import { getCompileCacheDir } from 'node:module';
import { plural } from '../format/numbers.ts';
import type { RecordingFile } from '../recordings/reader.ts';
import { plain } from '../report/plain.ts';

export interface Verbose {
  /** A phase begins, or something is known. */
  say(text: string): void;
  files(recording: string, files: readonly RecordingFile[]): void;
  /** Hears of a replay as progress does; says when it begins and how far it came. */
  progress(pipeline: string, done: number, total: number): void;
  /** The last replay is over. */
  replayed(): void;
}

export const SILENT: Verbose = { say() {}, files() {}, progress() {}, replayed() {} };

/** @param now milliseconds since the program began */
export function createVerbose(write: (line: string) => void, now: () => number): Verbose {
  let running: { readonly pipeline: string; done: number } | undefined;
  const say = (text: string): void => write(`weir ${(now() / 1000).toFixed(3)} s  ${plain(text)}\n`);
  const replayed = (): void => {
    if (running) say(`replayed ${running.pipeline}: ${plural(running.done, 'record')} passed`);
    running = undefined;
  };
  say(`compile cache: ${getCompileCacheDir() ?? 'none'}`);
  return {
    say,
    files(recording, files) {
      for (const { name, format, compression } of files) {
        say(`recording ${recording}: ${name} (${format}${compression === 'none' ? '' : `, ${compression}`})`);
      }
    },
    progress(pipeline, done) {
      if (running?.pipeline !== pipeline) {
        replayed();
        say(`replaying ${pipeline}`);
        running = { pipeline, done };
      }
      running.done = Math.max(running.done, done);
    },
    replayed,
  };
}
