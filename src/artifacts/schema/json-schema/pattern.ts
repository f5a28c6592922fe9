/** Regular expressions as schemas write them. */
import { runInNewContext } from 'node:vm';

/**
 * The specification wants those with the flag `u`. Many that are in use are none (`[\w-\.]`, `\-`) and are read without
 * it by the validators that their authors have; `undefined` for what is no regular expression either way.
 */
export function toRegExp(pattern: string): RegExp | undefined {
  return tryRegExp(pattern, 'u') ?? tryRegExp(pattern, '');
}

export interface Test {
  test(text: string): boolean;
}

export type ToTest = (pattern: string) => Test | undefined;

/** Milliseconds for one test of a pattern that a stranger may have written so that it never ends. */
const PATIENCE = 50;

/** For where no process watches over the work: a pattern that takes too long counts as matching. */
export function toBoundedTest(pattern: string): Test | undefined {
  const regExp = toRegExp(pattern);
  if (!regExp) return undefined;
  return {
    test(text) {
      try {
        return runInNewContext('regExp.test(text)', { regExp, text }, { timeout: PATIENCE }) === true;
      } catch {
        return true;
      }
    },
  };
}

/** What is wrong with a pattern under the flag `u`; `undefined` for one that is right. */
export function patternMistake(pattern: string, flags: 'u' | '' = 'u'): string | undefined {
  try {
    new RegExp(pattern, flags);
    return undefined;
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

/** Whether a pattern matches every text. */
export function matchesAll(pattern: string): boolean {
  return ['', '^', '$', '.*', '^.*', '.*$', '^.*$', '^(.*)$', '(.*)'].includes(pattern);
}

function tryRegExp(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}
