/** Opening pull requests and changing where they go. */
import { type Changes, forkOf, makeCommit, messageFor, push, setRef } from './commits.ts';
import { nextNumber } from './issues.ts';
import { tellOfPull } from './pulls.ts';
import { laterThan, now, type Person, type Pull, person, type RepositoryRecord, type World } from './world.ts';

export interface OpenPull {
  /** The one it goes to. */
  readonly repository: RepositoryRecord;
  readonly branch: string;
  /** Default `main`. */
  readonly base?: string;
  /** Committed to the branch first; it is made from the base's tip where it is not there. */
  readonly files?: Changes;
  readonly title?: string;
  readonly body?: string;
  /** Default `octo-dev`. */
  readonly author?: string;
  readonly draft?: boolean;
  /** Branch that the stack goes to which it is a layer of. */
  readonly stackBase?: string;
  /** Whose fork the branch is in. */
  readonly fork?: string;
}

export async function openPull(world: World, options: OpenPull): Promise<Pull> {
  const { repository, branch, base = 'main', files, fork, author = fork ?? 'octo-dev', draft = false } = options;
  const from = fork === undefined ? repository : forkOf(world, repository, fork);
  const baseSha = tipOf(repository, base);
  if (files !== undefined) {
    const parents = [from.branches.get(branch) ?? baseSha];
    const message = options.title ?? messageFor(branch);
    const sha = await makeCommit(world, from, { parents, changes: files, author, message });
    await push(world, from, branch, sha, author);
  }
  const head = tipOf(from, branch);
  const time = now();
  const pull: Pull = {
    id: world.nextId() * 10,
    number: nextNumber(repository),
    author: person(world, author),
    createdAt: time,
    updatedAt: time,
    closedAt: null,
    mergedAt: null,
    mergeCommit: null,
    ...(options.stackBase !== undefined && { stackBase: options.stackBase }),
    head: { repository: from, branch, sha: head },
    base: { repository, branch: base, sha: baseSha },
    title: options.title ?? messageFor(branch),
    body: options.body ?? null,
    state: 'open',
    draft,
    forcePushes: [],
  };
  repository.pulls.push(pull);
  await setRef(world, repository, `pull/${pull.number}/head`, head, true);
  await tellOfPull(world, pull, pull.author, 'opened');
  return pull;
}

/** The pull request now goes to another branch. */
export async function retarget(world: World, pull: Pull, base: string, sender: Person): Promise<void> {
  const { repository, branch, sha } = pull.base;
  pull.base = { repository, branch: base, sha: tipOf(repository, base) };
  pull.updatedAt = laterThan(pull.createdAt);
  const changes = { base: { ref: { from: branch }, sha: { from: sha } } };
  await tellOfPull(world, pull, sender, 'edited', { changes });
}

function tipOf(repository: RepositoryRecord, branch: string): string {
  const tip = repository.branches.get(branch);
  if (tip === undefined) throw new Error(`${repository.fullName} has no branch ${branch}`);
  return tip;
}
