/**
 * Tells those downstream who show nothing in an upstream's check what its pull request does to them: after the check has
 * concluded and in a lane of its own, so that nothing of it, not even time, is to be seen there. Once the pull request is
 * closed, whatever was told anywhere about it is over.
 */
import { findRun } from '../../check/publish.ts';
import { LABEL } from '../../findings/kept-issues.ts';
import type { HomeJob } from '../../job.ts';
import type { PullRequest } from '../../port/pulls.ts';
import { fullName, type Repository } from '../../port/repository.ts';
import { unlessRefusal } from '../../port/status.ts';
import { openBlobs } from '../../snapshot/blobs.ts';
import { openSnapshot } from '../../snapshot/snapshot.ts';
import type { WorkContext } from '../context.ts';
import { type DownstreamLook, judgeForOwners, lookDownstream } from '../judge-consumers.ts';
import { concernsReader } from '../judge-reader.ts';
import { mayWriteIssues } from '../may-write-issues.ts';
import { isVerdict } from '../same-head.ts';
import { targetOf } from '../subject.ts';
import { isAllowed } from '../together/walk.ts';
import { withinBounds } from '../within-bounds.ts';
import { bothWays, membersBeside } from './beside-others.ts';
import { tellHomes } from './tell.ts';
import { endImpact } from './tell-impact.ts';

export async function tellAtHome(work: WorkContext, { repository: ref, number }: HomeJob): Promise<void> {
  const { stop } = work.attempt;
  const upstream = await work.open(ref);
  const pull = await upstream.pulls.read(number);
  const look = await lookDownstream(work, upstream, stop);
  if (look.readers.length === 0) return;
  if (!(await mayWriteIssues(work, ref, NOT_GRANTED))) return;
  if (!pull.open) return end(work, look, pull);
  await tellHidden(work, upstream, look, pull);
}

const NOT_GRANTED =
  'The installation has not granted issues: write, so nothing is told downstream of what a change does there (docs/app.md, Permissions)';

async function tellHidden(
  work: WorkContext,
  upstream: Repository,
  { about, readers }: DownstreamLook,
  pull: PullRequest & { readonly readAt: string | undefined },
): Promise<void> {
  const run = await findRun(upstream, targetOf(pull.head, pull.number), work.checks);
  const { mergeBase, trunk, baseRef } = run?.state ?? {};
  // Without a verdict there is nothing to tell yet: whoever concludes the check calls this again.
  if (!run || !isVerdict(run) || mergeBase === undefined || baseRef === undefined) return;
  if (!(await isAllowed(work, upstream, pull))) return;
  const blobs = openBlobs(upstream);
  const [base, head] = await Promise.all([
    openSnapshot(upstream, mergeBase, 'base', blobs),
    openSnapshot(upstream, pull.head, 'head', blobs),
  ]);
  const signal = withinBounds(work);
  const branch = trunk ?? baseRef;
  const at = pull.readAt ?? new Date().toISOString();
  const sides = { about, base, head, branch, judgedAt: at };
  const judging = { ...sides, full: false, fresh: false, signal, mayReplay: () => {} };
  const alone = await judgeForOwners(work, upstream, readers, { ...judging, which: 'hidden' });
  const hidden = alone.map(({ reader }) => reader);
  const members = await membersBeside(work, upstream, pull, hidden, signal);
  const concerned = hidden.filter((reader) => members.some((one) => concernsReader(one, reader)));
  const joint = await judgeForOwners(work, upstream, concerned, { ...judging, members, which: 'hidden' });
  const own = alone.map((one) =>
    bothWays(
      one,
      joint.find(({ reader }) => reader.id === one.reader.id),
      members,
    ),
  );
  await tellHomes(work, upstream, { about, pull, base: mergeBase, branch, at, before: new Set() }, own);
}

async function end(work: WorkContext, { about, readers }: DownstreamLook, pull: PullRequest): Promise<void> {
  for (const reader of readers) {
    const home = await work.open(reader);
    const labelled = await unlessRefusal(() => home.issues.labelled(LABEL));
    if (!labelled) continue;
    const why = pull.merged ? 'merged' : 'closed';
    const done = await unlessRefusal(async () => {
      await endImpact(work, home, labelled, { upstream: about.id, pull: pull.number }, why);
      return true;
    });
    if (!done) work.log.warn({ repository: fullName(reader) }, 'An issue downstream could not be closed');
  }
}
