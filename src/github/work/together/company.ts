/**
 * Which of the pull requests that a description names are in place while a change is judged, and what is said of the others.
 * One that the change depends on stands on both sides, as if it were merged; one that depends on the change in turn makes
 * one set with it: base has neither, head has both.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { type Elsewhere, refAtHead } from '../../../document/elsewhere.ts';
import { sameRepository } from '../../../downstreams/changing.ts';
import { RepositoryError } from '../../../errors.ts';
import { code } from '../../../report/markdown/escape.ts';
import { plain } from '../../../report/plain.ts';
import type { Snapshot } from '../../../repository/snapshot.ts';
import { clip } from '../../check/room.ts';
import type { Repository } from '../../port/repository.ts';
import { unlessStatus } from '../../port/status.ts';
import { mergeBase } from '../../snapshot/merge-base.ts';
import { type GitHubSnapshot, openSnapshot } from '../../snapshot/snapshot.ts';
import { whereLeft } from '../../snapshot/where-left.ts';
import { groupOf } from '../merge-group.ts';
import { queuedGroups } from '../merge-queue.ts';
import type { Companion, Walk } from './walk.ts';

/** A pull request of another repository that is in place. */
export interface Member {
  /** `acme/events#12` */
  readonly name: string;
  readonly repositoryId: number;
  /** `owner/name` */
  readonly repository: string;
  readonly defaultBranch: string;
  /** Branch that it goes to: who reads that reads this in its place. */
  readonly branch: string;
  readonly isSet: boolean;
  /** Where it left its branch. */
  readonly from: GitHubSnapshot;
  readonly base: GitHubSnapshot;
  readonly head: GitHubSnapshot;
}

export interface Company {
  readonly members: readonly Member[];
  /** Why the check is no success, a sentence each. */
  readonly holds: readonly string[];
  /** What else is to be known, a sentence each. */
  readonly notes: readonly string[];
  /** What is held may be another matter in a moment, without anything that the App is told of. */
  readonly mayPass: boolean;
}

export interface Relations {
  /** weir.yml that is in force names it: `owner/name`. */
  names(repository: string): boolean;
  /** A branch of it is read here, or it reads this repository on that branch and lets itself be seen. */
  concerns(companion: Pick<Companion, 'about' | 'trunk'>): boolean;
}

/** @param head of the change that is judged. Throws errors of GitHub's, and RepositoryError where a head is gone. */
export async function companyOf(
  repository: Repository,
  head: string,
  walk: Walk,
  relations: Relations,
  signal: AbortSignal,
): Promise<Company> {
  const holds: string[] = [];
  const notes: string[] = [];
  const open: Companion[] = [];
  let mayPass = false;
  const own = await repository.about();
  for (const word of walk.unclear.slice(0, 5))
    holds.push(`Depends-On: ${code(plain(clip(word, 80)))} names no pull request: ${FORMS}`);
  if (walk.isTooLong)
    holds.push('more than 20 pull requests hang together by their descriptions: these are not followed');
  for (const { repository: name, number } of walk.unseen) {
    if (relations.names(name)) holds.push(`${name}#${number} cannot be read here: ${UNSEEN}`);
    else notes.push(apart(`${name}#${number}`));
  }
  for (const one of walk.companions) {
    const { name, pull, about } = one;
    const isOwn = about.id === own.id;
    if (!isOwn && !relations.concerns(one)) notes.push(apart(name));
    else if (pull.merged && (await hasArrived(one, signal)))
      notes.push(`${name} is merged, and read as it is on its branch`);
    else if (pull.merged) {
      holds.push(`${name} is merged, and its branch does not have it (yet)`);
      mayPass = true;
    } else if (!pull.open)
      holds.push(`${name} was closed without being merged: open it again, or take it out of the description`);
    else if (isOwn) await standsUnder(repository, head, one, { holds, notes });
    else if (!one.mayReplay)
      holds.push(`${name} comes from a fork, and nobody has let its head be replayed: \`/weir run\` there does`);
    else open.push(one);
  }
  const { kept, clashing } = await withoutClashes(open);
  for (const [one, other] of clashing)
    holds.push(`${one.name} and ${other.name} go to the same branch, and neither contains the other: stack them`);
  return { members: await Promise.all(kept.map(memberOf)), holds, notes, mayPass };
}

