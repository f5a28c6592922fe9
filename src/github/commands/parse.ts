/**
 * What a comment asks of Weir: a command, a problem to answer, or nothing. Pure; who may give the command is `decide.ts`'s
 * business.
 */
import { nearest } from '../../nearest.ts';
import { LONGEST_SNOOZE } from '../approvals/decision.ts';
import { takeArgument, unquote } from './arguments.ts';
import { isTooLong, ownLines } from './own-lines.ts';

export type Parsed =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'answer'; readonly problem: CommandProblem }
  | { readonly kind: 'nothing' };

/** `pipeline` as written, or `all`. */
export type Command =
  | { readonly verb: 'rerun'; readonly full: boolean }
  /** `sha`, of approve and run: 7 to 64 hexadecimal digits, lower case. */
  | { readonly verb: 'approve'; readonly pipeline: string; readonly sha?: string; readonly reason: string }
  | { readonly verb: 'revoke'; readonly pipeline: string }
  | { readonly verb: 'run'; readonly sha?: string }
  | { readonly verb: 'explain'; readonly pipeline: string }
  | { readonly verb: 'accept'; readonly reason: string }
  | { readonly verb: 'snooze'; readonly days: number }
  | { readonly verb: 'help' };

export type Verb = Command['verb'];

/** Why a line that starts with `/weir` is no command. `found` is the writer's own text. */
export type CommandProblem =
  | { readonly kind: 'unknown'; readonly found: string; readonly nearest?: string }
  | { readonly kind: 'missing'; readonly verb: Verb; readonly what: 'pipeline' | 'reason' | 'days' }
  | { readonly kind: 'unexpected'; readonly verb: Verb; readonly found: string; readonly nearest?: string }
  | { readonly kind: 'sha'; readonly found: string }
  | { readonly kind: 'long-reason'; readonly characters: number }
  | { readonly kind: 'days'; readonly found: string }
  /** More than is parsed; whether it says so as its own words is not known. */
  | { readonly kind: 'long-comment' }
  | { readonly kind: 'several'; readonly commands: number };

export const verbs = [
  'rerun',
  'approve',
  'revoke',
  'run',
  'explain',
  'accept',
  'snooze',
  'help',
] as const satisfies readonly Verb[];

/** Characters (code points) of a reason. */
export const longestReason = 500;

/** Never throws. The same command twice in one comment is one. */
export function parseCommand(body: string): Parsed {
  if (isTooLong(body)) {
    return body.split(/\r\n?|\n/).some((line) => afterName(line) !== undefined)
      ? problem({ kind: 'long-comment' })
      : { kind: 'nothing' };
  }
  const lines = ownLines(body);
  const found = new Map<string, Parsed>();
  for (const [index, line] of lines.entries()) {
    const asked = afterName(line);
    if (asked === undefined) continue;
    const parsed = parseLine(asked, () => restOfParagraph(lines, index + 1));
    found.set(JSON.stringify(parsed), parsed);
  }
  const [first, second] = found.values();
  if (second) return problem({ kind: 'several', commands: found.size });
  return first ?? { kind: 'nothing' };
}

/** What follows `/weir`; undefined for a line that does not start with it. */
function afterName(line: string): string | undefined {
  const found = /^ {0,3}\/weir[.,:;!?…]*(?:\s+(.*))?$/i.exec(withoutBackticks(line));
  return found ? (found[1] ?? '') : undefined;
}

/** People write the command as the help shows it: as code. */
function withoutBackticks(line: string): string {
  const [, run = '', inner] = /^ {0,3}(`+)(.*[^`])\1\s*$/.exec(line) ?? [];
  return inner === undefined || inner.includes(run) ? line : inner.trim();
}

function restOfParagraph(lines: readonly string[], start: number): string {
  const after = lines.slice(start);
  const end = after.findIndex((line) => line.trim() === '' || afterName(line) !== undefined);
  return after.slice(0, end < 0 ? undefined : end).join(' ');
}

function parseLine(asked: string, following: () => string): Parsed {
  const { word, rest } = takeArgument(asked) ?? { word: 'help', rest: '' };
  const verb = verbs.find((name) => name === word.toLowerCase());
  switch (verb) {
    case 'rerun':
      return parseRerun(rest);
    case 'approve':
      return parseApprove(rest, following);
    case 'revoke':
    case 'explain':
      return parseNamed(verb, rest);
    case 'run':
      return parseRun(rest);
    case 'accept':
      return parseAccept(rest, following);
    case 'snooze':
      return parseSnooze(rest);
    case 'help':
      return command({ verb });
    case undefined:
      return /^--?h(?:elp)?$/i.test(word)
        ? command({ verb: 'help' })
        : problem({ kind: 'unknown', found: word, nearest: nearest(word, verbs) });
    default:
      throw new Error(`unknown command ${String(verb satisfies never)}`);
  }
}

