/** Pull requests as they are now. */

export interface PullRequest {
  readonly number: number;
  /** GitHub's number of the repository that it goes to, which that keeps when it is renamed or transferred. */
  readonly repositoryId: number;
  readonly open: boolean;
  /** It was closed by being merged. */
  readonly merged: boolean;
  /** What its merge has made on its branch; undefined while it is not merged. */
  readonly mergeCommit: string | undefined;
  /** Its page on GitHub. */
  readonly url: string;
  /** Its description, markdown; '' where it has none. */
  readonly body: string;
  /** Login of the author; `ghost` where the account is gone. */
  readonly author: string;
  /** Full commit id. */
  readonly head: string;
  /** Its branch, in whichever repository. */
  readonly headRef: string;
  /** Branch that it goes to. */
  readonly baseRef: string;
  /** Branch that the stack goes to which it is a layer of; undefined where it is of none. */
  readonly stackBase?: string;
  /** True where the head lies in another repository, whose writers need not be writers here. */
  readonly fork: boolean;
  /** When anything about it changed last, ISO 8601. */
  readonly updatedAt: string;
}

export interface ClosedPull {
  readonly number: number;
  readonly title: string;
  readonly head: string;
  /** ISO 8601; undefined where it was closed without being merged. */
  readonly mergedAt: string | undefined;
  /** What its merge made; undefined where that is not known. */
  readonly mergeCommit: string | undefined;
}

export interface Pulls {
  /** `readAt`: when that was, by GitHub's clock, ISO 8601; undefined where GitHub does not say. Status 404: no such one. */
  read(number: number): Promise<PullRequest & { readonly readAt: string | undefined }>;
  /** All that are open. @param base only those to this branch */
  open(base?: string): Promise<PullRequest[]>;
  /** Those that are open from a branch of this repository; a hundred at most. */
  openFrom(branch: string): Promise<PullRequest[]>;
  /** The hundred to a branch that were closed and touched last. */
  lastClosed(base: string, signal?: AbortSignal): Promise<ClosedPull[]>;
  /** Ids of its commits. */
  commits(number: number): Promise<string[]>;
  /** When its branch was last pushed by force, ISO 8601; undefined: never. */
  lastForcePush(number: number): Promise<string | undefined>;
  /** From a branch of the repository itself, open and closed. */
  from(branch: string): Promise<PullRequest[]>;
  create(pull: {
    readonly title: string;
    readonly body: string;
    readonly head: string;
    readonly base: string;
  }): Promise<PullRequest>;
}
