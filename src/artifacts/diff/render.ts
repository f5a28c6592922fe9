/** Writes a weave as text with some of its changes applied. */
import type { Change } from './change.ts';
import type { Tree } from './tree.ts';
import type { Member, Part, Weave } from './weave.ts';

/**
 * JSON, which is YAML too. Members stand in the order of base, then those that came. Recurses along the values, so call
 * it within `withinStack`.
 */
export function render(weave: Weave, isApplied: (change: Change) => boolean): string {
  switch (weave.kind) {
    case 'same':
      return write(weave.tree);
    case 'choice':
      return write(isApplied(weave.change) ? weave.head : weave.base);
    case 'mapping':
      return `{${weave.members.filter(isThere).flatMap(renderMember).join(',')}}`;
    case 'list':
      return `[${weave.items
        .filter(isThere)
        .map((item) => render(item.weave, isApplied))
        .join(',')}]`;
    default:
      return weave satisfies never;
  }

  function isThere({ added, removed }: Part): boolean {
    return (added === undefined || isApplied(added)) && (removed === undefined || !isApplied(removed));
  }

  function renderMember({ key, renamed, weave: value, emptyIsAbsent }: Member): string[] {
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
