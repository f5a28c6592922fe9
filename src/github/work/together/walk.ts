/**
 * The pull requests that one belongs to by its description, and those by theirs, as they are now. Read whenever a check is
 * made, and whenever somebody asks whether it still holds: nothing of it is remembered but a digest.
 */
import { createHash } from 'node:crypto';
import { onceEach } from '../../../once.ts';
import { allowedHeads } from '../../approvals/ledger.ts';
import { findRun } from '../../check/publish.ts';
import { type NamedPull, parseDependsOn } from '../../commands/depends-on.ts';
import { isWider } from '../../port/breadth.ts';
import type { PullRequest } from '../../port/pulls.ts';
import { type About, fullName, type Repository } from '../../port/repository.ts';
import { unlessRefusal } from '../../port/status.ts';
import { early } from '../../requests/early.ts';
import type { WorkContext } from '../context.ts';
import { knownDecisions } from '../ledger.ts';
import { targetOf } from '../subject.ts';
import { trunksOf } from '../trunk.ts';

/** One that another names, directly or not. */
export interface Companion {
  /** `acme/events#12`, by the name that the repository has now. */
  readonly name: string;
  readonly repository: Repository;
  readonly about: About;
  readonly pull: PullRequest;
  /** Branch that it comes to in the end. */
  readonly trunk: string;
  /** It leads back to the one that was asked about: the two are one set. */
  readonly isSet: boolean;
  /** False for a fork's head that nobody there has let be replayed. */
  readonly mayReplay: boolean;
}

export interface Walk {
  readonly companions: readonly Companion[];
  /** As they are written: who reads this repository could not read them, the App cannot, or there are none. */
  readonly unseen: readonly NamedPull[];
  /** Words of the description itself that name no pull request. */
  readonly unclear: readonly string[];
  /** There are more than are followed. */
  readonly isTooLong: boolean;
}

const MOST = 20;

/**
 * Nothing but its own description is looked at where that names nobody. Throws errors of GitHub's.
 * @param maySee whether who reads the first may be told of the second
 */
export async function walkFrom(
  work: WorkContext,
  repository: Repository,
  pull: PullRequest,
  maySee: (here: About, there: About) => boolean = (here, there) => !isWider(here.visibility, there.visibility),
): Promise<Walk> {
  const own = parseDependsOn(pull.body, placeOf(fullName(repository), pull));
  if (own.pulls.length === 0) return { companions: [], unseen: [], unclear: own.unclear, isTooLong: false };
  const here = await repository.about();
  const find = onceEach((name: string) => openOther(work, repository, here, name, maySee));
  const start = keyOf(here, pull.number);
  const found = new Map<string, Omit<Companion, 'isSet'>>();
  const leads = new Map<string, Set<string>>([[start, new Set()]]);
  const unseen = new Map<string, NamedPull>();
  // Of one that is not there GitHub is asked for seconds, since it may have been opened a moment ago: of all at once.
  const look = onceEach(async (name: string) => {
    const [full = '', number = ''] = name.split('#');
    const other = await find(full);
    const there = other && (await unlessRefusal(() => other.repository.pulls.read(Number(number))));
    return other && there && { ...other, there };
  });
  const begin = (from: string, pulls: readonly NamedPull[]) =>
    pulls.slice(0, MOST + 1).map((named) => {
      const seen = early(look(`${named.repository}#${named.number}`.toLowerCase()));
      return { named, from, seen };
    });
  const queue = begin(start, own.pulls);
  let isTooLong = false;
  for (const { named, from, seen } of queue) {
    if (found.size + unseen.size === MOST) {
      isTooLong = true;
      break;
    }
    const other = await seen;
    if (!other) {
      unseen.set(`${named.repository}#${named.number}`.toLowerCase(), named);
      continue;
    }
    const key = keyOf(other.about, named.number);
    leads.get(from)?.add(key);
    if (leads.has(key)) continue;
    const repositoryName = `${other.about.owner}/${other.about.repo}`;
    leads.set(key, new Set());
    const { repository: place, about, there } = other;
    const mayReplay = !there.open || (await isAllowed(work, place, there));
    const trunk = await trunksOf(place).of(there);
    found.set(key, {
      repository: place,
      about,
      trunk,
      name: `${repositoryName}#${there.number}`,
      pull: there,
      mayReplay,
    });
    if (!there.open) continue;
    queue.push(...begin(key, parseDependsOn(there.body, placeOf(repositoryName, there)).pulls));
  }
  const companions = [...found].map(([key, one]) => ({ ...one, isSet: reaches(leads, key, start) }));
  return { companions, unseen: [...unseen.values()], unclear: own.unclear, isTooLong };
}

/** The same for walks that make the same check; undefined where the pull request names nobody. */
export function markOf({ companions, unseen, unclear, isTooLong }: Walk): string | undefined {
  if (companions.length + unseen.length + unclear.length === 0) return undefined;
  const seen = companions.map(({ about, pull, trunk, isSet, mayReplay }) => {
    const { number, head, open, merged } = pull;
    return JSON.stringify([about.id, number, head, trunk, open, merged, isSet, mayReplay]);
  });
  const others = unseen.map(({ repository, number }) => `${repository}#${number}`.toLowerCase());
  const all = [seen.sort(), others.sort(), unclear, isTooLong];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 16);
}

function placeOf(repository: string, { url }: PullRequest) {
  return { repository, url };
}

function keyOf({ id }: About, number: number): string {
  return `${id}#${number}`;
}

interface Other {
  readonly repository: Repository;
  readonly about: About;
}

/** Undefined alike for what is not there, what the App does not read, and what fewer people may read than this repository. */
async function openOther(
  work: WorkContext,
  own: Repository,
  here: About,
  name: string,
  maySee: (here: About, there: About) => boolean,
): Promise<Other | undefined> {
  if (name === `${here.owner}/${here.repo}`.toLowerCase()) return { repository: own, about: here };
  const [owner = '', repo = ''] = name.split('/');
  const installation = await work.app.installationOf(owner, repo, work.attempt.stop);
  if (!installation || installation.suspended || installation.id !== own.installation) return undefined;
  const repository = await work.open({ installation: installation.id, owner, repo });
  const about = await unlessRefusal(() => repository.about());
  return about && maySee(here, about) ? { repository, about } : undefined;
}

/** Whether its head may be replayed. */
export async function isAllowed(work: WorkContext, repository: Repository, pull: PullRequest): Promise<boolean> {
  if (!pull.fork) return true;
  const run = await findRun(repository, targetOf(pull.head, pull.number), work.checks);
  const { counting } = await knownDecisions(work, repository, pull, [run]);
  return allowedHeads(counting).has(pull.head);
}

function reaches(leads: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const key of seen) for (const next of leads.get(key) ?? []) seen.add(next);
  return seen.has(to);
}
