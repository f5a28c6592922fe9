/**
 * Posts what a check came to. The conclusion comes first and hangs on nothing else; what else there is to say follows:
 * annotations, the comment, the page, charts. Of those none that GitHub refuses costs the others, and none costs the
 * verdict. The check remembers that something is left to say until it is said.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Decision } from '../approvals/decision.ts';
import { prune } from '../approvals/ledger.ts';
import { placeAnnotations } from '../check/annotate.ts';
import type { CheckOutput, CheckRun } from '../check/check-run.ts';
import { type Governed, governedBy } from '../check/governed.ts';
import type { CheckOutcome } from '../check/outcome.ts';
import { amend, conclude } from '../check/publish.ts';
import { type RenderOptions, renderCheck } from '../check/render.ts';
import type { CheckState } from '../check/state.ts';
import { illustrate } from '../reports/charts/illustrate.ts';
import { keepForReaders } from '../reports/keep.ts';
import { fullName, type RepositoryRef } from '../repository.ts';
import { isRefusal, statusOf } from '../status.ts';
import { CLOSING_MILLISECONDS, type WorkContext } from './context.ts';
import { configDigest, type Judgement } from './judge.ts';
import { type Overtaken, openFingerprints, overtaken } from './overtaken.ts';
import type { Subject } from './subject.ts';
import { updateSticky } from './update-sticky.ts';

/** The check is concluded, but GitHub was out of reach for something else that there was to say. */
export class Unsaid extends Error {}

/** Renders the outcome and posts it. Throws Unsaid once the conclusion stands; errors of GitHub's where it does not. */
export async function publish(
  work: WorkContext,
  ref: RepositoryRef,
  subject: Subject,
  run: CheckRun,
  judgement: Judgement,
  decisions: readonly Decision[],
): Promise<void> {
  // Not bound to the check's deadline, which may have passed, nor to what stops its job.
  const repository = await work.open(ref, AbortSignal.timeout(CLOSING_MILLISECONDS));
  const late = await overtaken(repository, subject).catch((error: unknown): Overtaken => {
    if (statusOf(error) === undefined) throw error;
    // What was found out about this head is true of it, whatever the pull request has come to meanwhile.
    return { outcome: undefined, at: undefined };
  });
  const outcome = late.outcome ?? judgement.outcome;
  const governed = governedBy(judgement.config?.pipelines ?? []);
  const state = stateOf(work, subject, run, { ...judgement, outcome }, decisions, late.at);
  const { output, more, ...rest } = render(work, repository, subject, { ...judgement, outcome }, { governed, state });
  const posted = await conclude(repository, run, output, more ? { ...state, left: state.left ?? 'words' } : state);
  work.metrics.checks.inc({ conclusion: output.conclusion });
  const { head } = run.target;
  work.log.info({ repository: fullName(ref), head, conclusion: output.conclusion }, output.title);
  if (!more) return;
  await sayTheRest(work, ref, subject, { ...rest, outcome, governed, state, run, posted, judgement, at: late.at });
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
  { outcome, headFiles = new Set() }: Judgement,
  { governed, state }: { governed: readonly Governed[]; state: CheckState },
): Rendered {
  const options = { headFiles, governed, state, detailsUrl: work.checks.detailsUrl?.(ref, target) };
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
  readonly judgement: Judgement;
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
  await say('the charts', async () => {
    const charts = await illustrate(work, repository, run.target, outcome);
    if (charts) final = renderCheck(outcome, { ...options, charts });
  });
  const unsaid = { ...state, left: state.left ?? ('words' as const) };
  await say('the annotations', () => placeAnnotations(repository, run, posted, unsaid));
  if (faults.length === 0) await say('the last word', () => amend(repository, run, final, state));
  // A merge group is looked at for a few minutes and no more.
  if (faults.length > 0 && subject.pull) throw new Unsaid('not all was said about a check', { cause: faults[0] });
}

function isOutOfReach(error: unknown): boolean {
  return statusOf(error) !== undefined || (error instanceof Error && error.name === 'TimeoutError');
}

function stateOf(
  work: WorkContext,
  { baseRef }: Subject,
  { state: before }: CheckRun,
  { outcome, mergeBase, config }: Judgement,
  decisions: readonly Decision[],
  at: string | undefined,
): CheckState {
  const fingerprints = openFingerprints(outcome);
  return {
    version: 1,
    baseRef,
    ...(mergeBase !== undefined && { mergeBase }),
    ...(config && { config: configDigest(config.text) }),
    ...(fingerprints && { fingerprints, ...shownSince(fingerprints, before, at) }),
    // Nothing about the change made it so.
    ...(outcome.kind === 'timed-out' && outcome.during !== 'replaying' && { left: 'verdict' as const }),
    decisions: prune(decisions).map((decision) => work.signer.sign(decision)),
  };
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
