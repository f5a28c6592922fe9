/**
 * What only the text of can be compared: references that no file of the artifact answers, and the anchors by which
 * schemas further out redirect `$dynamicRef` and `$recursiveRef`.
 */
import { own } from '../../keywords.ts';
import { type Finding, inBase, inHead, type Pair, show } from '../finding.ts';

const KEYWORDS = ['$ref', '$dynamicRef', '$recursiveRef', '$dynamicAnchor', '$recursiveAnchor'] as const;

export function checkReferences(pair: Pair): Finding[] {
  return KEYWORDS.flatMap((keyword) => {
    const base = own(pair.base.constraints, keyword);
    const head = own(pair.head.constraints, keyword);
    if (base === head) return [];
    const message = `${keyword} ${show(base)} became ${show(head)}`;
    if (head === undefined) return [inBase(pair, 'reference-changed', [keyword], message)];
    return [inHead(pair, 'reference-changed', [keyword], message)];
  });
}
