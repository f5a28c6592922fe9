/** Edits of an artifact of many files: the changed lines of those that are text, and the others by their names. */
import { isUtf8 } from 'node:buffer';
import { type Content, toText } from '../content.ts';
import type { Artifact, Edit, Engine } from '../engine.ts';
import { diffLines } from './text.ts';

/** Sorted by file and line. Whatever a line says counts, but for blanks at its end. */
export function diffFolder(
  engine: Pick<Engine, 'id' | 'version' | 'kind'>,
  base: Artifact,
  head: Artifact,
  options: { readonly meaning?: (line: string) => string } = {},
): Edit[] {
  const { meaning = (line) => line.trimEnd() } = options;
  const paths = [...new Set([...base.files.keys(), ...head.files.keys()])].sort();
  return paths.flatMap((path): Edit[] => {
    const [before, after] = [base.files.get(path), head.files.get(path)];
    const whole = { artifact: path, kind: engine.kind, engine: `${engine.id}@${engine.version}` } as const;
    const message = `${path} may be run no more (100755 → 100644)`;
    const mode = { ...whole, lines: [1, 1], compatibility: 'breaking', message, change: 'mode-changed' } as const;
    const modes = head.inert?.includes(path) ? [mode] : [];
    if (before !== undefined && after !== undefined && isSame(before, after)) return modes;
    if (after === undefined)
      return [{ ...whole, lines: [1, 1], compatibility: 'risky', message: `${path} is gone`, change: 'file-removed' }];
    const lines = [1, isText(after) ? lastLine(toText(after, path)) : 1] as const;
    if (before === undefined)
      return [{ ...whole, lines, compatibility: 'risky', message: `${path} is new`, change: 'file-added' }];
    if (!isText(before) || !isText(after))
      return [
        ...modes,
        { ...whole, lines, compatibility: 'risky', message: `${path} has other bytes`, change: 'bytes-changed' },
      ];
    const one = (content: Content): Artifact => ({ path, kind: engine.kind, files: new Map([[path, content]]) });
    return [...modes, ...diffLines(engine, one(before), one(after), meaning)];
  });
}

function isSame(one: Content, other: Content): boolean {
  return Buffer.from(one).equals(Buffer.from(other));
}

function isText(content: Content): boolean {
  return typeof content === 'string' || (isUtf8(content) && !content.includes(0));
}

function lastLine(text: string): number {
  return Math.max(1, text.trimEnd().split('\n').length);
}
