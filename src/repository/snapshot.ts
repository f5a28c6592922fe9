/**
 * A repository at one revision: the one door through which everything else reads governed files. The local
 * implementation asks git; the App's asks GitHub. Both fail with the same `RepositoryError`s.
 */
export interface Snapshot {
  /** The other repositories that are read with it, each at the commit that a ref of weir.yml leads to; none if left out. */
  readonly elsewhere?: readonly RevisionElsewhere[];
  /** The full commit id, or `worktree` for the files as they lie in the working directory. */
  readonly revision: string;
  /** What the user called it (`main`, `HEAD~2`), for messages. */
  readonly name: string;
  /**
   * The file's text, `undefined` where no such file exists. Throws a RepositoryError that says what stands there
   * instead of a readable file: a directory, a submodule, a Git LFS pointer, a symbolic link that leads out of the
   * repository, a file of over 100 MB, a file that may not be read, bytes that are no UTF-8.
   */
  read(path: string): Promise<string | undefined>;
  /** The file's bytes as they are, byte order mark included. Throws as `read` does, but for what is no UTF-8. */
  readBytes(path: string): Promise<Uint8Array | undefined>;
  /**
   * Paths of all files, sorted by code unit, with `/` between folders.
   * @param beside path of a file elsewhere: then those of its repository, where a snapshot reads several
   */
  list(beside?: string): Promise<readonly string[]>;
  /**
   * The path of the file that a path leads to through symbolic links: itself where there are none, and where nothing can be
   * read. Without it nobody follows them.
   */
  follow?(path: string): Promise<string>;
  /**
   * Whether git has the file for a program (mode 100755), links followed; false where there is none. Throws as `read` does for
   * what is no file. Without it nobody can tell.
   */
  mayRun?(path: string): Promise<boolean>;
}

/** Files that moved between two snapshots: old path → new path. Contents may differ a little, as in git's own detection. */
export type Renames = ReadonlyMap<string, string>;

/** Earlier versions of some files. */
export interface Past {
  readonly snapshots: readonly (Snapshot & { readonly committed: string })[];
  /** Earlier ones are not in this clone. */
  readonly isCut: boolean;
}

export interface RevisionElsewhere {
  /** `owner/name`. */
  readonly repository: string;
  /** As weir.yml declares it; undefined for the default branch. */
  readonly ref?: string;
  /** The full commit id, or `worktree`. */
  readonly revision: string;
  /** What was asked for on this side: the ref, or what stands in for it. */
  readonly name: string;
  /** What the paths of its files begin with. */
  readonly root: string;
}
