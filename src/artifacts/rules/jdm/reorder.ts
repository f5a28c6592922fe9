/** Nodes and edges of a graph have no order, so those of base are compared in the order that head has them in. */
import { parseSource } from '../../../document/source.ts';
import { ArtifactError } from '../../../errors.ts';
import { type Content, toText } from '../../content.ts';
import type { ArtifactFile } from '../../language.ts';
import { list, members, text } from './graph.ts';

export interface Reordered {
  readonly content: Content;
  /** A pointer into it as one into the file that it was. */
  place(pointer: string): string;
}

/** Base as it was where the order is the same. Throws ArtifactError where a side does not parse. */
export function inOrderOf(base: ArtifactFile, head: ArtifactFile): Reordered {
  const [from, to] = [base, head].map(
    ({ content, path }) => parseSource(toText(content, path), path, ArtifactError, 'last-counts').value,
  );
  const [nodes, edges] = (['nodes', 'edges'] as const).map((name) =>
    orderOf(list(members(from)[name]), list(members(to)[name]), name === 'nodes' ? idOf : endsOf),
  );
  if (!nodes && !edges) return { content: base.content, place: (pointer) => pointer };
  const held = members(from);
  const ordered = {
    ...held,
    ...(nodes && { nodes: nodes.map((index) => list(held.nodes)[index]) }),
    ...(edges && { edges: edges.map((index) => list(held.edges)[index]) }),
  };
  return {
    content: JSON.stringify(ordered, null, 2),
    place: (pointer) =>
      pointer.replace(/^\/(nodes|edges)\/(\d+)/, (whole, name, index) => {
        const place = (name === 'nodes' ? nodes : edges)?.[Number(index)];
        return place === undefined ? whole : `/${name}/${place}`;
      }),
  };
}

/** Indexes of base as head has them, what head lacks last; undefined where they are in order, or are not told apart. */
function orderOf(
  base: readonly unknown[],
  head: readonly unknown[],
  keyOf: (item: unknown) => string,
): readonly number[] | undefined {
  const [mine, theirs] = [base.map(keyOf), head.map(keyOf)];
  if (new Set(mine).size < mine.length || new Set(theirs).size < theirs.length) return undefined;
  const places = new Map(theirs.map((key, index) => [key, index]));
  const kept = mine.flatMap((key) => places.get(key) ?? []);
  if (kept.every((place, index) => index === 0 || place > (kept[index - 1] ?? 0))) return undefined;
  const placeOf = (index: number): number => places.get(mine[index] ?? '') ?? head.length;
  return [...base.keys()].sort((a, b) => placeOf(a) - placeOf(b) || a - b);
}

function idOf(node: unknown): string {
  return text(members(node).id);
}

/** Editors give edges other ids each time. */
function endsOf(edge: unknown): string {
  const { sourceId, targetId, sourceHandle } = members(edge);
  return JSON.stringify([sourceId, targetId, sourceHandle]);
}
