/**
 * The case of a pipeline to which head's weir.yml gives other steps, and that edits reach by base's steps as well: base's judge these, as
 * they do any change, and nobody makes them harmless by steps that undo them. The worse of both verdicts counts.
 */
import { isDeepStrictEqual } from 'node:util';
import { type ArtifactChanges, artifactOf, paramsOf } from '../artifacts/artifact-changes.ts';
import { keyOf, type Reference } from '../artifacts/reference.ts';
import type { PipelineConfig, StepConfig } from '../config/config.ts';
import { withSuccessors } from '../config/migrated-steps.ts';
import { worstVerdict } from '../gate/worst-verdict.ts';
import type { PipelineReport } from '../report/report.generated.ts';
import type { Case } from './case.ts';

/**
 * The pipeline as base's weir.yml has it: with its steps, and with files that change and that head's weir.yml has it read no more. A step
 * that head has another engine take the place of runs at base alone, and at head that one: what base's engine would make of a file in
 * another language is no judgement of it.
 * @param unread steps of base that cannot read head's file, which others do in their place
 */
export function byBase(
  pipeline: PipelineConfig,
  changes: ArtifactChanges,
  unread: ReadonlySet<StepConfig> = new Set(),
): PipelineConfig {
  const { atHead, paramsAtHead, ...own } = pipeline;
  const changeOf = (reference: Reference | undefined) => reference && changes.get(keyOf(reference));
  const sided = withSuccessors(own.steps, (step) => unread.has(step) || changeOf(artifactOf(step))?.gone === true);
  const steps = sided.map((step): StepConfig => {
    const { pathAtHead: _, ...plain } = step;
    return changeOf(artifactOf(step))?.left === true ? plain : step;
  });
  const isMoved = paramsAtHead !== undefined && changeOf(paramsOf(pipeline))?.left !== true;
  const isJoined = atHead?.kind === 'joined' && steps.some(({ only }) => only !== undefined);
  return {
    ...own,
    steps,
    ...(isMoved && { paramsAtHead }),
    ...(isJoined && { atHead: { kind: 'joined', moves: [] } as const }),
  };
}

/** Base's steps give the same as those of both sides do: all that head has in their place is in another language. */
export function isAsMerged(base: PipelineConfig, merged: PipelineConfig): boolean {
  const told = ({ atHead, params, paramsAtHead, steps }: PipelineConfig) => ({
    ...{ atHead, params, paramsAtHead },
    steps: (['base', 'head'] as const).map((side) =>
      steps.filter(({ only }) => only === undefined || only === side).map(({ range: _, ...step }) => step),
    ),
  });
  return isDeepStrictEqual(told(base), told(merged));
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
