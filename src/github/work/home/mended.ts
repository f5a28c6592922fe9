/**
 * A repository's default branch has moved: whether its pipelines can be judged by now is asked by the very changes of upstreams
 * that could not be judged. Nothing is asked of GitHub about a repository that reads nobody's files, as far as is known here.
 */
import { keptAmong, LABEL } from '../../findings/kept-issues.ts';
import { type Reason, UNJUDGED_ISSUES } from '../../home/unjudged.ts';
import type { MendedJob } from '../../job.ts';
import { type Repository, refOf } from '../../port/repository.ts';
import { unlessRefusal } from '../../port/status.ts';
import { openBlobs } from '../../snapshot/blobs.ts';
import { openSnapshot } from '../../snapshot/snapshot.ts';
import type { WorkContext } from '../context.ts';
import { judgeForOwners, lookDownstream } from '../judge-consumers.ts';
import { upstreamOf } from '../on-issue.ts';
import { isAllowed } from '../together/walk.ts';
import { withinBounds } from '../within-bounds.ts';
import { tellUnjudged } from './tell-unjudged.ts';

export async function askAgain(work: WorkContext, { repository: ref }: MendedJob): Promise<void> {
  if (!work.consumers.reads(ref)) return;
  const home = await work.open(ref);
  const labelled = await unlessRefusal(() => home.issues.labelled(LABEL));
  const found = labelled && (await keptAmong(labelled, UNJUDGED_ISSUES, home)).get('');
  if (found?.mark.life.state !== 'holding') return;
  const changes = new Map(Object.values(found.mark.reasons).map((one) => [`${one.upstream}#${one.pull}`, one]));
  for (const change of changes.values()) await askAbout(work, home, change);
}

async function askAbout(work: WorkContext, home: Repository, reason: Reason): Promise<void> {
  const signal = withinBounds(work);
  const upstream = await work.open(upstreamOf(refOf(home), reason.name), signal);
  const look = await unlessRefusal(() => lookDownstream(work, upstream, signal));
  if (look?.about.id !== reason.upstream) return;
  const { about, readers } = look;
  const { id, visibility } = await home.about();
  const reader = readers.find((one) => one.id === id);
  const now = await unlessRefusal(() => upstream.pulls.read(reason.pull));
  const blobs = openBlobs(upstream);
  // Commits that a force push has replaced may be gone.
  const sides = await unlessRefusal(() =>
    Promise.all([
      openSnapshot(upstream, reason.base, 'base', blobs),
      openSnapshot(upstream, reason.head, 'head', blobs),
    ]),
  );
  // A fork's head is replayed only once somebody who may has allowed it.
  if (!now || !sides || !(await isAllowed(work, upstream, { ...now, head: reason.head }))) return;
  const [base, head] = sides;
  const at = now.readAt ?? new Date().toISOString();
  const places = { about, base, head, branch: reason.branch, judgedAt: at };
  const judging = { ...places, full: false, fresh: false, signal, mayReplay: () => {} };
  const own = reader ? await judgeForOwners(work, upstream, [reader], { ...judging, which: 'all' }) : [];
  // Without a result this repository reads nothing of the other one any more.
  const lines = own[0] ?? { reader: { visibility }, lines: [] };
  const telling = { about, pull: { ...now, head: reason.head }, base: reason.base, branch: reason.branch };
  const fresh = await home.issues.labelled(LABEL);
  await tellUnjudged(home, fresh, { ...telling, at, before: new Set() }, lines, true);
}
