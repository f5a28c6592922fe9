/** Tries documents on versions of a schema in a locked-in process, to find one that some accept and others reject. */
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Artifact, Edit } from '../../artifacts/engine.ts';
import { ArtifactError } from '../../errors.ts';
import type { RecordingFile } from '../../recordings/reader.ts';
import { ProcessEnded, ReplayPool } from '../pool.ts';
import { roomFor } from '../room.ts';
import { evaluateFile, planOf } from './evaluate-lines.ts';

export interface Trial {
  readonly base: Artifact;
  /** Another version of the schema, and what it has of the edits. */
  readonly artifact: Artifact;
  readonly edit: Edit;
}

/** Of the documents that may show an edit, which the version at base accepts and which the other; undefined where nobody can tell. */
export type Told =
  | readonly { readonly document: unknown; readonly base: Verdict; readonly other: Verdict }[]
  | undefined;

/** Milliseconds of processor time in all, on whatever machine: what is not told then stays untold. */
const LONGEST = 10_000;

export type Verdict = 'accepts' | 'rejects' | undefined;

/**
 * What becomes of each trial, in their order. A version that does not compile, and one that ends the process, tell nothing.
 *
 * @param longest milliseconds of processor time after which no further one is begun
 */
export async function tellApart(engine: string, trials: readonly Trial[], longest = LONGEST): Promise<Told[]> {
  if (trials.length === 0) return [];
  await using resources = new AsyncDisposableStack();
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'weir-witness-')));
  resources.defer(() => rm(directory, { recursive: true, force: true }));
  const versions = [...new Set(trials.flatMap(({ base, artifact }) => [base, artifact]))];
  const plans = versions.map((artifact) => ({ ...planOf({ engine, artifact }), isBrief: true }));
  const room = roomFor(plans, []);
  const lock = { ...room.lock, reads: [join(directory, '*')] };
  const pool = resources.use(new ReplayPool({ plans, jobs: 1, ...room, lock, isForgiving: false }));
  const told: Told[] = [];
  for (const [index, { base, artifact, edit }] of trials.entries()) {
    if (pool.used > longest) {
      told.push(undefined);
      continue;
    }
    const at = { path: join(directory, `${index}.jsonl`), index };
    told.push(await attempt(pool, [versions.indexOf(base), versions.indexOf(artifact)], edit, at));
  }
  return told;
}

/** @param at a file that does not exist yet */
async function attempt(
  pool: ReplayPool,
  [was, is]: readonly [was: number, is: number],
  edit: Edit,
  at: Pick<RecordingFile, 'path' | 'index'>,
): Promise<Told> {
  try {
    const documents = await pool.candidates(is, was, edit);
    if (documents.length === 0) return [];
    const lines = Buffer.from(documents.map((document) => `${JSON.stringify(document)}\n`).join(''));
    await writeFile(at.path, lines, { mode: 0o600 });
    const file: RecordingFile = { ...at, name: 'candidates', format: 'jsonl', compression: 'none' };
    const base = await verdicts(pool, was, file, lines.length);
    const other = await verdicts(pool, is, file, lines.length);
    return documents.map((document, index) => ({ document, base: base[index], other: other[index] }));
  } catch (error) {
    if (error instanceof ArtifactError || error instanceof ProcessEnded) return undefined;
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
