/** The answers to commands in issues about production, as markdown; see `help.ts`. */
import type { WeirError } from '../../errors.ts';
import { text } from '../../report/markdown/escape.ts';
import { plain } from '../../report/plain.ts';
import { lineOf, name } from './help.ts';
import type { Verb } from './parse.ts';

export function onlyInIssues(verb: 'accept' | 'snooze'): string {
  return `${lineOf(verb)} is for an issue that Weir has opened about production. Nothing was done.`;
}

export function onlyInPulls(verb: Verb): string {
  return `${lineOf(verb)} is for pull requests. In this issue there are ${lineOf('accept')} and ${lineOf('snooze')}.`;
}

export function noLongerWatched(pipeline: string): string {
  return `weir.yml on the default branch has no pipeline ${name(pipeline)} any more, so there is nothing to accept.`;
}

export function notWatched(error: WeirError): string {
  const [first] = error.problems;
  return `Production could not be looked at, so nothing was done${first ? `: ${text(plain(first.message))}` : ''}.`;
}

export function tooLong(minutes: number): string {
  return `Production was not looked at within ${minutes} minutes, so nothing was done. What was counted is kept: write the command again, and it goes on from there.`;
}

export function usualAlready(pipeline: string): string {
  return `What is now is the usual of ${name(pipeline)} already: its baseline on the default branch says the same.`;
}

export function notWritten(what: 'issues'): string {
  return `GitHub does not let the App do that: it needs ${name(`${what}: write`)}. Nothing was done.`;
}

export function findingOver(): string {
  return 'What this issue was about is over, so nothing was done.';
}
