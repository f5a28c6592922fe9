/** Finds the recordings that hold the rows of tables to which a drafted pipeline's schema leads. */
import type { FoundSchema } from './classify.ts';
import type { DraftPipeline, DraftRecording } from './draft.ts';

/** Recordings that are called as these tables, named by the step and written beside its own. */
export function withRelated(
  draft: DraftPipeline,
  schemas: readonly FoundSchema[],
  recordings: readonly DraftRecording[],
): DraftPipeline {
  const found = new Set<DraftRecording>();
  const steps = draft.steps.map((step) => {
    if (step.kind !== 'schema') return step;
    const schema = schemas.find(({ path, options }) => path === step.path && options === step.options);
    const own = recordings.filter((other) => other !== draft.recording && schema?.leadsTo?.(other.name));
    if (own.length === 0) return step;
    for (const one of own) found.add(one);
    return { ...step, options: { ...step.options, related: Object.fromEntries(own.map(({ name }) => [name, name])) } };
  });
  return { ...draft, steps, related: [...found] };
}
