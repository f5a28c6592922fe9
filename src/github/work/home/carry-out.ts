/**
 * Does what owners ask for in an issue of their own repository about an upstream's change, if they may: it counts in the
 * upstream's check as if they had written it there. Cut off at any point, it is done again.
 */
import { isDeepStrictEqual } from 'node:util';
import { once } from '../../../once.ts';
import { decide } from '../../commands/decide.ts';
import { changedAtHome, editedAtHome, onlyAtHome, upstreamGone } from '../../commands/help-at-home.ts';
import { type Command, type Parsed, parseCommand } from '../../commands/parse.ts';
import { isBefore } from '../../commands/times.ts';
import { answer, type CommandVerdict, type Facts } from '../../commands/verdict.ts';
import type { ReadImpact } from '../../home/impact.ts';
import type { HomeChangedJob, HomeCommandJob } from '../../job.ts';
import type { Comment } from '../../port/comments.ts';
import { fullName } from '../../port/repository.ts';
import { unlessRefusal } from '../../port/status.ts';
import { wasAnswered } from '../answered.ts';
import { carryOut, finish } from '../carry-out.ts';
import type { WorkContext } from '../context.ts';
import { downstreamPipelines, factsOf } from '../facts.ts';
import { impactIn, upstreamOf } from '../on-issue.ts';
import { asksForSomething, wasEditedAtOnce } from '../own-words.ts';

export async function carryOutAtHome(work: WorkContext, job: HomeCommandJob, signal: AbortSignal): Promise<void> {
  const home = await work.open(job.home);
  const comment = await home.comments.read(job.comment);
  if (!comment || !asksForSomething(comment) || (await wasAnswered(work, home, comment.id))) return;
  const [asked, issue] = [parseCommand(comment.body), await home.issues.read(job.issue)];
  const read = issue && impactIn(work, issue);
  if (asked.kind === 'nothing' || !read || (await wasEditedAtOnce(work, home, comment))) return;
  const upstream = await work.open(job.repository);
  const name = fullName(home);
  const facts = factsOf(work, upstream, job.number);
  const own = { ...facts, ...within(facts, name), pipelines: once(pipelines) };
  const verdict = await verdictOf({ asked, comment, name, read, isThere: await isThere() }, own);
  const question = { name: `comment ${comment.id}`, by: comment.login, url: comment.url };
  const place = { repository: home, number: job.issue };
  await carryOut({ work, repository: upstream, facts, number: job.number, question, signal, place }, verdict);
  await finish(work, home, comment.id, verdict);

  function pipelines() {
    return downstreamPipelines(
      work,
      upstream,
      Object.keys(read?.impact.fingerprints ?? {}).map((one) => `${name}:${one}`),
    );
  }

  async function isThere(): Promise<boolean> {
    const about = await unlessRefusal(() => upstream.about());
    return about?.id === read?.impact.upstream;
  }
}

/** An approval may have lost its comment: whoever counted it looks again. */
export async function lookFromHome(work: WorkContext, { repository: ref, number }: HomeChangedJob): Promise<void> {
  const issue = await (await work.open(ref)).issues.read(number);
  const impact = issue && impactIn(work, issue)?.impact;
  if (!impact) return;
  const upstream = upstreamOf(ref, impact.name);
  await work.queue.add({ kind: 'pull', repository: upstream, number: impact.pull, again: 'decided' });
}

interface Asking {
  readonly asked: Exclude<Parsed, { kind: 'nothing' }>;
  readonly comment: Comment;
  /** `owner/name` of this repository. */
  readonly name: string;
  readonly read: ReadImpact;
  /** The upstream is the one that the issue is about. */
  readonly isThere: boolean;
}

async function verdictOf({ asked, comment, name, read, isThere }: Asking, facts: Facts): Promise<CommandVerdict> {
  const { login, isBot, createdAt: at, id } = comment;
  const verb = asked.kind === 'command' ? asked.command.verb : undefined;
  if (verb !== undefined && !['approve', 'revoke', 'help'].includes(verb)) return answer(onlyAtHome(verb));
  if (!isThere || !read.impact.asks) return answer(upstreamGone(read.impact.asks));
  if (verb === 'approve' && read.isEdited) return answer(editedAtHome());
  if (verb === 'approve' && !(await isShown(facts, read, at))) return answer(changedAtHome());
  const request = { asked: called(asked, name), login, isBot, at, comment: { id, edited: false } };
  const verdict = await decide(request, facts);
  if (verdict.kind !== 'decisions') return verdict;
  return { ...verdict, decisions: verdict.decisions.map((decision) => ({ ...decision, home: name })) };
}

/** Who approves has seen the issue, not the check: it has to have shown the same. */
async function isShown(facts: Facts, { impact }: ReadImpact, at: string): Promise<boolean> {
  const shown = (await facts.check())?.state?.fingerprints;
  if (!shown) return true;
  const own = Object.fromEntries(Object.entries(shown).map(([key, value]) => [key.slice(key.indexOf(':') + 1), value]));
  return isDeepStrictEqual(own, impact.fingerprints) && isBefore(impact.since, at);
}

/** Pipelines as the upstream's check calls them. */
function called(asked: Asking['asked'], name: string): Asking['asked'] {
  if (asked.kind !== 'command' || !('pipeline' in asked.command)) return asked;
  const { pipeline } = asked.command;
  if (pipeline.toLowerCase() === 'all' || pipeline.includes(':')) return asked;
  const command: Command = { ...asked.command, pipeline: `${name}:${pipeline}` };
  return { kind: 'command', command };
}

/** What the check and its decisions say of this repository. */
function within(facts: Facts, name: string): Pick<Facts, 'check' | 'decisions'> {
  const isOwn = (key: string) => key.toLowerCase().startsWith(`${name.toLowerCase()}:`);
  return {
    async check() {
      const run = await facts.check();
      if (!run?.state?.fingerprints) return run;
      const fingerprints = Object.fromEntries(Object.entries(run.state.fingerprints).filter(([key]) => isOwn(key)));
      return { ...run, state: { ...run.state, fingerprints } };
    },
    decisions: async () =>
      (await facts.decisions()).filter(
        (one) => (one.kind === 'approve' || one.kind === 'revoke') && isOwn(one.pipeline),
      ),
  };
}
