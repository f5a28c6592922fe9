/** How much of some recorded messages each edit between two files hits: both versions as a pipeline of that one step. */
import type { Artifact, Edit, Engine } from '../../artifacts/engine.ts';
import { keyOf } from '../../artifacts/reference.ts';
import type { RecordingConfig } from '../../config/config.ts';
import { UsageError } from '../../errors.ts';
import { findHits, type Hit } from '../../explain/hits/find-hits.ts';
import { envelopeFor } from '../../recordings/envelopes/registry.ts';
import { envelopeByName } from '../../recordings/open.ts';
import { relatedFiles } from '../../recordings/related.ts';
import { resolveAddresses } from '../../recordings/resolve.ts';
import type { Plan } from '../../replay/plan.ts';
import { replayAll } from '../../replay/replay.ts';
import { addressOf, storageHere } from '../addresses.ts';
import { knownFormat } from '../recording-names.ts';
import type { Assignments } from './assignments.ts';

/** Messages, and where in a record of their file they stand. */
export interface Traffic {
  readonly file: string;
  readonly format?: string;
  readonly input?: string;
  /** The schemas that they were written with, as a recording in weir.yml names them. */
  readonly avro?: RecordingConfig['avro'];
  /** By table, files of its rows, which are the names of their recordings, too. */
  readonly related?: Assignments;
}

const NOWHERE = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** By index of the edit. Throws WeirErrors: a version that does not compile, messages that cannot be read. */
export async function hitsIn(
  traffic: Traffic,
  base: Artifact,
  head: Artifact,
  engine: Engine,
  edits: readonly Edit[],
): Promise<ReadonlyMap<number, Hit>> {
  assertRuns(engine);
  if (edits.length === 0) return new Map();
  await using resources = new AsyncDisposableStack();
  const recording = recordingOf(traffic);
  const files = await resolveAddresses([addressOf(traffic.file)], recording, storageHere(resources));
  const reference = { repository: '', path: base.path, engine };
  const others = Object.values(traffic.related ?? {}).map((file): RecordingConfig => {
    return { ...recordingOf({ file }), name: file };
  });
  const related = await relatedFiles({ related: others }, (one) =>
    resolveAddresses([addressOf(one.name)], one, storageHere(resources)),
  );
  const plan = { ...planOf(base, head, engine, keyOf(reference), recording), related: others };
  let hits: ReadonlyMap<number, Hit> = new Map();
  const question = {
    references: [reference],
    changes: new Map([[keyOf(reference), { reference, base, head, edits }]]),
    edits,
    steps: 1,
    rate: () => 1,
    seed: 0,
    ...(engine.client !== undefined && { client: engine.client }),
  };
  const replay = {
    ...{ plan, files },
    ...(related && { related }),
    next: () => 'stop' as const,
    further: async (_: unknown, run: Parameters<typeof findHits>[1]) => {
      hits = await findHits(question, run);
    },
  };
  // What the ordinary replay counts is not asked: one record of it is enough to have both versions compiled.
  await replayAll([replay], { jobs: 1, full: false, maxRecords: 1, seed: 0 });
  return hits;
}

/** What asks others for its answers, or answers nothing by itself, cannot be run on messages alone. */
function assertRuns({ id, selectedBy, open }: Engine): void {
  if (selectedBy !== 'params' && !open) return;
  const expected = 'a weir.yml with a pipeline that uses the file: `weir check` runs it there';
  throw new UsageError([{ message: `--traffic cannot run ${id} on messages alone`, expected }]);
}

function recordingOf({ file, format = envelopeByName(file), input, avro }: Traffic): RecordingConfig {
  return {
    ...(envelopeFor(format)?.parts ?? { input: '' }),
    ...(input !== undefined && { input }),
    ...(format !== undefined && { format: knownFormat(format) }),
    ...(avro && { avro }),
    ...{ name: 'traffic', files: file, range: NOWHERE },
  };
}

function planOf(
  base: Artifact,
  head: Artifact,
  { kind, id }: Engine,
  reference: string,
  recording: RecordingConfig,
): Plan {
  return {
    pipeline: 'diff',
    recording,
    steps: [
      {
        kind,
        engine: id,
        path: head.path,
        artifacts: { reference, base, head, edited: true },
        divergent: true,
        into: kind === 'schema' ? undefined : '',
      },
    ],
    outputs: [],
    evidence: { weighting: { weighted: false, valued: false }, outputs: [], segments: [] },
  };
}
