/** Which edits of a contract in YAML make which changes of its files, so that some can be applied without the others. */
import type { Grammar, Pairing } from '../../diff/grammar.ts';
import type { ValueChange } from '../../diff/value-change.ts';
import type { Artifact } from '../../engine.ts';
import type { Assignment, InFiles } from '../../language.ts';
import { findEdits } from './diff.ts';
import type { Spot } from './model.ts';
import type { Reader } from './select.ts';

export const grammar: Grammar = {
  fixedKeys: true,
  pairing: (key) => (SETS.includes(key) ? 'equal' : 'alike') satisfies Pairing,
};

/** Lists of values, and of tests by their names. */
const SETS: readonly string[] = ['values', 'validValues', 'enum', 'columns_', 'tags'];

/** Throws ArtifactError as the diff does. */
export function assignChanges(
  reader: Reader,
  base: Artifact,
  head: Artifact,
  changes: readonly InFiles<ValueChange>[],
): Assignment[] {
  const sites = findEdits(reader, base, head, '').map(({ found }) => ({
    base: spotOf(found.base),
    head: spotOf(found.head),
  }));
  return changes.map((change) => {
    const before = change.basePointer === undefined ? undefined : `${change.baseFile}#${change.basePointer}`;
    const after = change.headPointer === undefined ? undefined : `${change.headFile}#${change.headPointer}`;
    const found = sites.flatMap((site, index) =>
      isAbout(site.base, before) || isAbout(site.head, after) ? [index] : [],
    );
    if (found.length > 0) return found;
    return change.change === 'removed' ? 'with-last' : 'with-first';
  });
}

function spotOf(spot: Spot | undefined): string | undefined {
  return spot && `${spot.file}#${spot.pointer ?? ''}`;
}

/** One holds the other, or is it. */
function isAbout(site: string | undefined, spot: string | undefined): boolean {
  if (site === undefined || spot === undefined) return false;
  return site === spot || site.startsWith(`${spot}/`) || spot.startsWith(`${site}/`);
}
