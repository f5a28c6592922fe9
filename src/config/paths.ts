/** What may stand in weir.yml as the path of a file: one inside the repository, from its root. */
import { posix } from 'node:path';
import { splitPart } from '../document/part.ts';
import { pointerPattern } from '../document/pointer.ts';
import { either } from '../format/listed.ts';
import { describe, type Mistake } from './mistake.ts';
import { addresses, addressSchemes } from './recordings.generated.ts';

type PathMistake = Omit<Mistake, 'pointer'>;

/** What is wrong with the path of a governed file; undefined for nothing. */
export function pathMistake(path: string): PathMistake | undefined {
  const place = { at: 'value', found: describe(path) } as const;
  const expected = "a path from the repository's root";
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path)) return { ...place, message: 'an address, not a path', expected };
  const bare = path.replace(/^[a-z]:(?=[\\/])/i, '').replaceAll('\\', '/');
  if (bare.startsWith('/') || bare !== path.replaceAll('\\', '/')) {
    return { ...place, message: 'an absolute path', expected, nearest: bare.replace(/^\/+/, '') || undefined };
  }
  if (bare.split('/').includes('..')) return { ...place, message: 'a path with ".."', expected };
  if (path.includes('\\')) return { ...place, message: 'a path with backslashes', expected, nearest: bare };
  return undefined;
}

/** The same for `files` of a recording, which may also be an address. */
export function filesMistake(files: string): PathMistake | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(files)?.[1]?.toLowerCase();
  const expected = `a glob from the repository's root, ${either(addresses)}`;
  if (scheme === undefined) {
    const mistake = pathMistake(files);
    const isAbsolute = files.startsWith('/');
    return mistake && { ...mistake, expected, nearest: isAbsolute ? `file://${files}` : mistake.nearest };
  }
  if (addressSchemes.includes(scheme)) return undefined;
  return { at: 'value', message: `no storage is known for ${scheme}://`, found: describe(files), expected };
}

/** `./a//b` → `a/b`, as snapshots name files. Only for paths without a mistake. */
export function normalPath(path: string): string {
  const { file, pointer } = splitPart(path);
  return posix.normalize(file) + (pointer === undefined ? '' : `#${pointer}`);
}

/** What is wrong with the path of rules, which may name a part of their file; undefined for nothing. */
export function partMistake(path: string): PathMistake | undefined {
  const { file, pointer } = splitPart(path);
  if (pointer === undefined || pointerPattern.test(pointer)) return pathMistake(file);
  return { at: 'value', message: `${describe(pointer)} is not a JSON Pointer`, found: describe(path) };
}
