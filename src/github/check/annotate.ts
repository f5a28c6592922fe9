/** Puts annotations on a check run that is concluded; `work/publish.ts` calls it. */
import type { Repository } from '../repository.ts';
import type { Annotation, CheckOutput, CheckRun } from './check-run.ts';
import { type CheckState, withState } from './state.ts';

/** What GitHub takes in a request. It appends them to those of earlier requests, so that none may be sent twice. */
const page = 50;

type Sent = ReturnType<typeof toSent>;

/**
 * Page after page, those left out that stand there already: one that an approval would show in a milder light says the
 * same, and GitHub lets nobody take the first away. GitHub wants title and summary each time.
 */
export async function placeAnnotations(
  { octokit, owner, repo }: Repository,
  run: CheckRun,
  { title, summary, annotations }: CheckOutput,
  state: CheckState | undefined,
): Promise<void> {
  if (annotations.length === 0) return;
  const where = { owner, repo, check_run_id: run.id };
  const there = await octokit.paginate(octokit.rest.checks.listAnnotations, { ...where, per_page: 100 });
  const known = new Set(there.map(keyOf));
  const missing = annotations.map(toSent).filter((annotation) => !known.has(keyOf(annotation)));
  for (let from = 0; from < missing.length; from += page) {
    await octokit.rest.checks.update({
      ...where,
      output: { title, summary: withState(summary, state), annotations: missing.slice(from, from + page) },
    });
  }
}

function toSent({ path, start, end, level, title, message }: Annotation) {
  return { path, start_line: start, end_line: end, annotation_level: level, title, message };
}

function keyOf(annotation: { [Key in keyof Sent]: Sent[Key] | string | null }): string {
  const { path, start_line, end_line, message } = annotation;
  return JSON.stringify([path, start_line, end_line, message?.trim()]);
}
