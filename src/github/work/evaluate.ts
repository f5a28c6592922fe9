/**
 * Brings one check to its conclusion: judges its subject, adds what the owners decided, publishes. May be cut off and
 * repeated at any point; a check that was started is always concluded, at its deadline by what is known then.
 */
import { downstreamKey, withApprovals } from '../../gate/approved.ts';
import type { Decision } from '../approvals/decision.ts';
import { allowedHeads, decisionsDigest } from '../approvals/ledger.ts';
import type { CheckRun } from '../check/check-run.ts';
import type { CheckOutcome } from '../check/outcome.ts';
import { reportProgress } from '../check/progress.ts';
import { requeue, start } from '../check/publish.ts';
import { fullName, type Repository } from '../port/repository.ts';
import { isRefusal } from '../port/status.ts';
import { Stop } from '../queue/queue.ts';
import { early } from '../requests/early.ts';
import { CLOSING_MILLISECONDS, type WorkContext } from './context.ts';
import { recordEnded } from './ended.ts';
import { gitHubNow } from './github-now.ts';
import { judgeSubject, type SubjectOptions } from './judge-subject.ts';
import type { SubjectJudgement } from './judgement.ts';
import { approvalsOf, type Known, knownDecisions, rememberedIn } from './ledger.ts';
import { openFingerprints, overtaken } from './overtaken.ts';
import { progressTitle, waitingTitle } from './progress-title.ts';
import { publish, Unsaid } from './publish.ts';
import { type Ahead, lookAhead } from './sides.ts';
import type { Subject } from './subject.ts';
import { withUnanswered } from './unanswered.ts';

export interface EvaluateOptions {
  readonly full: boolean;
  /** Replay even what was replayed before. */
  readonly fresh: boolean;
  readonly signal: AbortSignal;
  /** Checks of earlier heads, which may hold decisions that this one has not got. */
  readonly earlier: readonly CheckRun[];
  /** The check is concluded, and stays so: only what is left to say about it is said. */
  readonly concluded?: boolean;
}

/** GitHub may take so many milliseconds for the title that says that it goes on. */
const TITLE_PATIENCE = 15_000;

/** Throws Stop where another job will see to the check, Unsaid, and errors of GitHub's. */
export async function evaluate(
  work: WorkContext,
  repository: Repository,
  subject: Subject,
  found: CheckRun,
  options: EvaluateOptions,
): Promise<void> {
  const { attempt } = work;
  attempt.run = found;
  const begun = options.concluded ? found : begin(work, repository, found);
  // Beside the title: nothing of it waits for that, and nothing else writes to the check before that is answered.
  const known = early(decisionsOn(work, repository, subject, [found, ...options.earlier]));
  const ahead = lookAhead(repository, subject);
  const run = await begun;
  attempt.run = run;
  const before = [run, ...options.earlier];
  try {
    const { counting, decisions } = await known;
    const mayReplay = !subject.pull?.fork || allowedHeads(counting).has(subject.target.head);
    const judged = { ...options, explained: false, mayReplay, judgedAt: run.startedAt ?? new Date().toISOString() };
    const judgement = {
      ...(await judgeWithProgress(work, repository, { subject, run, ahead }, judged)),
      decided: decisionsDigest(counting),
      shownBefore: before.flatMap(({ state }) => Object.keys(state?.fingerprints ?? {})).flatMap(repositoryIn),
    };
    if (options.concluded && !isAnswer(judgement.outcome)) return;
    const fingerprints = openFingerprints(judgement.outcome);
    if (fingerprints) await recordEnded(work, repository, subject, { before, decisions, fingerprints });
    await publish(
      work,
      repository,
      subject,
      run,
      await approved(work, repository, judgement, counting, before),
      decisions,
    );
  } catch (error) {
    // A check that has a conclusion keeps it: it says more than this error does.
    if (options.concluded) throw error;
    if (error instanceof Stop) return handBack(work, repository, subject, run, error);
    if (error instanceof Unsaid || !attempt.deadline.aborted) throw error;
    const outcome = { kind: 'timed-out', minutes: work.bounds.minutes, during: 'reading' } as const;
    await publish(work, repository, subject, run, { outcome }, rememberedFor(work, repository, subject, run));
  }
}

/** Of a pipeline as a check calls it: `acme/risk:screening`; none for one of its own. */
function repositoryIn(key: string): string[] {
  return key.includes('/') ? [key.slice(0, key.indexOf(':')).toLowerCase()] : [];
}

