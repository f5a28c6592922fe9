/**
 * The answers to commands, as markdown. Whatever people wrote is shown as code or escaped, and nobody is mentioned:
 * an answer must not ping a team.
 */
import { formatPlace, type WeirError } from '../../errors.ts';
import { cellCode, code, tableOf, text } from '../../report/markdown/escape.ts';
import { plain } from '../../report/plain.ts';
import { LONGEST_SNOOZE } from '../approvals/decision.ts';
import type { Failure } from '../port/status.ts';
import { type CommandProblem, longestReason, type Verb } from './parse.ts';
import type { OwnedPipeline } from './verdict.ts';

interface Usage {
  readonly line: string;
  readonly does: string;
  readonly who: string;
}

const usages: Readonly<Record<Verb, Usage>> = {
  rerun: {
    line: '/weir rerun [--full]',
    does: 'checks again; with --full every recorded request is replayed',
    who: 'the author, whoever can write',
  },
  approve: {
    line: '/weir approve <pipeline|all> [@sha] <reason>',
    does: 'accepts what this change does to the pipeline, until the change does something else',
    who: 'owners of the pipeline, except the author',
  },
  revoke: {
    line: '/weir revoke <pipeline|all>',
    does: 'takes approvals of the pipeline back',
    who: 'owners of the pipeline, whoever approved it',
  },
  run: {
    line: '/weir run [sha]',
    does: 'lets this head of a fork be replayed, and no later one',
    who: 'whoever can write',
  },
  explain: {
    line: '/weir explain <pipeline|all>',
    does: 'shows what moved, and which edit moves it',
    who: 'the author, owners, whoever can triage or write',
  },
  accept: {
    line: '/weir accept <reason>',
    does: 'in an issue about production: opens a pull request that makes what is now the usual',
    who: 'owners of the pipeline',
  },
  snooze: {
    line: '/weir snooze 14d',
    does: `in an issue about production: not to hear of it for so long, at most ${LONGEST_SNOOZE} days, unless it doubles`,
    who: 'owners of the pipeline',
  },
  help: { line: '/weir help', does: 'shows this', who: 'anyone' },
};

const mostNames = 10;

export function help(): string {
  const rows = Object.values(usages).map(({ line, does, who }) => [cellCode(line), does, who]);
  return [
    'Commands stand on a line of their own, one in a comment.',
    tableOf(['command', 'what it does', 'who may'], rows),
    'An edited comment is not read again, and an approval ends with its comment: write a new one instead of editing.',
  ].join('\n\n');
}

/** The answer to a comment that is nearly a command. */
export function wrong(problem: CommandProblem): string {
  switch (problem.kind) {
    case 'unknown':
      return `There is no command ${name(problem.found)}.${didYouMean(problem.nearest)}\n\n${help()}`;
    case 'missing':
      return `${MISSING[problem.what]} ${usage(problem.verb)}`;
    case 'days':
      return `${name(problem.found)} is no time from 1 to ${LONGEST_SNOOZE} days. ${usage('snooze')}`;
    case 'unexpected':
      return `${name(problem.found)} is not understood here.${didYouMean(problem.nearest)} ${usage(problem.verb)}`;
    case 'sha':
      return `${name(problem.found)} is no commit: at least its first 7 hexadecimal digits are needed. ${usage('run')}`;
    case 'long-reason':
      return `The reason has ${problem.characters} characters; ${longestReason} are allowed, so nothing was approved. Please put the rest in a comment of its own.`;
    case 'long-comment':
      return 'This comment is too long to be searched for commands, so nothing was done. Please write the command in a comment of its own.';
    case 'several':
      return `This comment has ${problem.commands} different commands. None was carried out: one command a comment, please.`;
    default:
      throw new Error(`unknown problem ${JSON.stringify(problem satisfies never)}`);
  }
}

const MISSING = {
  pipeline: 'Which pipeline?',
  reason: 'An approval needs a reason, which stays on record.',
  days: 'For how long?',
} as const;

export function notPermitted(verb: Verb, login: string): string {
  return `${code(usages[verb].line)} is not open to ${name(login)}. Who may: ${usages[verb].who}.`;
}

const OWNED = {
  approve: 'The impact on',
  revoke: 'The approval of',
  accept: 'What is usual for',
  snooze: 'What was found of',
} as const;

/** What only owners may do. */
export type OwnersVerb = keyof typeof OWNED;

export function notOwner({ name: pipeline, owners }: OwnedPipeline, verb: OwnersVerb, login: string): string {
  const owned = `${OWNED[verb]} ${name(pipeline)} is not for ${name(login)} to ${verb}`;
  return owners.length > 0
    ? `${owned}. Its owners: ${list(owners)}.`
    : `${owned}: nobody owns it. Owners are named in weir.yml on the base branch.`;
}

