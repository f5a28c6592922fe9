/**
 * The part of a repository's history that a check in a workflow needs. A runner's clone holds one commit, unless the
 * workflow asked for more, so what lacks is fetched: this alone writes to a repository, and nothing but objects and refs/weir.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { RepositoryError } from '../../errors.ts';
import { type Git, line } from '../../repository/git.ts';
import { assertOneMeant, mergeBases } from '../../repository/revision.ts';

/** Most branches are short; the last is git's word for everything. */
const DEPTHS = [50, 1000, 2_147_483_647];

const TIP = 'refs/weir/tip';
const HEAD = 'refs/weir/head';
const NAMED = 'refs/weir/named';

export interface MergeBase {
  /** Where head left the branch; the branch's tip where they were merged into each other. */
  readonly base: string;
  /** The commit that the branch is at. */
  readonly tip: string;
}

/**
 * @param branch short name of a branch of `origin`
 * @param head a commit id, or what else git understands as one commit here and on `origin`
 * @throws RepositoryError where they have nothing in common, or what lacks cannot be fetched
 */
export async function findMergeBase(git: Git, branch: string, head: string): Promise<MergeBase> {
  const known = await commitId(git, `refs/remotes/origin/${branch}`);
  const here = known === undefined ? undefined : await exactMergeBase(git, known, head);
  if (known !== undefined && here !== undefined) return { base: here, tip: known };
  for (const depth of DEPTHS) {
    await fetch(git, [`+refs/heads/${branch}:${TIP}`, `+${head}:${HEAD}`], depth);
    const tip = await commitId(git, TIP);
    const base = tip === undefined ? undefined : await exactMergeBase(git, tip, head);
    if (tip !== undefined && base !== undefined) return { base, tip };
    if (!(await isShallow(git))) break;
  }
  throw new RepositoryError([{ message: `${branch} and the change have no commit in common` }]);
}

/** Makes sure that the files of these commits are here. Their history is not needed. */
export async function fetchCommits(git: Git, commits: readonly string[]): Promise<void> {
  for (const commit of commits) {
    if ((await commitId(git, commit)) === undefined) await fetch(git, [`+${commit}:${HEAD}`], 1, commit);
  }
}

/**
 * What git understands as this revision, fetched from `origin` where the clone does not have it. The revision itself where
 * the clone knows it by that name, else the commit's id.
 */
export async function haveRevision(git: Git, revision: string): Promise<string> {
  await assertOneMeant(git, revision);
  if ((await commitId(git, revision)) !== undefined) return revision;
  const tracked = await commitId(git, `refs/remotes/origin/${revision}`);
  if (tracked !== undefined) return tracked;
  // By its short name git would fetch a tag before a branch.
  const isBranch = fetch(git, [`+refs/heads/${revision}:${NAMED}`], 1, revision);
  await isBranch.catch(() => fetch(git, [`+${revision}:${NAMED}`], 1, revision));
  const fetched = await commitId(git, NAMED);
  if (fetched !== undefined) return fetched;
  throw lacking(revision, '');
}

/**
 * The merge base, if the history that is here proves it. Where a clone was cut off between the two commits and the one
 * found, a nearer one may lie beyond the cut, and what others merged meanwhile would be taken for part of the change. Where
 * there are several, the branch itself is what a change is compared with.
 */
async function exactMergeBase(git: Git, tip: string, revision: string): Promise<string | undefined> {
  const head = await commitId(git, revision);
  if (head === undefined) return undefined;
  const [base, another] = await mergeBases(git, tip, head);
  if (base === undefined) return undefined;
  const cuts = await cutsOf(git);
  const found = another === undefined ? base : tip;
  if (cuts.size === 0) return found;
  const since = (await git.output(['rev-list', tip, head, `^${base}`])).toString().split('\n');
  return since.some((commit) => cuts.has(commit)) ? undefined : found;
}

/** The commits whose parents a shallow clone does not have. */
async function cutsOf(git: Git): Promise<ReadonlySet<string>> {
  const path = line(await git.output(['rev-parse', '--git-path', 'shallow']));
  const text = await readFile(resolve(git.directory, path), 'utf8').catch(() => '');
  return new Set(text.split('\n').filter(Boolean));
}

/** @param wanted what a message says is missing; undefined: history */
async function fetch(git: Git, refspecs: readonly string[], depth: number, wanted?: string): Promise<void> {
  // Of a whole clone `--depth` would make a shallow one.
  const cut = (await isShallow(git)) ? [`--depth=${depth}`] : [];
  const quiet = ['--quiet', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head'];
  const { status, stderr } = await git.run(['fetch', ...quiet, ...cut, 'origin', ...refspecs]);
  if (status !== 0) throw lacking(wanted, stderr);
}

function lacking(wanted: string | undefined, found: string): RepositoryError {
  const what = wanted === undefined ? 'the history that this clone lacks' : `${wanted}, which this clone lacks`;
  return new RepositoryError([
    {
      message: `git cannot fetch ${what}`,
      ...(found !== '' && { found }),
      expected:
        'actions/checkout with fetch-depth: 0, which brings every branch and tag with its history, or without persist-credentials: false, so that it can be fetched',
    },
  ]);
}

async function isShallow(git: Git): Promise<boolean> {
  return line(await git.output(['rev-parse', '--is-shallow-repository'])) === 'true';
}

export async function commitId(git: Git, revision: string): Promise<string | undefined> {
  const { status, stdout } = await git.run([
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{commit}`,
  ]);
  return status === 0 ? line(stdout) : undefined;
}