/** False where nothing was found out about the change: that takes no verdict away which stands. */
function isAnswer(outcome: CheckOutcome): boolean {
  if (outcome.kind === 'broken') return outcome.mayPass !== true;
  return outcome.kind !== 'timed-out' && outcome.kind !== 'crashed';
}

/** Says that it goes on, which the verdict does not depend on. */
async function begin({ log }: WorkContext, repository: Repository, run: CheckRun): Promise<CheckRun> {
  log.info({ repository: fullName(repository), head: run.target.head, check: run.id }, 'A check begins');
  try {
    return await start(repository, run, 'Reading the change', AbortSignal.timeout(TITLE_PATIENCE));
  } catch (error) {
    if (error instanceof Stop) throw error;
    log.warn({ err: error, repository: fullName(repository), head: run.target.head }, 'A check could not be started');
    return run;
  }
}

async function handBack(
  work: WorkContext,
  repository: Repository,
  subject: Subject,
  run: CheckRun,
  stop: Stop,
): Promise<void> {
  if (stop.why === 'superseded' && (await concludeOvertaken(work, repository, subject, run))) return;
  if (stop.why === 'shutdown') {
    await requeue(await work.open(repository, AbortSignal.timeout(CLOSING_MILLISECONDS)), run, work.checks);
  }
  throw stop;
}

/** Concludes a check that nobody waits for any more: of an older head, or of a closed pull request. False for any other. */
export async function concludeOvertaken(
  work: WorkContext,
  repository: Repository,
  subject: Subject,
  run: CheckRun,
): Promise<boolean> {
  const asking = await work.open(repository, AbortSignal.timeout(CLOSING_MILLISECONDS));
  const { outcome } = await overtaken(asking, subject);
  if (!outcome) return false;
  await publish(work, repository, subject, run, { outcome }, rememberedFor(work, repository, subject, run));
  return true;
}

function rememberedFor(work: WorkContext, repository: Repository, { decidedIn }: Subject, run: CheckRun): Decision[] {
  return decidedIn ? rememberedIn(work, repository, decidedIn, [run]) : [];
}

async function decisionsOn(
  work: WorkContext,
  repository: Repository,
  { decidedIn }: Subject,
  runs: readonly CheckRun[],
): Promise<Known> {
  return decidedIn ? knownDecisions(work, repository, decidedIn, runs) : { counting: [], decisions: [] };
}

async function judgeWithProgress(
  work: WorkContext,
  repository: Repository,
  { subject, run, ahead }: { readonly subject: Subject; readonly run: CheckRun; readonly ahead: Ahead },
  options: Omit<SubjectOptions, 'progress' | 'waits'> & { readonly concluded?: boolean },
): Promise<SubjectJudgement> {
  const progress = reportProgress(repository, run);
  const update = (title: string): void => (options.concluded ? undefined : progress.update(title));
  try {
    return await judgeSubject(work, repository, subject, ahead, {
      ...options,
      progress: (pipeline, done, total) => update(progressTitle(pipeline, done, total)),
      waits: (environment) => update(waitingTitle(environment)),
    });
  } finally {
    await progress.finish();
  }
}

/**
 * The judgement with the owners' approvals, which do not change what was measured. Who cannot be shown to be an owner, in
 * time or at all, has approved nothing.
 */
async function approved(
  work: WorkContext,
  repository: Repository,
  judgement: SubjectJudgement,
  decisions: readonly Decision[],
  before: readonly CheckRun[],
): Promise<SubjectJudgement> {
  const { outcome, config } = judgement;
  if (outcome.kind !== 'judged' || !config) return judgement;
  const fingerprints = openFingerprints(outcome) ?? {};
  const answered = await withUnanswered(outcome.report, fingerprints, before, () => gitHubNow(work));
  try {
    const downstreams = (outcome.report.downstreams ?? []).map((one) => ({
      name: downstreamKey(one),
      owners: one.owners,
    }));
    const owned = [...config.pipelines, ...downstreams];
    const approvals = await approvalsOf(repository, decisions, fingerprints, owned);
    return { ...judgement, outcome: { ...outcome, report: withApprovals(answered, approvals) } };
  } catch (error) {
    if (error instanceof Stop || !(isRefusal(error) || work.attempt.deadline.aborted)) throw error;
    work.log.warn({ err: error, repository: fullName(repository) }, 'GitHub does not say who owns a pipeline');
    return judgement;
  }
}
