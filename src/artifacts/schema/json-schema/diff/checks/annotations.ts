/** Keywords that accept and reject nothing: `default`, which fills values in, and the rest, which only describes. */
import { equal } from '../../../../../document/equal.ts';
import { NONE } from '../effects.ts';
import type { Finding, Pair } from '../finding.ts';
import { show } from '../finding.ts';
import type { ChangeId } from '../kinds.ts';

export function checkAnnotations(pair: Pair): Finding[] {
  const keywords = new Set([...pair.base.annotations.keys(), ...pair.head.annotations.keys()]);
  return [...keywords].flatMap((keyword) => {
    const before = pair.base.annotations.get(keyword);
    const after = pair.head.annotations.get(keyword);
    if (before && after && equal(before.value, after.value)) return [];
    const found: Finding = {
      ...NONE,
      change: nameOf(keyword, before !== undefined, after !== undefined),
      message:
        keyword === 'default' ? `default ${show(before?.value)} became ${show(after?.value)}` : `${keyword} changed`,
      side: after ? 'head' : 'base',
      tokens: [keyword],
      base: before?.place ?? pair.base.place,
      head: after?.place ?? pair.head.place,
    };
    return [found];
  });
}

function nameOf(keyword: string, before: boolean, after: boolean): ChangeId {
  if (keyword === 'x-renamed-from') return 'rename-declaration-changed';
  if (keyword === 'default') return !before ? 'default-added' : after ? 'default-changed' : 'default-removed';
  return !before ? 'annotation-added' : after ? 'annotation-changed' : 'annotation-removed';
}
