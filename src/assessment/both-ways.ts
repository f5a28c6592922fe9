/**
 * The case of a pipeline to which head's weir.yml gives other steps, and that edits reach by base's steps as well: base's judge these, as
 * they do any change, and nobody makes them harmless by steps that undo them. The worse of both verdicts counts.
 */
import { type ArtifactChanges, artifactOf, paramsOf } from '../artifacts/artifact-changes.ts';
import { keyOf, type Reference } from '../artifacts/reference.ts';
import type { PipelineConfig, StepConfig } from '../config/config.ts';
import { worstVerdict } from '../gate/worst-verdict.ts';
import type { PipelineReport } from '../report/report.generated.ts';
import type { Case } from './case.ts';

/** The pipeline as base's weir.yml has it: with its steps, and with files that change and that head's weir.yml has it read no more. */
export function byBase(pipeline: PipelineConfig, changes: ArtifactChanges): PipelineConfig {
  const { atHead: _, paramsAtHead, ...own } = pipeline;
  const isLeft = (reference: Reference | undefined): boolean =>
    reference !== undefined && changes.get(keyOf(reference))?.left === true;
  const steps = own.steps.flatMap(({ only, ...step }): StepConfig[] => {
    if (only === 'head') return [];
    const { pathAtHead: __, ...plain } = step;
    return [isLeft(artifactOf(step)) ? plain : step];
  });
  const isMoved = paramsAtHead !== undefined && !isLeft(paramsOf(pipeline));
  return { ...own, steps, ...(isMoved && { paramsAtHead }) };
}

/**
 * @param asMerged with each side's own steps
 * @param asBase with base's steps on both sides
 */
export function bothWays(asMerged: Case, asBase: Case): Case {
  return {
    replays: [...(asMerged.replays ?? []), ...(asBase.replays ?? [])],
    hits: () => new Map([...(asMerged.hits?.() ?? []), ...(asBase.hits?.() ?? [])]),
    notes: () => asMerged.notes?.() ?? asBase.notes?.() ?? [],
    report: () => worse(asMerged.report(), asBase.report()),
  };
}

function worse(merged: PipelineReport, base: PipelineReport): PipelineReport {
  const verdict = worstVerdict([merged.verdict, base.verdict]);
  if (verdict === merged.verdict) return merged;
  const reason = `by the steps that base's weir.yml gives it, which judge; by those that head's gives it: ${merged.verdict}`;
  return {
    ...base,
    reasons: [reason, ...base.reasons],
    // Owners accept both ways of judging together.
    ...(merged.fingerprint !== undefined && { fingerprint: merged.fingerprint }),
  };
}
