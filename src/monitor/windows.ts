/**
 * Evidence by window of every two neighbouring states of a pipeline, and of the newest against what production answered. What
 * was counted of a file through two states is kept beside the recordings, and never counted again.
 */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { PipelineConfig } from '../config/config.ts';
import type { Evidence } from '../impact/evidence.ts';
import { contentsOf } from '../recordings/made.ts';
import type { RecordingFile } from '../recordings/reader.ts';
import { type PipelineParts, PipelineSum } from '../replay/evidence/pipeline.ts';
import { type Plan, planReplay } from '../replay/plan.ts';
import { type PlannedReplay, type ReplayOptions, replayAll } from '../replay/replay.ts';
import { versionsOf } from '../replay/versions.ts';
import { version } from '../version.ts';
import { type Keep, readKept } from './kept.ts';
import { changesBetween, type State } from './states.ts';

/** Part of what tells counts apart: what an older program has counted may be counted otherwise. */
const VERSION = 1;

export interface Means {
  readonly files: readonly RecordingFile[];
  /** Files of the recordings that the pipeline reads beside its own, by their names. */
  readonly related?: ReadonlyMap<string, readonly RecordingFile[]>;
  readonly replay: ReplayOptions;
  readonly keep: Keep;
}

export interface Windows {
  /** By state and window, of the state before it and the state. Of the first only where there is no other: both sides are its. */
  readonly pairs: readonly ReadonlyMap<number, Evidence>[];
  /** What production answered against the newest state; empty where the recording does not say. */
  readonly recorded: ReadonlyMap<number, Evidence>;
  /** Oldest and newest time of the whole recording. */
  readonly span?: { readonly from: string; readonly to: string };
  /** Files that were read, not found again. */
  readonly counted: number;
}

/** Throws as a replay does. */
export async function windowsOf(pipeline: PipelineConfig, states: readonly State[], means: Means): Promise<Windows> {
  const plans: Plan[] = [];
  const isAlone = states.length === 1;
  for (const [index, { snapshot }] of states.entries()) {
    if (index === 0 && !isAlone) continue;
    const before = states[index - 1]?.snapshot ?? snapshot;
    plans.push(watching(planReplay(pipeline, versionsOf(pipeline, await changesBetween(pipeline, before, snapshot)))));
  }
  const newest = states.at(-1);
  const hasAnswers = pipeline.recording.output !== undefined && newest !== undefined;
  if (hasAnswers) {
    const changes = await changesBetween(pipeline, newest.snapshot, newest.snapshot);
    plans.push({ ...watching(planReplay(pipeline, versionsOf(pipeline, changes))), isAgainstRecorded: true });
  }
  const { sums, counted } = await countAll(plans, means);
  const evidence = sums.map((sum) => sum.finish([]));
  const own = isAlone ? 1 : states.length - 1;
  const byWindow = evidence.map(({ weeks = [] }) => new Map(weeks.map(({ week, evidence: own }) => [week, own])));
  return {
    pairs: [...(isAlone ? [] : [new Map()]), ...byWindow.slice(0, own)],
    recorded: byWindow[own] ?? new Map(),
    ...(evidence[0]?.window && { span: evidence[0].window }),
    counted,
  };
}

/** Limits are looked at by window, and what is watched by segment, too. */
function watching(plan: Plan): Plan {
  const { evidence, recording } = plan;
  const { weeks = { zone: recording.zone, evidence: { ...evidence, outputs: withoutHistograms(plan) } } } = evidence;
  const segments = evidence.segments.slice(0, 1);
  // How scores lie, also where labels are not there yet: what should turn out right is estimated from it.
  const outputs = weeks.evidence.outputs.map((output) => ({
    ...output,
    histograms: output.histograms || (output.kind === 'probability' && output.labelled),
  }));
  return {
    ...plan,
    evidence: {
      ...evidence,
      outputs: withoutHistograms(plan),
      segments,
      weeks: { ...weeks, evidence: { ...weeks.evidence, outputs, segments } },
    },
  };
}

function withoutHistograms({ evidence }: Plan): Plan['evidence']['outputs'] {
  return evidence.outputs.map((output) => ({ ...output, histograms: false }));
}

async function countAll(
  plans: readonly Plan[],
  { files, related, replay, keep }: Means,
): Promise<{ sums: PipelineSum[]; counted: number }> {
  const read = plans[0]?.related?.map(({ name: _name, range: _range, files: _files, ...own }) => own);
  const beside = [read, await contentsOf([...(related?.values() ?? [])].flat())];
  const contents = (await contentsOf(files)).map((own) => (related ? [own, beside] : own));
  const asked = plans.flatMap((plan, index) =>
    files.map((file, place) => ({ plan, index, file, content: contents[place] })),
  );
  const found = new Map<string, PipelineParts>();
  const missing: (PlannedReplay & { readonly id: string })[] = [];
  for (const { plan, file, content } of asked) {
    const id = idOf(plan, content);
    const known = await readKept<PipelineParts>(id, NAME, keep);
    if (known) found.set(id, known);
    else missing.push(counting(plan, file, id));
  }
  await replayAll(missing, { ...replay, full: true });
  const sums = plans.map(({ evidence }) => new PipelineSum(evidence));
  for (const { plan, index, content } of asked) {
    const parts = found.get(idOf(plan, content));
    if (parts) sums[index]?.absorb(parts);
  }
  return { sums, counted: missing.length };

  function counting(plan: Plan, file: RecordingFile, id: string): PlannedReplay & { readonly id: string } {
    return {
      ...{ id, plan, files: [{ ...file, index: 0 }] },
      ...(related && { related }),
      next: () => 'everything',
      async further({ parts }) {
        const own = parts();
        found.set(id, own);
        await keep({ id, name: NAME, write: (path) => writeFile(path, JSON.stringify(own)) });
      },
    };
  }
}

const NAME = 'windows.json';

/** By all that decides what is counted: how, the versions, and what the file holds. */
function idOf({ params, steps, evidence, outputs, recording, isAgainstRecorded }: Plan, content: unknown): string {
  const { name: _name, range: _range, files: _files, ...read } = recording;
  const versions = [params, ...steps.map(({ artifacts }) => artifacts)].map(
    (one) => one && [contentOf(one.base), contentOf(one.head)],
  );
  const shape = steps.map(({ artifacts: _artifacts, ...step }) => step);
  return createHash('sha256')
    .update(JSON.stringify([VERSION, version, read, shape, versions, evidence, outputs, isAgainstRecorded, content]))
    .digest('hex');
}

function contentOf({ files, options }: NonNullable<Plan['params']>['base']): unknown {
  const texts = [...files].map(([path, content]) => [path, createHash('sha256').update(content).digest('hex')]);
  return [texts, options];
}
