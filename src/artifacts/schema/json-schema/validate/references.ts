/** Checks of references, with those that lead elsewhere depending on the way that led to them. */
import { circularReferences } from '../circles.ts';
import { isObject, type JsonObject } from '../keywords.ts';
import { keyOf, type Library, type Place } from '../library.ts';
import { resolveUri, splitUri } from '../uri.ts';
import { inMetaSchemas } from './meta-schemas.ts';
import { type Cell, type Check, through } from './state.ts';

/**
 * Makes the checks of the references in a schema, which stands at a place.
 * @param meta the drafts' own schemas, for references to them
 * @param cellAt the judge of a place
 */
export function createReferenceChecks(
  library: Library,
  meta: Library | undefined,
  cellAt: (place: Place) => Cell,
): (schema: JsonObject, place: Place) => Check[] {
  let silent: ReadonlySet<string> | undefined;
  return referenceChecks;

  /** Looked for when the first reference is met: most schemas have none of these, and some are big. */
  function isSilent(place: Place): boolean {
    if (!library.inForce) return false;
    silent ??= new Set(circularReferences(library).map((reference) => keyOf(reference.place)));
    return silent.has(keyOf(place));
  }

  function referenceChecks(schema: JsonObject, place: Place): Check[] {
    const checks: Check[] = [];
    const { $ref, $dynamicRef, $recursiveRef } = schema;
    const plain = typeof $ref === 'string' && !isSilent(place) ? find(place, $ref) : undefined;
    if (plain) checks.push(through(cellAt(plain)));
    if (typeof $dynamicRef === 'string') {
      const target = find(place, $dynamicRef);
      const name = splitUri(resolveUri($dynamicRef, place.base) ?? '')[1];
      const bookended = isObject(target?.schema) && target.schema.$dynamicAnchor === name;
      if (target && bookended) checks.push(dynamic((uri) => anchor(uri, name), target));
      else if (target) checks.push(through(cellAt(target)));
    }
    if (typeof $recursiveRef === 'string') {
      const target = find(place, $recursiveRef);
      if (target && isRecursive(target)) checks.push(dynamic(recursiveRoot, target));
      else if (target) checks.push(through(cellAt(target)));
    }
    return checks;
  }

  /** The outermost schema on the way that `at` finds something in; the target itself where there is none. */
  function dynamic(at: (uri: string) => Place | undefined, target: Place): Check {
    return (value, state, seen) => {
      let place = target;
      for (let scope = state.scope; scope; scope = scope.outer) place = at(scope.resource) ?? place;
      return cellAt(place).check(value, state, seen);
    };
  }

  function find(place: Place, reference: string): Place | undefined {
    return (
      library.resolve(place, reference) ?? (meta && (inMetaSchemas(place, reference) ?? meta.resolve(place, reference)))
    );
  }

  function anchor(uri: string, name: string): Place | undefined {
    return library.dynamicAnchor(uri, name) ?? meta?.dynamicAnchor(uri, name);
  }

  function recursiveRoot(uri: string): Place | undefined {
    const root = library.resource(uri) ?? meta?.resource(uri);
    return root && isRecursive(root) ? root : undefined;
  }
}

function isRecursive({ schema }: Place): boolean {
  return isObject(schema) && schema.$recursiveAnchor === true;
}
