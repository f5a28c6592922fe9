/** The edit of a file that another engine reads at head: neither language tells the one text from the other. */
import { isUtf8 } from 'node:buffer';
import { fileOf } from '../document/part.ts';
import { toBytes } from './content.ts';
import type { Artifact, Edit, Engine } from './engine.ts';

/** Its name among changes. */
export const MIGRATED = 'language-changed';

/**
 * Empty where the file is the same, which both engines then read.
 * @param engines of two languages
 */
export function migrationEdits(
  base: Artifact,
  head: Artifact,
  engines: { readonly base: Engine; readonly head: Engine },
): Edit[] {
  const [before, after] = [contentOf(base), contentOf(head)];
  if (Buffer.compare(before, after) === 0) return [];
  const { base: was, head: is } = engines;
  return [
    {
      artifact: fileOf(head.path),
      kind: is.kind,
      engine: `${is.id}@${is.version}`,
      ...(isUtf8(after) && { lines: linesOf(after) }),
      ...(isUtf8(before) && isUtf8(after) && { baseLines: linesOf(before) }),
      compatibility: 'risky',
      message: `is ${is.name} now, and was ${was.name}`,
      change: MIGRATED,
    },
  ];
}

/** Of its own file. */
function contentOf({ files }: Artifact): Uint8Array {
  const [content = ''] = files.values();
  return toBytes(content);
}

function linesOf(text: Uint8Array): [number, number] {
  return [1, Math.max(1, Buffer.from(text).toString().trimEnd().split('\n').length)];
}
