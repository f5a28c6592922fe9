/** Pipelines, artifacts and recordings for replays, small enough to work out by hand what must come out. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lineage } from '../../src/artifacts/artifact-changes.ts';
import type { Artifact, ArtifactKind } from '../../src/artifacts/engine.ts';
import { keyOf } from '../../src/artifacts/reference.ts';
import type { OutputConfig, PipelineConfig, RecordingConfig, StepConfig } from '../../src/config/config.ts';
import type { Evidence } from '../../src/impact/evidence.ts';
import type { Compression } from '../../src/recordings/compression.ts';
import { placed } from '../../src/recordings/placed.ts';
import { readerOf } from '../../src/recordings/read.ts';
import type { RecordingFile, Shard } from '../../src/recordings/reader.ts';
import { treeOf } from '../../src/recordings/screen/wanted.ts';
import { compilePlan } from '../../src/replay/compile.ts';
import { PipelineSum } from '../../src/replay/evidence/pipeline.ts';
import { Layer } from '../../src/replay/kept/lay.ts';
import { EVERYTHING, isEverything, type Window } from '../../src/replay/order.ts';
import { type Plan, planReplay, type Versions } from '../../src/replay/plan.ts';
import { replayShard } from '../../src/replay/shard.ts';
import { compress, temporaryFolder } from '../recordings/files.ts';

const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };

export function rules(path: string, into: string, engine = 'json-logic-js'): StepConfig {
  return { kind: 'rules', path, engine, into, range };
}

export function schema(path: string): StepConfig {
  return { kind: 'schema', path, engine: 'json-schema', range };
}

export function recorded(into: string, from?: string): StepConfig {
  return { kind: 'model', engine: 'recorded', into, from, range };
}

export function output(
  at: string,
  kind: OutputConfig['kind'] = 'category',
  more: Partial<OutputConfig> = {},
): OutputConfig {
  return { name: at.slice(1).replaceAll('/', '-') || 'all', at, kind, tolerance: 0, ...more };
}

export type Setting = Partial<Omit<PipelineConfig, 'recording'>> & { readonly recording?: Partial<RecordingConfig> };

export function pipelineOf({ recording, ...setting }: Setting): PipelineConfig {
  return {
    name: 'delay-compensation',
    owners: [],
    steps: [],
    outputs: [],
    segments: [],
    limits: [],
    limitsAreDefaults: true,
    range,
    ...setting,
    recording: { name: 'flights', files: '*.jsonl', input: '', range, ...recording },
  };
}

/** Contents of both sides by path; one that stands alone is the same on both. Texts and bytes stay as they are. */
export type Contents = Readonly<Record<string, readonly [base: unknown, head?: unknown]>>;

export function versionsOf(pipeline: PipelineConfig, contents: Contents): Map<string, Versions> {
  const versions = new Map<string, Versions>();
  for (const { path, engine, ...rest } of lineage(pipeline)) {
    const sides = contents[path];
    if (!sides) continue;
    const { options } = rest;
    const [base, head = base] = sides.map((content) => ({
      ...artifact(path, engine.kind, content),
      ...(options && { options }),
    }));
    if (!base || !head) throw new Error(`${path} has no content`);
    const reference = keyOf({ path, engine, ...rest });
    versions.set(reference, { reference, base, head, edited: base.files.get(path) !== head.files.get(path) });
  }
  return versions;
}

function artifact(path: string, kind: ArtifactKind, content: unknown): Artifact {
  const isAsItIs = typeof content === 'string' || content instanceof Uint8Array;
  return { path, kind, files: new Map([[path, isAsItIs ? content : JSON.stringify(content, null, 2)]]) };
}

export function planOf(setting: Setting, contents: Contents): Plan {
  const pipeline = pipelineOf(setting);
  return planReplay(pipeline, versionsOf(pipeline, contents));
}

/** A file of these records; texts are lines as they are. */
export function jsonl(records: readonly unknown[], index = 0, compression: Compression = 'none'): RecordingFile {
  const lines = records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record)));
  const path = join(temporaryFolder(), `flights-${index}.jsonl`);
  writeFileSync(path, compress[compression](Buffer.from(lines.map((line) => `${line}\n`).join(''))));
  return { path, name: `traffic/flights-${index}.jsonl`, index, format: 'jsonl', compression };
}

/** Replays files in this process, without a lock, for rules that are our own. */
export async function replayHere(
  plan: Plan,
  files: readonly RecordingFile[],
  { shards = 1, windows = [EVERYTHING] }: { shards?: number; windows?: readonly Window[] } = {},
): Promise<Evidence> {
  const runnable = await compilePlan(plan, () => {});
  const sum = new PipelineSum(plan.evidence);
  for (const window of windows) {
    for (const file of files) {
      for (const shard of await readerOf(file).shards(file, shards)) {
        sum.absorb(await replayShard(runnable, shard, window, { enter() {}, left() {} }));
      }
    }
  }
  return sum.finish(await placed(sum.malformedExamples, files));
}

/**
 * The same from kinds of records that were laid down, one table for each shard, and packed and unpacked on the way. Undefined where a
 * plan may read anything.
 */
export async function replayKinds(
  plan: Plan,
  files: readonly RecordingFile[],
  { shards = 1, windows = [EVERYTHING] }: { shards?: number; windows?: readonly Window[] } = {},
): Promise<Evidence | undefined> {
  const runnable = await compilePlan(plan, () => {});
  const { wanted } = runnable;
  if (!wanted || !treeOf(wanted)) return undefined;
  const { weeks } = plan.evidence;
  const laying = {
    recording: plan.recording,
    wanted,
    zone: weeks && (weeks.zone ?? 'UTC'),
    ofEach: !windows.every(isEverything),
  };
  const sum = new PipelineSum(plan.evidence);
  for (const file of files) {
    const laid: Shard[] = [];
    for (const shard of await readerOf(file).shards(file, shards)) {
      const layer = new Layer(laying);
      if (!(await layer.add(shard, () => {}))) throw new Error('kinds of records that are not worth it');
      laid.push({ ...shard, kinds: [layer.finish()] });
    }
    for (const window of windows) {
      for (const shard of laid) sum.absorb(await replayShard(runnable, shard, window, { enter() {}, left() {} }));
    }
  }
  return sum.finish(await placed(sum.malformedExamples, files));
}

export async function replayRecords(
  setting: Setting,
  contents: Contents,
  records: readonly unknown[],
): Promise<Evidence> {
  return replayHere(planOf(setting, contents), [jsonl(records)]);
}

/** Rows of an output's table as `base → head: records`. */
export function rows(evidence: Evidence, name: string): string[] {
  const found = evidence.outputs.find((one) => one.name === name);
  if (!found) throw new Error(`there is no output ${name}`);
  return found.table.map(({ base, head, records }) => `${base} → ${head}: ${records}`);
}
