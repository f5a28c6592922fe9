/**
 * Judges values as the specification says, in every draft. Nothing is compiled to code: a schema becomes functions, each
 * when the first value gets there, so that a big schema costs what is used of it.
 */
import { isObject, type JsonObject } from '../keywords.ts';
import { descend, keyOf, type Library, type Place } from '../library.ts';
import { type ToTest, toRegExp } from '../pattern.ts';
import { combinatorChecks } from './combinators.ts';
import { type Inner, listChecks, unevaluatedItemsCheck } from './lists.ts';
import { objectChecks, unevaluatedPropertiesCheck } from './objects.ts';
import { createReferenceChecks } from './references.ts';
import { type Cell, type Check, fail, Seen, type State } from './state.ts';
import { allowedChecks, formatChecks, numberChecks, textChecks, typeCheck } from './values.ts';

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
  const referenceChecks = createReferenceChecks(library, meta, cellAt);
  return cellAt;

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
}

/** The references of 2019-09 and later that depend on the way that led to them. */
function isDynamic({ dialect }: Library): boolean {
  return dialect === '2019-09' || dialect === '2020-12';
}

function every(checks: readonly Check[], value: unknown, state: State, seen: Seen | undefined): boolean {
  for (let index = 0; index < checks.length; index++) {
    if (!checks[index]?.(value, state, seen)) return false;
  }
  return true;
}