interface Said {
  readonly holds: string[];
  readonly notes: string[];
}

/** Milliseconds between looks. */
const WAITS = [500, 1000, 2000];

const FORMS = 'write acme/risk#12, #12, or its address';
const UNSEEN = 'there is no such pull request, the App is not installed there, or more people can read this repository';

/** The same words whether or not it is there: who reads this may not be one who may know. */
function apart(name: string): string {
  return `${name} has no part in this check: there is no such pull request that may be read here, or neither repository reads what the other one changes`;
}

/** GitHub may say that it is merged a moment before its branch has it; and what was merged may have been taken back by force. */
async function hasArrived({ repository, pull, trunk }: Companion, signal: AbortSignal): Promise<boolean> {
  const { mergeCommit } = pull;
  if (mergeCommit === undefined) return true;
  for (const wait of [...WAITS, undefined]) {
    const tip = await unlessStatus([404], () => repository.git.tip(trunk));
    if (tip !== undefined && (await contains(repository, tip, mergeCommit))) return true;
    if (wait !== undefined) await pause(wait, undefined, { signal });
  }
  return false;
}

async function contains(repository: Repository, commit: string, older: string): Promise<boolean> {
  try {
    return (await mergeBase(repository, older, commit)) === older;
  } catch (error) {
    if (error instanceof RepositoryError) return false;
    throw error;
  }
}

/** One of the same repository is in place where the branch contains it. */
async function standsUnder(
  repository: Repository,
  head: string,
  { name, pull }: Companion,
  { holds, notes }: Said,
): Promise<void> {
  if (await contains(repository, head, pull.head)) notes.push(`${name} is part of this branch`);
  else if (await isQueuedBefore(repository, head, pull.number))
    notes.push(`${name} is queued before it, and part of it`);
  else
    holds.push(
      `${name} goes to this repository, and this branch does not contain its head: build on it, or merge it first`,
    );
}

/** A queue may merge it as another commit than its head: the group that it was queued with is what a later one stands on. */
async function isQueuedBefore(repository: Repository, head: string, number: number): Promise<boolean> {
  for (const group of await queuedGroups(repository)) {
    if (groupOf(group).number === number && (await contains(repository, head, group.head))) return true;
  }
  return false;
}

/** Of several to one branch the one that contains the others. */
async function withoutClashes(open: readonly Companion[]) {
  const kept: Companion[] = [];
  const clashing: [Companion, Companion][] = [];
  for (const one of open) {
    const at = kept.findIndex(({ about, trunk }) => about.id === one.about.id && trunk === one.trunk);
    const other = kept[at];
    if (!other) {
      kept.push(one);
      continue;
    }
    const common = await mergeBase(one.repository, one.pull.head, other.pull.head);
    if (common === other.pull.head) kept[at] = { ...one, isSet: one.isSet && other.isSet };
    else if (common !== one.pull.head) clashing.push([other, one]);
  }
  return { kept: clashing.length > 0 ? [] : kept, clashing };
}

async function memberOf({ name, repository, about, pull, trunk, isSet }: Companion): Promise<Member> {
  const { base } = await whereLeft(repository, await repository.git.tip(trunk), pull.head);
  const [from, head] = [await openSnapshot(repository, base, trunk), await openSnapshot(repository, pull.head, name)];
  return {
    ...{ name, isSet, from, head, base: isSet ? from : head, branch: trunk },
    ...{ repositoryId: about.id, repository: `${about.owner}/${about.repo}`, defaultBranch: about.defaultBranch },
  };
}

/**
 * What stands on a side in the place of a file elsewhere; undefined where nothing but what is there.
 * @param present what a name that weir.yml writes is called today
 */
export async function placedIn(
  members: readonly Member[],
  side: 'base' | 'head',
  where: Elsewhere,
  present: (name: string) => Promise<string>,
): Promise<Snapshot | undefined> {
  if (members.length === 0) return undefined;
  const ref = side === 'base' ? where.ref : refAtHead(where);
  const name = await present(where.repository);
  return members.find((one) => sameRepository(one.repository, name) && isBranch(ref, one))?.[side];
}

/** weir.yml's word for it, of which there may be none. */
export function isBranch(ref: string | undefined, { branch, defaultBranch }: Pick<Member, 'branch' | 'defaultBranch'>) {
  return (ref ?? defaultBranch) === branch;
}
