/** `pattern` and `format`: whether one admits less than another is not decided here, but measured on traffic. */
import { JUDGED_FORMATS } from '../../formats.ts';
import { own } from '../../keywords.ts';
import { matchesAll } from '../../pattern.ts';
import { NONE } from '../effects.ts';
import { type Finding, inBase, inHead, type Pair, show } from '../finding.ts';

const ROWS = [
  { keyword: 'pattern', added: 'pattern-added', removed: 'pattern-removed', changed: 'pattern-changed' },
  { keyword: 'format', added: 'format-added', removed: 'format-removed', changed: 'format-changed' },
] as const;

/** A format that no validator here knows describes, as a title does. */
function undecisive(pair: Pair, base: unknown, head: unknown): Finding {
  const message = 'format changed';
  if (base === undefined) return inHead(pair, 'annotation-added', ['format'], message);
  if (head === undefined) return inBase(pair, 'annotation-removed', ['format'], message);
  return inHead(pair, 'annotation-changed', ['format'], message);
}

function isJudged(format: unknown): boolean {
  return typeof format === 'string' && JUDGED_FORMATS.has(format);
}

/** No pattern, or one that every text matches. A dot is no line break, so `^.*$` is none. */
function isOpen(pattern: unknown): boolean {
  if (typeof pattern !== 'string') return pattern === undefined;
  return matchesAll(pattern) && !/^\^.+\$$/.test(pattern);
}

function openPattern(pair: Pair, base: unknown, head: unknown): Finding {
  if (base === undefined) return inHead(pair, 'pattern-added', ['pattern'], `pattern ${show(head)} added`, NONE);
  if (head === undefined) return inBase(pair, 'pattern-removed', ['pattern'], `pattern ${show(base)} removed`, NONE);
  return inHead(pair, 'pattern-changed', ['pattern'], `pattern ${show(base)} became ${show(head)}`, NONE);
}

export function checkText(pair: Pair): Finding[] {
  return ROWS.flatMap(({ keyword, added, removed, changed }) => {
    const [base, head] = [own(pair.base.constraints, keyword), own(pair.head.constraints, keyword)];
    if (base === head) return [];
    if (keyword === 'format' && ![base, head].some(isJudged)) return [undecisive(pair, base, head)];
    if (keyword === 'pattern' && [base, head].every(isOpen)) return [openPattern(pair, base, head)];
    if (base === undefined) return [inHead(pair, added, [keyword], `${keyword} ${show(head)} is required now`)];
    if (head === undefined) return [inBase(pair, removed, [keyword], `${keyword} ${show(base)} is no longer required`)];
    return [inHead(pair, changed, [keyword], `${keyword} ${show(base)} became ${show(head)}`)];
  });
}
