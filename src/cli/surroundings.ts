/** What a check from the command line may use outside the lock: programs where they are let, endpoints that base names. */
import { join } from 'node:path';
import type { Surroundings } from '../artifacts/outside.ts';
import type { JudgingConfig } from '../config/read.ts';
import { cacheFolder } from './keep-linked.ts';

export interface OutsideOptions {
  readonly allowPrograms?: boolean;
  readonly deployment?: string;
}

export interface Outside {
  readonly from: JudgingConfig['from'];
  readonly jobs: number;
  /** Takes lines for people. */
  readonly say: (text: string) => void;
}

export function surroundingsOf(
  { allowPrograms, deployment }: OutsideOptions,
  env: NodeJS.ProcessEnv,
  { from, jobs, say }: Outside,
): Surroundings {
  return {
    noPrograms: allowPrograms
      ? undefined
      : 'programs run with --allow-programs only (in the Action: allow-programs: true)',
    // Whoever proposes a change does not choose who is sent the traffic.
    refuses: () => (from === 'head' ? 'only a weir.yml that base has may name endpoints' : undefined),
    deployment: () =>
      deployment === undefined ? { missing: 'where it is deployed is said by --deployment' } : { address: deployment },
    environment: env,
    cache: join(cacheFolder(env), 'outside'),
    heard: (path, side, text) => say(`${path} at ${side} printed last on standard error:\n${indented(text)}\n`),
    jobs,
  };
}

/** Lines that are kept. */
const LAST = 10;

function indented(text: string): string {
  const lines = text.split('\n').slice(-LAST);
  return lines.map((line) => `  ${line}`).join('\n');
}
