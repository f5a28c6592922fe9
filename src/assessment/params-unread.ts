/**
 * Edits of params that no step names, such as which file of a model is deployed, where its score is taken from the recording. Nothing
 * moves then, whatever the edit does in production.
 */
import { type ArtifactChanges, artifactOf, paramsOf } from '../artifacts/artifact-changes.ts';
import type { Artifact } from '../artifacts/engine.ts';
import { keyOf, type ReferenceKey } from '../artifacts/reference.ts';
import type { PipelineConfig } from '../config/config.ts';
import { pointerTokens, toPointer } from '../document/pointer.ts';

/** A sentence for each member of params that was edited and that no pipeline which has these params names. */
export function paramsUnread(pipelines: readonly PipelineConfig[], changes: ArtifactChanges): string[] {
  const sharing = Map.groupBy(pipelines, (pipeline) => {
    const reference = paramsOf(pipeline);
    return reference && keyOf(reference);
  });
  return [...sharing].flatMap(([key, own]) => (key === undefined ? [] : unreadOf(key, own, changes)));
}

/** @param pipelines those with these params: one settings file often serves several, and each reads its part */
function unreadOf(key: ReferenceKey, pipelines: readonly PipelineConfig[], changes: ArtifactChanges): string[] {
  const change = changes.get(key);
  if (!change?.base || !change.head) return [];
  const named = pipelines.map((pipeline) => textsIn(pipeline, changes));
  if (named.includes(undefined)) return [];
  const texts = named.flatMap((own) => own ?? []);
  const edited = change.edits.filter(({ describes }) => !describes).flatMap(({ pointer }) => pointer ?? []);
  const names = new Set(edited.flatMap((pointer) => pointerTokens(pointer)[0] ?? []));
  const readers = pipelines.map(({ name }) => name).join(' or ');
  return [...names]
    .filter((name) => !texts.some((text) => text.includes(name)))
    .map(
      (name) =>
        `${change.reference.path}: ${toPointer([name])} changed, and no step of ${readers} names it: what it does in production was not measured`,
    );
}

/** What the pipeline's steps say, at base and at head; undefined where they may read any member. */
function textsIn({ steps }: PipelineConfig, changes: ArtifactChanges): string[] | undefined {
  const own = steps.flatMap((step) => {
    const artifact = step.kind === 'schema' ? undefined : artifactOf(step);
    return artifact ? [changes.get(keyOf(artifact))] : [];
  });
  // What runs outside, and what is no text, may read any.
  if (own.some((step) => !step || step.reference.engine.needs.hosts || step.reference.engine.needs.child))
    return undefined;
  const texts = own.flatMap((step) => [step?.base, step?.head]).flatMap(textsOf);
  const readable = texts.filter((text) => text !== undefined);
  const isAny = readable.length < texts.length || readable.some((text) => WHOLE.test(text) || COMPUTED.test(text));
  return isAny ? undefined : readable;
}

/** The params as a whole, or a member of theirs that is computed: anything may be read. A name is `params.late`, `params["late"]` or `/late`. */
const WHOLE = /\bparams\b(?!\s*(?:\.\s*[\w"'`]|\[\s*(?:"[^"]*"|'[^']*'|\d+)\s*\]|\/))/;
/** A place that JSONLogic computes, which may be one of the params. */
const COMPUTED = /\bvar"?\s*:\s*(?:\[|-)?\s*\{/;

function textsOf(artifact: Artifact | undefined): (string | undefined)[] {
  return [...(artifact?.files.values() ?? [])].map((content) => (typeof content === 'string' ? content : undefined));
}
