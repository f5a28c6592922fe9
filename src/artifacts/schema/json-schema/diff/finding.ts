/** What a check finds between two views, before it is placed on lines. */
import type { Place } from '../library.ts';
import { toText } from '../validate/json-values.ts';
import type { Effects } from './effects.ts';
import { type ChangeId, kindOf } from './kinds.ts';
import { homeOf, type View } from './view.ts';

export interface Finding extends Effects {
  readonly change: ChangeId;
  readonly message: string;
  /** Where the change stands, below one of the two places: in head, or in base for something removed. */
  readonly side: 'base' | 'head';
  readonly tokens: readonly string[];
  readonly base: Place;
  readonly head: Place;
  /** Where it stood below the base place, if elsewhere. */
  readonly former?: readonly string[];
}

/** The base and the head schema of one place, and how to go deeper. */
export interface Pair {
  readonly base: View;
  readonly head: View;
  /** The changes between two subschemas; an absent one accepts everything. */
  compare(base: Place | undefined, head: Place | undefined): readonly Finding[];
  /** What the change from one subschema to the other does, without reporting it. */
  relate(base: Place | undefined, head: Place | undefined): Effects;
  /** The same, for proofs: `undefined` where recursion leaves it open. */
  settle(base: Place, head: Place): Effects | undefined;
  viewBase(place: Place): View;
  viewHead(place: Place): View;
}

/** A pure function from the two views to what changed under the keywords that it looks after. */
export type Check = (pair: Pair) => readonly Finding[];

/** Something that head has, or that both have and head says otherwise. */
export function inHead(
  pair: Pair,
  change: ChangeId,
  tokens: readonly string[],
  message: string,
  effects?: Effects,
): Finding {
  return finding(pair, 'head', change, tokens, message, effects);
}

/** Something that only base has. */
export function inBase(
  pair: Pair,
  change: ChangeId,
  tokens: readonly string[],
  message: string,
  effects?: Effects,
): Finding {
  return finding(pair, 'base', change, tokens, message, effects);
}

/** The same findings with their effects seen from further out. */
export function seenAs(findings: readonly Finding[], transform: (effects: Effects) => Effects): Finding[] {
  return findings.map((found) => ({ ...found, ...transform(found) }));
}

/** Keywords that no validator looks at, whatever they hold. */
const DESCRIBING: ReadonlySet<string> = new Set([
  ...['$comment', 'deprecated', 'description', 'example', 'examples', 'externalDocs', 'title'],
]);

/** Whether it is about words for people alone, so that both schemas do the same to every document. */
export function onlyDescribes({ change, tokens }: Pick<Finding, 'change' | 'tokens'>): boolean {
  return change.startsWith('annotation-') && DESCRIBING.has(tokens.at(-1) ?? '');
}

/** A value as a message shows it: JSON, cut where it is long. */
export function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : toText(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function finding(
  pair: Pair,
  side: 'base' | 'head',
  change: ChangeId,
  tokens: readonly string[],
  message: string,
  effects?: Effects,
): Finding {
  const { accepts, rejects } = effects ?? kindOf(change);
  const home = homeOf(pair[side], tokens);
  const places = { base: pair.base.place, head: pair.head.place, [side]: home.place };
  return { change, message, side, tokens: home.tokens, ...places, accepts, rejects };
}

/** What became of a keyword's value; a side that does not have the keyword is undefined. */
export function became(keyword: string, base: unknown, head: unknown): string {
  if (base === undefined) return `${keyword} ${head} added`;
  if (head === undefined) return `${keyword} ${base} removed`;
  return `${keyword} ${base} became ${head}`;
}
