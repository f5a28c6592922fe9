/** Keeps the issue in a repository downstream about what a pull request of an upstream does to its pipelines. */

import type { Judged } from '../../../downstreams/judge.ts';
import { downstreamKey } from '../../../gate/approved.ts';
import type { Downstream, Report, ReportEdit } from '../../../report/report.generated.ts';
import { labelled as keepLabel, keptAmong, normal, openKept, say } from '../../findings/kept-issues.ts';
import { eventMark } from '../../findings/mark.ts';
import { type Impact, impactKey, impactsIn, type ReadImpact, textBelow, writeImpact } from '../../home/impact.ts';
import { nextImpact, type Over } from '../../home/next-impact.ts';
import { type Shown, saidOf, textOf, titleOf } from '../../home/render-impact.ts';
import { isWider } from '../../port/breadth.ts';
import type { Issue } from '../../port/issues.ts';
import type { Repository } from '../../port/repository.ts';
import type { WorkContext } from '../context.ts';
import { nameOf, type OwnLines } from '../judge-consumers.ts';
import type { Telling } from './telling.ts';

export interface Home {
  readonly upstream: Repository;
  readonly home: Repository;
  /** Its issues with Weir's label. */
  readonly labelled: readonly Issue[];
}

/** True where an issue there names the owners. */
export async function tellImpact(
  work: WorkContext,
  { upstream, home, labelled }: Home,
  telling: Telling,
  { reader, lines, beside }: OwnLines,
): Promise<boolean> {
  const { about, pull, report } = telling;
  // What is written where more people read cannot be taken back.
  if (isWider(reader.visibility, about.visibility)) return false;
  const found = (await keptAmong(labelled, impactsIn(work.seal), home)).get(
    impactKey({ upstream: about.id, pull: pull.number }),
  );
  const moved = movedIn(lines, report);
  const over = overBy(moved);
  if (!found && (over !== undefined || (report && (await areReaders(upstream, moved))))) return false;
  const shown = { ...shownOf(telling, moved, lines), ...(beside !== undefined && { beside }) };
  await carryOut(work, home, over ?? impactOf(shown, telling, moved), found, shown);
  return true;
}

/** Somebody has merged the pull request, or closed it. */
export async function endImpact(
  work: WorkContext,
  home: Repository,
  labelled: readonly Issue[],
  key: Pick<Impact, 'upstream' | 'pull'>,
  why: Over,
): Promise<void> {
  const found = (await keptAmong(labelled, impactsIn(work.seal), home)).get(impactKey(key));
  if (found) await carryOut(work, home, why, found);
}

/** Those of its pipelines that an owner has to know of: what holds the change; where nobody there sees them, what fails. */
function movedIn(lines: readonly Judged[], report: Report | undefined): Downstream[] {
  const told = new Map((report?.downstreams ?? []).map((one) => [downstreamKey(one), one]));
  return lines.flatMap(({ downstream }) => {
    const { status, verdict, fingerprint, pipeline } = downstream;
    if (status !== 'judged' || pipeline === undefined) return [];
    if (!report) return verdict === 'fail' ? [downstream] : [];
    const { gate, approval, unanswered } = told.get(downstreamKey(downstream)) ?? {};
    const isOpen = gate === 'block' && fingerprint !== undefined && (verdict === 'fail' || verdict === 'inconclusive');
    return isOpen ? [{ ...downstream, gate, ...(approval && { approval }), ...(unanswered && { unanswered }) }] : [];
  });
}

function overBy(moved: readonly Downstream[]): Over | undefined {
  if (moved.length === 0) return 'within';
  return moved.every(({ approval }) => approval) ? 'approved' : undefined;
}

