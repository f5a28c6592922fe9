/** What .gitattributes makes of a file on its way into a working directory or an archive, as far as that may be another file there. */
import { ifRepositoryError } from '../errors.ts';
import { matchesAsIgnored } from './glob.ts';
import type { Snapshot } from './snapshot.ts';

/** Those that decide what is written, or whether; how lines end means nothing to whoever reads a governed file. */
const WRITTEN = ['filter', 'ident', 'working-tree-encoding', 'export-ignore', 'export-subst', 'merge'];

export function isAttributes(path: string): boolean {
  return /(^|\/)\.gitattributes$/.test(path);
}

/** `working-tree-encoding=UTF-16`, of what counts for the file; sorted. A later line outdoes an earlier one, a nearer file a farther one. */
export async function attributesOf(snapshot: Snapshot, path: string): Promise<string[]> {
  const folders = path.split('/').slice(0, -1);
  const counting = new Map<string, string>();
  for (let depth = 0; depth <= folders.length; depth += 1) {
    const folder = folders
      .slice(0, depth)
      .map((name) => `${name}/`)
      .join('');
    const text = await snapshot.read(`${folder}.gitattributes`).catch(ifRepositoryError);
    for (const line of (text ?? '').split(/\r?\n/)) {
      const [pattern = '', ...attributes] = line.trim().split(/\s+/);
      if (pattern === '' || pattern.startsWith('#') || pattern.startsWith('[attr]')) continue;
      if (!matchesAsIgnored(path.slice(folder.length), pattern.replaceAll('"', ''))) continue;
      for (const attribute of attributes) {
        const name = attribute.replace(/^[-!]|=.*$/g, '');
        if (!WRITTEN.includes(name)) continue;
        if (/^[-!]/.test(attribute)) counting.delete(name);
        else counting.set(name, attribute);
      }
    }
  }
  return [...counting.values()].sort();
}
