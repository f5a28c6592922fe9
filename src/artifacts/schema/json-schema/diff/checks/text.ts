/** `pattern` and `format`: whether one admits less than another is not decided here, but measured on traffic. */
import { JUDGED_FORMATS } from '../../formats.ts';
import { own } from '../../keywords.ts';
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

export function checkText(pair: Pair): Finding[] {
  return ROWS.flatMap(({ keyword, added, removed, changed }) => {
    const [base, head] = [own(pair.base.constraints, keyword), own(pair.head.constraints, keyword)];
    if (base === head) return [];
    if (keyword === 'format' && ![base, head].some(isJudged)) return [undecisive(pair, base, head)];
    if (base === undefined) return [inHead(pair, added, [keyword], `${keyword} ${show(head)} is required now`)];
    if (head === undefined) return [inBase(pair, removed, [keyword], `${keyword} ${show(base)} is no longer required`)];
    return [inHead(pair, changed, [keyword], `${keyword} ${show(base)} became ${show(head)}`)];
  });
}
