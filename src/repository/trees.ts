/**
 * What stands in the trees of commits. Two commits of one repository share nearly all of their directories: each is
 * read once, and where two trees are compared, what they share is not looked at.
 */
import { RepositoryError } from '../errors.ts';
import type { Objects } from './objects.ts';
import { MODE, type TreeEntry } from './tree.ts';

export interface Trees {
  /** Everything in a commit's tree, directories too, by path, as git orders it. */
  all(commit: string): Promise<ReadonlyMap<string, TreeEntry>>;
  /** What differs between the trees of two commits, but for directories; one of the two entries may be missing. */
  differences(base: string, head: string): Promise<readonly Difference[]>;
}

export interface Difference {
  readonly path: string;
  readonly base: TreeEntry | undefined;
  readonly head: TreeEntry | undefined;
}

interface Named extends TreeEntry {
  readonly name: string;
  /** What stands in it, where it is a directory. */
  readonly inside: Directory | undefined;
}

type Directory = ReadonlyMap<string, Named>;

/** Directories that are remembered, at most some more; those of most repositories at all of a check's commits. */
const MOST_KNOWN = 20_000;
/** Git's own limit (core.maxTreeDepth). */
const DEEPEST = 2048;

export function openTrees(objects: Objects): Trees {
  const known = new Map<string, Promise<Directory>>();

  function top(commit: string): Promise<Directory> {
    if (known.size > MOST_KNOWN) known.clear();
    return directory(`${commit}^{tree}`, commit.length / 2, 0);
  }

  function directory(id: string, idBytes: number, depth: number): Promise<Directory> {
    const before = known.get(id);
    if (before) return before;
    const reading = read(id, idBytes, depth);
    known.set(id, reading);
    return reading;
  }

  async function read(id: string, idBytes: number, depth: number): Promise<Directory> {
    if (depth > DEEPEST) throw new RepositoryError([{ message: `folders that are more than ${DEEPEST} deep` }]);
    const entries = parseTree(await objects.read(id), idBytes, id);
    const named = entries.map(async (entry): Promise<Named> => {
      const isDirectory = entry.mode === MODE.directory;
      return { ...entry, inside: isDirectory ? await directory(entry.id, idBytes, depth + 1) : undefined };
    });
    return new Map((await Promise.all(named)).map((entry) => [entry.name, entry]));
  }

  return {
    async all(commit) {
      const found = new Map<string, TreeEntry>();
      lay(await top(commit), '', found);
      return found;
    },
    async differences(base, head) {
      const [before, after] = await Promise.all([top(base), top(head)]);
      const found: Difference[] = [];
      compare(before, after, '', found);
      return found;
    },
  };
}

/** Again and again `<mode> <name>\0` and the id's bytes. */
function parseTree(content: Buffer, idBytes: number, id: string): Omit<Named, 'inside'>[] {
  const entries: Omit<Named, 'inside'>[] = [];
  for (let start = 0; start < content.length; ) {
    const blank = content.indexOf(' ', start);
    const end = content.indexOf('\0', blank);
    const next = end + 1 + idBytes;
    if (blank < 0 || end < 0 || next > content.length)
      throw new RepositoryError([
        { message: `the tree ${id} is damaged`, expected: 'a whole one (git fsck finds damage)' },
      ]);
    entries.push({
      mode: content.toString('latin1', start, blank).padStart(6, '0'),
      name: content.toString('utf8', blank + 1, end),
      id: content.toString('hex', end + 1, next),
    });
    start = next;
  }
  return entries;
}

function lay(directory: Directory, prefix: string, into: Map<string, TreeEntry>): void {
  for (const entry of directory.values()) {
    const path = prefix + entry.name;
    into.set(path, entry);
    if (entry.inside) lay(entry.inside, `${path}/`, into);
  }
}

const EMPTY: Directory = new Map();

function compare(base: Directory, head: Directory, prefix: string, into: Difference[]): void {
  for (const name of new Set([...base.keys(), ...head.keys()])) {
    const [before, after] = [base.get(name), head.get(name)];
    if (before && after && before.id === after.id && before.mode === after.mode) continue;
    const path = prefix + name;
    if (before?.inside || after?.inside) compare(before?.inside ?? EMPTY, after?.inside ?? EMPTY, `${path}/`, into);
    const files = { base: before?.inside ? undefined : before, head: after?.inside ? undefined : after };
    if (files.base || files.head) into.push({ path, ...files });
  }
}
