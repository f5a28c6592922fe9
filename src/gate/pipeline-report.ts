/** A judged pipeline as the report shows it. Counts and cells only: nothing here knows a record. */
import type { PipelineConfig } from '../config/config.ts';
import { cellText } from '../impact/cell.ts';
import type { Evidence, OutputEvidence, SegmentEvidence } from '../impact/evidence.ts';
import { valueIn } from '../measures/find.ts';
import { measureOutput } from '../measures/measure-output.ts';
import type { Measures, OutputReport, PipelineReport, SegmentReport } from '../report/report.generated.ts';
import { distributionOf } from './distribution.ts';
import { ownNoise } from './judge-noise.ts';
import { type Judgement, samplingFor } from './judge-pipeline.ts';
import { keptOf, namedMeasures, namingOf } from './naming.ts';
import { slicedSegments, sliceOf } from './slice.ts';
import { transitionsOf } from './transitions.ts';

/** What the evidence does not hold. */
export interface PipelineFacts {
  /** Indexes of the edits that reach the pipeline. */
  readonly edits: readonly number[];
  /** Files of the recording. */
  readonly files: number;
}

export function toPipelineReport(
  evidence: Evidence,
  pipeline: PipelineConfig,
  judgement: Judgement,
  facts: PipelineFacts,
): PipelineReport {
  const { recorded, read, replayed, unreplayable, malformed, weighted, window } = evidence;
  return {
    name: pipeline.name,
    verdict: judgement.verdict,
    owners: [...pipeline.owners],
    reasons: [...judgement.reasons],
    edits: [...facts.edits],
    limitsAreDefaults: pipeline.limitsAreDefaults,
    recording: { name: pipeline.recording.name, files: facts.files, weighted, ...window },
    records: { recorded, read, replayed, unreplayable, malformed },
    full: judgement.full,
    confidence: judgement.confidence,
    measures: judgement.measures,
    outputs: evidence.outputs.map((output) => outputReport(output, evidence, pipeline, judgement)),
    segments: segmentReports(evidence, pipeline, judgement),
    outcomes: [...evidence.reasons].sort((a, b) => b.records - a.records),
    malformed: [...evidence.malformedExamples],
    ...reproductionReport(evidence),
    ...noiseReport(judgement),
  };
}

function outputReport(
  output: OutputEvidence,
  evidence: Evidence,
  pipeline: PipelineConfig,
  judgement: Judgement,
): OutputReport {
  const config = pipeline.outputs.find(({ name }) => name === output.name);
  const kept = keptOf(pipeline, output.name);
  const naming = namingOf(output, kept);
  const tolerance = toleranceOf(output, pipeline);
  const { transitions, leftOut } = transitionsOf(output, tolerance, evidence.valued, undefined, naming);
  return {
    name: output.name,
    kind: output.kind,
    ...(config && { at: config.at }),
    measures: namedMeasures(judgement.outputs.get(output.name) ?? {}, output, kept),
    transitions,
    ...(leftOut > 0 && { transitionsLeftOut: leftOut }),
    distribution: distributionOf(output, undefined, naming),
    ...(evidence.valued && { value: { total: output.total.value, changed: output.changed.value } }),
    ...(output.folded && { folded: true }),
  };
}

/** Where most changes come first; among equals the larger segment. */
function segmentReports(evidence: Evidence, pipeline: PipelineConfig, judgement: Judgement): SegmentReport[] {
  const segments = evidence.segments.toSorted(
    (a, b) =>
      changedShare(b) - changedShare(a) ||
      b.total.records - a.total.records ||
      (`${a.pointer} ${a.value}` < `${b.pointer} ${b.value}` ? -1 : 1),
  );
  const sliced = slicedSegments(segments);
  const namings = new Map(
    evidence.outputs.map((output) => [output.name, namingOf(output, keptOf(pipeline, output.name))]),
  );
  const slice = (output: OutputEvidence) =>
    sliceOf(output, toleranceOf(output, pipeline), evidence.valued, namings.get(output.name));
  return segments.map((segment) => ({
    pointer: segment.pointer,
    value: cellText(segment.value),
    records: segment.total.records,
    weight: segment.total.weight,
    outputs: segment.outputs.map((output) => ({
      name: output.name,
      measures: segmentMeasures(output, evidence, pipeline, judgement.confidence),
      ...(sliced.has(segment) && slice(output)),
    })),
  }));
}

/**
 * A segment explains and never decides: its measures carry no verdict, at a partial replay no interval (its size in the
 * whole recording is not known), and values have a share of their own only where a limit names them.
 */
function segmentMeasures(
  output: OutputEvidence,
  evidence: Evidence,
  pipeline: PipelineConfig,
  confidence: number,
): Measures {
  const sampling = { ...samplingFor(evidence, pipeline, { confidence }, output.name), population: undefined };
  const measures = Object.entries(measureOutput(output, sampling));
  return Object.fromEntries(measures.filter(([name]) => !valueIn(name) || sampling.aims.has(name)));
}

function toleranceOf({ name }: OutputEvidence, { outputs }: PipelineConfig): number {
  return outputs.find((output) => output.name === name)?.tolerance ?? 0;
}

function changedShare({ outputs }: SegmentEvidence): number {
  return Math.max(0, ...outputs.map(({ changed, total }) => (total.weight > 0 ? changed.weight / total.weight : 0)));
}

function reproductionReport({ reproduction }: Evidence): Pick<PipelineReport, 'reproduction'> {
  if (!reproduction) return {};
  const { compared, different, outputs } = reproduction;
  return { reproduction: { compared, different, share: compared === 0 ? 0 : different / compared, outputs } };
}

function noiseReport({ noise }: Judgement): Pick<PipelineReport, 'noise'> {
  if (!noise) return {};
  const outputs = noise.outputs.map(({ name }) => [name, ownNoise(noise, name) ?? 0] as const);
  return { noise: { records: noise.records, outputs: Object.fromEntries(outputs) } };
}
