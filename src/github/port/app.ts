/** GitHub as the App itself sees it, without any installation. */
import type { RepositoryRef, Visibility } from './repository.ts';

export interface Installation {
  readonly id: number;
  readonly suspended: boolean;
  /** What its owner has let the App do: `issues` → `write`. */
  readonly permissions: Readonly<Record<string, string | undefined>>;
}

export interface InstalledRepository extends RepositoryRef {
  /** Archived or disabled: nobody can push to it. */
  readonly frozen: boolean;
  /** GitHub's number of it, which it keeps when it is renamed or transferred. */
  readonly id: number;
  /** The same, as GraphQL wants it. */
  readonly nodeId: string;
  readonly defaultBranch: string;
  readonly visibility: Visibility;
  /** When it was made, ISO 8601, whatever it was called then. */
  readonly createdAt: string;
  /** When one of its branches moved last, ISO 8601, to the second; '' where it is empty. */
  readonly pushedAt: string;
}

export interface Delivery {
  readonly id: number;
  /** The same for all attempts to deliver one event. */
  readonly guid: string;
  /** HTTP status that it was answered with. */
  readonly status: number;
  /** ISO 8601. */
  readonly at: string;
}

export interface GitHubApp {
  /** GitHub's clock: milliseconds since 1970; undefined where it does not say. */
  time(): Promise<number | undefined>;
  installations(): AsyncIterable<Installation>;
  repositories(installation: number, signal: AbortSignal): AsyncIterable<InstalledRepository>;
  /**
   * A file's text on the default branch of each, by the repository's number, a hundred of them a request; undefined where
   * there is none. Left out is who is not told of so (a file that is too large or no text, no GraphQL here, an answer that did
   * not come): `Git.file` asks one by one.
   */
  files(
    installation: number,
    path: string,
    repositories: readonly InstalledRepository[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<number, string | undefined>>;
  /** The installation that a repository belongs to; undefined where the App is not installed there. */
  installationOf(owner: string, repo: string, signal: AbortSignal): Promise<Installation | undefined>;
  /** Webhooks of the last three days, newest first, page by page. */
  deliveries(): AsyncIterable<readonly Delivery[]>;
  redeliver(id: number): Promise<void>;
}
