/**
 * What a decision takes from elsewhere than its input: the time, and chance. A verdict must not depend on either, so the
 * time of a replay is the one that weir.yml names, and chance is not replayed.
 */

import type { Source } from '../../../document/source.ts';
import type { Problem } from '../../../errors.ts';
import { type Expression, expressionsOf, nodesOf } from './graph.ts';

/** Where the current time is an argument: `date("now")`, `year('now')`. */
const ARGUMENT =
  /\b(date|time|year|dayOfWeek|dayOfMonth|dayOfYear|weekOfYear|monthOfYear|monthString|dateString|weekdayString|startOf|endOf)(\s*\(\s*)(["'`])now\3/g;
/** Without an argument it is the current time. */
const CALL = /\bd(\s*\()\s*\)/g;
/** Compared with the current day, or with the current time in a zone: there is no writing another time into it. */
const HIDDEN = /\.is(?:Today|Yesterday|Tomorrow)\s*\(|\bd\s*\(\s*(["'`])[A-Za-z]+\/[A-Za-z_/]+\1/;
const CHANCE = /\brand\s*\(/;

/** The expression as it would be at that time. */
export function atTime(text: string, now: string): string {
  return text
    .replace(ARGUMENT, (_, name, open) => `${name}${open}"${now}"`)
    .replace(CALL, (_, open) => `d${open}"${now}")`);
}

/** Why a record cannot be replayed; undefined where it can. */
export function dependence({ text }: Expression, now: unknown): string | undefined {
  if (CHANCE.test(text)) return 'rand() gives another number at each run, so no record can be replayed';
  if (HIDDEN.test(text)) return 'it compares with the current day, so no record can be replayed';
  if (now === undefined && atTime(text, '') !== text)
    return 'it reads the clock, so no record can be replayed until `now` in the step says what time it is';
  return undefined;
}

/** The library reads this once, when it first needs the time: what was not seen above stands still at least. */
export function stopClock(): void {
  process.env.__ZEN_MOCK_UTC_TIME ??= '2000-01-01T00:00:00Z';
}

/** What keeps records from being replayed, with lines. */
export function clockWarnings(source: Source, now: unknown): Problem[] {
  return nodesOf(source.value)
    .flatMap(expressionsOf)
    .flatMap((expression): Problem[] => {
      const message = dependence(expression, now);
      if (message === undefined) return [];
      const { line, column } = source.valueRange(expression.pointer);
      return [{ file: source.file, line, column, message }];
    });
}
