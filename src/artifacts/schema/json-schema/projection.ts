/**
 * Projects a recorded document to what a producer that follows the head schema would send: declared
 * renames are followed, what head no longer declares is dropped, declared defaults are filled in.
 */
import { toPointer } from '../../../document/pointer.ts';
import { isObject, type JsonObject, strings } from './keywords.ts';
import { isBig, keyOf, type Library, type Place, reachablePlaces } from './library.ts';
import { type Node, project, type Run } from './project.ts';
import { declares, expand, itemParts, type Part, partsOf, type Shape, shapeOf } from './shape.ts';
import { acceptsAt } from './validate/index.ts';

/** `missing`: pointer of a property that head requires and recorded traffic could not have. */
export interface Projection {
  (document: unknown): { readonly value: unknown; readonly missing?: string };
  /** Where it begins. */
  readonly root: Node;
}

/**
 * Without `recordedUnder` only what the schema says of itself is done: its renames and defaults. The projected value
 * shares everything that did not change with the document, which is never mutated. `undefined` where there is nothing
 * to project, whatever the document.
 * @param whenMet each place is planned when the first document gets there, in place of all of them now
 */
export function compileProjection(
  head: Library,
  recordedUnder?: Library,
  whenMet = isBig(head),
): Projection | undefined {
  if (recordedUnder === undefined && !reachablePlaces(head).some(({ schema }) => isObject(schema) && asks(schema)))
    return undefined;
  const nodes = new Map<string, Node>();
  const unfilled: (() => void)[] = [];
  const inner = new Map<Node, Node[]>();
  const accepts = acceptsAt(head);
  let checked = 0;
  const heads = [{ place: head.root, sure: true }];
  const silent = emptyNode();
  const root = nodeOf(heads, recordedUnder && [{ place: recordedUnder.root, sure: true }]);
  settle();
  if (!root.acts) return undefined;
  const projectDocument = (document: unknown): ReturnType<Projection> => {
    const run: Run = { missing: undefined };
    const value = project(root, document, run);
    return run.missing === undefined ? { value } : { value: document, missing: toPointer(run.missing) };
  };
  return Object.assign(projectDocument, { root });

  function settle(): void {
    // The list grows while it is walked; recursion would be as deep as the longest way through a schema's definitions.
    for (const work of unfilled) work();
    unfilled.length = 0;
    if (whenMet) return;
    const all = [...nodes.values()];
    keepActing(all, inner);
    const fresh = all.slice(checked);
    checked = all.length;
    leaveOutRefused(accepts, fresh);
    keepActing(all, inner);
  }

  /** One node for each pair of schema sets, so that recursive schemas make a graph with cycles. */
  function nodeOf(headParts: readonly Part[], baseParts: readonly Part[] | undefined): Node {
    // Where head's schema says nothing, the value stays as it is.
    if (headParts.length === 0) return silent;
    const key = JSON.stringify([headParts.map(name), baseParts?.map(name)]);
    const known = nodes.get(key);
    if (known) return known;
    const node = emptyNode();
    nodes.set(key, node);
    const plan = () => {
      const headShape = shapeOf(head, headParts);
      fill(node, headShape, recordedUnder && baseParts && shapeOf(recordedUnder, baseParts));
    };
    if (whenMet) openWhenMet(node, plan);
    else unfilled.push(plan);
    return node;
  }

  function openWhenMet(node: Node, plan: () => void): void {
    // Until it is planned, assume that it changes something.
    node.acts = true;
    node.plan = () => {
      node.plan = undefined;
      plan();
      node.acting = actingProperties(node);
      leaveOutRefused(accepts, [node]);
      node.acts = actsItself(node) || (inner.get(node) ?? []).some(({ acts }) => acts);
    };
  }

  function fill(node: Node, headShape: Shape, baseShape: Shape | undefined): void {
    const names = new Set([...headShape.properties.keys(), ...(baseShape?.properties.keys() ?? [])]);
    for (const property of names) {
      if (!declares(headShape, property)) {
        if (!headShape.silent) node.drops.push(property);
        continue;
      }
      const headParts = partsOf(headShape, property);
      const sources = renamedFrom(head, headShape.properties.get(property) ?? []);
      for (const from of sources) node.renames.push({ from, to: property, keep: declares(headShape, from) });
      const recorded = [property, ...sources].find((source) => baseShape && declares(baseShape, source)) ?? property;
      node.properties.set(property, nodeOf(headParts, baseShape && partsOf(baseShape, recorded)));
      const parts = headShape.properties.get(property) ?? [];
      const filler = defaultOf(head, parts);
      if (filler) node.defaults.push({ property, value: filler.value, parts });
    }
    for (const property of headShape.required) {
      const known = [property, ...renamedFrom(head, headShape.properties.get(property) ?? [])];
      if (baseShape && !known.some((source) => declares(baseShape, source))) node.missing.push(property);
    }
    fillOthers(node, headShape, baseShape);
    const length = Math.max(headShape.positions, baseShape?.positions ?? 0);
    for (let index = 0; index < length; index++) {
      node.prefix.push(nodeOf(itemParts(headShape, index), baseShape && itemParts(baseShape, index)));
    }
    const past = Number.POSITIVE_INFINITY;
    node.rest = nodeOf(itemParts(headShape, past), baseShape && itemParts(baseShape, past));
    inner.set(node, [...node.properties.values(), ...node.prefix, node.rest, ...(inner.get(node) ?? [])]);
  }

  /** What is done to a member that no `properties` lists depends on which patterns its name matches. */
  function fillOthers(node: Node, headShape: Shape, baseShape: Shape | undefined): void {
    const patterns = [...headShape.patterns, ...(baseShape?.patterns ?? [])];
    if (patterns.length === 0 && !speaks(headShape)) return;
    const byMatches = new Map<string, Node>();
    node.others = (name) => {
      const matches = patterns.map((pattern) => (pattern.test(name) ? '1' : '0')).join('');
      const known = byMatches.get(matches);
      if (known) return known;
      const found = nodeOf(partsOf(headShape, name), baseShape && partsOf(baseShape, name));
      byMatches.set(matches, found);
      if (unfilled.length > 0) settle();
      return found;
    };
    // What any of the patterns does alone tells whether anything is done at all.
    const alone = [undefined, ...new Set(patterns.map(({ source }) => source))].map((source) =>
      nodeOf(partsMatching(headShape, source), baseShape && partsMatching(baseShape, source)),
    );
    inner.set(node, alone);
  }
}

