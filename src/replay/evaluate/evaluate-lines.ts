/**
 * Runs one step alone on lines that somebody hands in, in a locked-in process like any replay. `weir eval` asks.
 * Lines come in chunks and are answered chunk by chunk, so there may be any number of them.
 */
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Artifact } from '../../artifacts/engine.ts';
import type { Surroundings } from '../../artifacts/outside.ts';
import { stringify } from '../../document/stringify.ts';
import { ArtifactError } from '../../errors.ts';
import type { RecordingFile } from '../../recordings/reader.ts';
import { NOTHING_OUTSIDE, openBroker } from '../broker/broker.ts';
import { EVERYTHING } from '../order.ts';
import type { PassParts } from '../passes.ts';
import type { Plan, Versions } from '../plan.ts';
import { ReplayPool } from '../pool.ts';
import { roomFor } from '../room.ts';
import type { Answer } from './pass.ts';

/** What is evaluated. */
export interface Evaluated {
  readonly engine: string;
  readonly artifact: Artifact;
  readonly params?: Artifact;
  /** Where in the document the result is written; undefined where the result alone is wanted. */
  readonly into?: string;
}

/** Whole lines, each with its newline. */
export type Chunk = Buffer;

/**
 * A line of JSON for each line that comes in, in order: `{"outcome":"ok","result":…}`, or another outcome with a reason.
 * Throws ArtifactError before it asks for lines where the artifact does not compile.
 */
export async function* evaluateLines(
  evaluated: Evaluated,
  chunks: AsyncIterable<Chunk>,
  outside: Surroundings = NOTHING_OUTSIDE,
): AsyncGenerator<string> {
  await using resources = new AsyncDisposableStack();
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'weir-eval-')));
  resources.defer(() => rm(directory, { recursive: true, force: true }));
  const plan = planOf(evaluated);
  const room = roomFor([plan], []);
  const lock = { ...room.lock, reads: [join(directory, '*')] };
  const broker = resources.use(openBroker([plan], outside));
  const pool = resources.use(new ReplayPool({ plans: [plan], jobs: 1, ...room, lock, broker }));
  let index = 0;
  let before = 0;

  const answer = async (chunk: Chunk): Promise<string[]> => {
    const path = join(directory, `${index}.jsonl`);
    await writeFile(path, chunk, { mode: 0o600 });
    const answers = await evaluateFile(
      pool,
      0,
      { path, name: 'stdin', index, format: 'jsonl', compression: 'none' },
      chunk.length,
    );
    await rm(path);
    index += 1;
    const lines = startsOf(chunk).map((start, line) => lineOf(answers.get(start), before + line + 1));
    before += lines.length;
    return lines;
  };

  await answer(Buffer.alloc(0)).catch((error: unknown) => {
    throw error instanceof ArtifactError ? withoutSide(error) : error;
  });
  for await (const chunk of chunks) yield (await answer(chunk)).map((line) => `${line}\n`).join('');
  await broker.settle();
}

/** There is one version only. */
function withoutSide({ problems }: ArtifactError): ArtifactError {
  return new ArtifactError(problems.map(({ side: _side, ...problem }) => problem));
}

/** What becomes of the lines of a file, by the position at which they start. */
export async function evaluateFile(
  pool: ReplayPool,
  plan: number,
  file: RecordingFile,
  end: number,
): Promise<ReadonlyMap<number, Answer>> {
  const answers = new Map<number, Answer>();
  const shard = { file, start: 0, end, stripe: { index: 0, of: 1 } };
  await pool.run([{ plan, shard, window: EVERYTHING, pass: { kind: 'evaluate', id: 'evaluate' } }], {
    left() {},
    evidence() {},
    passed(parts: PassParts) {
      if (parts.kind === 'evaluate') for (const one of parts.answers) answers.set(one.position, one);
    },
  });
  return answers;
}

/** Readers pass over lines without anything in them. */
function lineOf(answer: Answer | undefined, line: number): string {
  if (answer?.line !== undefined) return answer.line;
  return stringify({
    outcome: 'failed',
    reason: `line ${line}: ${answer?.malformed ?? 'empty, where a document was expected'}`,
  });
}

function startsOf(chunk: Chunk): number[] {
  const starts: number[] = [];
  for (let start = 0; start < chunk.length; ) {
    starts.push(start);
    const newline = chunk.indexOf(0x0a, start);
    start = newline === -1 ? chunk.length : newline + 1;
  }
  return starts;
}

/** A pipeline of this step alone, the same on both sides. */
export function planOf({ engine, artifact, params, into }: Evaluated): Plan {
  const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  return {
    pipeline: 'eval',
    recording: { name: 'stdin', files: '', input: '', range },
    params: params && both('params', params),
    steps: [
      {
        kind: artifact.kind,
        engine,
        path: artifact.path,
        artifacts: both('artifact', artifact),
        divergent: false,
        into: artifact.kind === 'schema' ? undefined : (into ?? ''),
      },
    ],
    outputs: [],
    evidence: { weighting: { weighted: false, valued: false }, outputs: [], segments: [] },
  };
}

function both(reference: string, artifact: Artifact): Versions {
  return { reference, base: artifact, head: artifact, edited: false };
}
