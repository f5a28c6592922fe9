/** The end of the story: the first change is merged, and four weeks later `weir monitor` says what it did. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { EmulatedGitHub, Issue, RepositoryRecord } from '../../test/emulated-github/index.ts';
import type { ProposedChange } from './changes.ts';
import { createFlightsRepository, FLIGHTS } from './repository.ts';

/** `weir monitor` ended as it does where a finding is open. */
const FOUND = 1;
const BEFORE = '2000-12-29T09:00:00Z';
/** A Monday; the last of the recorded flights took off on 30 June. */
const MERGED = '2001-05-28T09:00:00Z';
const PIPELINE = 'delay-compensation';

export interface Watched {
  /** What it keeps on GitHub of the merge; undefined where it found nothing. */
  readonly issue: Issue | undefined;
  readonly seconds: number;
}

/** As a workflow does it each Monday, in a clone whose history holds the merge. */
export async function watchMerged(
  github: EmulatedGitHub,
  repository: RepositoryRecord,
  { title, rewrites }: ProposedChange,
): Promise<Watched> {
  const directory = mkdtempSync(join(tmpdir(), 'weir-demo-'));
  try {
    const clone = createFlightsRepository(directory, { 'traffic/flights-3m.parquet': FLIGHTS }, BEFORE);
    clone.merge(`${title} (#1)`, rewrites, MERGED);
    const started = performance.now();
    await monitor(directory, {
      GITHUB_TOKEN: github.workflowToken(repository, { contents: 'read', issues: 'write' }),
      GITHUB_REPOSITORY: 'acme/flights',
      GITHUB_API_URL: github.url,
    });
    const seconds = (performance.now() - started) / 1000;
    return {
      issue: repository.issues.find(({ state, title: says }) => state === 'open' && says.includes('#1')),
      seconds,
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function monitor(cwd: string, env: Readonly<Record<string, string>>): Promise<void> {
  const program = join(import.meta.dirname, '../../src/cli/main.ts');
  const args = [program, 'monitor', '--issue', '--pipeline', PIPELINE];
  const own = { ...process.env, ...env, WEIR_CACHE: join(cwd, '.git/weir-cache') };
  try {
    await promisify(execFile)(process.execPath, args, { cwd, env: own });
  } catch (error) {
    if ((error as { code?: unknown }).code !== FOUND) throw error;
  }
}
