/** Items of lists: the positions of a tuple and the rest, whatever the draft calls them. */
import type { Place } from '../../library.ts';
import { type Finding, inBase, inHead, type Pair } from '../finding.ts';
import { inner, type View } from '../view.ts';
import { compareRest, type Rest } from './rest.ts';

const KINDS = {
  closed: 'items-closed',
  opened: 'items-opened',
  narrowed: 'items-narrowed',
  widened: 'items-widened',
} as const;

export function checkItems(pair: Pair): readonly Finding[] {
  const base = listOf(pair.base);
  const head = listOf(pair.head);
  const findings: Finding[] = [];
  for (let index = 0; index < Math.max(base.length, head.length); index++) {
    const before = base.position(index);
    const after = head.position(index);
    const number = index + 1;
    if (before.own && after.own) findings.push(...pair.compare(before.place, after.place));
    else if (after.own) {
      const effects = pair.relate(before.place, after.place);
      findings.push(inHead(pair, 'item-added', after.tokens, `item ${number} has a schema of its own now`, effects));
    } else {
      const effects = pair.relate(before.place, after.place);
      findings.push(
        inBase(pair, 'item-removed', before.tokens, `item ${number} has no schema of its own any more`, effects),
      );
    }
  }
  return [...findings, ...compareRest(pair, KINDS, base.rest, head.rest)];
}

interface List {
  readonly length: number;
  readonly rest: Rest;
  position(index: number): {
    readonly own: boolean;
    readonly tokens: readonly string[];
    readonly place: Place | undefined;
  };
}

function listOf(view: View): List {
  const { items, prefixItems } = view.constraints;
  // Before 2020-12 a tuple stood in `items` and the rest in `additionalItems`.
  const [tuple, after] = Array.isArray(items)
    ? (['items', 'additionalItems'] as const)
    : (['prefixItems', 'items'] as const);
  const list = tuple === 'items' ? items : prefixItems;
  const length = Array.isArray(list) ? list.length : 0;
  const rest: Rest = { tokens: [after], place: inner(view, after) };
  return {
    length,
    rest,
    position(index) {
      if (index >= length) return { own: false, ...rest };
      const tokens = [tuple, String(index)];
      return { own: true, tokens, place: inner(view, ...tokens) };
    },
  };
}
