/** Pipelines with edits, small enough to work out by hand who does what. Replays in this process, for rules of our own. */
import { findArtifactChanges } from '../../../src/artifacts/artifact-changes.ts';
import type { OutputConfig, PipelineConfig, StepConfig } from '../../../src/config/config.ts';
import { type Attributed, attributeImpact } from '../../../src/explain/attribution/attribute.ts';
import type { Evidence } from '../../../src/impact/evidence.ts';
import { readerOf } from '../../../src/recordings/read.ts';
import type { RecordingFile } from '../../../src/recordings/reader.ts';
import { compilePlan } from '../../../src/replay/compile.ts';
import { PipelineSum } from '../../../src/replay/evidence/pipeline.ts';
import { EVERYTHING, type Window } from '../../../src/replay/order.ts';
import { type Pass, preparePass } from '../../../src/replay/passes.ts';
import { planReplay } from '../../../src/replay/plan.ts';
import type { RunFurther } from '../../../src/replay/replay.ts';
import { replayShard } from '../../../src/replay/shard.ts';
import type { Attribution } from '../../../src/report/report.generated.ts';
import type { Snapshot } from '../../../src/repository/snapshot.ts';
import { jsonl, pipelineOf } from '../../replay/setting.ts';
import { snapshotOf } from '../../repository/snapshot-of.ts';

export interface Scene {
  readonly steps: readonly StepConfig[];
  readonly outputs: readonly OutputConfig[];
  readonly params?: string;
  readonly recording?: Partial<PipelineConfig['recording']>;
  /** By path what stands there at base and at head: a value, or a text as it is. */
  readonly files: Readonly<Record<string, readonly [base: unknown, head: unknown]>>;
  readonly records: readonly unknown[];
}

export interface Options {
  readonly full?: boolean;
  readonly shards?: number;
  readonly window?: Window;
  readonly seed?: number;
  /** Hears of every pass that is run. */
  readonly passes?: Pass[];
}

export interface Shared extends Attributed {
  readonly evidence: Evidence;
  /** Messages of the report's edits. */
  readonly edits: readonly string[];
}

export async function shareOut(scene: Scene, options: Options = {}): Promise<Shared> {
  const pipeline = pipelineOf({
    steps: scene.steps,
    outputs: scene.outputs,
    recording: scene.recording,
    ...(scene.params !== undefined && { params: scene.params }),
  });
  const [base, head] = [snapshot(scene, 0), snapshot(scene, 1)];
  const changes = await findArtifactChanges([pipeline], base, head, async () => new Map());
  const edits = [...changes.values()].flatMap((change) => change.edits);
  const versions = new Map(
    [...changes].flatMap(([reference, { base: one, head: other, edits: own }]) =>
      one && other ? [[reference, { reference, base: one, head: other, edited: own.length > 0 }] as const] : [],
    ),
  );
  const runnable = await compilePlan(planReplay(pipeline, versions), () => {});
  const file = jsonl(scene.records);
  const { shards = 1, window = EVERYTHING, full = true, seed = 1, passes } = options;
  const cut = await shardsOf(file, shards);
  const sum = new PipelineSum(runnable.plan.evidence);
  for (const shard of cut) sum.absorb(await replayShard(runnable, shard, window, { enter() {}, left() {} }));
  const run: RunFurther = async (pass, absorb) => {
    passes?.push(pass);
    for (const shard of cut) {
      const ready = await preparePass(pass, runnable, () => {});
      absorb(await ready(shard, window, { enter() {}, left() {} }));
    }
  };
  const evidence = sum.finish([]);
  const blamed = await attributeImpact({ pipeline, changes, edits, evidence, full, seed }, run);
  return { ...blamed, evidence, edits: edits.map(({ message }) => message) };
}

function shardsOf(file: RecordingFile, count: number) {
  return readerOf(file).shards(file, count);
}

function snapshot({ files }: Scene, side: 0 | 1): Snapshot {
  const text = (path: string): string | undefined => {
    const content = files[path]?.[side];
    return content === undefined || typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  };
  return snapshotOf(
    Object.fromEntries(Object.keys(files).map((path) => [path, text(path)])),
    side === 0 ? 'base' : 'head',
  );
}

/** What an edit has of a measure, by its message. */
export function valuesOf(shared: Shared, output: string, measure: string): Record<string, number> {
  const own = shared.attribution.filter((one) => one.output === output && one.measure === measure && !one.transition);
  return Object.fromEntries(own.map((one) => [nameOf(one, shared), one.value]));
}

/** As `short → none: 0.25 by 180 became 120`. */
export function transitionsOf(shared: Shared): string[] {
  return shared.attribution.flatMap((one) =>
    one.transition ? [`${one.transition.base} → ${one.transition.head}: ${one.value} by ${nameOf(one, shared)}`] : [],
  );
}

function nameOf({ edits }: Attribution, shared: Shared): string {
  return edits.map((index) => shared.edits[index]).join(' and ');
}
