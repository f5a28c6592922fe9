/** Values as the messages of edits show them: short, on one line. */
import type { Tree } from './tree.ts';

const MAX_LENGTH = 60;

/** JSON text of a tree, cut off with `…` where it is long. */
export function describe(tree: Tree): string {
  const text = write(tree, MAX_LENGTH + 1);
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1)}…`;
}

/** Stops once `room` characters are written, so that a huge tree costs no more than a small one. */
function write(tree: Tree, room: number): string {
  if (tree.kind === 'scalar') return tree.text;
  const [open, close] = tree.kind === 'list' ? '[]' : '{}';
  const start = tree.kind === 'list' && tree.tag ? `${tree.tag} ${open}` : `${open}`;
  let text = start;
  for (const [label, member] of parts(tree)) {
    if (text.length > room) return text;
    text += `${text === start ? '' : ','}${label}${write(member, room - text.length)}`;
  }
  return `${text}${close}`;
}

function* parts(tree: Exclude<Tree, { kind: 'scalar' }>): Generator<readonly [label: string, member: Tree]> {
  if (tree.kind === 'list') for (const item of tree.items) yield ['', item];
  else for (const [key, member] of tree.members) yield [`${JSON.stringify(key)}:`, member];
}
