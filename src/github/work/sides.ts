/** The commits that a check compares, opened with as few requests one after the other as there can be. */
import { configPath } from '../../config/load.ts';
import type { About, Repository } from '../port/repository.ts';
import { early } from '../requests/early.ts';
import { type Blobs, openBlobs } from '../snapshot/blobs.ts';
import { type GitHubSnapshot, openSnapshot } from '../snapshot/snapshot.ts';
import { type Left, whereLeft } from '../snapshot/where-left.ts';
import type { Subject } from './subject.ts';

export interface Sides {
  readonly trunk: GitHubSnapshot;
  readonly base: GitHubSnapshot;
  readonly head: GitHubSnapshot;
  /** The branch that head was merged into and that was merged into head: base is its tip. */
  readonly crossed?: string;
}

/** What a check needs whatever else it finds. Each rejects as the request for it does, to whoever waits for it. */
export interface Ahead {
  /** Most files are the same on all sides, and read once. */
  readonly blobs: Blobs;
  readonly about: Promise<About>;
  /** Commit that the change goes onto: the tip of its branch, or what a merge group is made for. */
  readonly below: Promise<string>;
  readonly head: Promise<GitHubSnapshot>;
}

/** Asks, and does not wait. */
export function lookAhead(repository: Repository, { base, baseRef, target }: Subject): Ahead {
  const blobs = openBlobs(repository);
  return {
    blobs,
    about: early(repository.about()),
    below: early(base === undefined ? repository.git.tip(baseRef) : Promise.resolve(base)),
    head: early(openSnapshot(repository, target.head, 'head', blobs)),
  };
}

/** Where head left what it goes onto. */
export async function leaving(
  repository: Repository,
  { base, target: { head } }: Subject,
  { below }: Ahead,
): Promise<Left> {
  return base === undefined ? whereLeft(repository, await below, head) : { base, isCrossed: false };
}

/** @param branch whose weir.yml judges */
export async function openTrunk(
  repository: Repository,
  { baseRef }: Subject,
  { below, blobs }: Ahead,
  branch: string,
): Promise<GitHubSnapshot> {
  const tip = await (branch === baseRef ? below : repository.git.tip(branch));
  const trunk = await openSnapshot(repository, tip, branch, blobs);
  // Nearly every check wants it, and may have another commit to ask for meanwhile.
  void early(trunk.read(configPath));
  return trunk;
}

export async function openSides(
  repository: Repository,
  { baseRef }: Subject,
  { head, blobs }: Ahead,
  { trunk, left }: { readonly trunk: GitHubSnapshot; readonly left: Left },
): Promise<Sides> {
  const [atBase, atHead] = await Promise.all([
    left.base === trunk.revision ? trunk : openSnapshot(repository, left.base, 'base', blobs),
    head,
  ]);
  return { trunk, head: atHead, base: atBase, ...(left.isCrossed && { crossed: baseRef }) };
}

export async function isConfigured({ trunk, base, head }: Sides): Promise<boolean> {
  if ((await trunk.read(configPath)) !== undefined) return true;
  const atHead = await head.read(configPath);
  // One that the branch has given up is not brought back by a head from before.
  return atHead !== undefined && (trunk === base || atHead !== (await base.read(configPath)));
}
