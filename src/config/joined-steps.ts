/**
 * The steps that a pipeline has at base and those that head's weir.yml gives it, as one list: base runs its own and head its own,
 * so that a step which is added, taken out, or read by another engine is measured like any other change.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Config, OutputMove, PipelineConfig, StepConfig } from './config.ts';
import { withEnginesAtHead } from './migrated-steps.ts';
import { laterOf, runOf } from './moved-files.ts';

/**
 * The pipelines, with the steps of both sides where these differ.
 * @param before weir.yml where head left the branch, where that is another one: what head did not change there it does not propose
 */
export function withStepsAtHead(
  pipelines: readonly PipelineConfig[],
  head: Config | undefined,
  before: Config | undefined,
): PipelineConfig[] {
  return pipelines.map((pipeline) => {
    const later = laterOf(pipeline, pipelines, head);
    if (!later || isDeepStrictEqual(runOf(pipeline), runOf(later))) return pipeline;
    const former = before?.pipelines.find(({ name }) => name === later.name);
    if (former && isDeepStrictEqual(runOf(former), runOf(later))) return pipeline;
    if (runOf(pipeline).params !== runOf(later).params)
      return { ...pipeline, atHead: { kind: 'apart', why: paramsWhy(pipeline, later) } };
    return {
      ...pipeline,
      steps: withEnginesAtHead(joined(pipeline.steps, later.steps)),
      atHead: { kind: 'joined', moves: movesOf(pipeline, later) },
    };
  });
}

/** `without schemas/a.json, with rules/b.json (json-logic-js)`; undefined where both sides have the same steps. */
export function stepsInWords({ atHead, steps }: PipelineConfig): string | undefined {
  if (atHead?.kind !== 'joined') return undefined;
  const named = (side: 'base' | 'head') =>
    steps
      .filter(({ only }) => only === side)
      .map(({ path, engine }) => (path === undefined ? engine : `${path} (${engine})`));
  const [gone, added] = [named('base'), named('head')];
  const words = [
    ...(gone.length > 0 ? [`without ${gone.join(', ')}`] : []),
    ...(added.length > 0 ? [`with ${added.join(', ')}`] : []),
  ];
  return words.join(', ');
}

function paramsWhy({ params }: PipelineConfig, later: PipelineConfig): string {
  const [was, now] = [params ?? 'none', later.params ?? 'none'];
  return `its params are others once this is merged (${was} → ${now}), with which no record was replayed`;
}

/** Both lists in their own order, and what they have in common once: their longest common subsequence. */
function joined(before: readonly StepConfig[], after: readonly StepConfig[]): StepConfig[] {
  const lengths: number[][] = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  );
  const lengthAt = (one: number, other: number): number => lengths[one]?.[other] ?? 0;
  for (let one = before.length - 1; one >= 0; one -= 1) {
    for (let other = after.length - 1; other >= 0; other -= 1) {
      const row = lengths[one] as number[];
      row[other] = isSame(before[one], after[other])
        ? lengthAt(one + 1, other + 1) + 1
        : Math.max(lengthAt(one + 1, other), lengthAt(one, other + 1));
    }
  }
  const steps: StepConfig[] = [];
  let [one, other] = [0, 0];
  while (one < before.length || other < after.length) {
    const [own, theirs] = [before[one], after[other]];
    if (own && theirs && isSame(own, theirs)) {
      steps.push(own);
      one += 1;
      other += 1;
    } else if (own && (!theirs || lengthAt(one + 1, other) >= lengthAt(one, other + 1))) {
      steps.push({ ...own, only: 'base' });
      one += 1;
    } else if (theirs) {
      steps.push({ ...theirs, only: 'head' });
      other += 1;
    }
  }
  return steps;
}

function isSame(before: StepConfig | undefined, after: StepConfig | undefined): boolean {
  return isDeepStrictEqual(before && runOf({ steps: [before] }).steps, after && runOf({ steps: [after] }).steps);
}

/** Where head's weir.yml finds an output elsewhere in the document, and none of its steps writes where base has it. */
function movesOf({ outputs }: PipelineConfig, later: PipelineConfig): OutputMove[] {
  const written = later.steps.flatMap((step) => ('into' in step ? [step.into] : []));
  return outputs.flatMap(({ name, at }) => {
    const from = later.outputs.find((one) => one.name === name)?.at;
    const isWritten = written.some((into) => `${into}/`.startsWith(`${at}/`) || `${at}/`.startsWith(`${into}/`));
    return from === undefined || from === at || isWritten ? [] : [{ from, to: at }];
  });
}