/** All that own them can read the upstream by their own names, and answer there, where they are asked. */
async function areReaders({ people, about }: Repository, moved: readonly Downstream[]): Promise<boolean> {
  if ((await about()).visibility === 'public') return true;
  const owners = [...new Set(moved.flatMap((one) => one.owners))];
  for (const owner of owners) {
    const [, login] = /^@([\w-]+)$/.exec(owner) ?? [];
    // Who of a team can read it GitHub does not say at once.
    if (login === undefined) return false;
    const { permission = 'none' } = (await people.collaborator(login)) ?? {};
    if (permission === 'none') return false;
  }
  return owners.length > 0;
}

function shownOf({ about, pull, report, answerBy }: Telling, moved: Downstream[], lines: readonly Judged[]): Shown {
  const edits = editsOf(new Set(moved.map(downstreamKey)), report, lines);
  const each = new Map(edits.map((edit) => [JSON.stringify([edit.artifact, edit.pointer, edit.message]), edit]));
  return {
    ...{ name: nameOf(about), pull: pull.number, url: pull.url, head: pull.head, asks: report !== undefined },
    ...{ lines: moved, edits: [...each.values()] },
    ...(answerBy !== undefined && moved.some(({ answerWithin }) => answerWithin !== undefined) && { answerBy }),
  };
}

/** As the check has them, with their lines; of those that it does not have, as the pipelines see them. */
function editsOf(names: ReadonlySet<string>, report: Report | undefined, lines: readonly Judged[]): ReportEdit[] {
  if (!report)
    return lines.filter(({ downstream }) => names.has(downstreamKey(downstream))).flatMap((one) => one.edits);
  const reaching = (report.downstreams ?? []).filter((one) => names.has(downstreamKey(one)));
  const indexes = new Set(reaching.flatMap((one) => one.edits ?? []));
  return report.edits.filter((_, index) => indexes.has(index));
}

function impactOf({ name, pull, head, asks }: Shown, { about, at }: Telling, moved: readonly Downstream[]): Impact {
  const fingerprints = Object.fromEntries(
    moved.map(({ pipeline = '', fingerprint = '' }) => [pipeline, fingerprint] as const),
  );
  return { upstream: about.id, name, pull, head, asks, state: 'holding', since: at, fingerprints };
}

/** @param shown undefined where it is over whatever holds */
async function carryOut(
  { seal }: WorkContext,
  home: Repository,
  now: Impact | Over,
  found: { readonly issue: Issue; readonly mark: ReadImpact } | undefined,
  shown?: Shown,
): Promise<void> {
  const step = nextImpact(found && { issue: found.issue, impact: found.mark.impact }, now);
  if (step.kind === 'none') return;
  const { impact } = step;
  if (step.kind === 'open') {
    if (!shown) throw new Error('nothing to open an issue for');
    const made = { title: titleOf(shown), body: writeImpact(impact, textOf(shown), seal) };
    await openKept(made, impactKey(impact), impactsIn(seal), home);
    return;
  }
  if (!found) throw new Error('no issue to write to');
  const { issue, mark } = found;
  const { state, says } = step;
  // What somebody else has written there is not signed.
  const kept = mark.isEdited ? saidOf('within', impact) : textBelow(issue.body);
  const body = writeImpact(impact, impact.state === 'holding' && shown ? textOf(shown) : kept, seal);
  const tell = (what: Over | 'again' | 'unanswered', id: string) =>
    say(issue.number, id, `${eventMark(id)}\n${saidOf(what, impact)}`, home);
  if (says) await tell(says, `${says} ${impact.head} ${impact.since}`);
  const reason = state === 'closed' ? 'completed' : state === 'open' ? 'reopened' : undefined;
  const isNew = normal(body) !== normal(issue.body) || state !== undefined;
  if (isNew) await home.issues.change(issue.number, { body, ...(state && { state }), ...(reason && { reason }) });
  await keepLabel(issue, home);
  const isLate = impact.state === 'holding' && shown?.lines.some(({ unanswered, approval }) => unanswered && !approval);
  if (isLate) await tell('unanswered', `unanswered ${impact.since}`);
}
