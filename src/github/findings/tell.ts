/**
 * Findings as issues: one for each pipeline and cause. What is there is read first, and then what is missing is done, so a run
 * may be killed at any line, come twice, or come late. `weir monitor --issue` calls it, and the App on its schedule.
 */
import { setTimeout } from 'node:timers/promises';
import type { Monitored } from '../../monitor/monitor.ts';
import { failedAmong } from '../../monitor/retrain.ts';
import type { Cause } from '../../monitor/words.ts';
import type { Conversations } from '../port/conversations.ts';
import type { Issue } from '../port/issues.ts';
import { isOutOfReach, isRefusal } from '../port/status.ts';
import { isAskedFor, withAsking } from './asking.ts';
import {
  type Kept,
  type Kind,
  keptAmong,
  LABEL,
  labelled,
  normal,
  openKept,
  say,
  withoutLabel,
} from './kept-issues.ts';
import { type Life, readMark } from './mark.ts';
import { type Holding, nextStep, type Step } from './next.ts';
import { bodyOf, byTimes, commentOf, openCauses, remarked, type Teller, timesOf, titleOf } from './render.ts';
import { startRetraining } from './start.ts';

const FINDINGS: Kind<Life> = { read: ({ body }) => readMark(body), keyOf };

/** What was done about a cause, for people. */
export interface Done {
  readonly pipeline: string;
  readonly cause: string;
  readonly did: 'opened' | 'written' | 'closed' | 'opened again' | 'nothing';
  readonly why?: string;
  readonly url?: string;
}

export interface TellOptions {
  /** Milliseconds before each further try where GitHub is out of reach: all of it again, as nothing else would make sure that it was done once. */
  readonly pauses?: readonly number[];
  /** Default: a workflow. */
  readonly teller?: Teller;
  /** Whether somebody has snoozed it who may. Default: whatever the issue says. */
  readonly stands?: (issue: Issue, life: Life) => Promise<boolean>;
  /** Commits of merges that say in their pull request that they retrain by an issue. Default: none is known. */
  readonly retrainedBy?: (issue: Issue, monitored: Monitored) => Promise<readonly string[]>;
}

type Telling = Conversations & Required<Omit<TellOptions, 'pauses'>>;

export async function tellAll(
  all: readonly Monitored[],
  { issues, comments, workflows }: Conversations,
  {
    pauses = [2000, 10_000],
    teller = 'workflow',
    stands = async () => true,
    retrainedBy = async () => [],
  }: TellOptions = {},
): Promise<Done[]> {
  const to = { issues, comments, workflows, teller, stands, retrainedBy };
  for (const pause of pauses) {
    try {
      return await tellOnce(all, to);
    } catch (error) {
      if (isRefusal(error) || !isOutOfReach(error)) throw error;
      await setTimeout(pause);
    }
  }
  return tellOnce(all, to);
}

async function tellOnce(all: readonly Monitored[], to: Telling): Promise<Done[]> {
  const known = await keptAmong(await to.issues.labelled(LABEL), FINDINGS, to);
  const done: Done[] = [];
  const refusals: Error[] = [];
  for (const monitored of all) {
    // Too little to tell is no sign that anything is over.
    if (monitored.status === 'too little') continue;
    try {
      done.push(...(await tellPipeline(monitored, known, to)));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refusals.push(error);
    }
  }
  const [refusal] = refusals;
  if (refusal) throw refusal;
  return done;
}

async function tellPipeline(monitored: Monitored, known: Map<string, Kept<Life>>, to: Telling): Promise<Done[]> {
  const { pipeline, weeks } = monitored;
  const window = weeks.at(-1) ?? '';
  const causes = new Map(openCauses(monitored).map((cause) => [cause.key, cause]));
  const own = [...known.values()].filter(({ mark }) => mark.pipeline === pipeline);
  const newest = own
    .map(({ mark }) => mark.window)
    .sort()
    .at(-1);
  if (newest !== undefined && newest > window) {
    const why = `its issues are of the week of ${newest} already, and this is of that of ${window}`;
    return [{ pipeline, cause: 'all', did: 'nothing', why }];
  }
  const done: Done[] = [];
  for (const key of new Set([...causes.keys(), ...own.map(({ mark }) => mark.cause)])) {
    const cause = causes.get(key);
    const name = keyOf({ pipeline, cause: key });
    const there = known.get(name) ?? (cause && (await withoutLabel(name, FINDINGS, to)));
    const found = there && (await withoutForged(there, to));
    const step = nextStep({ pipeline, cause: key, window }, found, cause && holdingOf(cause, window));
    done.push({ pipeline, cause: key, ...(await carryOut(step, monitored, cause, found?.issue, to)) });
  }
  return done;
}

