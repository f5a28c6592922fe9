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

/** A sentence for each place that head reads and base does not; or, where no engine tells what is read, that head names and base does not. */
export async function answersRead(pipeline: PipelineConfig, changes: ArtifactChanges): Promise<string[]> {
  const answers = answersIn(pipeline.recording);
  if (answers.length === 0) return [];
  const notes: string[] = [];
  for (const step of pipeline.steps) {
    const reference = step.kind === 'schema' ? undefined : artifactOf(step);
    const change = reference && changes.get(keyOf(reference));
    if (!change?.head || step.only === 'base') continue;
    // A step that only head has begins to read all that it reads.
    const isNew = step.only === 'head' && !pipeline.steps.some((one) => one.only !== 'head' && one.path === step.path);
    const base = isNew ? undefined : change.base;
    if (!isNew && (!base || change.edits.length === 0)) continue;
    const { engine } = change.reference;
    const [before, after] = [base ? await readsOf(base, engine) : [], await readsOf(change.head, engine)];
    for (const { at, what } of answers) {
      const isRead = (reads: readonly (readonly string[])[]) =>
        reads.some((path) => isAbove(path, at) || isAbove(at, path));
      if (isRead(after) && !isRead(before)) {
        notes.push(`${change.head.path} reads ${toPointer(at)} now, where the recording holds ${what}: ${WHY}`);
        continue;
      }
      // A place that is worked out, or looked for everywhere, is among no reads. What stands elsewhere under the same name is.
      const isElsewhere = (token: string) => after.some((path) => path.includes(token));
      const name = at.find((token) => names(change.head, token) && !names(base, token) && !isElsewhere(token));
      if (name !== undefined)
        notes.push(`${change.head.path} names ${name} now, as the recording does ${what}: ${WHY}`);
    }
  }
  return notes;
}

const WHY = 'production may not know it when it is asked';

/** Bytes; larger files are no source that somebody wrote. */
const LARGEST = 1_000_000;

/** As a word, in a text or among what its step says. */
function names(artifact: Artifact | undefined, token: string): boolean {
  if (!artifact) return false;
  const word = new RegExp(`(?<![\\p{L}\\p{N}_])${RegExp.escape(token)}(?![\\p{L}\\p{N}_])`, 'iu');
  const texts = [...artifact.files.values()]
    .filter(({ length }) => length <= LARGEST)
    .map((one) => Buffer.from(one).toString());
  return [...texts, JSON.stringify(artifact.options ?? {})].some((text) => word.test(text));
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

/** As far as its engine tells. */
async function readsOf(artifact: Artifact, engine: Engine): Promise<readonly (readonly string[])[]> {
  try {
    const outline = await engine.outline?.(artifact);
    return outline?.reads?.filter(({ length }) => length > 0) ?? [];
  } catch (error) {
    if (error instanceof WeirError || error instanceof RangeError) return [];
    throw error;
  }
}
