/**
 * ajv's compiled code as a short way to "valid", for schemas that use nothing in which ajv differs from the
 * specification. It is several times faster; whatever it doesn't let through is judged by the specification.
 */
import { holdsBigint } from '../../../../document/doubles.ts';
import { compileValidator } from '../ajv/validator.ts';
import { isObject, type JsonObject, own, strings } from '../keywords.ts';
import { isBig, type Library, reachablePlaces, referencesOf } from '../library.ts';

/** A test that only says yes where the specification does; `undefined` where there is none. */
export function shortcut(library: Library): ((document: unknown) => boolean) | undefined {
  // Compiling a big one takes longer than it saves.
  if (isBig(library)) return undefined;
  const places = reachablePlaces(library);
  const schemas = places.map(({ schema }) => schema).filter(isObject);
  const isOpen = places.some((place) => referencesOf(library, place).some(({ target }) => !target));
  if (isOpen || !schemas.every(isPlain)) return undefined;
  const compiled = attempt(() => compileValidator(library));
  if (!compiled) return undefined;
  // ajv looks at alternatives that the specification doesn't need, and may not come back from one.
  const validate = (document: unknown) => {
    try {
      return compiled(document);
    } catch {
      return false;
    }
  };
  // ajv takes an integer that no double holds for no number: where that can only make it reject, nothing is lost.
  if (schemas.every(rejectsUnknown)) return validate;
  return (document) => !holdsBigint(document) && validate(document);
}

const DIFFERENT: readonly string[] = [
  ...['$dynamicRef', '$recursiveRef', 'contains', 'multipleOf', 'unevaluatedItems', 'unevaluatedProperties'],
];

function isPlain(schema: JsonObject): boolean {
  if (DIFFERENT.some((keyword) => Object.hasOwn(schema, keyword))) return false;
  const properties = own(schema, 'properties');
  // ajv takes a member for present where Object.prototype has one of that name, and where its own name is empty.
  const names = [...strings(own(schema, 'required')), ...Object.keys(isObject(properties) ? properties : {})];
  const dependencies = ['dependencies', 'dependentRequired', 'dependentSchemas'];
  if (names.some((name) => name in {} || name === '') || dependencies.some((keyword) => Object.hasOwn(schema, keyword)))
    return false;
  return !Object.entries(schema).some(
    ([keyword, value]) =>
      typeof value === 'bigint' || ((keyword === 'const' || Array.isArray(value)) && holdsBigint(value)),
  );
}

/** Whether ajv, to which a bigint is no number, says yes only where it says so of the double next to it, too. */
export function isYesOfDoubles(library: Library): boolean {
  if (isBig(library)) return false;
  const schemas = reachablePlaces(library).map(({ schema }) => schema);
  const counting = [...DIFFERENT, 'uniqueItems'];
  return schemas
    .filter(isObject)
    .every((schema) => rejectsUnknown(schema) && !counting.some((keyword) => Object.hasOwn(schema, keyword)));
}

const NUMERIC: readonly string[] = ['exclusiveMaximum', 'exclusiveMinimum', 'format', 'maximum', 'minimum'];
const TURNING: readonly string[] = ['if', 'not', 'oneOf'];

function rejectsUnknown(schema: JsonObject): boolean {
  if (TURNING.some((keyword) => Object.hasOwn(schema, keyword))) return false;
  return Object.hasOwn(schema, 'type') || !NUMERIC.some((keyword) => Object.hasOwn(schema, keyword));
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
