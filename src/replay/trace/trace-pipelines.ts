/**
 * What the steps of a pipeline do with one record at base and at head. `weir trace` asks; unlike a report the answer
 * holds the record, so it is for a terminal and nowhere else.
 */
import { type ArtifactChanges, findArtifactChanges, lineage } from '../../artifacts/artifact-changes.ts';
import type { Surroundings } from '../../artifacts/outside.ts';
import { isReached } from '../../artifacts/reach.ts';
import { keyOf } from '../../artifacts/reference.ts';
import type { PipelineConfig, RecordingConfig } from '../../config/config.ts';
import { ArtifactError, UsageError } from '../../errors.ts';
import type { RecordingFile } from '../../recordings/reader.ts';
import type { Renames, Snapshot } from '../../repository/snapshot.ts';
import { type Plan, planReplay } from '../plan.ts';
import { versionsOf } from '../versions.ts';
import { type Traced, traceRecord } from './trace-record.ts';

export interface TraceQuestion {
  readonly pipelines: readonly PipelineConfig[];
  /** From 1, over all files of a recording in their order. */
  readonly record: number;
  readonly renames: () => Promise<Renames>;
  readonly recording: (recording: RecordingConfig) => Promise<readonly RecordingFile[]>;
  /** Of a pipeline to which head's weir.yml gives other steps: as it can be run here, and why that is by base's steps alone. */
  readonly runnable: (pipeline: PipelineConfig, changes: ArtifactChanges) => Runnable;
  /** What steps may use outside the lock. */
  readonly outside: Surroundings;
}

interface Runnable {
  readonly pipeline: PipelineConfig;
  readonly notes: readonly string[];
}

export interface PipelineTrace extends Runnable {
  readonly plan: Plan;
  readonly traced: Traced;
}

/**
 * Traces of the pipelines that the change reaches, or of all where it reaches none. Throws a UsageError where a
 * recording has fewer records, and what a replay throws.
 */
export async function tracePipelines(
  base: Snapshot,
  head: Snapshot,
  question: TraceQuestion,
): Promise<PipelineTrace[]> {
  const { pipelines, record, renames, recording, runnable, outside } = question;
  const changes = await findArtifactChanges(pipelines, base, head, renames);
  const reached = pipelines.filter((pipeline) => pipeline.atHead !== undefined || isReached(pipeline, changes));
  const traces: PipelineTrace[] = [];
  for (const asked of reached.length > 0 ? reached : pipelines) {
    const { pipeline, notes } = runnable(asked, changes);
    assertWhole(pipeline, changes);
    const plan = planReplay(pipeline, versionsOf(pipeline, changes));
    const files = await recording(pipeline.recording);
    const related = new Map<string, readonly RecordingFile[]>();
    for (const one of pipeline.related ?? []) related.set(one.name, await recording(one));
    const traced = await traceRecord(plan, files, record, { outside, related });
    if (typeof traced === 'number') throw tooFew(pipeline.recording, record, traced);
    traces.push({ pipeline, notes, plan, traced });
  }
  return traces;
}

function assertWhole(pipeline: PipelineConfig, changes: ArtifactChanges): void {
  const problems = lineage(pipeline).flatMap((reference) => {
    const change = changes.get(keyOf(reference));
    const side = change?.base ? 'head' : 'base';
    if (change?.base && change.head) return [];
    return [{ file: reference.path, message: `pipeline "${pipeline.name}" reads it, and it is not there at ${side}` }];
  });
  if (problems.length > 0) throw new ArtifactError(problems);
}

function tooFew({ name }: RecordingConfig, record: number, records: number): UsageError {
  const message = `recording "${name}" has no record ${record}`;
  return new UsageError([{ message, expected: records === 0 ? 'a recording with records' : `1 to ${records}` }]);
}
