/**
 * Who may read a repository, asked of GitHub and believed for five minutes. In a public repository that is everybody with
 * an account: GitHub itself says `read` of them.
 */

import type { GitHubApp } from '../port/app.ts';
import type { Repository, RepositoryRef, Visibility } from '../port/repository.ts';
import { unlessStatus } from '../port/status.ts';
import type { Viewer } from './login/web-flow.ts';

export interface ReadableRepository extends Repository {
  readonly id: number;
  readonly defaultBranch: string;
  readonly visibility: Visibility;
}

/**
 * Undefined for one that the viewer may not read, and alike for one that is not there. Throws AskedTooOften, and where
 * GitHub is away.
 */
export type Access = (viewer: Viewer, owner: string, repo: string) => Promise<ReadableRepository | undefined>;

export interface AccessOptions {
  readonly app: Pick<GitHubApp, 'installationOf'>;
  readonly open: (repository: RepositoryRef) => Promise<Repository>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds that GitHub may take for each answer. */
  readonly patience?: number;
}

/** Anybody with an account can log in: nobody uses up what GitHub lets the App ask, by looking for repositories. */
export class AskedTooOften extends Error {}

const FIVE_MINUTES = 300_000;
/** Repositories that one viewer may ask about in that time. */
const MOST_QUESTIONS = 50;
const MOST_REMEMBERED = 10_000;

export function createAccess(options: AccessOptions): Access {
  const { now } = options;
  const known = new Map<string, Known>();
  return async (viewer, owner, repo) => {
    const key = `${viewer.id} ${viewer.login} ${owner}/${repo}`.toLowerCase();
    const before = known.get(key);
    if (before && isFresh(before, now())) return before.answer;
    const questions = [...known.values()].filter((one) => one.viewer === viewer.id && isFresh(one, now()));
    if (questions.length >= MOST_QUESTIONS) throw new AskedTooOften(`${viewer.login} has asked too often`);
    // Counts from when it is asked: the answer may be as old as that.
    const made = { viewer: viewer.id, asked: now(), answer: ask(options, viewer, owner, repo) };
    known.delete(key);
    known.set(key, made);
    for (const oldest of known.keys()) {
      if (known.size <= MOST_REMEMBERED) break;
      known.delete(oldest);
    }
    // What GitHub did not answer is asked again the next time.
    made.answer.catch(() => known.get(key) === made && known.delete(key));
    return made.answer;
  };
}

interface Known {
  readonly viewer: number;
  /** Milliseconds since 1970. */
  readonly asked: number;
  readonly answer: ReturnType<Access>;
}

function isFresh({ asked }: Known, now: number): boolean {
  return now - asked < FIVE_MINUTES;
}

async function ask(
  { app, open, patience = 10_000 }: AccessOptions,
  { login, id }: Viewer,
  owner: string,
  repo: string,
): Promise<ReadableRepository | undefined> {
  const soon = () => AbortSignal.timeout(patience);
  const installed = await app.installationOf(owner, repo, soon());
  if (!installed || installed.suspended) return undefined;
  const installation = installed.id;
  const asked = await open({ installation, owner, repo });
  if (!(await mayRead(asked, { login, id }, soon()))) return undefined;
  const about = await unlessStatus([404], () => asked.about(soon()));
  if (!about) return undefined;
  const repository = await open({ installation, owner: about.owner, repo: about.repo });
  const { id: number, defaultBranch, visibility } = about;
  return { ...repository, id: number, defaultBranch, visibility };
}

/** Asks GitHub. */
export async function mayRead(
  { people }: Pick<Repository, 'people'>,
  { login, id }: Viewer,
  signal: AbortSignal,
): Promise<boolean> {
  const found = await people.collaborator(login, signal);
  // A role of the organization's own making has a name; `permission` says what it amounts to.
  // The login may have passed to somebody else since.
  return found !== undefined && READING.has(found.permission) && found.id === id;
}

const READING: ReadonlySet<string> = new Set(['admin', 'maintain', 'write', 'triage', 'read']);
