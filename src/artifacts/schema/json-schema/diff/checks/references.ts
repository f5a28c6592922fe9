/** References that no file of the artifact answers, so that only their text can be compared. */
import { own } from '../../keywords.ts';
import { type Finding, inBase, inHead, type Pair, show } from '../finding.ts';

const KEYWORDS = ['$ref', '$dynamicRef', '$recursiveRef'] as const;

export function checkReferences(pair: Pair): Finding[] {
  return KEYWORDS.flatMap((keyword) => {
    const base = own(pair.base.constraints, keyword);
    const head = own(pair.head.constraints, keyword);
    if (base === head) return [];
    const message = `reference ${show(base)} became ${show(head)}`;
    if (head === undefined) return [inBase(pair, 'reference-changed', [keyword], message)];
    return [inHead(pair, 'reference-changed', [keyword], message)];
  });
}
