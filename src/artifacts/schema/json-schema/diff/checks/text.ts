/** `pattern` and `format`: whether one admits less than another is not decided here, but measured on traffic. */
import { own } from '../../keywords.ts';
import { type Finding, inBase, inHead, type Pair, show } from '../finding.ts';

const ROWS = [
  { keyword: 'pattern', added: 'pattern-added', removed: 'pattern-removed', changed: 'pattern-changed' },
  { keyword: 'format', added: 'format-added', removed: 'format-removed', changed: 'format-changed' },
] as const;

export function checkText(pair: Pair): Finding[] {
  return ROWS.flatMap(({ keyword, added, removed, changed }) => {
    const base = own(pair.base.constraints, keyword);
    const head = own(pair.head.constraints, keyword);
    if (base === head) return [];
    if (base === undefined) return [inHead(pair, added, [keyword], `${keyword} ${show(head)} is required now`)];
    if (head === undefined) return [inBase(pair, removed, [keyword], `${keyword} ${show(base)} is no longer required`)];
    return [inHead(pair, changed, [keyword], `${keyword} ${show(base)} became ${show(head)}`)];
  });
}
