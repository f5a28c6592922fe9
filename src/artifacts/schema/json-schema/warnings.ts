/** What a schema says that is read all the same, and may not mean what its author thinks. */
import type { Problem } from '../../../errors.ts';
import type { Artifact } from '../../engine.ts';
import type { Reading } from './dialect.ts';
import { show } from './diff/finding.ts';
import { isObject, own } from './keywords.ts';
import { type Library, openLibrary, problemAt, reachablePlaces } from './library.ts';
import { findMistakes } from './mistakes.ts';
import { toBoundedTest } from './pattern.ts';
import { lenientPatterns } from './pattern-mistakes.ts';
import { createJudge } from './validate/build.ts';
import { newState } from './validate/state.ts';

/** @param inForce then what would be an error otherwise is read, too, and named */
export function schemaWarnings(artifact: Artifact, reading: Reading, inForce = false): Problem[] {
  const library = openLibrary(artifact, reading, inForce);
  const mistakes = inForce ? findMistakes(library) : [];
  const duplicates = library.duplicateKeys().map((problem) => ({
    ...problem,
    message: `${problem.message}; the last of them counts`,
  }));
  const past = mistakes.map((mistake) => ({ ...mistake, message: `${mistake.message}; read as if it said nothing` }));
  return [...past, ...duplicates, ...library.warnings(), ...lenientPatterns(library), ...refusedDefaults(library)];
}

/** The projection fills in no default that its own schema refuses. */
function refusedDefaults(library: Library): Problem[] {
  const judge = createJudge(library, { toTest: toBoundedTest });
  return reachablePlaces(library).flatMap((place) => {
    const isProperty = /\/properties\/[^/]*$/.test(place.pointer);
    if (!isProperty || !isObject(place.schema) || !Object.hasOwn(place.schema, 'default')) return [];
    const value = own(place.schema, 'default');
    // Inner defaults may complete an object, which only the projection knows.
    if (isObject(value)) return [];
    const state = newState(true);
    if (judge(place).check(value, state, undefined)) return [];
    const message = `default ${show(value)} is refused by its own schema (${state.failure?.message}), so it is not filled in`;
    return [problemAt(place, message, undefined, '/default')];
  });
}
