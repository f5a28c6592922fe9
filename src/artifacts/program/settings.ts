/** What a step says of its program. weir.yml has been checked, so that each key has its type. */
import type { Options } from '../artifact.ts';

export interface Settings {
  readonly run: readonly [string, ...string[]];
  readonly setup: readonly [string, ...string[]] | undefined;
  readonly env: readonly string[];
  /** Milliseconds. */
  readonly timeout: number;
  readonly processes: number | undefined;
}

const TIMEOUT_SECONDS = 30;

export function settingsOf(options: Options = {}): Settings {
  const run = wordsIn(options.run);
  if (!run) throw new Error('a program without a command');
  return {
    run,
    setup: wordsIn(options.setup),
    env: Array.isArray(options.env) ? options.env.map(String) : [],
    timeout: 1000 * (typeof options.timeout === 'number' ? options.timeout : TIMEOUT_SECONDS),
    processes: typeof options.processes === 'number' ? options.processes : undefined,
  };
}

function wordsIn(value: unknown): readonly [string, ...string[]] | undefined {
  const [first, ...rest] = Array.isArray(value) ? value.map(String) : [];
  return first === undefined ? undefined : [first, ...rest];
}