function parseRerun(rest: string): Parsed {
  const flag = takeArgument(rest);
  if (!flag) return command({ verb: 'rerun', full: false });
  // Telephones make one long dash of two.
  const isFull = /^(?:--|[–—])full$/i.test(flag.word);
  if (!isFull) return problem(unexpected('rerun', flag.word, nearest(flag.word, ['--full'])));
  return flag.rest === '' ? command({ verb: 'rerun', full: true }) : problem(unexpected('rerun', flag.rest));
}

function parseApprove(rest: string, following: () => string): Parsed {
  const named = takeArgument(rest);
  if (!named) return problem({ kind: 'missing', verb: 'approve', what: 'pipeline' });
  const flag = [named.word, takeArgument(named.rest)?.word ?? ''].find(isFlag);
  if (flag !== undefined) return problem(unexpected('approve', flag));
  const { sha, rest: words } = takeHead(named.rest);
  return withReason('approve', `${words} ${following()}`, (reason) => ({
    ...{ verb: 'approve', pipeline: named.word, reason },
    ...(sha !== undefined && { sha }),
  }));
}

function parseAccept(rest: string, following: () => string): Parsed {
  const flag = takeArgument(rest)?.word ?? '';
  if (isFlag(flag)) return problem(unexpected('accept', flag));
  return withReason('accept', `${rest} ${following()}`, (reason) => ({ verb: 'accept', reason }));
}

function withReason(verb: 'approve' | 'accept', written: string, make: (reason: string) => Command): Parsed {
  const reason = readReason(written);
  const characters = [...reason].length;
  if (!isVisible(reason)) return problem({ kind: 'missing', verb, what: 'reason' });
  return characters > longestReason ? problem({ kind: 'long-reason', characters }) : command(make(reason));
}

/** `14d`, `2w`, `14 days`. */
function parseSnooze(rest: string): Parsed {
  if (rest === '') return problem({ kind: 'missing', verb: 'snooze', what: 'days' });
  const [, count = '', unit = ''] = /^(\d{1,3}) ?(d|w)(?:ays?|eeks?)?[.!]?$/i.exec(rest) ?? [];
  const days = Number(count) * (unit.toLowerCase() === 'w' ? 7 : 1);
  return count !== '' && days >= 1 && days <= LONGEST_SNOOZE
    ? command({ verb: 'snooze', days })
    : problem({ kind: 'days', found: rest });
}

/** `@0123abc`: the head that the writer has seen. */
function takeHead(words: string): { readonly sha?: string; readonly rest: string } {
  const first = takeArgument(words);
  const [, sha] = /^@([\da-f]{7,64})$/i.exec(first?.word ?? '') ?? [];
  return sha === undefined || !first ? { rest: words } : { sha: sha.toLowerCase(), rest: first.rest };
}

/** More than one name is refused: whoever revokes two approvals must not be left with one standing. */
function parseNamed(verb: 'revoke' | 'explain', rest: string): Parsed {
  const named = takeArgument(rest);
  if (!named) return problem({ kind: 'missing', verb, what: 'pipeline' });
  if (isFlag(named.word)) return problem(unexpected(verb, named.word));
  return named.rest === '' ? command({ verb, pipeline: named.word }) : problem(unexpected(verb, named.rest));
}

function parseRun(rest: string): Parsed {
  const named = takeArgument(rest);
  if (!named) return command({ verb: 'run' });
  if (isFlag(named.word)) return problem(unexpected('run', named.word));
  if (!/^[\da-f]{7,64}$/i.test(named.word)) return problem({ kind: 'sha', found: named.word });
  return named.rest === ''
    ? command({ verb: 'run', sha: named.word.toLowerCase() })
    : problem(unexpected('run', named.rest));
}

/** `approve fares – because …`, `approve fares "because …"`. */
function readReason(written: string): string {
  const reason = written.replace(/\s+/g, ' ').trim();
  return unquote(reason.replace(/^[-–—:,]+(?: |$)/, '').trim());
}

/** Whoever reads the audit log later has to see something. */
function isVisible(text: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text.replace(/[\p{Default_Ignorable_Code_Point}\u2800]/gu, ''));
}

function isFlag(word: string): boolean {
  return /^--?[a-z]/i.test(word);
}

function unexpected(verb: Verb, found: string, meant?: string): CommandProblem {
  return { kind: 'unexpected', verb, found, nearest: meant };
}

function command(given: Command): Parsed {
  return { kind: 'command', command: given };
}

function problem(what: CommandProblem): Parsed {
  return { kind: 'answer', problem: what };
}
