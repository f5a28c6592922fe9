/** `enum` and `const`: the list of values that are allowed at all. The order of the list is no change. */
import { equal } from '../../../../../document/equal.ts';
import { own } from '../../keywords.ts';
import type { Effects } from '../effects.ts';
import { type Finding, inBase, inHead, type Pair, show } from '../finding.ts';
import type { View } from '../view.ts';

export function checkValues(pair: Pair): Finding[] {
  const base = allowedValues(pair.base);
  const head = allowedValues(pair.head);
  if (base === undefined && head === undefined) return [];
  if (base === undefined || head === undefined) return [appearedOrWent(pair)];
  const added = head.filter((value) => !includes(base, value));
  const removed = base.filter((value) => !includes(head, value));
  if (added.length + removed.length > 0 && keywordOf(pair.base) === 'const' && keywordOf(pair.head) === 'const') {
    const message = `constant ${show(pair.base.constraints.const)} became ${show(pair.head.constraints.const)}`;
    // A constant that its own `enum` does not list leaves no value at all, so that one direction may be empty.
    const effects: Effects = { accepts: added.length > 0 ? 'yes' : 'no', rejects: removed.length > 0 ? 'yes' : 'no' };
    return [inHead(pair, 'const-changed', ['const'], message, effects)];
  }
  return [
    ...added.map((value) =>
      inHead(pair, 'enum-value-added', place(pair.head, value), `value ${show(value)} is allowed now`),
    ),
    ...removed.map((value) =>
      inBase(pair, 'enum-value-removed', place(pair.base, value), `value ${show(value)} is no longer allowed`),
    ),
  ];
}

/** The values that `enum` and `const` allow together; `undefined` where neither is there. */
export function allowedValues({ constraints }: View): readonly unknown[] | undefined {
  const listed = own(constraints, 'enum');
  const values = Array.isArray(listed) ? listed : undefined;
  if (!Object.hasOwn(constraints, 'const')) return values;
  const constant = constraints.const;
  return values === undefined || includes(values, constant) ? [constant] : [];
}

/** Lists of tens of thousands of texts are common, and for those the built-in search is a hundred times faster. */
function includes(values: readonly unknown[], value: unknown): boolean {
  if (values.includes(value)) return true;
  return typeof value === 'object' && value !== null && values.some((other) => equal(other, value));
}

function appearedOrWent(pair: Pair): Finding {
  const inHeadNow = keywordOf(pair.head);
  if (inHeadNow === 'const') {
    return inHead(pair, 'const-added', ['const'], `only ${show(pair.head.constraints.const)} is allowed now`);
  }
  if (inHeadNow === 'enum') return inHead(pair, 'enum-added', ['enum'], 'only listed values are allowed now');
  return keywordOf(pair.base) === 'const'
    ? inBase(pair, 'const-removed', ['const'], `other values than ${show(pair.base.constraints.const)} are allowed now`)
    : inBase(pair, 'enum-removed', ['enum'], 'values are no longer limited to a list');
}

function keywordOf({ constraints }: View): 'const' | 'enum' | undefined {
  if (Object.hasOwn(constraints, 'const')) return 'const';
  return Object.hasOwn(constraints, 'enum') ? 'enum' : undefined;
}

function place(view: View, value: unknown): string[] {
  if (keywordOf(view) === 'const') return ['const'];
  const listed = own(view.constraints, 'enum');
  const index = Array.isArray(listed) ? listed.indexOf(value) : -1;
  return ['enum', String(index)];
}
