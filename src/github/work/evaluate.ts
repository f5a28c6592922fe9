/**
 * Brings one check to its conclusion: judges its subject, adds what the owners decided, publishes. May be cut off and
 * repeated at any point; a check that was started is always concluded.
 */
import { isDeepStrictEqual } from 'node:util';
import { withApprovals } from '../../gate/approved.ts';
import type { Decision } from '../approvals/decision.ts';
import { allowedHeads, collect, decisionsDigest, prune } from '../approvals/ledger.ts';
import type { CheckRun } from '../check/check-run.ts';
import { conclusionOf } from '../check/conclusion.ts';
import { governedBy } from '../check/governed.ts';
import type { CheckOutcome } from '../check/outcome.ts';
import { reportProgress } from '../check/progress.ts';
import { conclude, requeue, start } from '../check/publish.ts';
import { renderCheck } from '../check/render.ts';
import type { CheckState } from '../check/state.ts';
import { Stop } from '../queue/queue.ts';
import { illustrate } from '../reports/charts/illustrate.ts';
import { keepForReaders } from '../reports/keep.ts';
import { fullName, type Repository } from '../repository.ts';
import type { WorkContext } from './context.ts';
import { recordEnded } from './ended.ts';
import { type Judgement, type JudgeOptions, judge } from './judge.ts';
import { approvalsOf, readLedger } from './ledger.ts';
import { progressTitle } from './progress-title.ts';
import { readPullRequest } from './pull-request.ts';
import { against, othersThan, sharersOf, shownFor, tellSharers } from './same-head.ts';
import { decisionSubject, type Subject } from './subject.ts';
import { updateSticky } from './update-sticky.ts';

export interface EvaluateOptions {
  readonly full: boolean;
  /** Replay even what was replayed before. */
  readonly fresh: boolean;
  readonly signal: AbortSignal;
  /** Checks of earlier heads, which may hold decisions that this one has not got. */
  readonly earlier: readonly CheckRun[];
}

/** Throws Stop where another job will see to the check, and errors of GitHub's. */
export async function evaluate(
  work: WorkContext,
  repository: Repository,
  subject: Subject,
  queued: CheckRun,
  options: EvaluateOptions,
): Promise<void> {
  const run = await start(repository, queued, 'Reading the change');
  try {
    const decisions = await decisionsOn(work, repository, subject, [run, ...options.earlier]);
    const judgement = await judgeWithProgress(work, repository, subject, run, {
      ...options,
      explained: false,
      mayReplay: !subject.pull?.fork || allowedHeads(decisions).has(subject.target.head),
    });
    const fingerprints = openFingerprints(judgement.outcome);
    const before = [run, ...options.earlier];
    if (fingerprints) await recordEnded(work, repository, subject, { before, decisions, fingerprints });
    await publish(work, repository, subject, run, await approved(repository, judgement, decisions), decisions);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    if (error.why === 'shutdown') await requeue(repository, run, work.checks);
    else if (await concludeOvertaken(work, repository, subject, run)) return;
    throw error;
  }
}

/** Concludes a check that nobody waits for any more: of an older head, or of a closed pull request. False for any other. */
export async function concludeOvertaken(
  work: WorkContext,
  repository: Repository,
  subject: Subject,
  run: CheckRun,
): Promise<boolean> {
  const { outcome } = await overtaken(repository, subject);
  if (!outcome) return false;
  await publish(work, repository, subject, run, { outcome }, rememberedIn(work, repository, subject, run));
  return true;
}

/** What was decided a moment ago may stand in this check alone. */
function rememberedIn(
  { signer }: WorkContext,
  repository: Repository,
  { decidedIn }: Subject,
  { state }: CheckRun,
): Decision[] {
  return decidedIn === undefined ? [] : collect(state?.decisions ?? [], signer, decisionSubject(repository, decidedIn));
}

interface Overtaken {
  /** What stands on GitHub instead of a verdict that comes too late. */
  readonly outcome: CheckOutcome | undefined;
  /** When that was found out, by GitHub's clock. */
  readonly at: string | undefined;
}

async function overtaken(repository: Repository, { pull, target }: Subject): Promise<Overtaken> {
  if (!pull) return { outcome: undefined, at: undefined };
  const { head, open, readAt } = await readPullRequest(repository, pull.number);
  if (head !== target.head) return { outcome: { kind: 'superseded', by: head }, at: readAt };
  return { outcome: open ? undefined : { kind: 'abandoned', why: 'closed' }, at: readAt };
}

