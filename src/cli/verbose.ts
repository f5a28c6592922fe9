/** `--verbose`: what a check does and when, on stderr, so that who waits can see for what. */
import { getCompileCacheDir } from 'node:module';
import { plural } from '../format/numbers.ts';
import { plain } from '../report/plain.ts';
import type { Phases } from './phases.ts';

/** @param now milliseconds since the program began */
export function createVerbose(write: (line: string) => void, now: () => number): Phases {
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
