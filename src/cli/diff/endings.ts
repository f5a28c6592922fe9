/**
 * A file whose name has no ending is read as the one that it is compared with: so a shell names what a command prints,
 * `weir diff <(git show main:rules.json) rules.json`. What a pipe holds can be read once only.
 */
import { extname } from 'node:path';
import { onceEach } from '../../once.ts';
import { toText } from '../../repository/text.ts';
import type { Folder } from './folder.ts';

/** @param compared files as the user names them */
export function withEndings(folder: Folder, ...compared: readonly string[]): Folder {
  const ending = compared.map((file) => extname(file)).find((one) => one !== '');
  /** By the path under which they are read. */
  const lent = new Map(
    compared
      .filter((file) => ending !== undefined && extname(file) === '')
      .map((file) => [`${folder.pathOf(file)} as ${ending}`, folder.pathOf(file)]),
  );
  const read = new Map([...lent].map(([path, own]) => [own, path]));
  const pathOf = (file: string): string => read.get(folder.pathOf(file)) ?? folder.pathOf(file);
  const own = (path: string): string => lent.get(path) ?? path;
  const kept = new Set(compared.map(pathOf));
  const bytesOf = onceEach((path: string) => folder.files.readBytes(own(path)));
  return {
    ...folder,
    pathOf,
    shown: (path) => folder.shown(own(path)),
    files: {
      async read(path) {
        if (!kept.has(path)) return folder.files.read(path);
        const bytes = await bytesOf(path);
        return bytes && toText(Buffer.from(bytes), path);
      },
      readBytes: (path) => (kept.has(path) ? bytesOf(path) : folder.files.readBytes(path)),
    },
  };
}
