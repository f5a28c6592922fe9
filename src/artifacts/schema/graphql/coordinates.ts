/** Where in the files of a schema its parts stand, by the paths that changes are told by: `User.posts.first`, `@auth.role`. */
import type { ASTNode, DocumentNode } from 'graphql';

export interface Spot {
  readonly file: string;
  /** All of it, with its description. */
  readonly all: readonly [number, number];
  /** Where its name stands. */
  readonly named: readonly [number, number];
}

/** The first spot of each; extensions of a type are spots of what they add. */
export function spotsIn({ definitions }: DocumentNode): ReadonlyMap<string, Spot> {
  const spots = new Map<string, Spot>();
  for (const node of definitions) {
    const name = nameOf(node);
    const prefix = node.kind === 'DirectiveDefinition' ? `@${name}` : (name ?? 'schema');
    enter(prefix, node);
    members(prefix, node);
  }
  return spots;

  function members(path: string, node: ASTNode): void {
    for (const key of MEMBERS) {
      const list: unknown = Reflect.get(node, key);
      if (!Array.isArray(list)) continue;
      for (const member of list as readonly ASTNode[]) {
        const name = nameOf(member);
        if (name === undefined) continue;
        const inner = `${path}.${key === 'directives' ? '@' : ''}${name}`;
        enter(inner, member);
        members(inner, member);
      }
    }
  }

  function enter(path: string, node: ASTNode): void {
    const { loc } = node;
    if (!loc || spots.has(path)) return;
    const name = 'name' in node ? node.name?.loc?.startToken.line : undefined;
    const all = [loc.startToken.line, loc.endToken.line] as const;
    spots.set(path, { file: loc.source.name, all, named: [name ?? all[0], name ?? all[0]] });
  }
}

/** A union's members and the interfaces of a type are no places of their own. */
const MEMBERS = ['fields', 'values', 'arguments', 'directives'] as const;

function nameOf(node: ASTNode): string | undefined {
  return 'name' in node && node.name?.kind === 'Name' ? node.name.value : undefined;
}

/** As GraphQL's specification writes it: `User.posts(first:)`, `@auth(role:)`. */
export function coordinateOf(path: string): string {
  const parts = path.split('.');
  const at = parts.findIndex((part, index) => index > 0 && part.startsWith('@'));
  if (at > 0) return `${coordinateOf(parts.slice(0, at).join('.'))} ${coordinateOf(parts.slice(at).join('.'))}`;
  const holder = path.startsWith('@') ? 1 : 2;
  const argument = parts[holder];
  return argument === undefined ? path : `${parts.slice(0, holder).join('.')}(${argument}:)`;
}