function speaks(shape: Shape): boolean {
  return shape.unevaluatedMembers.length > 0 || shape.schemas.some(({ additional }) => additional.length > 0);
}

/** The schemas for a name that matches this pattern and no other. */
function partsMatching(shape: Shape, source: string | undefined): readonly Part[] {
  const found = shape.schemas.flatMap(({ patterns, additional }) => {
    const matched = patterns.filter(([pattern]) => pattern.source === source).map(([, part]) => part);
    return matched.length > 0 ? matched : additional;
  });
  return found.length > 0 ? found : shape.unevaluatedMembers;
}

/** A default that its own schema refuses would only make a valid document invalid. */
function leaveOutRefused(accepts: (place: Place, value: unknown) => boolean, nodes: readonly Node[]): void {
  for (const node of nodes) {
    const kept = node.defaults.filter(({ property, value, parts }) => {
      const inner = node.properties.get(property);
      const filled = inner ? project(inner, value, { missing: undefined }) : value;
      return parts.every(({ place, sure }) => !sure || accepts(place, filled));
    });
    node.defaults.splice(0, node.defaults.length, ...kept);
  }
}

/** Marks the nodes from which something to do can be reached, and cuts off the others. */
function keepActing(nodes: readonly Node[], inner: ReadonlyMap<Node, readonly Node[]>): void {
  const leadingTo = new Map<Node, Node[]>();
  const acting: Node[] = [];
  for (const node of nodes) {
    node.acts = actsItself(node);
    if (node.acts) acting.push(node);
    for (const below of inner.get(node) ?? []) {
      const from = leadingTo.get(below);
      if (from) from.push(node);
      else leadingTo.set(below, [node]);
    }
  }
  // The list grows while it is walked.
  for (const node of acting) {
    for (const above of leadingTo.get(node) ?? []) {
      if (above.acts) continue;
      above.acts = true;
      acting.push(above);
    }
  }
  for (const node of nodes) node.acting = actingProperties(node);
}

function actsItself({ renames, drops, defaults, missing }: Node): boolean {
  return renames.length + drops.length + defaults.length + missing.length > 0;
}

function actingProperties({ properties }: Node): string[] {
  return [...properties].flatMap(([property, below]) => (below.acts ? property : []));
}

/** Whether a schema by itself asks for something to be done: a default, a declared rename. */
function asks(schema: JsonObject): boolean {
  return Object.hasOwn(schema, 'default') || Object.hasOwn(schema, 'x-renamed-from');
}

function emptyNode(): Node {
  return {
    plan: undefined,
    acts: false,
    acting: [],
    renames: [],
    drops: [],
    defaults: [],
    missing: [],
    properties: new Map(),
    others: undefined,
    prefix: [],
    rest: undefined,
  };
}

function name({ place, sure }: Part): string {
  return `${keyOf(place)}${sure ? '' : '?'}`;
}

/** The former names that a property declares in `x-renamed-from`: one, or a list with the latest first. */
function renamedFrom(library: Library, parts: readonly Part[]): string[] {
  for (const { place, sure } of expand(library, parts)) {
    const from = sure && isObject(place.schema) ? place.schema['x-renamed-from'] : undefined;
    const names = typeof from === 'string' ? [from] : strings(from);
    if (names.length > 0) return names.filter((former) => former !== '__proto__');
  }
  return [];
}

/** As in ajv, a default inside `anyOf`, `oneOf`, `not` or a condition fills nothing in. */
function defaultOf(library: Library, parts: readonly Part[]): { readonly value: unknown } | undefined {
  for (const { place, sure } of expand(library, parts)) {
    if (sure && isObject(place.schema) && Object.hasOwn(place.schema, 'default'))
      return { value: place.schema.default };
  }
  return undefined;
}
