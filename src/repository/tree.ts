/** What the entries of a git tree mean, the same whether git or GitHub has listed them. */
import type { Entry } from './entries.ts';

/** Modes as git writes them into trees. */
export const MODE = { directory: '040000', executable: '100755', link: '120000', submodule: '160000' } as const;

export interface TreeEntry {
  readonly mode: string;
  /** Object id. */
  readonly id: string;
}

/** How to find out what a tree alone does not say. */
export interface TreeReader<T extends TreeEntry, Place> {
  /** Where a file's bytes are. */
  place(entry: T): Place;
  /** What a symbolic link says. */
  linkTarget(entry: T): Promise<string>;
  /** The submodule's name in .gitmodules; undefined where that does not know the path. */
  submoduleName(path: string): Promise<string | undefined>;
}

/** What stands at `path`. */
export function toEntry<T extends TreeEntry, Place>(
  path: string,
  entry: T,
  reader: TreeReader<T, Place>,
): Entry<Place> {
  switch (entry.mode) {
    case MODE.directory:
      return { kind: 'directory' };
    case MODE.submodule:
      return { kind: 'submodule', name: () => reader.submoduleName(path) };
    case MODE.link:
      return { kind: 'link', target: () => reader.linkTarget(entry) };
    default:
      return { kind: 'file', origin: reader.place(entry), mayRun: async () => entry.mode === MODE.executable };
  }
}

/** Paths of the files and symbolic links, sorted by code unit. */
export function listFiles(tree: ReadonlyMap<string, TreeEntry>): string[] {
  const files = [...tree].filter(([, { mode }]) => mode !== MODE.directory && mode !== MODE.submodule);
  return files.map(([path]) => path).sort();
}
