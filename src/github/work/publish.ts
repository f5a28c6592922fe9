/**
 * Posts what a check came to. The conclusion comes first and hangs on nothing else; what else there is to say follows:
 * annotations, the comment, the page, charts. Of those none that GitHub refuses costs the others, and none costs the
 * verdict. The check remembers that something is left to say until it is said.
 */
import { isDeepStrictEqual } from 'node:util';
import { steadyNow } from '../../steady-clock.ts';
import type { Decision } from '../approvals/decision.ts';
import { decisionsDigest, prune } from '../approvals/ledger.ts';
import { placeAnnotations } from '../check/annotate.ts';
import { awaiting, isElsewhere } from '../check/awaits.ts';
import type { CheckOutput, CheckRun } from '../check/check-run.ts';
import { conclusionOf } from '../check/conclusion.ts';
import { type Governed, governedBy } from '../check/governed.ts';
import type { CheckOutcome, Conclusion } from '../check/outcome.ts';
import { amend, conclude, start } from '../check/publish.ts';
import { type RenderOptions, renderCheck } from '../check/render.ts';
import type { CheckState } from '../check/state.ts';
import { fullName, type Repository, type RepositoryRef, refOf } from '../port/repository.ts';
import { isOutOfReach, isRefusal } from '../port/status.ts';
import { illustrate } from '../reports/charts/illustrate.ts';
import { keepForReaders } from '../reports/keep.ts';
import { early } from '../requests/early.ts';
import { untilAborted } from '../requests/until-aborted.ts';
import { askOwners } from './ask-owners.ts';
import { ASKING_MILLISECONDS, CLOSING_MILLISECONDS, type WorkContext } from './context.ts';
import { gitHubNow } from './github-now.ts';
import { tellHomes } from './home/tell.ts';
import type { SubjectJudgement } from './judgement.ts';
import { tellAbove } from './merge-queue.ts';
import { type Overtaken, openFingerprints, overtaken } from './overtaken.ts';
import { against, type Below, belowThat, othersThan, sharersOf, shownFor, tellSharers } from './same-head.ts';
import type { Subject } from './subject.ts';
import { nextEnd } from './unanswered.ts';
import { updateSticky } from './update-sticky.ts';

/** In so many milliseconds nobody comes to a commit unseen and is judged there. */
const UNSEEN_MILLISECONDS = 2000;

/** The check is concluded, but GitHub was out of reach for something else that there was to say. */
export class Unsaid extends Error {}

/** Renders the outcome and posts it. Throws Unsaid once the conclusion stands; errors of GitHub's where it does not. */
export async function publish(
  work: WorkContext,
  ref: RepositoryRef,
  subject: Subject,
  run: CheckRun,
  judgement: SubjectJudgement,
  decisions: readonly Decision[],
): Promise<void> {
  // Not bound to the check's deadline, which may have passed, nor to what stops its job.
  const repository = await work.open(ref, AbortSignal.timeout(CLOSING_MILLISECONDS));
  const patience = AbortSignal.timeout(ASKING_MILLISECONDS);
  const asking = await work.open(ref, patience);
  const asked = steadyNow();
  // Only a success depends on others with the same head; without knowing them there is none.
  const mayPass = conclusionOf(judgement.outcome) === 'success';
  const sharing = early(sharersOf(work, mayPass ? repository : asking, run.target.head, { own: run }));
  const late = await overtaken(asking, subject).catch((error: unknown): Overtaken => {
    if (!isOutOfReach(error)) throw error;
    // What was found out about this head is true of it, whatever the pull request has come to meanwhile.
    return { outcome: undefined, at: undefined };
  });
  // Its verdict stood before that, and is history.
  if (late.outcome && run.status === 'completed') return;
  const outcome = late.outcome ?? judgement.outcome;
  const at = late.at ?? (await toldLater(work, outcome));
  const governed = governedBy(judgement.config?.pipelines ?? []);
  const own = conclusionOf(outcome);
  const sharers = await (own === 'success' ? sharing : untilAborted(sharing, patience).catch(() => []));
  const others = othersThan(run.target.externalId, sharers);
  const below = belowThat(run.target.externalId, sharers);
  if (below && own === 'success' && below.own === undefined) return waitForBelow(work, repository, run, below);
  const shown = shownFor(own, below ? [...others, below] : others);
  const beside =
    shown === own ? undefined : { conclusion: shown, checks: against(others), below: against(below ? [below] : []) };
  const ended = late.outcome === undefined ? own : undefined;
  const state = stateOf(work, subject, run, { ...judgement, outcome }, { decisions, at, own: ended });
  const made = { governed, state, beside };
  const { output, more, ...rest } = render(work, repository, subject, { ...judgement, outcome }, made);
  const posted = await conclude(repository, run, output, more ? { ...state, todo: state.todo ?? 'words' } : state);
  work.metrics.checks.inc({ conclusion: output.conclusion });
  const { head } = run.target;
  // What stands outside of GitHub is for who operates the App to mend.
  const level = outcome.kind === 'broken' && isElsewhere(outcome.problems) ? 'warn' : 'info';
  work.log[level]({ repository: fullName(ref), head, conclusion: output.conclusion }, output.title);
  const isLongAgo = steadyNow() - asked > UNSEEN_MILLISECONDS;
  if (others.length > 0 || isLongAgo) await telling(work, repository, run);
  if (!subject.pull) await tellAbove(work, repository, head);
  if (!more) return;
  await sayTheRest(work, ref, subject, { ...rest, outcome, governed, state, run, posted, judgement, at });
}

