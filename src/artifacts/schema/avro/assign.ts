/** Which edits of a schema make which changes of its files, so that some can be applied without the others. */
import type { Grammar, Pairing } from '../../diff/grammar.ts';
import type { ValueChange } from '../../diff/value-change.ts';
import type { Artifact } from '../../engine.ts';
import type { Assignment, InFiles } from '../../language.ts';
import { findEdits } from './diff.ts';
import type { Place } from './model.ts';

export const grammar: Grammar = {
  fixedKeys: true,
  pairing: (key) => (SETS.includes(key) ? 'equal' : 'alike') satisfies Pairing,
};

/** Lists of names. */
const SETS: readonly string[] = ['aliases', 'symbols', 'type'];

/** Throws ArtifactError as the diff does. */
export function assignChanges(base: Artifact, head: Artifact, changes: readonly InFiles<ValueChange>[]): Assignment[] {
  const sites = findEdits(base, head, '').map(({ found }) => ({ base: spotOf(found.base), head: spotOf(found.head) }));
  return changes.map((change) => {
    const spots = {
      base: change.basePointer === undefined ? undefined : `${change.baseFile}#${change.basePointer}`,
      head: change.headPointer === undefined ? undefined : `${change.headFile}#${change.headPointer}`,
    };
    const touching = (of: (spot: string) => string): number[] =>
      sites.flatMap((site, index) =>
        isAbout(site.base, spots.base && of(spots.base)) || isAbout(site.head, spots.head && of(spots.head))
          ? [index]
          : [],
      );
    const direct = touching((spot) => spot);
    // The alias that a rename leaves behind is part of it.
    const found = direct.length > 0 ? direct : touching((spot) => spot.replace(/\/aliases(\/\d+)?$/, '/name'));
    if (found.length > 0) return found;
    return change.change === 'removed' ? 'with-last' : 'with-first';
  });
}

function spotOf(place: Place | undefined): string | undefined {
  return place && `${place.source.file}#${place.pointer}`;
}

/** One holds the other, or is it. */
function isAbout(site: string | undefined, spot: string | undefined): boolean {
  if (site === undefined || spot === undefined) return false;
  return site === spot || site.startsWith(`${spot}/`) || spot.startsWith(`${site}/`);
}
