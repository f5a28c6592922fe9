/**
 * Rules that a change has read the answer: what production answered, or what turned out to be right, where the recording holds it
 * beside the request. They agree with it on every record, and know nothing in production.
 */
import { type ArtifactChanges, artifactOf } from '../artifacts/artifact-changes.ts';
import type { Artifact, Engine } from '../artifacts/engine.ts';
import { keyOf } from '../artifacts/reference.ts';
import type { PipelineConfig, RecordingConfig } from '../config/config.ts';
import { pointerTokens, toPointer } from '../document/pointer.ts';
import { WeirError } from '../errors.ts';

/** A sentence for each place that head reads and base does not. */
export async function answersRead(pipeline: PipelineConfig, changes: ArtifactChanges): Promise<string[]> {
  const answers = answersIn(pipeline.recording);
  if (answers.length === 0) return [];
  const notes: string[] = [];
  for (const step of pipeline.steps) {
    const reference = step.kind === 'schema' ? undefined : artifactOf(step);
    const change = reference && changes.get(keyOf(reference));
    if (!change?.base || !change.head || change.edits.length === 0) continue;
    const { engine } = change.reference;
    const [before, after] = [await readsOf(change.base, engine), await readsOf(change.head, engine)];
    for (const { at, what } of answers) {
      const isRead = (reads: readonly (readonly string[])[]) =>
        reads.some((path) => isAbove(path, at) || isAbove(at, path));
      if (isRead(after) && !isRead(before))
        notes.push(
          `${change.head.path} reads ${toPointer(at)} now, where the recording holds ${what}: production may not know it when it is asked`,
        );
    }
  }
  return notes;
}

/** Places in the request. */
function answersIn({ input, output, label }: RecordingConfig): { at: string[]; what: string }[] {
  const within = pointerTokens(input);
  const named = [
    { pointer: output, what: 'what production answered' },
    { pointer: label, what: 'what turned out to be right' },
  ];
  return named.flatMap(({ pointer, what }) => {
    const tokens = pointer === undefined ? [] : pointerTokens(pointer);
    return tokens.length > within.length && isAbove(within, tokens) ? [{ at: tokens.slice(within.length), what }] : [];
  });
}

/** Whoever reads the whole of a document says nothing of its parts. */
function isAbove(one: readonly string[], other: readonly string[]): boolean {
  return one.length <= other.length && one.every((token, index) => token === other[index]);
}

async function readsOf(artifact: Artifact, engine: Engine): Promise<readonly (readonly string[])[]> {
  try {
    const { reads = [] } = (await engine.outline?.(artifact)) ?? {};
    return reads.filter(({ length }) => length > 0);
  } catch (error) {
    if (error instanceof WeirError || error instanceof RangeError) return [];
    throw error;
  }
}
