/** `uniqueItems`. */
import { type Finding, inBase, inHead, type Pair } from '../finding.ts';

export function checkUniqueItems(pair: Pair): Finding[] {
  const base = pair.base.constraints.uniqueItems === true;
  const head = pair.head.constraints.uniqueItems === true;
  if (base === head) return [];
  if (head) return [inHead(pair, 'unique-items-added', ['uniqueItems'], 'items must be unique now')];
  return [inBase(pair, 'unique-items-removed', ['uniqueItems'], 'items may repeat now')];
}
