/**
 * What a replay of one pipeline has to do, as plain data that any process can be sent: which steps run once for both
 * sides and which run twice, and what is added up. The seam between what is asked and how it is run.
 */
import { artifactOf, paramsOf } from '../artifacts/artifact-changes.ts';
import type { Artifact, ArtifactKind } from '../artifacts/engine.ts';
import { keyOf, type Reference, type ReferenceKey } from '../artifacts/reference.ts';
import type { OutputConfig, OutputMove, PipelineConfig, RecordingConfig, StepConfig } from '../config/config.ts';
import { knownEngine } from '../config/engines.ts';
import { findMeasure, thresholdIn } from '../measures/find.ts';
import type { EvidenceSpec } from './evidence/pipeline.ts';

/** Both versions of an artifact. */
export interface Versions {
  readonly reference: ReferenceKey;
  readonly base: Artifact;
  readonly head: Artifact;
  /** They differ in a way that could matter. */
  readonly edited: boolean;
  /** Both are one version, which is tried out as if it were edited. */
  readonly same?: true;
}

export interface PlannedStep {
  readonly kind: ArtifactKind;
  readonly engine: string;
  /** Named in reasons; `recorded` for a step without an artifact. */
  readonly path: string;
  readonly into?: string;
  readonly from?: string;
  readonly artifacts?: Versions;
  /** The sides may give different results for the same document, so both run. */
  readonly divergent: boolean;
  /** The side that has it, where the other has not: documents of that go by it as they are. */
  readonly only?: 'base' | 'head';
}

export interface Plan {
  readonly pipeline: string;
  readonly recording: RecordingConfig;
  /** Others whose records steps look for keys in. */
  readonly related?: readonly RecordingConfig[];
  /** Every rules and model step finds what they hold beside its documents. */
  readonly params?: Versions;
  readonly steps: readonly PlannedStep[];
  readonly outputs: readonly PlannedOutput[];
  /** The sides have steps of their own. What head has elsewhere in its documents is looked at where base has it. */
  readonly moves?: readonly OutputMove[];
  readonly evidence: EvidenceSpec;
  /** What it stands for: plans of one pipeline and recording, which run on each record together. See `together/`. */
  readonly together?: readonly Plan[];
  /** Run every record, also those that are alike in all that is read of them. */
  readonly isSingle?: boolean;
  /** Of each version a few documents are tried and no more. */
  readonly isBrief?: boolean;
  /** What production answered stands in place of base's answers; records without are as if they could not be replayed. */
  readonly isAgainstRecorded?: boolean;
}

export interface PlannedOutput {
  readonly at: string;
  /** Where the recorded answer may hold this output; the first place that holds something counts. */
  readonly recorded: readonly string[];
}

/** `artifacts`: both versions of everything in the pipeline's lineage. */
export function planReplay(pipeline: PipelineConfig, artifacts: ReadonlyMap<ReferenceKey, Versions>): Plan {
  const versionsOf = (reference: Reference | undefined) => reference && artifacts.get(keyOf(reference));
  const params = versionsOf(paramsOf(pipeline));
  const paramsDiffer = params?.edited ?? false;
  const { recording, related } = pipeline;
  const labelled = recording.label !== undefined;
  const weighting = { weighted: recording.weight !== undefined, valued: recording.value !== undefined };
  const outputs = pipeline.outputs.map((output) => ({
    name: output.name,
    kind: output.kind,
    tolerance: output.tolerance,
    thresholds: thresholdsOf(output, pipeline),
    labelled,
    histograms: true,
  }));
  const { atHead, steps } = pipeline;
  // What production answered, base's steps have written.
  const own = { ...pipeline, steps: steps.filter(({ only }) => only !== 'head') };
  return {
    pipeline: pipeline.name,
    recording,
    ...(related && { related }),
    ...(atHead?.kind === 'joined' && { moves: atHead.moves, isSingle: true }),
    params,
    steps: steps.map((step) => planStep(step, versionsOf(artifactOf(step)), paramsDiffer)),
    outputs: pipeline.outputs.map((output) => ({ at: output.at, recorded: recordedPlaces(output, own) })),
    evidence: {
      weighting,
      outputs,
      segments: pipeline.segments,
      ...(hasWeeks(pipeline) && {
        weeks: {
          zone: recording.zone,
          evidence: {
            weighting,
            outputs: outputs.map((output) => ({ ...output, histograms: needsHistograms(output.name, pipeline) })),
            segments: [],
          },
        },
      }),
    },
  };
}

/** Limits are looked at by week, too, where it is known when requests came. */
function hasWeeks({ recording, limits }: PipelineConfig): boolean {
  return recording.time !== undefined && limits.some(({ limit }) => limit.kind !== 'records');
}

/** What only the whole recording decides is mostly of the distribution of numbers. */
function needsHistograms(output: string, { limits }: PipelineConfig): boolean {
  return limits.some((limit) => limit.output === output && findMeasure(limit.measure)?.measure.early === 'none');
}

function planStep(step: StepConfig, versions: Versions | undefined, paramsDiffer: boolean): PlannedStep {
  return {
    kind: step.kind,
    engine: step.engine,
    path: step.path ?? step.engine,
    into: step.kind === 'schema' ? undefined : step.into,
    from: step.kind === 'model' ? step.from : undefined,
    artifacts: step.only === 'head' && versions ? { ...versions, edited: true } : versions,
    ...(step.only && { only: step.only }),
    divergent:
      step.only !== undefined ||
      versions?.edited === true ||
      (step.kind !== 'schema' && step.path !== undefined && paramsDiffer),
  };
}

function thresholdsOf(output: OutputConfig, pipeline: PipelineConfig): number[] {
  const limits = pipeline.limits.filter((limit) => limit.output === output.name);
  return [...new Set(limits.flatMap(({ measure }) => thresholdIn(measure) ?? []))];
}

/**
 * weir.yml may say where the recorded answer holds an output. Otherwise: at the output's own pointer; at what remains
 * of it behind a step's `into` (production recorded the decision alone); the whole answer, if there is one output
 * and a step writes it. What a
 * model is asked is in no answer.
 */
export function recordedPlaces(output: OutputConfig, pipeline: PipelineConfig): string[] {
  if (output.recorded !== undefined) return [output.recorded];
  const from = pipeline.steps.findLast((step) => step.kind !== 'schema' && isWithin(output.at, step.into));
  if (from && knownEngine(from.engine)?.isPrompt) return [];
  const behindInto = pipeline.steps.flatMap((step) => {
    if (step.kind === 'schema' || step.into === '') return [];
    if (output.at === step.into) return [];
    return output.at.startsWith(`${step.into}/`) ? [output.at.slice(step.into.length)] : [];
  });
  // What no step has written is of the request.
  return [output.at, ...behindInto, ...(pipeline.outputs.length === 1 && from ? [''] : [])];
}

function isWithin(at: string, into: string): boolean {
  return at === into || at.startsWith(`${into}/`);
}
