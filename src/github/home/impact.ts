/**
 * What an issue carries about an upstream's change that moves pipelines of this repository, out of people's sight and under the
 * App's signature: who may edit the issue may neither have owners approve another change than the text shows, nor another text.
 */
import { createHash } from 'node:crypto';
import { type Kind, normal } from '../findings/kept-issues.ts';
import type { Seal } from '../seal.ts';

export interface Impact {
  /** GitHub's number of the upstream, which it keeps under another name; its name, `owner/name`. */
  readonly upstream: number;
  readonly name: string;
  /** Number of the pull request there, and its head. */
  readonly pull: number;
  readonly head: string;
  /** Owners may approve it here. False where nobody there sees anything of this repository. */
  readonly asks: boolean;
  /** `over`: Weir itself has closed it. */
  readonly state: 'holding' | 'over';
  /** Since when the issue shows these fingerprints, by GitHub's clock, ISO 8601: who approves must have come after it. */
  readonly since: string;
  /** Of what is shown, by pipeline: what an approval is bound to. */
  readonly fingerprints: Readonly<Record<string, string>>;
}

export interface ReadImpact {
  readonly impact: Impact;
  /** The text below it is not what Weir has written. */
  readonly isEdited: boolean;
}

const BEGINNING = '<!-- weir:impact ';
const END = ' -->';

/** The whole of an issue: the mark in its first line, and the text that it vouches for. */
export function writeImpact(impact: Impact, text: string, seal: Seal): string {
  return `${BEGINNING}${seal.close({ ...impact, text: digestOf(text) })}${END}\n\n${normal(text)}`;
}

/** Undefined for an issue that is none, or whose mark was not made by this App. */
export function readImpact(body: string, seal: Seal): ReadImpact | undefined {
  const whole = normal(body);
  const end = whole.indexOf(END);
  if (!whole.startsWith(BEGINNING) || end < 0) return undefined;
  const sealed = seal.open(whole.slice(BEGINNING.length, end));
  if (!sealed || sealed.text === undefined) return undefined;
  // Its signature stands, so the App has written it.
  const { text, ...impact } = sealed as unknown as Impact & { readonly text: string };
  return { impact, isEdited: text !== digestOf(whole.slice(end + END.length)) };
}

/** What people read of it. */
export function textBelow(body: string): string {
  const whole = normal(body);
  return normal(whole.slice(whole.indexOf(END) + END.length));
}

/** One for each pull request of an upstream. */
export function impactsIn(seal: Seal): Kind<ReadImpact> {
  return { read: ({ body }) => readImpact(body, seal), keyOf: ({ impact }) => impactKey(impact) };
}

export function impactKey({ upstream, pull }: Pick<Impact, 'upstream' | 'pull'>): string {
  return `${upstream}#${pull}`;
}

function digestOf(text: string): string {
  return createHash('sha256').update(normal(text)).digest('base64url');
}
