/**
 * Files of other repositories for a check: read through the App's own installation, each ref resolved once. What is not to be
 * read here is said, never passed over: another installation's files, those that fewer people may read than this repository,
 * and what nobody but a change's author has named.
 */
import type { Elsewhere } from '../../document/elsewhere.ts';
import { RepositoryError } from '../../errors.ts';
import { onceEach } from '../../once.ts';
import type { Snapshot } from '../../repository/snapshot.ts';
import { isWider } from '../port/breadth.ts';
import { type About, fullName, type Repository } from '../port/repository.ts';
import { unlessStatus } from '../port/status.ts';
import { openSnapshot } from '../snapshot/snapshot.ts';
import type { WorkContext } from './context.ts';

export interface Others {
  /** Why a repository is not read here; undefined where it is. */
  unread(name: string): Promise<string | undefined>;
  /** What it is called now; as it is given where it is not read. */
  present(name: string): Promise<string>;
  /** A repository that is read. Throws RepositoryError. */
  find(name: string): Promise<Other>;
  /** The snapshot of a repository that is read, at the ref. Throws RepositoryError. */
  open(where: Pick<Elsewhere, 'repository' | 'ref'>): Promise<Snapshot>;
}

export interface Other {
  readonly repository: Repository;
  readonly about: About;
  /** Of the repository that reads it. */
  readonly here: About;
}

/** A weir.yml may name any number. */
const MOST = 100;

/** @param mayName by `owner/name`: what somebody has named who may say so */
export function openOthers(
  work: WorkContext,
  own: Repository,
  mayName: (name: string) => string | undefined,
  signal: AbortSignal,
): Others {
  let asked = 0;
  const find = onceEach(async (name: string) => {
    asked += 1;
    if (asked > MOST) return `weir.yml names more than ${MOST} repositories, and ${name} was not looked at`;
    return findOther(work, own, name, signal);
  });
  const look = async (name: string): Promise<Other | string> => mayName(name) ?? find(name.toLowerCase());
  const found = async (name: string): Promise<Other> => {
    const other = await look(name);
    if (typeof other === 'string') throw new RepositoryError([{ message: other }]);
    return other;
  };
  const snapshots = onceEach(async (key: string): Promise<Snapshot> => {
    const [name, ref] = JSON.parse(key) as [string, string | null];
    const other = await found(name);
    const named = ref ?? other.about.defaultBranch;
    return openSnapshot(other.repository, await commitOf(other.repository, named), named);
  });
  return {
    async unread(name) {
      const other = await look(name);
      return typeof other === 'string' ? other : undefined;
    },
    async present(name) {
      const other = await look(name);
      return typeof other === 'string' ? name : `${other.about.owner}/${other.about.repo}`;
    },
    find: found,
    open: ({ repository, ref }) => snapshots(JSON.stringify([repository, ref ?? null])),
  };
}

async function findOther(
  work: WorkContext,
  own: Repository,
  name: string,
  signal: AbortSignal,
): Promise<Other | string> {
  const [owner = '', repo = ''] = name.split('/');
  const installation = await work.app.installationOf(owner, repo, signal);
  if (!installation) return `the App is not installed in ${name}, or there is no such repository`;
  if (installation.suspended) return `the App's installation in ${name} is suspended`;
  if (installation.id !== own.installation)
    return `${name} belongs to another installation of the App, and one does not read for another`;
  const repository = await work.open({ installation: installation.id, owner, repo }, signal);
  const [about, here] = await Promise.all([repository.about(signal), own.about(signal)]);
  if (isWider(here.visibility, about.visibility))
    return `${name} is ${about.visibility}, and ${fullName(own)} is ${here.visibility}: more people would see its files than may`;
  return { repository, about, here };
}

/** Throws a RepositoryError where there is no such branch, tag or commit. */
export async function commitOf(repository: Repository, ref: string): Promise<string> {
  const commit = await unlessStatus([404, 409, 422], () => repository.git.commit(ref));
  if (commit !== undefined) return commit;
  throw new RepositoryError([{ message: `unknown revision "${ref}"`, expected: 'a branch, a tag or a commit' }]);
}
