/**
 * Projects a recorded document to what a producer that follows the head schema would send (DESIGN 4.2): declared
 * renames are followed, what head no longer declares is dropped, declared defaults are filled in.
 */
import { toPointer } from '../../../document/pointer.ts';
import { isObject, strings } from './keywords.ts';
import { keyOf, type Library } from './library.ts';
import { type Node, project, type Run } from './project.ts';
import { declares, expand, type Part, partsOf, type Shape, shapeOf } from './shape.ts';

/** `missing`: pointer of a property that head requires and recorded traffic could not have. */
export type Projection = (document: unknown) => { readonly value: unknown; readonly missing?: string };

/**
 * Without `recordedUnder` only what the schema says of itself is done: its renames and defaults. The projected value
 * shares everything that did not change with the document, which is never mutated. `undefined` where there is nothing
 * to project, whatever the document.
 */
export function compileProjection(head: Library, recordedUnder?: Library): Projection | undefined {
  const nodes = new Map<string, Node>();
  const unfilled: (() => void)[] = [];
  const heads = [{ place: head.root, sure: true }];
  const root = nodeOf(heads, recordedUnder && [{ place: recordedUnder.root, sure: true }]);
  // A list grows while it is walked; recursion would be as deep as the longest way through a schema's definitions.
  for (const work of unfilled) work();
  keepActing([...nodes.values()]);
  if (!root.acts) return undefined;
  return (document) => {
    const run: Run = { missing: undefined };
    const value = project(root, document, run);
    return run.missing === undefined ? { value } : { value: document, missing: toPointer(run.missing) };
  };

  /** One node for each pair of schema sets, so that recursive schemas make a graph with cycles. */
  function nodeOf(headParts: readonly Part[], baseParts: readonly Part[] | undefined): Node {
    const key = JSON.stringify([headParts.map(name), baseParts?.map(name)]);
    const known = nodes.get(key);
    if (known) return known;
    const node = emptyNode();
    nodes.set(key, node);
    unfilled.push(() => {
      const headShape = shapeOf(head, headParts);
      fill(node, headShape, recordedUnder && baseParts && shapeOf(recordedUnder, baseParts));
    });
    return node;
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
      const filler = defaultOf(head, headShape.properties.get(property) ?? []);
      if (filler) node.defaults.push([property, filler.value]);
    }
    for (const property of headShape.required) {
      const known = [property, ...renamedFrom(head, headShape.properties.get(property) ?? [])];
      if (baseShape && !known.some((source) => declares(baseShape, source))) node.missing.push(property);
    }
    for (const [pattern, part] of headShape.patterns) {
      const same = baseShape?.patterns.filter(([other]) => other.source === pattern.source).map(([, other]) => other);
      node.patterns.push([pattern, nodeOf([part], same)]);
    }
    if (headShape.additional.length > 0) node.additional = nodeOf(headShape.additional, baseShape?.additional);
    const length = Math.max(headShape.prefix.length, baseShape?.prefix.length ?? 0);
    for (let index = 0; index < length; index++) {
      node.prefix.push(
        nodeOf(headShape.prefix[index] ?? headShape.rest, baseShape && (baseShape.prefix[index] ?? baseShape.rest)),
      );
    }
    node.rest = nodeOf(headShape.rest, baseShape?.rest);
  }
}

/** Marks the nodes from which something to do can be reached, and cuts off the others. */
function keepActing(nodes: readonly Node[]): void {
  for (const node of nodes) {
    node.acts = node.renames.length + node.drops.length + node.defaults.length + node.missing.length > 0;
  }
  let changed = true;
  while (changed) {
    changed = false;
    for (const node of nodes) {
      if (node.acts || !innerNodes(node).some((inner) => inner.acts)) continue;
      node.acts = true;
      changed = true;
    }
  }
  for (const { properties, patterns, additional } of nodes) {
    // Beside patterns a name has to stay: it tells that neither they nor `additional` speak for it.
    if (patterns.length > 0 || additional) continue;
    for (const [property, inner] of properties) if (!inner.acts) properties.delete(property);
  }
}

function innerNodes(node: Node): Node[] {
  const inner = [...node.properties.values(), ...node.patterns.map(([, other]) => other), ...node.prefix];
  return [...inner, ...(node.additional ? [node.additional] : []), ...(node.rest ? [node.rest] : [])];
}

function emptyNode(): Node {
  return {
    acts: false,
    renames: [],
    drops: [],
    defaults: [],
    missing: [],
    properties: new Map(),
    patterns: [],
    additional: undefined,
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