function decisionsOn(
  work: WorkContext,
  repository: Repository,
  { decidedIn }: Subject,
  runs: readonly CheckRun[],
): Promise<Decision[]> {
  return decidedIn === undefined ? Promise.resolve([]) : readLedger(work, repository, decidedIn, runs);
}

async function judgeWithProgress(
  work: WorkContext,
  repository: Repository,
  subject: Subject,
  run: CheckRun,
  options: Omit<JudgeOptions, 'progress'>,
): Promise<Judgement> {
  const progress = reportProgress(repository, run);
  try {
    return await judge(work, repository, subject, {
      ...options,
      progress: (pipeline, done, total) => progress.update(progressTitle(pipeline, done, total)),
    });
  } finally {
    await progress.finish();
  }
}

/** The judgement with the owners' approvals, which do not change what was measured. */
async function approved(
  repository: Repository,
  judgement: Judgement,
  decisions: readonly Decision[],
): Promise<Judgement> {
  const { outcome, config } = judgement;
  if (outcome.kind !== 'judged' || !config) return judgement;
  const fingerprints = openFingerprints(outcome) ?? {};
  const approvals = await approvalsOf(repository, decisions, fingerprints, config.pipelines);
  return { ...judgement, outcome: { ...outcome, report: withApprovals(outcome.report, approvals) } };
}

/** Renders the outcome and posts it, on the check and in the sticky comment. */
export async function publish(
  work: WorkContext,
  repository: Repository,
  subject: Subject,
  run: CheckRun,
  judgement: Judgement,
  decisions: readonly Decision[],
): Promise<void> {
  const late = await overtaken(repository, subject);
  const outcome = late.outcome ?? judgement.outcome;
  const fingerprints = openFingerprints(outcome);
  const others = othersThan(run.target.externalId, await sharersOf(work, repository, run.target.head));
  const own = conclusionOf(outcome);
  const shown = shownFor(own, others);
  const governed = governedBy(judgement.config?.pipelines ?? []);
  const signed = prune(decisions).map((decision) => work.signer.sign(decision));
  const state: CheckState = {
    version: 1,
    baseRef: subject.baseRef,
    ...(judgement.mergeBase !== undefined && { mergeBase: judgement.mergeBase }),
    ...(judgement.configMark !== undefined && { config: judgement.configMark }),
    ...(late.outcome === undefined && { own }),
    decided: decisionsDigest(decisions),
    ...(fingerprints && { fingerprints, ...shownSince(fingerprints, run.state, late.at) }),
    decisions: signed,
  };
  const output = renderCheck(outcome, {
    headFiles: judgement.headFiles ?? new Set(),
    governed,
    state,
    ...(shown !== own && {
      beside: { conclusion: shown, checks: against(others).map(({ externalId }) => externalId) },
    }),
    detailsUrl: work.checks.detailsUrl?.(repository, run.target),
    charts: await illustrate(work, repository, run.target, outcome),
  });
  await keepForReaders(work, repository, subject, { outcome, output, sources: judgement.sources, at: late.at });
  // Before the conclusion: a check that has concluded is left alone, and nobody would look after its comment.
  await updateSticky(work, repository, subject, outcome, { run, governed, decisions: signed });
  await conclude(repository, run, output, state);
  if (others.length > 0) await tellSharers(work, repository, run.target.head);
  work.metrics.checks.inc({ conclusion: output.conclusion });
  const { head } = run.target;
  work.log.info({ repository: fullName(repository), head, conclusion: output.conclusion }, output.title);
}

/** Of the pipelines that do not pass by themselves: what an approval is bound to. Undefined where nothing was judged. */
function openFingerprints(outcome: CheckOutcome): Record<string, string> | undefined {
  if (outcome.kind !== 'judged') return undefined;
  const open = outcome.report.pipelines.filter(({ verdict }) => verdict === 'fail' || verdict === 'inconclusive');
  return Object.fromEntries(open.map(({ name, fingerprint }) => [name, fingerprint ?? '']));
}

/** What the check has shown before, it has shown since then. */
function shownSince(
  fingerprints: Readonly<Record<string, string>>,
  before: CheckState | undefined,
  now: string | undefined,
): Pick<CheckState, 'shownSince'> {
  const since = isDeepStrictEqual(fingerprints, before?.fingerprints) ? (before?.shownSince ?? now) : now;
  return since === undefined ? {} : { shownSince: since };
}