/**
 * GitHub's time, ISO 8601, of what is looked at again at a time that the check remembers, where no pull request was read, as for a
 * merge group: by a machine's clock that is ahead nobody would look for as long.
 */
async function toldLater(work: WorkContext, outcome: CheckOutcome): Promise<string | undefined> {
  if (outcome.kind !== 'broken' || !isElsewhere(outcome.problems)) return undefined;
  const now = await gitHubNow(work);
  return now === undefined ? undefined : new Date(now).toISOString();
}

/** It passes. Once the group that it was built on has its verdict, of which nobody may have told yet, it is looked at again. */
async function waitForBelow(work: WorkContext, repository: Repository, run: CheckRun, below: Below): Promise<void> {
  await start(repository, run, 'Passes; waits for the merge group that it was built on');
  await work.queue.add(below.job);
}

/** The sweep finds those who were not told. */
async function telling(work: WorkContext, repository: Repository, { target: { head } }: CheckRun): Promise<void> {
  try {
    await tellSharers(work, repository, head);
  } catch (error) {
    work.log.warn({ err: error, repository: fullName(repository), head }, 'Others with the same head were not told');
  }
}

interface Rendered {
  readonly output: CheckOutput;
  /** There is more to say than what stands in the check itself. */
  readonly more: boolean;
  readonly options: RenderOptions;
}

function render(
  work: WorkContext,
  ref: RepositoryRef,
  { target, pull }: Subject,
  { outcome, headFiles = new Set() }: SubjectJudgement,
  { governed, state, beside }: Pick<RenderOptions, 'governed' | 'beside'> & { readonly state: CheckState },
): Rendered {
  const detailsUrl = work.checks.detailsUrl?.(ref, target);
  const options = {
    headFiles,
    governed,
    state,
    ...(beside && { beside }),
    detailsUrl,
    ...(pull && { origin: new URL(pull.url).origin }),
  };
  const output = renderCheck(outcome, options);
  const isOver = outcome.kind === 'superseded' || outcome.kind === 'abandoned';
  const shown = work.archive !== undefined || work.charts !== undefined;
  return { options, output, more: !isOver && (pull !== undefined || output.annotations.length > 0 || shown) };
}

interface Rest {
  readonly outcome: CheckOutcome;
  readonly options: RenderOptions;
  readonly governed: readonly Governed[];
  readonly state: CheckState;
  readonly run: CheckRun;
  /** What the check shows now. */
  readonly posted: CheckOutput;
  readonly judgement: SubjectJudgement;
  readonly at: string | undefined;
}

