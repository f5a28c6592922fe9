/**
 * Makes a git repository of `examples/flights`, and branches of it that change something: what the demo checks, and
 * the end-to-end tests. Identity and dates are fixed, so commits are the same everywhere.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, linkSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { dirname, join } from 'node:path';

/** A file's new text, made from the text it has on main; undefined takes the file away. */
export type Rewrite = (text: string) => string | undefined;

/** What a branch changes, by path in the repository. */
export type Rewrites = Readonly<Record<string, Rewrite>>;

export interface FlightsRepository {
  readonly directory: string;
  /** Commits the changed files to a new branch of main. */
  branch(name: string, rewrites: Rewrites): void;
  /** Commits the changed files to main, as a merge does that squashes. */
  merge(message: string, rewrites: Rewrites, date: string): void;
}

/** The day after the last flights. */
const AFTERWARDS = '2001-07-02T09:00:00Z';

/** Three million flights of 2001. */
export const FLIGHTS = join(import.meta.dirname, '../../node_modules/vega-datasets/data/flights-3m.parquet');

/** The repository that is governed. */
export const EXAMPLE = join(import.meta.dirname, '../flights');

/**
 * Fills an empty directory: the example on the branch `main`, the recordings untracked beside it.
 * @param traffic path in the repository to the file that is to lie there
 * @param date of its first commit
 */
export function createFlightsRepository(
  directory: string,
  traffic: Readonly<Record<string, string>>,
  date = AFTERWARDS,
): FlightsRepository {
  cpSync(EXAMPLE, directory, { recursive: true, filter: (path) => path !== join(EXAMPLE, 'traffic') });
  for (const [path, source] of Object.entries(traffic)) place(source, join(directory, path));
  return commitFirst(directory, 'Compensate late flights', date);
}

/** Makes a repository of a folder, with all that lies there on the branch `main`. */
export function commitFirst(directory: string, message: string, date = AFTERWARDS): FlightsRepository {
  git(directory, 'init', '--quiet', '--initial-branch=main');
  commit(directory, message, date);
  return {
    directory,
    branch(name, rewrites) {
      git(directory, 'checkout', '--quiet', '-b', name, 'main');
      rewriteFiles(directory, rewrites);
      commit(directory, name, AFTERWARDS);
      git(directory, 'checkout', '--quiet', 'main');
    },
    merge(message, rewrites, on) {
      rewriteFiles(directory, rewrites);
      commit(directory, message, on);
    },
  };
}

/** Replaces text that stands in the file exactly once. */
export function replacing(from: string, to: string): Rewrite {
  return (text) => {
    const parts = text.split(from);
    if (parts.length !== 2) throw new Error(`${JSON.stringify(from)} stands in the file ${parts.length - 1} times`);
    return parts.join(to);
  };
}

/** A link where the file system can, since recordings are large. */
function place(source: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true });
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
  }
}

function rewriteFiles(directory: string, rewrites: Rewrites): void {
  for (const [path, rewrite] of Object.entries(rewrites)) rewriteFile(directory, path, rewrite);
}

function rewriteFile(directory: string, path: string, rewrite: Rewrite): void {
  const text = rewrite(readFileSync(join(directory, path), 'utf8'));
  if (text === undefined) git(directory, 'rm', '--quiet', path);
  else writeFileSync(join(directory, path), text);
}

function commit(directory: string, message: string, date: string): void {
  git(directory, 'add', '--all');
  gitAt(date, directory, 'commit', '--quiet', '--message', message);
}

function git(directory: string, ...args: string[]): void {
  gitAt(AFTERWARDS, directory, ...args);
}

function gitAt(date: string, directory: string, ...args: string[]): void {
  execFileSync('git', args, {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      GIT_CONFIG_GLOBAL: devNull,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Acme Claims',
      GIT_AUTHOR_EMAIL: 'claims@acme.example',
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: 'Acme Claims',
      GIT_COMMITTER_EMAIL: 'claims@acme.example',
      GIT_COMMITTER_DATE: date,
    },
  });
}
