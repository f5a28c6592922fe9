/** Which files an import may lead to: paths are relative to a folder that the file itself does not name. */
import { posix } from 'node:path';
import { rootOf } from '../../../document/elsewhere.ts';
import type { Artifact } from '../../artifact.ts';
import { type Content, textIn } from '../../content.ts';
import { scan } from './scan.ts';

/** Addresses that the repository's files may answer: by the end of their path. */
const SCHEME = 'protobuf:';
/** Packages, which any number of files may be of. */
const PACKAGE = 'protobuf-package:';

export function importsIn(content: string, path: string): string[] {
  // Most of a big file has nothing to do with it.
  if (!content.includes('import')) return [];
  return [...new Set(scan(content, path).imports.map(({ text }) => text))].filter((name) => name !== '');
}

/** Each import as paths that it may mean, the nearest folder first. Those of Google's own files need not exist. */
export function placesOf(content: string, path: string): string[][] {
  const root = rootOf(path);
  const folders = foldersAbove(path.slice(root.length)).map((folder) => root + folder);
  return importsIn(content, path)
    .filter((name) => !posix.isAbsolute(name) && !posix.normalize(name).startsWith('..'))
    .map((name) => folders.map((folder) => posix.join(folder, name)));
}

/** `a/b/c.proto` → `a/b`, `a`, and the root. */
function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts
    .map((_, index) => parts.slice(0, parts.length - index).join('/'))
    .concat(path.startsWith('/') ? '/' : '');
}

export function addressOf(name: string): string {
  return SCHEME + name;
}

/** Whether a file may be what an import says. */
export function isAt(path: string, name: string): boolean {
  return path === name || path.endsWith(`/${name}`);
}

/** Packages that head's own files may have no longer: of those that are gone, and its own where that is another. */
export function lostPackages(base: Artifact, head: Artifact): string[] {
  const packageOf = (artifact: Artifact, file: string) => scan(textIn(artifact, file), file).package;
  const [own, now] = [base, head].map(({ files }) => files.keys().next().value ?? '');
  const was = packageOf(base, own ?? '');
  const isOther = was !== packageOf(head, now ?? '');
  const lost = [...(isOther ? [was] : []), ...(head.gone ?? []).map((file) => packageOf(base, file))];
  return [...new Set(lost)].filter((name) => name !== '').map((name) => PACKAGE + name);
}

export function answers(content: Content, path: string, address: string): boolean {
  if (address.startsWith(PACKAGE)) {
    const name = address.slice(PACKAGE.length);
    return typeof content === 'string' && content.includes(name) && scan(content, path).package === name;
  }
  return address.startsWith(SCHEME) && isAt(path, address.slice(SCHEME.length));
}

/** The file of these that an import leads to: not the one that it stands in, unless there is no other. */
export function importedFile(name: string, from: string, files: Iterable<string>): string | undefined {
  const found = [...files].filter((path) => isAt(path, name));
  return found.find((path) => path !== from) ?? found[0];
}
