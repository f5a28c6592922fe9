/** From what a user calls a revision to the commit it is, and the explanation where it is none. */

import { type Problem, RepositoryError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { commitTime } from './commit-time.ts';
import { type Git, line } from './git.ts';
import type { Objects } from './objects.ts';

/** The full id of the commit. Throws a RepositoryError that says what the revision is instead. */
export async function resolveCommit(git: Git, objects: Objects, revision: string): Promise<string> {
  const plain = await plainCommit(objects, revision);
  if (plain !== undefined) return plain;
  await assertOneMeant(git, revision);
  const named = PLAIN_NAME.test(revision) ? await objectId(git, `${revision}^{commit}`) : undefined;
  if (named !== undefined) return named;
  const object = await objectId(git, revision);
  if (object === undefined) throw await unknownRevision(git, revision);
  const commit = await objectId(git, `${object}^{commit}`);
  if (commit !== undefined) return commit;
  const { status, stdout } = await git.run(['cat-file', '-t', object]);
  if (status !== 0) throw await unknownRevision(git, revision);
  throw new RepositoryError([
    { message: `"${revision}" is no commit`, found: `a ${line(stdout)}`, expected: 'a commit' },
  ]);
}

/** The commit of a name that no tag has, as of nearly all; undefined where it takes more to tell, or to say what is wrong. */
async function plainCommit(objects: Objects, revision: string): Promise<string | undefined> {
  if (!PLAIN_NAME.test(revision)) return undefined;
  const [commit, tag] = await Promise.all([
    objects.find(`${revision}^{commit}`),
    objects.find(`refs/tags/${revision}`),
  ]);
  return tag ? undefined : commit?.id;
}

/**
 * Git takes a tag for meant before a branch of the same name, so whoever may push a tag would choose what `main` is compared with.
 * Throws a RepositoryError where there are both and they differ.
 */
export async function assertOneMeant(git: Git, revision: string): Promise<void> {
  if (!PLAIN_NAME.test(revision) || /^([0-9a-f]{40,64}|HEAD)$/.test(revision)) return;
  const names = ['refs/tags/', 'refs/heads/', 'refs/remotes/', 'refs/remotes/origin/'].map(
    (folder) => folder + revision,
  );
  const output = await git.output(['for-each-ref', '--format=%(refname)', ...names]);
  const [tag, ...branches] = output
    .toString('utf8')
    .split('\n')
    .filter((name) => names.includes(name))
    .sort()
    .reverse();
  if (!tag?.startsWith('refs/tags/') || branches.length === 0) return;
  const [tagged, ...others] = await Promise.all([tag, ...branches].map((name) => objectId(git, `${name}^{commit}`)));
  if (others.every((commit) => commit === tagged)) return;
  throw new RepositoryError([
    {
      message: `"${revision}" is a tag, and a branch that holds something else`,
      expected: [...branches, tag].join(' or '),
    },
  ]);
}

/** ISO 8601. */
export async function committedAt(git: Git, objects: Objects, commit: string): Promise<string> {
  const found = await objects.find(commit);
  const said = found && commitTime(found.content);
  if (said !== undefined) return said;
  const { stdout } = await git.run(['show', '--no-patch', '--no-notes', '--format=%cI', commit]);
  return line(stdout);
}

/** What can be asked for with `^{commit}` behind it, which saves a program: in `:/text` that would be part of the text. */
const PLAIN_NAME = /^[\w][\w./-]*$/;

/** A commit and, for messages, how it was found. */
export interface Base {
  readonly commit: string;
  readonly name: string;
}

/**
 * The merge base of a commit with the default branch: what the remote `origin` says it is, else its `main` or
 * `master`, else the local branch. Throws a RepositoryError where there is no such branch or no common history.
 */
export async function findDefaultBase(git: Git, head: string): Promise<Base> {
  const candidates = await defaultBranches(git);
  for (const branch of candidates) {
    const tip = await objectId(git, `${branch}^{commit}`);
    if (tip === undefined) continue;
    const [commit, another] = await mergeBases(git, tip, head);
    const name = branch.replace(/^refs\/(heads|remotes)\//, '');
    if (another !== undefined) return { commit: tip, name: `${name}, which has more than one merge base with head` };
    if (commit !== undefined) return { commit, name: `merge base with ${name}` };
    throw await noBase(git, `head and ${name} have no commit in common`);
  }
  throw await noBase(git, 'the default branch is not known here');
}

/**
 * Where the two went apart; none where they have nothing in common. Two that were merged into each other have several, and no one of
 * them is what the change began from: compared with one, it may take back in silence what came by the other.
 */
export async function mergeBases(git: Git, tip: string, head: string): Promise<string[]> {
  const { status, stdout } = await git.run(['merge-base', '--all', tip, head]);
  return status === 0 ? line(stdout).split('\n') : [];
}

/** The branch that others begin from: what `origin` says, else the first of the usual names that there is, else HEAD. */
export async function defaultBranch(git: Git): Promise<string> {
  const remote = await git.run(['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD']);
  if (remote.status === 0) return line(remote.stdout).replace(/^origin\//, '');
  for (const name of ['main', 'master']) {
    if ((await objectId(git, `refs/heads/${name}^{commit}`)) !== undefined) return name;
  }
  return 'HEAD';
}

/** The commit of a branch, a tag or a commit id; a branch that only `origin` has counts too. Throws as `resolveCommit`. */
export async function resolveRef(git: Git, objects: Objects, ref: string): Promise<string> {
  for (const name of [`refs/heads/${ref}`, `refs/remotes/origin/${ref}`, `refs/tags/${ref}`]) {
    const commit = await objectId(git, `${name}^{commit}`);
    if (commit !== undefined) return commit;
  }
  return resolveCommit(git, objects, ref);
}

/** Ids of the commits that changed one of these paths, the newest first. */
export async function commitsChanging(
  git: Git,
  from: string,
  paths: readonly string[],
  most: number,
): Promise<string[]> {
  const output = await git.output(['log', '--format=%H', `--max-count=${most}`, from, '--', ...paths]);
  return output.toString('utf8').split('\n').filter(Boolean);
}

/** Full names, the best guess first; not all of them need to exist. */
async function defaultBranches(git: Git): Promise<string[]> {
  const remote = await git.run(['symbolic-ref', '--quiet', 'refs/remotes/origin/HEAD']);
  const configured = await git.run(['config', '--get', 'init.defaultBranch']);
  const names = ['main', 'master'];
  const local = configured.status === 0 ? [line(configured.stdout), ...names] : names;
  return [
    ...(remote.status === 0 ? [line(remote.stdout)] : []),
    ...names.map((name) => `refs/remotes/origin/${name}`),
    ...local.map((name) => `refs/heads/${name}`),
  ];
}

async function noBase(git: Git, message: string): Promise<RepositoryError> {
  const more = await fetchMore(git);
  const expected = `--base <revision>${more === undefined ? '' : `, or ${more}`}`;
  return new RepositoryError([{ message: `no base to compare with: ${message}`, expected }]);
}

/** The commands that fetch what this clone was made without; undefined where it has everything. */
async function fetchMore(git: Git): Promise<string | undefined> {
  const shallow = await isShallow(git);
  const { status, stdout } = await git.run(['config', '--get-all', 'remote.origin.fetch']);
  // A clone of one branch fetches that one only, however deep.
  const single = status === 0 && !stdout.includes('refs/heads/*');
  if (!shallow && !single) return undefined;
  const commands = [
    ...(single ? ["git remote set-branches origin '*'"] : []),
    `git fetch ${shallow ? '--unshallow ' : ''}origin`,
    ...(single ? ['git remote set-head origin --auto'] : []),
  ];
  const actions = shallow ? ' (in GitHub Actions: actions/checkout with fetch-depth: 0)' : '';
  return `${shallow ? 'a deeper' : 'a whole'} clone: ${commands.join(' && ')}${actions}`;
}

/** Undefined where git knows no single object of that name. The object itself may be missing. */
async function objectId(git: Git, revision: string): Promise<string | undefined> {
  // A NUL can be no part of an argument.
  if (revision.includes('\0')) return undefined;
  const { status, stdout } = await git.run(['rev-parse', '--verify', '--quiet', '--end-of-options', revision]);
  const id = line(stdout);
  // `^main` is verified too, as an exclusion.
  return status === 0 && /^[0-9a-f]{40,64}$/.test(id) ? id : undefined;
}

async function unknownRevision(git: Git, revision: string): Promise<RepositoryError> {
  const problem: Problem = { message: `unknown revision "${revision.replaceAll('\0', '\\0')}"` };
  if ((await objectId(git, 'HEAD^{commit}')) === undefined && revision.startsWith('HEAD')) {
    return new RepositoryError([{ ...problem, found: 'a repository without commits' }]);
  }
  const known = { ...problem, nearest: nearestName(revision, await branchesAndTags(git)) };
  const more = await fetchMore(git);
  if (more !== undefined) {
    const found = (await isShallow(git)) ? 'a shallow clone' : 'a clone of one branch';
    return new RepositoryError([{ ...known, found, expected: more }]);
  }
  return new RepositoryError([{ ...known, expected: 'a branch, a tag or a commit' }]);
}

export async function isShallow(git: Git): Promise<boolean> {
  return line(await git.output(['rev-parse', '--is-shallow-repository'])) === 'true';
}

async function branchesAndTags(git: Git): Promise<string[]> {
  const format = '--format=%(refname:lstrip=2)';
  const output = await git.output(['for-each-ref', format, 'refs/heads', 'refs/tags', 'refs/remotes']);
  return output.toString('utf8').split('\n').filter(Boolean);
}

/** The same name at a remote (`main` → `origin/main`), else the one with the fewest typing errors. */
function nearestName(revision: string, names: readonly string[]): string | undefined {
  return names.find((name) => name.endsWith(`/${revision}`)) ?? nearest(revision, names);
}
