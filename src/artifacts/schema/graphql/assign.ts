/** Which edits of a schema make which changes of its files. */
import { pointerTokens } from '../../../document/pointer.ts';
import type { ValueChange } from '../../diff/value-change.ts';
import type { Artifact } from '../../engine.ts';
import type { Assignment, InFiles } from '../../language.ts';
import { withinStack } from '../../parse.ts';
import type { Change } from './changes.ts';
import { findEdits } from './diff.ts';

/** Throws ArtifactError as the diff does. */
export function assignChanges(
  base: Artifact,
  head: Artifact,
  changes: readonly InFiles<ValueChange>[],
): readonly Assignment[] {
  const { edits, implementations } = withinStack(head.path, () => findEdits(base, head, ''));
  const found = edits.map(({ change }) => change);
  return changes.map((change) => {
    const own = edited(placeOf(change.pointer), change);
    return own.length > 0 ? own : change.change === 'removed' ? 'with-last' : 'with-first';
  });

  function edited({ path, section, name }: Place, change: ValueChange): number[] {
    const paths = [path, ...implementedBy(path)];
    const at = indexes((one) => paths.includes(one.path ?? SCHEMA));
    const exact = narrowed(at, section, name);
    const isWhole = section === undefined && change.change !== 'changed';
    const below = isWhole ? indexes((one) => paths.some((whole) => one.path?.startsWith(`${whole}.`))) : [];
    const inner = section === 'directives' ? indexes((one) => one.path?.startsWith(`${path}.@`) === true) : [];
    const all = [...new Set([...exact, ...below, ...narrowed(inner, section, name)])];
    return (all.length > 0 ? all : around(path)).sort((a, b) => a - b);
  }

  /** The same member of the types that have to have it, too. */
  function implementedBy(path: string): string[] {
    const [type = '', ...rest] = path.split('.');
    return rest.length === 0 ? [] : (implementations.get(type) ?? []).map((other) => [other, ...rest].join('.'));
  }

  /** Edits about the innermost of what holds it. */
  function around(path: string): number[] {
    const parts = path.split('.');
    for (let length = parts.length - 1; length > 0; length -= 1) {
      const holder = parts.slice(0, length).join('.');
      const at = indexes((one) => one.path === holder);
      if (at.length > 0) return at;
    }
    return [];
  }

  /** Of several edits at one place those that the change is about, as far as that can be told. */
  function narrowed(at: readonly number[], section: string | undefined, name: string | undefined): readonly number[] {
    const about = section === undefined ? undefined : ABOUT[section];
    const kind = about ? at.filter((index) => about.test(found[index]?.type ?? '')) : at;
    const some = kind.length > 0 ? kind : at;
    const byName = name === undefined ? [] : some.filter((index) => mentions(found[index], name));
    return byName.length > 0 ? byName : some;
  }

  function indexes(isMeant: (change: Change) => boolean): number[] {
    return found.flatMap((one, index) => (isMeant(one) ? [index] : []));
  }
}

const SCHEMA = 'schema';

/** What changes of a section are called. */
const ABOUT: Readonly<Record<string, RegExp>> = {
  description: /DESCRIPTION/,
  directives: /DIRECTIVE|DEPRECAT/,
  interfaces: /INTERFACE/,
  types: /UNION/,
  type: /TYPE_CHANGED/,
  default: /DEFAULT/,
  locations: /LOCATION/,
  repeatable: /REPEATABLE/,
  operations: /^SCHEMA/,
};

function mentions(change: Change | undefined, name: string): boolean {
  return new RegExp(`\\b${RegExp.escape(name)}\\b`).test(change?.message ?? '');
}

interface Place {
  /** As changes name it: `User.posts.first`. */
  readonly path: string;
  /** What of it changed; undefined for all of it. */
  readonly section?: string;
  /** Which of several in that section. */
  readonly name?: string;
}

const MEMBERS: readonly string[] = ['fields', 'values', 'arguments'];

/** Of a pointer into a tree: `/type User/fields/posts/arguments/first/type`. */
function placeOf(pointer: string): Place {
  const [key = '', ...rest] = pointerTokens(pointer);
  const name = key.replace(/#\d+$/, '').split(' ').at(-1) ?? '';
  let path = key.startsWith('directive ') ? `@${name}` : name;
  for (let index = 0; index < rest.length; index += 2) {
    const [section = '', member] = rest.slice(index, index + 2);
    if (!MEMBERS.includes(section)) return { path, section, ...(member !== undefined && { name: member }) };
    if (member === undefined) return { path };
    path += `.${member}`;
  }
  return { path };
}
