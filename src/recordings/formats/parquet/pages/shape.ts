/** What records are made of: what of a schema is wanted, as `../leaves.ts` selects it for DuckDB. */
import type { Wanted } from '../../../screen/wanted.ts';
import { type Tree, treeOf, WHOLE } from '../leaves.ts';
import { NotUnderstood } from './not-understood.ts';
import type { Dictionary, Leaf, List, Node, Struct } from './schema.ts';

export type Shape =
  | { readonly is: 'value'; readonly leaf: Leaf }
  /** Any value of the type, or null. */
  | { readonly is: 'sample'; readonly leaf: Leaf; readonly sample: string | number | boolean }
  /** `probe` tells whether it is null. */
  | { readonly is: 'struct'; readonly node: Struct; readonly probe: Leaf; readonly members: Members }
  | { readonly is: 'list'; readonly node: List; readonly item: Shape }
  | { readonly is: 'map'; readonly node: Dictionary; readonly value: Shape };

export type Members = readonly (readonly [name: string, shape: Shape])[];

/** Throws NotUnderstood. @param names of columns that are needed; undefined: all */
export function shapesOf(
  columns: readonly Node[],
  names: readonly string[] | undefined,
  wanted: readonly Wanted[] | undefined,
): Members {
  const needed = columns.filter(({ name }) => names?.includes(name) !== false);
  return membersOf(needed, treeOf(wanted));
}

function membersOf(nodes: readonly Node[], { isWhole, inner }: Tree): Members {
  return nodes.flatMap((node): [string, Shape][] => {
    const below = isWhole ? WHOLE : inner.get(node.name);
    return below ? [[node.name, shapeOf(node, below)]] : [];
  });
}

function shapeOf(node: Node, tree: Tree): Shape {
  switch (node.kind) {
    case 'leaf': {
      const sample = tree.isTyped ? sampleOf(node) : undefined;
      return sample === undefined ? { is: 'value', leaf: node } : { is: 'sample', leaf: node, sample };
    }
    case 'list':
      return { is: 'list', node, item: shapeOf(node.item, WHOLE) };
    case 'map':
      return { is: 'map', node, value: shapeOf(node.value, WHOLE) };
    case 'struct': {
      const members = membersOf(node.members, tree);
      const probe = leavesOf(members)[0] ?? probeOf(node);
      return { is: 'struct', node, members, probe };
    }
  }
}

/** All leaves that are looked at, in the order of the schema. */
export function leavesOf(members: Members): Leaf[] {
  return members.flatMap(([, shape]) => leavesOfShape(shape));
}

export function leavesOfShape(shape: Shape): Leaf[] {
  switch (shape.is) {
    case 'value':
    case 'sample':
      return [shape.leaf];
    case 'list':
      return leavesOfShape(shape.item);
    case 'map':
      return [shape.node.key, ...leavesOfShape(shape.value)];
    case 'struct':
      return shape.members.length === 0 ? [shape.probe] : leavesOf(shape.members);
  }
}

/** Those whose values are needed. */
export function valuedOf(shape: Shape): Leaf[] {
  if (shape.is === 'sample') return [];
  if (shape.is === 'struct') return shape.members.flatMap(([, member]) => valuedOf(member));
  return leavesOfShape(shape);
}

/** A leaf that has an entry for each of a struct of which nothing else is read. */
function probeOf(node: Struct): Leaf {
  const direct = directLeaf(node);
  if (!direct) throw new NotUnderstood('a struct of lists of which no more is wanted than whether it is there');
  return direct;
}

function directLeaf({ members }: Struct): Leaf | undefined {
  const own = members.find((member) => member.kind === 'leaf');
  if (own) return own;
  return members.map((member) => (member.kind === 'struct' ? directLeaf(member) : undefined)).find((leaf) => leaf);
}

/** As of DuckDB's types. */
function sampleOf({ as }: Leaf): string | number | boolean | undefined {
  switch (as.as) {
    case 'text':
      return '';
    case 'boolean':
      return false;
    case 'integer':
    case 'long':
      return 0;
    default:
      return undefined;
  }
}
