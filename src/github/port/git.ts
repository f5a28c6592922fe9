/** Commits, trees, blobs and branches, by their ids and names. Statuses 404, 409 and 422: GitHub has no such thing. */
import type { TreeEntry } from '../../repository/tree.ts';

export interface TreeItem extends TreeEntry {
  /** Bytes of a file or a link; 0 for what has no content of its own. */
  readonly size: number;
}

export interface Listing {
  /** By path below the tree. */
  readonly items: ReadonlyMap<string, TreeItem>;
  /** GitHub stops at 100,000 entries or 7 MB. */
  readonly truncated: boolean;
}

export interface Comparison {
  /** Full id of the commit where the two went apart. */
  readonly mergeBase: string;
  /** Of at most 300 files, those that were moved since then: before and after. */
  readonly moved: readonly (readonly [string, string])[];
}

/** What each of two commits goes back to and the other does not. */
export interface Apart {
  /** Full id of a commit where the two went apart; of several, one. */
  readonly mergeBase: string;
  /** How many commits head alone has. */
  readonly ahead: number;
  /** How many commits base alone has. */
  readonly behind: number;
  /** A page of a hundred of those that head alone has. */
  readonly commits: readonly Pick<LoggedCommit, 'id' | 'parents'>[];
}

export interface Branch {
  /** Without `refs/heads/`. */
  readonly name: string;
  readonly head: string;
}

/** A commit as a list of them has it. */
export interface LoggedCommit {
  readonly id: string;
  /** The first is what the branch was before. */
  readonly parents: readonly string[];
  /** When it was made, ISO 8601; its committer's clock. */
  readonly at: string;
  readonly message: string;
}

export interface NewCommit {
  readonly parent: string;
  readonly message: string;
  /** Texts by path; all else stays. */
  readonly files: Readonly<Record<string, string>>;
}

export interface Git {
  /** Full id of a branch's newest commit. */
  tip(branch: string): Promise<string>;
  /** Rules of the repository or of its owner hold for the branch. */
  isProtected(branch: string): Promise<boolean>;
  /** Full id of the commit that a branch, a tag or a commit id names; of a branch and a tag of one name, the branch's. */
  commit(ref: string): Promise<string>;
  /** A file's bytes at a branch, a tag or a commit, in one request; undefined where there is none. */
  file(path: string, ref: string): Promise<Uint8Array | undefined>;
  /** Whose names begin so; none where the repository is empty. */
  branches(prefix: string): Promise<Branch[]>;
  /** @param id of a tree or of its commit. `deep`: with everything below it */
  tree(id: string, depth: 'deep' | 'flat'): Promise<Listing>;
  /** A blob's bytes as they arrive, unverified. */
  blob(id: string): Promise<ReadableStream<Uint8Array>>;
  /** When the commit was made, ISO 8601; its committer's clock. */
  committedAt(id: string): Promise<string>;
  /** Rejects with Unrelated where the two have no common history. */
  compare(base: string, head: string): Promise<Comparison>;
  /** The same, by commits. @param page from 1. Rejects with Unrelated where the two have no common history. */
  apart(base: string, head: string, page: number): Promise<Apart>;
  /** Pages of a hundred commits that a commit goes back to, itself the first; of those that changed a file or folder where one is named. */
  log(from: string, path?: string): AsyncIterable<readonly LoggedCommit[]>;
  /** A commit that no branch holds yet; its id. Status 403: the App may not write to the code. */
  makeCommit(commit: NewCommit): Promise<string>;
  /** A new branch. Status 422: there is one of this name. */
  makeBranch(name: string, commit: string): Promise<void>;
}

/** Two commits without a commit in common. GitHub says no more than that it does not find them. */
export class Unrelated extends Error {
  readonly status = 404;
}
