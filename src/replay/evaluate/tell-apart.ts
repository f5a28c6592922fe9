/** Tries documents on versions of a schema in a locked-in process, to find one that some accept and others reject. */
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Artifact } from '../../artifacts/engine.ts';
import { ArtifactError } from '../../errors.ts';
import type { RecordingFile } from '../../recordings/reader.ts';
import { ReplayPool } from '../pool.ts';
import { roomFor } from '../room.ts';
import { evaluateFile, planOf } from './evaluate-lines.ts';

export interface Trial {
  /** Another version of the schema. */
  readonly artifact: Artifact;
  readonly documents: readonly unknown[];
}

/** Of a trial's documents, which the version at base accepts and which the other; undefined where nobody can tell. */
export type Told = readonly { readonly base: Verdict; readonly other: Verdict }[] | undefined;

export type Verdict = 'accepts' | 'rejects' | undefined;

/** What becomes of each trial, in their order. A version that does not compile tells nothing. */
export async function tellApart(engine: string, base: Artifact, trials: readonly Trial[]): Promise<Told[]> {
  if (trials.length === 0) return [];
  await using resources = new AsyncDisposableStack();
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'weir-witness-')));
  resources.defer(() => rm(directory, { recursive: true, force: true }));
  const versions = [...new Set([base, ...trials.map(({ artifact }) => artifact)])];
  const plans = versions.map((artifact) => planOf({ engine, artifact }));
  const room = roomFor(plans, []);
  const lock = { ...room.lock, reads: [join(directory, '*')] };
  const pool = resources.use(new ReplayPool({ plans, jobs: 1, ...room, lock }));
  const told: Told[] = [];
  for (const [index, { artifact, documents }] of trials.entries()) {
    const lines = Buffer.from(documents.map((document) => `${JSON.stringify(document)}\n`).join(''));
    const path = join(directory, `${index}.jsonl`);
    await writeFile(path, lines, { mode: 0o600 });
    const file: RecordingFile = { path, name: 'candidates', index, format: 'jsonl', compression: 'none' };
    told.push(await attempt(pool, versions.indexOf(artifact), file, lines.length));
  }
  return told;
}

async function attempt(pool: ReplayPool, plan: number, file: RecordingFile, end: number): Promise<Told> {
  try {
    const base = await verdicts(pool, 0, file, end);
    const other = await verdicts(pool, plan, file, end);
    return base.map((verdict, index) => ({ base: verdict, other: other[index] }));
  } catch (error) {
    if (error instanceof ArtifactError) return undefined;
    throw error;
  }
}

/** In the order of the lines. */
async function verdicts(pool: ReplayPool, plan: number, file: RecordingFile, end: number): Promise<Verdict[]> {
  const answers = [...(await evaluateFile(pool, plan, file, end)).values()].sort((a, b) => a.position - b.position);
  return answers.map(({ line }) => {
    const { outcome } = line === undefined ? {} : JSON.parse(line);
    return outcome === 'ok' ? 'accepts' : outcome === 'rejected' ? 'rejects' : undefined;
  });
}
