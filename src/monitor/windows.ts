/** Evidence by window of every two neighbouring states of a pipeline, and of the newest against what production answered. */
import type { PipelineConfig } from '../config/config.ts';
import type { Evidence } from '../impact/evidence.ts';
import type { Counted as CountedRows } from '../recordings/reader.ts';
import type { InputCounts, InputsSpec } from '../replay/evidence/inputs.ts';
import { type Plan, planReplay } from '../replay/plan.ts';
import { versionsOf } from '../replay/versions.ts';
import { countAll, type Means } from './count.ts';
import { countTable, isTable } from './count-table.ts';
import { changesBetween, type State } from './states.ts';

export interface Windows {
  /** By state and window, of the state before it and the state. Of the first only where there is no other: both sides are its. */
  readonly pairs: readonly ReadonlyMap<number, Evidence>[];
  /** What production answered against the newest state; empty where the recording does not say. */
  readonly recorded: ReadonlyMap<number, Evidence>;
  /** Oldest and newest time of the whole recording. */
  readonly span?: { readonly from: string; readonly to: string };
  /** How often a file was counted through two states now, and not found again. */
  readonly counted: number;
  /** What a warehouse counted; undefined: files were read. Then nothing is known of what the fields of requests hold. */
  readonly tables?: readonly CountedRows[];
}

/** What the fields of requests hold is counted in the same reading, where it is asked for. Throws as a replay does. */
export async function windowsOf(
  pipeline: PipelineConfig,
  states: readonly State[],
  means: Means,
  inputsToo = false,
): Promise<Windows & { readonly inputs: InputCounts }> {
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
  const { sums, counted, inputs, tables } = isTable(means)
    ? await countTable(plans, means)
    : await countAll(plans, means, inputsToo ? inputsIn(pipeline) : undefined);
  const evidence = sums.map((sum) => sum.finish([]));
  const own = isAlone ? 1 : states.length - 1;
  const byWindow = evidence.map(({ weeks = [] }) => new Map(weeks.map(({ week, evidence: own }) => [week, own])));
  return {
    pairs: [...(isAlone ? [] : [new Map()]), ...byWindow.slice(0, own)],
    recorded: byWindow[own] ?? new Map(),
    ...(evidence[0]?.window && { span: evidence[0].window }),
    ...{ counted, inputs },
    ...(tables && { tables }),
  };
}

/** Where the request is the record itself, what of it is none is left out. */
function inputsIn({ recording, segments: [segment] }: PipelineConfig): InputsSpec {
  const { input, output, label, id, time, weight, value } = recording;
  const beside = [output, label, id, time, weight, value].flatMap((pointer) => pointer ?? []);
  return { skipped: input === '' ? beside : [], ...(segment !== undefined && { segment }) };
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
