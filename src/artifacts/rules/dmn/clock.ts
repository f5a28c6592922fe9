/**
 * What an expression takes from elsewhere than its record: the time. A verdict must not depend on it, so the time of a
 * replay is the one that weir.yml names.
 */
import { parseDate, parseDateTime } from 'feelin';
import { functionOf, type Values } from './feel.ts';

/** `now()` and `today()`, outside of texts and comments. */
const CALLS = /"(?:[^"\\]|\\.)*"|\/\/.*|\/\*[\s\S]*?\*\/|\b(now|today)\s*\(/g;

export function readsClock(text: string): boolean {
  return [...text.matchAll(CALLS)].some(([, name]) => name !== undefined);
}

/** What stands for `now` and `today`; nothing where weir.yml names no time. */
export function clockAt(now: unknown): Values {
  if (typeof now !== 'string') return {};
  const [time, day] = [parseDateTime(now), parseDate(now.slice(0, 10))];
  return { now: functionOf([], () => time), today: functionOf([], () => day) };
}
