/** An owner accepts what is now: a pull request with the baseline, opened once for each comment, whatever was killed. */
import { createHash } from 'node:crypto';
import { WeirError } from '../../../errors.ts';
import { acceptNow } from '../../../monitor/accept.ts';
import type { Watched } from '../../../monitor/watched.ts';
import { noLongerWatched, notWatched, tooLong, usualAlready } from '../../commands/help-on-issues.ts';
import { daysAfter } from '../../findings/mark.ts';
import { byHand, commitOf, descriptionOf, openedAt, type Proposed, titleOf } from '../../findings/proposal.ts';
import type { PullRequest } from '../../port/pulls.ts';
import { fullName, type Repository } from '../../port/repository.ts';
import { isAnswer } from '../../port/status.ts';
import { withinBounds } from '../within-bounds.ts';
import type { Asked, Said } from './asked.ts';
import { look, openTrunk, type Trunk } from './look.ts';

export async function accept(asked: Asked, reason: string): Promise<Said> {
  const { work, repository, about, finding, comment } = asked;
  const { pipeline: name, window, cause } = finding.life;
  const trunk = await openTrunk(repository, about.defaultBranch);
  const pipeline = trunk?.config.pipelines.find((one) => one.name === name);
  if (!trunk || !pipeline) return { isDone: false, markdown: noLongerWatched(name) };
  const signal = withinBounds(work);
  // What the issue shows, and nothing that came since.
  const at = daysAfter(window, 7);
  let watched: Watched;
  try {
    watched = await look(work, repository, trunk, pipeline, { signal, at });
  } catch (error) {
    work.attempt.stop.throwIfAborted();
    if (signal.aborted) return { isDone: false, markdown: tooLong(work.bounds.minutes) };
    if (error instanceof WeirError) return { isDone: false, markdown: notWatched(error) };
    throw error;
  }
  const proposed: Proposed = {
    ...acceptNow(watched, reason),
    ...{ pipeline: name, reason, by: comment.login, comment: comment.url, issue: finding.issue.number, window },
    weeks: Math.min(watched.weeks.length, watched.rule.baseline),
  };
  if ((await trunk.snapshot.read(proposed.path)) === proposed.text)
    return { isDone: true, markdown: usualAlready(name) };
  const opened = await propose(repository, trunk, proposed, comment.id);
  const place = { repository: fullName(repository), issue: finding.issue.number };
  const who = { pipeline: name, cause, reason, by: comment.login, at: comment.createdAt, comment: comment.url };
  await work.audit.record({ kind: 'accept', ...place, ...who });
  if (!opened) return { isDone: true, markdown: byHand(proposed, at) };
  return { isDone: true, markdown: openedAt(opened.pull.number, opened.isOwn) };
}

/** Undefined where the App may not write. `isOwn`: it is this comment's, not one that was asked for before. */
export async function propose(
  repository: Repository,
  { branch: base, snapshot }: Pick<Trunk, 'branch'> & { readonly snapshot: { readonly revision: string } },
  proposed: Proposed,
  comment: number,
): Promise<{ readonly pull: PullRequest; readonly isOwn: boolean } | undefined> {
  const prefix = `weir/baseline/${slugOf(proposed.pipeline)}/`;
  const branch = `${prefix}${comment}`;
  const [own] = await repository.pulls.from(branch);
  if (own) return { pull: own, isOwn: true };
  const branches = (await repository.git.branches(prefix)).map(({ name }) => name);
  for (const other of branches.filter((name) => name !== branch)) {
    const open = (await repository.pulls.from(other)).find((pull) => pull.open);
    if (open) return { pull: open, isOwn: false };
  }
  try {
    if (!branches.includes(branch)) await makeBranch(repository, branch, snapshot.revision, proposed);
  } catch (error) {
    if (isAnswer(error, [403, 404])) return undefined;
    throw error;
  }
  const asked = { title: titleOf(proposed), body: descriptionOf(proposed), head: branch, base };
  try {
    return { pull: await repository.pulls.create(asked), isOwn: true };
  } catch (error) {
    // Its answer was lost, and it is there.
    const [made] = isAnswer(error, [422]) ? await repository.pulls.from(branch) : [];
    if (!made) throw error;
    return { pull: made, isOwn: true };
  }
}

/** Whole from its first moment: who finds it finds the file in it. */
async function makeBranch({ git }: Repository, branch: string, parent: string, proposed: Proposed): Promise<void> {
  const commit = await git.makeCommit({ parent, ...commitOf(proposed) });
  try {
    await git.makeBranch(branch, commit);
  } catch (error) {
    const isThere = isAnswer(error, [422]) && (await git.branches(branch)).some(({ name }) => name === branch);
    if (!isThere) throw error;
  }
}

/** What git takes in the name of a branch, and no other pipeline has. */
function slugOf(pipeline: string): string {
  const slug = pipeline.replace(/[^\w-]+/g, '-');
  if (slug === pipeline) return slug;
  return `${slug}-${createHash('sha256').update(pipeline).digest('hex').slice(0, 8)}`;
}
