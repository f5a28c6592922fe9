/** Files in whose place head's weir.yml has pipelines read others: what would run once it is merged is what stands there. */
import { isDeepStrictEqual } from 'node:util';
import { parseElsewhere } from '../document/elsewhere.ts';
import { fileOf } from '../document/part.ts';
import type { Config, PipelineConfig, StepConfig } from './config.ts';
import { pinnedAtHead } from './moved-pins.ts';

/** The pipelines, with what head's weir.yml has each of them read in the place of its files; the same where that is nothing. */
export function withFilesAtHead(pipelines: readonly PipelineConfig[], head: Config | undefined): PipelineConfig[] {
  return pipelines.map((pipeline) => {
    const other = laterOf(pipeline, pipelines, head);
    return other ? movedIn(pipeline, other) : pipeline;
  });
}

/** The same pipeline at head; where it is gone, the only new one that has its outputs and its recording: its name is another. */
export function laterOf(
  pipeline: PipelineConfig,
  all: readonly PipelineConfig[],
  head: Config | undefined,
): PipelineConfig | undefined {
  const same = head?.pipelines.find(({ name }) => name === pipeline.name);
  if (same) return same;
  const [other, another] = (head?.pipelines ?? []).filter(
    (one) => isAlike(one, pipeline) && !all.some(({ name }) => name === one.name),
  );
  return another ? undefined : other;
}

function isAlike(one: PipelineConfig, other: PipelineConfig): boolean {
  const told = ({ recording, outputs }: PipelineConfig) => [recording.name, ...outputs.map(({ name }) => name).sort()];
  return isDeepStrictEqual(told(one), told(other));
}

/** Names of pipelines that run otherwise at head than with other files in the place of theirs: what that does is not replayed. */
export function otherSteps(pipelines: readonly PipelineConfig[], head: Config | undefined): string[] {
  return pipelines.flatMap((pipeline) => {
    const other = laterOf(pipeline, pipelines, head);
    return other && !isDeepStrictEqual(runOf(pipeline), runOf(other)) ? [pipeline.name] : [];
  });
}

/** What runs once the change is merged. */
export function runOf({ params, paramsAtHead, steps }: Pick<PipelineConfig, 'params' | 'paramsAtHead' | 'steps'>) {
  return {
    params: paramsAtHead ?? (params === undefined ? undefined : pinnedAtHead(params)),
    steps: steps.map(({ range: _, only: __, engineAtHead: ___, path, pathAtHead, options, ...step }) => ({
      ...{ ...step, path: pathAtHead ?? (path === undefined ? undefined : pinnedAtHead(path)) },
      options: Object.fromEntries(Object.entries(options ?? {}).filter(([name]) => !MEANS.includes(name))),
    })),
  };
}

/** What a step says of how it is run, by which no answer is another. */
const MEANS = ['timeout', 'processes', 'concurrency', 'request_budget', 'token_budget'];

function movedIn(before: PipelineConfig, after: PipelineConfig): PipelineConfig {
  const inPlace = stepsInPlace(before.steps, after.steps);
  const steps = before.steps.map((step): StepConfig => {
    const to = inPlace.get(step)?.path;
    return isMove(step.path, to) ? { ...step, pathAtHead: to } : step;
  });
  const { params } = after;
  return { ...before, steps, ...(isMove(before.params, params) && { paramsAtHead: params }) };
}

/** The pin of a file of another repository moves by itself. */
function isMove(from: string | undefined, to: string | undefined): to is string {
  return from !== undefined && to !== undefined && from !== to && !parseElsewhere(from) && !parseElsewhere(to);
}

/** Which of head's steps stands in the place of one of base's: it writes to the same place, or is the only other one. */
function stepsInPlace(
  before: readonly StepConfig[],
  after: readonly StepConfig[],
): ReadonlyMap<StepConfig, StepConfig> {
  // What only stands earlier or later has not moved.
  const gone = before.filter((step) => step.path !== undefined && !after.some((other) => isSameStep(step, other)));
  const free = new Set(after.filter((other) => !before.some((step) => isSameStep(step, other))));
  const inPlace = new Map<StepConfig, StepConfig>();
  const pair = (step: StepConfig, other: StepConfig | undefined): void => {
    if (!other) return;
    inPlace.set(step, other);
    free.delete(other);
  };
  for (const step of gone) {
    const same = before.length === after.length ? after[before.indexOf(step)] : undefined;
    const there = [...free].filter((other) => isInPlaceOf(step, other) && intoOf(step) === intoOf(other));
    pair(step, there.find((other) => other === same) ?? (there.length === 1 ? there[0] : undefined));
  }
  for (const step of gone) {
    if (inPlace.has(step)) continue;
    const [other, another] = [...free].filter((one) => isInPlaceOf(step, one));
    pair(step, another ? undefined : other);
  }
  return inPlace;
}

function isSameStep(one: StepConfig, other: StepConfig): boolean {
  return one.path === other.path && intoOf(one) === intoOf(other);
}

/** Another rule of the same file that writes elsewhere, as the next of those that `each` finds, stands in the place of none. */
function isInPlaceOf(before: StepConfig, after: StepConfig): boolean {
  const isRuleBeside = fileOf(before.path ?? '') === fileOf(after.path ?? '') && intoOf(before) !== intoOf(after);
  return before.kind === after.kind && before.engine === after.engine && !isRuleBeside;
}

function intoOf(step: StepConfig): string | undefined {
  return 'into' in step ? step.into : undefined;
}
