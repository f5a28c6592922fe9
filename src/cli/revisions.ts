/** The revisions that a command compares. Needs git and little else, so that git is asked while the rest is loaded. */
import { changeTime } from '../assessment/change-time.ts';
import { type LocalRepository, openRepository } from '../repository/local.ts';
import type { Snapshot } from '../repository/snapshot.ts';

export interface RevisionOptions {
  readonly repo: string;
  readonly base?: string;
  readonly head?: string;
  readonly trunk?: string;
}

export interface Revisions extends AsyncDisposable {
  readonly repository: LocalRepository;
  readonly base: Snapshot;
  readonly head: Snapshot;
  /** Where base's weir.yml and recordings stand; base itself, unless another revision is named. */
  readonly trunk: Snapshot;
}

/** Throws RepositoryError. */
export async function openRevisions(options: RevisionOptions): Promise<Revisions> {
  await using resources = new AsyncDisposableStack();
  const repository = resources.use(await openRepository(options.repo));
  const [named, head] = await Promise.all([
    options.base === undefined ? undefined : repository.snapshot(options.base),
    openHead(repository, options.head),
  ]);
  const base = named ?? (await repository.defaultBase(head));
  const trunk = options.trunk === undefined ? base : await repository.snapshot(options.trunk);
  const kept = resources.move();
  return { repository, base, head, trunk, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/** When the change was made; of the working tree, HEAD. @param judgedAt ISO 8601 */
export async function changeTimeOf(
  { repository, base, head }: Pick<Revisions, 'repository' | 'base' | 'head'>,
  judgedAt: string,
): Promise<string> {
  const [from, to] = await Promise.all([repository.committedAt(base), repository.committedAt(head)]);
  return changeTime({ committed: [from, to], judgedAt });
}

/** The working tree, unless a revision is named; a bare repository has only revisions. */
function openHead(repository: LocalRepository, revision: string | undefined): Promise<Snapshot> {
  if (revision !== undefined) return repository.snapshot(revision);
  return repository.root === undefined ? repository.snapshot('HEAD') : repository.worktree();
}
