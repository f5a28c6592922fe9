/** `examples/flights` as a repository on GitHub, and what its people do there. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readState } from '../../src/github/check/state.ts';
import type { Comment, EmulatedGitHub, Pull, RepositoryRecord, Run } from '../../test/emulated-github/index.ts';
import { type DiffLine, parsePatch } from './diff.ts';
import { EXAMPLE, FLIGHTS, type Rewrites } from './repository.ts';

/** A pull request to be. */
export interface Proposal {
  readonly branch: string;
  readonly title: string;
  readonly rewrites: Rewrites;
}

/** A pull request with a finished check. */
export interface CheckedPull {
  readonly pull: Pull;
  readonly run: Run;
  /** From the pull request to the conclusion. */
  readonly seconds: number;
  /** By path. */
  readonly diffs: ReadonlyMap<string, readonly DiffLine[]>;
}

export interface Approval {
  readonly login: string;
  readonly body: string;
  /** Contents of the App's reactions to it. */
  readonly reactions: readonly string[];
  /** The App's own comment, after it. */
  readonly sticky: Comment;
  /** The check as it is judged anew: a run of its own. */
  readonly run: Run;
  /** From the comment to the new conclusion. */
  readonly seconds: number;
}

/** As GitHub draws reactions. */
export const EMOJI: Readonly<Record<string, string>> = { eyes: '👀', rocket: '🚀', confused: '😕' };

const TRAFFIC = 'traffic/flights-3m.parquet';
const AUTHOR = 'octo-dev';
const OWNER = 'octo-claims';
const PATIENCE = { within: 600_000 };

/** With its recording, since the App reads nothing that is not on GitHub. The App is installed when this resolves. */
export async function createFlightsOnGitHub(github: EmulatedGitHub): Promise<RepositoryRecord> {
  const paths = globSync(['**/*.*', '.github/*'], { cwd: EXAMPLE }).filter((path) => !path.startsWith('traffic'));
  const texts = paths.map((path) => [path, exampleText(path)]);
  const files = { ...Object.fromEntries(texts), [TRAFFIC]: readFileSync(FLIGHTS) };
  const repository = await github.createRepository({ owner: 'acme', name: 'flights', files });
  for (const login of [AUTHOR, OWNER]) github.grant(login, repository, 'write');
  github.team('acme', 'claims', [OWNER]);
  github.team('acme', 'airports', ['octo-airports']);
  github.install(repository, 'octo-admin');
  await github.until(() => repository.runs.some(({ status }) => status === 'completed'), PATIENCE);
  return repository;
}

/**
 * Opens a pull request and waits for its check.
 * @param textOf a file as it is on main
 * @param onTitle told what the check says while it is under way
 */
export async function openAndWait(
  github: EmulatedGitHub,
  repository: RepositoryRecord,
  { branch, title, rewrites }: Proposal,
  textOf: (path: string) => string,
  onTitle: (title: string) => void,
): Promise<CheckedPull> {
  const changed = Object.entries(rewrites).map(([path, rewrite]) => [path, rewrite(textOf(path)) ?? null]);
  const started = performance.now();
  const files = Object.fromEntries(changed);
  const pull = await github.openPull({ repository, branch, title, files, author: AUTHOR });
  let shown = '';
  const run = await github.until(() => {
    const found = github.checkRuns(repository, pull.head.sha).at(-1);
    const says = found?.output.title ?? found?.status ?? 'waiting for the App';
    if (says !== shown) onTitle(says);
    shown = says;
    return found?.status === 'completed' && found;
  }, PATIENCE);
  const seconds = secondsSince(started);
  // The comment and the notes beside the lines come after the conclusion.
  await github.until(() => readState(run.output.summary)?.todo !== 'words', PATIENCE);
  return { pull, run, seconds, diffs: await diffsOf(github, pull) };
}

/** An owner accepts what fails; waits until the check is concluded again and the App's comment says so. */
export async function approve(
  github: EmulatedGitHub,
  repository: RepositoryRecord,
  { pull, run }: CheckedPull,
  body: string,
): Promise<Approval> {
  const own = () => github.comments(pull).find(({ byApp }) => byApp);
  // Whoever comments in the second of the conclusion cannot have read the check.
  const before = await github.until(() => {
    const isLater = Date.now() >= Date.parse(run.completedAt ?? '') + 1000;
    return isLater && own()?.body;
  }, PATIENCE);
  const started = performance.now();
  const comment = github.comment(pull, OWNER, body);
  const [sticky, anew] = await github.until(() => {
    const now = own();
    const newest = github.checkRuns(repository, pull.head.sha).at(-1);
    const isDone = newest?.status === 'completed' && newest.id !== run.id;
    return isDone && now && now.body !== before && ([now, newest] as const);
  }, PATIENCE);
  const seconds = secondsSince(started);
  const reactions = github.reactions(pull, comment).map(({ content }) => content);
  return { login: OWNER, body, reactions, sticky, run: anew, seconds };
}

async function diffsOf(github: EmulatedGitHub, { number, base }: Pull): Promise<CheckedPull['diffs']> {
  const response = await fetch(`${github.url}/repos/${base.repository.fullName}/pulls/${number}/files`, {
    headers: { authorization: `token ${github.userToken(AUTHOR)}` },
  });
  // GitHub's description of the answer: https://docs.github.com/rest/pulls/pulls#list-pull-requests-files
  const files = (await response.json()) as readonly { filename: string; patch?: string }[];
  return new Map(files.map(({ filename, patch = '' }) => [filename, parsePatch(patch)]));
}

export function exampleText(path: string): string {
  return readFileSync(join(EXAMPLE, path), 'utf8');
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}
