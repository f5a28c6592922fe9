/** What keeps a schema from judging anything, with the line of the keyword. */
import { pointerTokens, toPointer } from '../../../document/pointer.ts';
import type { Problem } from '../../../errors.ts';
import { refusedByAjv } from './ajv/refused.ts';
import { circularReferences } from './circles.ts';
import { isSchema } from './keywords.ts';
import {
  keyOf,
  type Library,
  type Place,
  problemAt,
  type Reference,
  reachablePlaces,
  referencesOf,
} from './library.ts';
import { brokenPatterns } from './pattern-mistakes.ts';
import { memberOf } from './place.ts';
import { isAbsolute, resolveUri, withoutFragment } from './uri.ts';
import { createJudge } from './validate/build.ts';
import { inMetaSchemas, metaSchemaOf, metaSchemas } from './validate/meta-schemas.ts';
import { newState } from './validate/state.ts';

/** @param unchanged what the meta-schema says of a schema that did not change is nobody's business here */
export function findMistakes(library: Library, unchanged = false): Problem[] {
  const places = reachablePlaces(library);
  const references = places.flatMap((place) => referencesOf(library, place));
  return [
    ...library.problems,
    ...(unchanged ? [] : malformed(library, references)),
    ...places.flatMap(brokenPatterns),
    ...references.flatMap(leadingNowhere),
    ...circularReferences(library).map(withoutEnd),
    ...(library.reading === 'ajv' ? refusedByAjv(places) : []),
  ];
}

/** What the meta-schema says about the root and about whatever its references lead to outside of it. */
function malformed(library: Library, references: readonly Reference[]): Problem[] {
  const checked: Place[] = [];
  const problems: Problem[] = [];
  const meta = metaSchemaOf(library.dialect);
  // An address that is no proper URI leads where it leads all the same.
  const judge = createJudge(metaSchemas(), { ignoresFormats: true });
  for (const place of [library.root, ...references.flatMap(({ target }) => target ?? [])]) {
    if (checked.some((other) => holds(other, place))) continue;
    checked.push(place);
    if (!isSchema(place.schema)) {
      problems.push(problemAt(place, 'not a JSON Schema', 'an object, true or false'));
      continue;
    }
    const written = pointerTokens(place.pointer).reduce<unknown>(memberOf, place.source.value);
    const state = newState(true);
    if (!meta || judge(meta).check(written, state, undefined) || !state.deepest) continue;
    // The deepest of the failures names the value that is wrong; the outer ones only say that something below them is.
    const { path, message, allowed } = state.deepest;
    const keyword = path.at(-1) ?? 'the schema';
    problems.push(problemAt(place, `${keyword} ${message}`, allowed?.join(', '), toPointer(path)));
  }
  return problems;
}

function withoutEnd({ place, keyword, reference }: Reference): Problem {
  return {
    ...problemAt(place, 'a reference that leads back to itself without end', undefined, `/${keyword}`),
    found: reference,
  };
}

function holds(outer: Place, inner: Place): boolean {
  const key = keyOf(outer);
  return keyOf(inner) === key || keyOf(inner).startsWith(`${key}/`);
}

function leadingNowhere({ place, keyword, reference, target }: Reference): Problem[] {
  const uri = resolveUri(reference, place.base);
  if (target !== undefined || inMetaSchemas(place, reference)) return [];
  const isLocal = reference.startsWith('#');
  const sought = uri !== undefined && !isLocal && isAbsolute(uri) && !uri.startsWith('file:') ? uri : undefined;
  const message =
    sought === undefined
      ? 'a reference that leads nowhere'
      : `a reference to what no file of the repository holds, and nothing is fetched: looked for the $id ${withoutFragment(sought)}; put the schema into the repository under this $id, or name a copy of it by vendored in weir.yml`;
  return [{ ...problemAt(place, message, undefined, `/${keyword}`), found: reference }];
}
