/** Puts annotations on a check run that is concluded; `work/publish.ts` calls it. */
import type { Annotation } from '../port/checks.ts';
import type { Repository } from '../port/repository.ts';
import type { CheckOutput, CheckRun } from './check-run.ts';
import { type CheckState, withState } from './state.ts';

/** What GitHub takes in a request. It appends them to those of earlier requests, so that none may be sent twice. */
const page = 50;

/**
 * Page after page, those left out that stand there already: one that an approval would show in a milder light says the
 * same, and GitHub lets nobody take the first away. GitHub wants title and summary each time.
 */
export async function placeAnnotations(
  { checks }: Repository,
  { id }: CheckRun,
  { title, summary, annotations }: CheckOutput,
  state: CheckState | undefined,
): Promise<void> {
  if (annotations.length === 0) return;
  const known = new Set((await checks.annotations(id)).map(keyOf));
  const missing = annotations.filter((annotation) => !known.has(keyOf(annotation)));
  for (let from = 0; from < missing.length; from += page) {
    const output = { title, summary: withState(summary, state), annotations: missing.slice(from, from + page) };
    await checks.update(id, { output });
  }
}

function keyOf({ path, start, end, message }: Pick<Annotation, 'path' | 'start' | 'end' | 'message'>): string {
  return JSON.stringify([path, start, end, message.trim()]);
}