/** Stops, in silence, for what stops the job: the check remembers. */
async function sayTheRest(work: WorkContext, ref: RepositoryRef, subject: Subject, rest: Rest): Promise<void> {
  const { outcome, options, governed, state, run, posted, judgement, at } = rest;
  const { stop } = work.attempt;
  const repository = await work.open(ref, AbortSignal.any([stop, AbortSignal.timeout(CLOSING_MILLISECONDS)]));
  const faults: unknown[] = [];
  const say = async (what: string, act: () => Promise<unknown>): Promise<void> => {
    try {
      if (!stop.aborted) await act();
    } catch (error) {
      if (stop.aborted) return;
      work.log.warn({ err: error, repository: fullName(ref), head: run.target.head }, `GitHub did not take ${what}`);
      // What GitHub refuses it would refuse again, and so would a bug be there again.
      if (!isRefusal(error) && isOutOfReach(error)) faults.push(error);
    }
  };
  const { output, sources } = { output: posted, sources: judgement.sources };
  await say('the page', () => keepForReaders(work, repository, subject, { outcome, output, sources, at }));
  await say('the comment', () =>
    updateSticky(work, repository, subject, outcome, { run, governed, decisions: state.decisions ?? [] }),
  );
  let final = posted;
  await say('what is told downstream', () => tellDownstream(work, repository, subject, rest));
  await say('the charts', async () => {
    const charts = await illustrate(work, repository, run.target, outcome);
    if (charts) final = renderCheck(outcome, { ...options, charts });
  });
  const unsaid = { ...state, todo: state.todo ?? ('words' as const) };
  await say('the annotations', () => placeAnnotations(repository, run, posted, unsaid));
  if (faults.length === 0) await say('the last word', () => amendOrKeep(repository, run, { final, posted }, state));
  // A merge group is looked at for a few minutes and no more.
  if (faults.length > 0 && subject.pull) throw new Unsaid('not all was said about a check', { cause: faults[0] });
}

/** Those who show something here at once; the others once this is over. */
async function tellDownstream(
  work: WorkContext,
  repository: Repository,
  { pull, baseRef }: Subject,
  { outcome, state, judgement: { downstream, shownBefore = [], mergeBase = '', trunk = baseRef }, at }: Rest,
): Promise<void> {
  if (!pull || !downstream || (outcome.kind !== 'judged' && outcome.kind !== 'unconfigured')) return;
  const { about, own, isSomebodyHidden } = downstream;
  const { number } = pull;
  if (isSomebodyHidden) await work.queue.add({ kind: 'home', repository: refOf(repository), number });
  if (outcome.kind !== 'judged') return;
  const { answerBy, shownSince } = state;
  const told = await tellHomes(
    work,
    repository,
    {
      ...{ about, pull, report: outcome.report, before: new Set(shownBefore), base: mergeBase, branch: trunk },
      at: at ?? shownSince ?? new Date().toISOString(),
      ...(answerBy !== undefined && { answerBy }),
    },
    own,
  );
  await askOwners(work, repository, pull, outcome.report, told);
}

/** Where GitHub refuses what has charts in it, what stands there stays, with nothing left to say. */
async function amendOrKeep(
  repository: Repository,
  run: CheckRun,
  { final, posted }: { readonly final: CheckOutput; readonly posted: CheckOutput },
  state: CheckState,
): Promise<void> {
  try {
    await amend(repository, run, final, state);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await amend(repository, run, posted, state);
  }
}

function stateOf(
  work: WorkContext,
  { baseRef }: Subject,
  { state: before }: CheckRun,
  { outcome, mergeBase, trunk, configMark, gatesMark, decided, together }: SubjectJudgement,
  { decisions, at, own }: { decisions: readonly Decision[]; at: string | undefined; own: Conclusion | undefined },
): CheckState {
  const fingerprints = openFingerprints(outcome);
  const shown = fingerprints ? shownSince(fingerprints, before, at) : {};
  const answerBy = outcome.kind === 'judged' ? nextEnd(outcome.report, shown.shownSince) : undefined;
  return {
    version: 1,
    baseRef,
    ...(mergeBase !== undefined && { mergeBase }),
    ...(trunk !== undefined && trunk !== baseRef && { trunk }),
    ...(configMark !== undefined && { config: configMark }),
    ...(gatesMark !== undefined && { gates: gatesMark }),
    ...(together !== undefined && { together }),
    ...(own && { own }),
    decided: decided ?? decisionsDigest(decisions),
    ...(fingerprints && { fingerprints, ...shown }),
    ...(answerBy !== undefined && { answerBy }),
    ...awaiting(outcome, before, at === undefined ? Date.now() : Date.parse(at)),
    ...(maySoonBeJudged(outcome) && { todo: 'verdict' as const }),
    decisions: prune(decisions).map((decision) => work.signer.sign(decision)),
  };
}

/** Nothing about the change made it so. */
function maySoonBeJudged(outcome: CheckOutcome): boolean {
  if (outcome.kind === 'judged') return outcome.together?.mayPass === true;
  if (outcome.kind === 'broken') return outcome.mayPass === true || outcome.together?.mayPass === true;
  return outcome.kind === 'timed-out' && outcome.during !== 'replaying';
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
