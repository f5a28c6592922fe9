/**
 * What of two versions of a document has to be looked at: an edit leaves most operations and components alone, and they need not
 * even be read as their draft reads them.
 */
import { equal } from '../../../document/equal.ts';
import { pointerTokens } from '../../../document/pointer.ts';
import { isObject, type JsonObject } from '../json-schema/keywords.ts';
import { pathKey } from './path-key.ts';

/** A component or the operations of a path, by the tokens that lead there: `["components","schemas","user"]`. */
type Part = string;

/** Where parts stand, by the tokens that lead to them but for the last. */
const HOLDERS: readonly (readonly string[])[] = [
  ['paths'],
  ...['definitions', 'parameters', 'responses'].map((name) => [name]),
  ...['schemas', 'parameters', 'responses', 'requestBodies', 'headers', 'pathItems'].map((name) => [
    'components',
    name,
  ]),
];

/**
 * Both documents without the parts that are the same in every word, lead to none that is not, and are led to by none either.
 * As they are where one cannot tell what leads where, or where something else says how parts are read.
 */
export function touchedIn(base: JsonObject, head: JsonObject): readonly [JsonObject, JsonObject] {
  const asTheyAre = [base, head] as const;
  if (!ABOUT_ALL.every((key) => equal(base[key], head[key]))) return asTheyAre;
  const parts = { base: partsOf(base), head: partsOf(head) };
  const leads = new Map<Part, Set<Part>>();
  const touched = new Set<Part>();
  for (const part of new Set([...parts.base.keys(), ...parts.head.keys()])) {
    const [was, is] = [parts.base.get(part), parts.head.get(part)];
    const isSame = equal(was, is);
    const found = referencesIn(isSame ? [was] : [was, is]);
    if (!found) return asTheyAre;
    leads.set(part, found.leads);
    if (!isSame || found.hasLongNumbers) touched.add(part);
  }
  follow(touched, reversed(leads));
  keepAlikePaths(touched, leads.keys());
  follow(touched, leads);
  return [only(base, touched), only(head, touched)];
}

/** The version, and what 2.0 says of the bodies of all operations. */
const ABOUT_ALL = ['openapi', 'swagger', 'consumes', 'produces', '$id', 'id', '$schema'];

function partsOf(document: JsonObject): ReadonlyMap<Part, unknown> {
  return new Map(
    HOLDERS.flatMap((tokens) => {
      const holder = tokens.reduce<unknown>((inner, token) => (isObject(inner) ? inner[token] : undefined), document);
      return isObject(holder)
        ? Object.keys(holder).map((name) => [partAt([...tokens, name]), holder[name]] as const)
        : [];
    }),
  );
}

function partAt(tokens: readonly string[]): Part {
  return JSON.stringify(tokens);
}

/** Undefined where something leads elsewhere, or by a name. */
function referencesIn(
  values: readonly unknown[],
): { readonly leads: Set<Part>; readonly hasLongNumbers: boolean } | undefined {
  const leads = new Set<Part>();
  let hasLongNumbers = false;
  const open = [...values];
  while (open.length > 0) {
    const one = open.pop();
    if (Array.isArray(one)) open.push(...one);
    // Two integers that are not the same may be one number in memory.
    else if (typeof one === 'number') hasLongNumbers ||= Number.isInteger(one) && !Number.isSafeInteger(one);
    if (!isObject(one)) continue;
    for (const key of Object.keys(one)) {
      const inner = one[key];
      if (typeof inner !== 'string') open.push(inner);
      else if (key === '$ref' && inner.startsWith('#/')) leads.add(partLedTo(inner));
      else if (key === '$ref' || NAMING.has(key)) return undefined;
    }
  }
  return { leads, hasLongNumbers };
}

const NAMING: ReadonlySet<string> = new Set([
  ...['$id', '$anchor', '$dynamicAnchor', '$dynamicRef', '$recursiveAnchor', '$recursiveRef'],
]);

function partLedTo(reference: string): Part {
  const tokens = pointerTokens(decode(reference.slice(1)));
  return partAt(tokens.slice(0, tokens[0] === 'components' ? 3 : 2));
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function reversed(leads: ReadonlyMap<Part, ReadonlySet<Part>>): ReadonlyMap<Part, ReadonlySet<Part>> {
  const back = new Map<Part, Set<Part>>();
  for (const [from, targets] of leads) {
    for (const to of targets) {
      const known = back.get(to);
      if (known) known.add(from);
      else back.set(to, new Set([from]));
    }
  }
  return back;
}

/** Adds all that those in the set lead to. */
function follow(reached: Set<Part>, leads: ReadonlyMap<Part, ReadonlySet<Part>>): void {
  // A set grows while it is walked.
  for (const part of reached) for (const target of leads.get(part) ?? []) reached.add(target);
}

/** Paths that differ in nothing but the names of their parameters are one path: which of them counts, whoever compares them says. */
function keepAlikePaths(touched: Set<Part>, parts: Iterable<Part>): void {
  const paths = [...parts].flatMap((part) => {
    const [holder, path]: readonly string[] = JSON.parse(part);
    return holder === 'paths' && path !== undefined ? [{ part, key: pathKey(path) }] : [];
  });
  const keys = new Set(paths.filter(({ part }) => touched.has(part)).map(({ key }) => key));
  for (const { part, key } of paths) if (keys.has(key)) touched.add(part);
}

function only(document: JsonObject, touched: ReadonlySet<Part>): JsonObject {
  return HOLDERS.reduce((value, tokens) => within(value, tokens, []), document);

  function within(value: JsonObject, [token, ...rest]: readonly string[], above: readonly string[]): JsonObject {
    if (token === undefined) {
      const kept = Object.entries(value).filter(
        ([name]) => touched.has(partAt([...above, name])) || name.startsWith('x-'),
      );
      return Object.fromEntries(kept);
    }
    const inner = value[token];
    return isObject(inner) ? { ...value, [token]: within(inner, rest, [...above, token]) } : value;
  }
}
