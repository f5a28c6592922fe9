/**
 * Edits of params that no step names, such as which file of a model is deployed, where its score is taken from the recording. Nothing
 * moves then, whatever the edit does in production.
 */
import { type ArtifactChanges, artifactOf, paramsOf } from '../artifacts/artifact-changes.ts';
import type { Artifact } from '../artifacts/engine.ts';
import { keyOf } from '../artifacts/reference.ts';
import type { PipelineConfig } from '../config/config.ts';
import { pointerTokens, toPointer } from '../document/pointer.ts';

/** A sentence for each member of the params that was edited and is named nowhere. */
export function paramsUnread(pipeline: PipelineConfig, changes: ArtifactChanges): string[] {
  const reference = paramsOf(pipeline);
  const change = reference && changes.get(keyOf(reference));
  if (!reference || !change?.base || !change.head) return [];
  const steps = pipeline.steps.flatMap((step) => {
    const own = step.kind === 'schema' ? undefined : artifactOf(step);
    return own ? [changes.get(keyOf(own))] : [];
  });
  // What runs outside, and what is no text, may read any.
  if (steps.some((step) => !step || step.reference.engine.needs.hosts || step.reference.engine.needs.child)) return [];
  const texts = steps.flatMap((step) => [step?.base, step?.head]).flatMap(textsOf);
  if (
    texts.includes(undefined) ||
    texts.some((text) => text !== undefined && (WHOLE.test(text) || COMPUTED.test(text)))
  )
    return [];
  const edited = change.edits.filter(({ describes }) => !describes).flatMap(({ pointer }) => pointer ?? []);
  const names = new Set(edited.flatMap((pointer) => pointerTokens(pointer)[0] ?? []));
  return [...names]
    .filter((name) => !texts.some((text) => text?.includes(name)))
    .map(
      (name) =>
        `${reference.path}: ${toPointer([name])} changed, and no step of ${pipeline.name} names it: what it does in production was not measured`,
    );
}

/** The params as a whole, or a member of theirs that is computed: anything may be read. A name is `params.late`, `params["late"]` or `/late`. */
const WHOLE = /\bparams\b(?!\s*(?:\.\s*[\w"'`]|\[\s*(?:"[^"]*"|'[^']*'|\d+)\s*\]|\/))/;
/** A place that JSONLogic computes, which may be one of the params. */
const COMPUTED = /\bvar"?\s*:\s*(?:\[|-)?\s*\{/;

function textsOf(artifact: Artifact | undefined): (string | undefined)[] {
  return [...(artifact?.files.values() ?? [])].map((content) => (typeof content === 'string' ? content : undefined));
}
