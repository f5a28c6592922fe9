/** Writes a merged tree as text with some of its changes applied. */

import type { Member, MergedTree, Part } from './merged-tree.ts';
import type { Tree } from './tree.ts';
import type { ValueChange } from './value-change.ts';

/**
 * JSON, which is YAML too. Members stand in the order of base, then those that came. Recurses along the values, so call
 * it within `withinStack`.
 */
export function render(node: MergedTree, isApplied: (change: ValueChange) => boolean): string {
  switch (node.kind) {
    case 'same':
      return write(node.tree);
    case 'choice':
      return write(isApplied(node.change) ? node.head : node.base);
    case 'mapping':
      return `{${node.members.filter(isThere).flatMap(renderMember).join(',')}}`;
    case 'list':
      return `[${node.items
        .filter(isThere)
        .map((item) => render(item.node, isApplied))
        .join(',')}]`;
    default:
      return node satisfies never;
  }

  function isThere({ added, removed }: Part): boolean {
    return (added === undefined || isApplied(added)) && (removed === undefined || !isApplied(removed));
  }

  function renderMember({ key, renamed, node: value, emptyIsAbsent }: Member): string[] {
    const text = render(value, isApplied);
    if (emptyIsAbsent && (text === '{}' || text === '[]')) return [];
    return [`${JSON.stringify(renamed && isApplied(renamed.change) ? renamed.key : key)}:${text}`];
  }
}

function write(tree: Tree): string {
  if (tree.kind === 'scalar') return notJson.get(tree.text) ?? tree.text;
  if (tree.kind === 'list') return `[${tree.items.map(write).join(',')}]`;
  return `{${Array.from(tree.members, ([key, member]) => `${JSON.stringify(key)}:${write(member)}`).join(',')}}`;
}

/** Numbers that YAML has and JSON has not, as YAML writes them. */
const notJson: ReadonlyMap<string, string> = new Map([
  ['NaN', '.nan'],
  ['Infinity', '.inf'],
  ['-Infinity', '-.inf'],
]);