/** Fail closed, but say so. */
export function membershipUnreadable(teams: readonly string[], login: string): string {
  return [
    `Whether ${name(login)} belongs to ${list(teams)} could not be read, so nothing was done.`,
    'Does the team exist, and has the organization granted the App the permission `members: read`?',
  ].join(' ');
}

export function authorCannotApprove(): string {
  return 'The author of a pull request cannot approve its impact. Another owner of the pipeline has to.';
}

export function pipelineNotFound(found: string, meant: string | undefined, known: readonly string[]): string {
  const there = known.length > 0 ? `There are: ${list(known)}.` : 'There are no pipelines.';
  return `weir.yml on the base branch has no pipeline ${name(found)}.${didYouMean(meant)} ${there}`;
}

export function configBroken(error: WeirError): string {
  const [first] = error.problems;
  const detail = first ? `: ${name(formatPlace(first))} ${text(plain(first.message))}` : '';
  return `Who owns what cannot be read, so nothing was done. weir.yml on the base branch is wrong${detail}.`;
}

export function notYet(): string {
  return 'The check of this head has not finished. Please look at its verdict first, then approve in a new comment.';
}

export function changedSince(): string {
  return 'The present verdict came only after that. Please look at it, then approve in a new comment or by the button.';
}

export function nothingJudged(): string {
  return 'There is no verdict that could be approved: the check says what has to be mended first.';
}

/** @param pipeline undefined: all of them */
export function nothingToApprove(pipeline?: string): string {
  return pipeline === undefined
    ? 'Nothing to approve: every pipeline passes, is unaffected or is approved already.'
    : `Nothing to approve: ${name(pipeline)} passes or is unaffected.`;
}

export function nothingToRevoke(pipeline?: string): string {
  return `Nothing to revoke: ${pipeline === undefined ? 'no pipeline is approved' : `${name(pipeline)} has no approval`}.`;
}

/** @param reasons why some of what `all` means was left alone */
export function leftAlone(reasons: readonly string[]): string {
  return ['Left as it was:', '', ...reasons.slice(0, mostNames).map((reason) => `- ${reason}`)].join('\n');
}

/** The head may have been another one when the comment was written. */
export function whichHead(head: string, verb: 'approve' | 'run'): string {
  const short = head.slice(0, 12);
  const line = verb === 'run' ? `/weir run ${short}` : `/weir approve <pipeline|all> @${short} <reason>`;
  return `The branch was pushed by force, and the comment does not say which commit it is about. Please look at ${code(short)}, then write ${code(line)}.`;
}

export function closed(): string {
  return 'This pull request is closed, so nothing was done. Once it is reopened the check runs again, and commands count.';
}

const presses = {
  rerun: { label: 'Re-run', line: '/weir rerun' },
  approve: { label: 'Approve', line: '/weir approve all <reason>' },
  explain: { label: 'Explain', line: '/weir explain all' },
} as const;

/** @param why without a failure it is a bug; `id` finds it in the log */
export function pressGivenUp(
  button: keyof typeof presses,
  login: string,
  { id, failure }: { readonly id: string; readonly failure?: Failure | undefined },
): string {
  const { label, line } = presses[button];
  const cause = failure
    ? `What GitHub said last to ${name(failure.request)} was: ${name(failure.answer)}.`
    : 'The fault is with Weir.';
  return [
    `**${label}**, pressed by ${name(login)}, was given up after many tries. ${cause} Whoever runs the server finds it in the log by ${name(id)}.`,
    `What the check shows holds. To repeat it, press the button again or write ${code(line)} in a comment.`,
  ].join('\n\n');
}

export function runNotNeeded(): string {
  return 'Nothing to allow: this pull request comes from this repository and is replayed anyway.';
}

export function otherHead(found: string, head: string): string {
  return `${name(found)} is not the head of this pull request, ${code(head.slice(0, 12))} is. Please look at that commit first.`;
}

export function headUnseen(head: string): string {
  return `The head was pushed, or its check started anew, after that comment was written. Please look at ${code(head.slice(0, 12))}, then write the command again.`;
}

/** How it is written, as code. */
export function lineOf(verb: Verb): string {
  return code(usages[verb].line);
}

function usage(verb: Verb): string {
  return `The command is ${lineOf(verb)}.`;
}

function didYouMean(meant: string | undefined): string {
  return meant === undefined ? '' : ` Did you mean ${name(meant)}?`;
}

function list(names: readonly string[]): string {
  const left = names.length - mostNames;
  return `${names.slice(0, mostNames).map(name).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}

/** What people wrote, as code. */
export function name(value: string): string {
  return code(plain(value));
}
