/** Says in a few words what changed in a file that no engine of a pipeline compares. */
import { pointerTokens } from '../../document/pointer.ts';
import type { Source } from '../../document/source.ts';
import { WeirError } from '../../errors.ts';
import type { ValueChange } from '../diff/value-change.ts';
import { findValueChanges } from '../diff/value-changes.ts';

/** Changes that are named; the others are counted. */
const MOST_CHANGES = 2;

/**
 * `high_risk 0.8 → 0.6`; empty where both mean the same, undefined where that cannot be told.
 * @param parts pointers to what pipelines read of the file: what changed there is left out
 */
export function describe(before: Source, after: Source, parts: readonly string[] = []): string | undefined {
  try {
    const all = findValueChanges(before, after);
    const writtenAt = ({ basePointer, headPointer }: ValueChange) =>
      JSON.stringify(
        [basePointer, headPointer].map((at, side) => at !== undefined && [before, after][side]?.valueRange(at)),
      );
    const isRead = ({ pointer }: ValueChange) =>
      parts.some((part) => pointer === part || pointer.startsWith(`${part}/`));
    // What stands behind an anchor is read wherever a part repeats it.
    const read = new Set(all.filter(isRead).map(writtenAt));
    const changes = all.filter((change) => !isRead(change) && !read.has(writtenAt(change)));
    const named = changes.slice(0, MOST_CHANGES).map(({ pointer, change, base, head }) => {
      const name = pointerTokens(pointer).join('.');
      if (change !== 'changed' || isSecret(name)) return `${name} ${change}`;
      return `${name} ${base} → ${head}`;
    });
    const left = changes.length - MOST_CHANGES;
    return [...named, ...(left > 0 ? [`and ${left} more`] : [])].join(', ');
  } catch (error) {
    if (error instanceof WeirError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A report goes further than the repository. */
function isSecret(name: string): boolean {
  return /secret|password|passwd|token|credential|api_?key|private/i.test(name);
}
