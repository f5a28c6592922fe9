/** Real git repositories in temporary folders, with fixed dates and identities, so that commit ids never change. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type LocalRepository, openRepository } from '../../src/repository/local.ts';

export interface Fixture {
  readonly directory: string;
  /** Runs git in the repository and returns what it printed, without the last newline. */
  git(...args: string[]): string;
  write(path: string, content: string | Uint8Array): void;
  /** Writes the files, stages everything and returns the new commit's id. */
  commit(files?: Readonly<Record<string, string | Uint8Array>>): string;
  /** Opens it with the code under test; closed when the test ends. */
  open(directory?: string): Promise<LocalRepository>;
}

/** A new repository with the branch `main`, removed when the test ends. */
export function makeRepository(...initOptions: string[]): Fixture {
  const directory = temporaryFolder();
  const fixture = fixtureIn(directory);
  fixture.git('init', '--quiet', '--initial-branch=main', ...initOptions);
  return fixture;
}

/** A clone of it elsewhere. */
export function cloneOf(source: Fixture, ...options: string[]): Fixture {
  const directory = temporaryFolder();
  const clone = fixtureIn(directory);
  clone.git('clone', '--quiet', ...options, `file://${source.directory}`, '.');
  return clone;
}

export function temporaryFolder(): string {
  // The real path: on some systems the temporary folder is itself behind a symbolic link.
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'weir-test-')));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

export function runGit(directory: string, args: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync('git', args, {
    cwd: directory,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      HOME: directory,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Author',
      GIT_AUTHOR_EMAIL: 'author@example.org',
      GIT_AUTHOR_DATE: '2024-01-01T00:00:00Z',
      GIT_COMMITTER_NAME: 'Author',
      GIT_COMMITTER_EMAIL: 'author@example.org',
      GIT_COMMITTER_DATE: '2024-01-01T00:00:00Z',
      GIT_ALLOW_PROTOCOL: 'file',
    },
  });
}

export function fixtureIn(directory: string): Fixture {
  function git(...args: string[]): string {
    const { status, stdout, stderr } = runGit(directory, args);
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    return stdout.replace(/\n$/, '');
  }

  function write(path: string, content: string | Uint8Array): void {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  return {
    directory,
    git,
    write,
    commit(files = {}) {
      for (const [path, content] of Object.entries(files)) write(path, content);
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message', 'Change');
      return git('rev-parse', 'HEAD');
    },
    async open(inside = directory) {
      const repository = await openRepository(inside);
      onTestFinished(() => repository.close());
      return repository;
    },
  };
}
