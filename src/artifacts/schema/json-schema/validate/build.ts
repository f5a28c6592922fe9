/**
 * Judges values as the specification says, in every draft. Nothing is compiled to code: a schema becomes functions, each
 * when the first value gets there, so that a big schema costs what is used of it.
 */
import { circularReferences } from '../circles.ts';
import { isObject, type JsonObject, own } from '../keywords.ts';
import { descend, keyOf, type Library, type Place } from '../library.ts';
import { type ToTest, toRegExp } from '../pattern.ts';
import { resolveUri, splitUri } from '../uri.ts';
import { type Inner, listChecks, unevaluatedItemsCheck } from './lists.ts';
import { inMetaSchemas } from './meta-schemas.ts';
import { objectChecks, unevaluatedPropertiesCheck } from './objects.ts';
import { type Check, fail, Seen, type State } from './state.ts';
import { allowedChecks, formatChecks, numberChecks, textChecks, typeCheck } from './values.ts';

interface Cell {
  check: Check;
}

export interface JudgeOptions {
  /** The drafts' own schemas, for references to them. */
  readonly meta?: Library;
  /** Formats describe, and judge nothing. */
  readonly ignoresFormats?: boolean;
  /** What tests the patterns; regular expressions by default. */
  readonly toTest?: ToTest;
}

/** A judge of every place of the library. */
export function createJudge(library: Library, options: JudgeOptions = {}): (place: Place) => Cell {
  const { meta, ignoresFormats = false, toTest = toRegExp } = options;
  const cells = new Map<string, Cell>();
  let silent: ReadonlySet<string> | undefined;
  return cellAt;

  /** Looked for when the first reference is met: most schemas have none of these, and some are big. */
  function isSilent(place: Place): boolean {
    if (!library.inForce) return false;
    silent ??= new Set(circularReferences(library).map((reference) => keyOf(reference.place)));
    return silent.has(keyOf(place));
  }

  function cellAt(place: Place): Cell {
    const key = keyOf(place);
    const known = cells.get(key);
    if (known) return known;
    const cell: Cell = {
      check(value, state, seen) {
        cell.check = build(place);
        return cell.check(value, state, seen);
      },
    };
    cells.set(key, cell);
    return cell;
  }

  function build(place: Place): Check {
    const { schema } = place;
    if (schema === false) return (_value, state) => fail(state, 'boolean schema is false');
    if (!isObject(schema) || Object.keys(schema).length === 0) return () => true;
    const inner: Inner = (...tokens) => {
      const found = descend(place, tokens);
      return found && (isObject(found.schema) || typeof found.schema === 'boolean') ? cellAt(found) : undefined;
    };
    return within(place, combined(schema, inner, place));
  }

  function combined(schema: JsonObject, inner: Inner, place: Place): Check {
    const first = typeCheck(schema);
    const numbers = numberChecks(schema);
    const texts = textChecks(schema, toTest);
    const general = [
      ...(ignoresFormats ? [] : formatChecks(schema)),
      ...referenceChecks(schema, place),
      ...allowedChecks(schema),
      ...combinatorChecks(schema, inner),
    ];
    const lists = listChecks(schema, inner, library.dialect === '2020-12');
    const objects = objectChecks(schema, inner, toTest);
    const restOfLists = unevaluatedItemsCheck(schema, inner);
    const restOfObjects = unevaluatedPropertiesCheck(schema, inner);
    const judge: Check = (value, state, seen) => {
      if (first && !first(value, state, seen)) return false;
      const kind = typeof value;
      if (kind === 'number' || kind === 'bigint') {
        if (!every(numbers, value, state, seen)) return false;
      } else if (kind === 'string' && !every(texts, value, state, seen)) return false;
      if (!every(general, value, state, seen)) return false;
      if (kind !== 'object' || value === null) return true;
      if (!Array.isArray(value)) {
        if (!every(objects, value, state, seen)) return false;
        return !restOfObjects || restOfObjects(value, state, seen);
      }
      return every(lists, value, state, seen) && (!restOfLists || restOfLists(value, state, seen));
    };
    if (!restOfLists && !restOfObjects) return judge;
    return (value, state, seen) => {
      const mine = new Seen();
      if (!judge(value, state, mine)) return false;
      seen?.add(mine);
      return true;
    };
  }

  /** Where references depend on the way that led to them, the way is kept. */
  function within({ base }: Place, check: Check): Check {
    if (!isDynamic(library)) return check;
    return (value, state, seen) => {
      const { scope } = state;
      if (scope?.resource === base) return check(value, state, seen);
      state.scope = { resource: base, outer: scope };
      const valid = check(value, state, seen);
      state.scope = scope;
      return valid;
    };
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

/** The references of 2019-09 and later that depend on the way that led to them. */
function isDynamic({ dialect }: Library): boolean {
  return dialect === '2019-09' || dialect === '2020-12';
}

function through(cell: Cell): Check {
  return (value, state, seen) => cell.check(value, state, seen);
}

function every(checks: readonly Check[], value: unknown, state: State, seen: Seen | undefined): boolean {
  for (let index = 0; index < checks.length; index++) {
    if (!checks[index]?.(value, state, seen)) return false;
  }
  return true;
}

function combinatorChecks(schema: JsonObject, inner: Inner): Check[] {
  const branches = (keyword: string) => {
    const list = own(schema, keyword);
    return Array.isArray(list) ? list.flatMap((_, index) => inner(keyword, String(index)) ?? []) : [];
  };
  const checks: Check[] = [];
  const not = inner('not');
  if (not) {
    checks.push((value, state) => {
      const { deepest } = state;
      const matches = not.check(value, state, undefined);
      state.deepest = deepest;
      return !matches || fail(state, 'must NOT be valid');
    });
  }
  const any = branches('anyOf');
  if (Array.isArray(own(schema, 'anyOf'))) {
    checks.push((value, state, seen) => {
      const matches = matching(any, value, state, seen, seen ? any.length : 1);
      return matches > 0 || fail(state, 'must match a schema in anyOf');
    });
  }
  const one = branches('oneOf');
  if (Array.isArray(own(schema, 'oneOf'))) {
    checks.push((value, state, seen) => {
      return matching(one, value, state, seen, 2) === 1 || fail(state, 'must match exactly one schema in oneOf');
    });
  }
  for (const all of branches('allOf')) checks.push(through(all));
  return [...checks, ...conditionChecks(inner)];
}

/** How many branches match, counted up to a number that is enough to know. */
function matching(
  branches: readonly Cell[],
  value: unknown,
  state: State,
  seen: Seen | undefined,
  enough: number,
): number {
  const { deepest } = state;
  let count = 0;
  for (const branch of branches) {
    const mine = seen && new Seen();
    if (!branch.check(value, state, mine)) continue;
    if (mine) seen?.add(mine);
    count += 1;
    if (count >= enough) break;
  }
  // Where one branch matches, nothing is wrong with what the others found.
  if (count > 0) state.deepest = deepest;
  return count;
}

function conditionChecks(inner: Inner): Check[] {
  const condition = inner('if');
  if (!condition) return [];
  const met = inner('then');
  const unmet = inner('else');
  return [
    (value, state, seen) => {
      if (!met && !unmet && !seen) return true;
      const mine = seen && new Seen();
      const { deepest } = state;
      const holds = condition.check(value, state, mine);
      state.deepest = deepest;
      if (holds && mine) seen?.add(mine);
      const branch = holds ? met : unmet;
      return !branch || branch.check(value, state, seen);
    },
  ];
}