async function carryOut(
  step: Step,
  monitored: Monitored,
  cause: Cause | undefined,
  issue: Issue | undefined,
  to: Telling,
): Promise<Pick<Done, 'did' | 'why' | 'url'>> {
  switch (step.kind) {
    case 'none':
    case 'outdated':
      return { did: 'nothing', ...(issue && { url: issue.url }) };
    case 'open': {
      if (!cause) throw new Error('nothing to open an issue for');
      const life = cause.kind === 'world' ? withAsking(step.life, monitored) : step.life;
      const made = {
        title: titleOf(monitored, cause),
        body: bodyOf(monitored, cause, life, to.teller),
      };
      const opened = await openKept(made, keyOf(life), FINDINGS, to);
      if (opened.isNew) await begin(opened.issue, life, monitored, cause, to);
      return { did: opened.isNew ? 'opened' : 'nothing', url: opened.issue.url };
    }
    case 'write': {
      if (!issue) throw new Error('no issue to write to');
      const { state, event } = step;
      const asked = cause?.kind === 'world' ? await askedFor(step.life, issue, monitored, to) : step.life;
      const life = cause ? await withStart(asked, issue, monitored, to) : asked;
      const body = cause ? bodyOf(monitored, cause, life, to.teller) : remarked(issue.body, life);
      if (event) await say(issue.number, event.id, commentOf(event, monitored, cause), to);
      const reason = state === 'closed' ? 'completed' : state === 'open' ? 'reopened' : undefined;
      const isNew = normal(body) !== normal(issue.body) || state !== undefined;
      if (isNew) await to.issues.change(issue.number, { body, ...(state && { state }), ...(reason && { reason }) });
      await labelled(issue, to);
      const did = state === 'closed' ? 'closed' : state === 'open' ? 'opened again' : isNew ? 'written' : 'nothing';
      return { did, url: issue.url };
    }
    default:
      return step satisfies never;
  }
}

/** Who may edit the issue may write anything there: a snooze that does not stand is over. */
async function withoutForged(known: Kept<Life>, { stands }: Telling): Promise<Kept<Life>> {
  const { issue, mark } = known;
  if (mark.snoozedBy === undefined || (await stands(issue, mark))) return known;
  return { issue, mark: { ...mark, snoozed: mark.window } };
}

async function askedFor(life: Life, issue: Issue, monitored: Monitored, { retrainedBy }: Telling): Promise<Life> {
  const { failed: _failed, ...rest } = life;
  const failed = life.contract ? failedAmong(monitored, await retrainedBy(issue, monitored), life.opened).length : 0;
  return withAsking(failed === 0 ? rest : { ...rest, failed }, monitored);
}

/** The issue is there before anything is started, so that whoever is killed finds it again. */
async function begin(opened: Issue, life: Life, monitored: Monitored, cause: Cause, to: Telling): Promise<void> {
  const begun = await withStart(life, opened, monitored, to);
  if (begun !== life) await to.issues.change(opened.number, { body: bodyOf(monitored, cause, begun, to.teller) });
}

async function withStart(life: Life, issue: Issue, monitored: Monitored, to: Telling): Promise<Life> {
  const run = monitored.rule.retrain?.run;
  const { contract } = life;
  if (!run || !contract || !isAskedFor(life) || life.snoozed !== undefined) return life;
  return { ...life, start: await startRetraining(run, issue, { ...life, contract }, to) };
}

function holdingOf({ findings }: Cause, window: string): Holding {
  const opened = findings.map(({ openedIn }) => openedIn).sort()[0] ?? '';
  const [worst] = byTimes(findings);
  const holdsNow = findings.some(({ course }) => course.at(-1)?.week === window);
  return { opened, times: worst ? timesOf(worst) : 1, holdsNow };
}

function keyOf({ pipeline, cause }: Pick<Life, 'pipeline' | 'cause'>): string {
  return JSON.stringify([pipeline, cause]);
}
