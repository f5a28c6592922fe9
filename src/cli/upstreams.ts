/** The other repositories of a command: `--with acme/events=../events`, a local clone each. */
import { statSync } from 'node:fs';
import { beside } from '../artifacts/beside.ts';
import type { Config, PipelineConfig } from '../config/config.ts';
import { type Elsewhere, isRepositoryName, writtenElsewhere } from '../document/elsewhere.ts';
import { RepositoryError, UsageError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { onceEach } from '../once.ts';
import { openRepository } from '../repository/local.ts';
import type { Snapshot } from '../repository/snapshot.ts';

export type Side = 'base' | 'head';

export interface Given {
  readonly repository: string;
  readonly directory: string;
  /** What stands in for the refs that weir.yml declares. */
  readonly base?: string;
  readonly head?: string;
}

export interface Upstreams extends AsyncDisposable {
  /** Those that were given. */
  readonly repositories: readonly string[];
  /** The repository at the ref. Throws a RepositoryError where it was not given or has no such ref. */
  open(where: Elsewhere): Promise<Snapshot>;
  /** The snapshot with what the pipelines name elsewhere. Throws a ConfigError at each name that leads nowhere. */
  beside(own: Snapshot, side: Side, config: Config, pipelines: readonly PipelineConfig[]): Promise<Snapshot>;
}

/** What the working tree of a clone is called, as in reports. */
const WORKTREE = 'worktree';

/**
 * Opens each clone when something is first read in it.
 * @param given as on the command line: `owner/name=directory`, `owner/name=directory@head`, `owner/name=directory@base..head`
 * @throws UsageError for what is none of these
 */
export function openUpstreams(given: readonly string[] = []): Upstreams {
  const resources = new AsyncDisposableStack();
  const clones = new Map(given.map(parseWith).map((one) => [one.repository, one]));
  const open = onceEach(async (directory: string) => resources.use(await openRepository(directory)));
  const snapshots = onceEach(async (key: string): Promise<Snapshot> => {
    const [directory, ref] = JSON.parse(key) as [string, string | null];
    const repository = await open(directory);
    if (ref === WORKTREE) return repository.worktree();
    return repository.snapshotOfRef(ref === null || ref === 'HEAD' ? undefined : ref);
  });

  function at(side: Side, { repository, ...where }: Elsewhere): Promise<Snapshot> {
    const clone = clones.get(repository);
    if (!clone) throw notGiven({ repository, ...where }, [...clones.keys()]);
    const declared = side === 'head' ? (where.headRef ?? where.ref) : where.ref;
    return snapshots(JSON.stringify([clone.directory, clone[side] ?? declared ?? null]));
  }

  return {
    repositories: [...clones.keys()],
    open: async (where) => at('head', where),
    beside: (own, side, config, pipelines) => beside(own, async (where) => at(side, where), config, pipelines),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

export function notGiven(where: Elsewhere, known: readonly string[]): RepositoryError {
  const { repository } = where;
  const expected = `--with ${repository}=<a clone of it>`;
  const message = `${writtenElsewhere(where)} lies in ${repository}, which was not given`;
  return new RepositoryError([{ message, expected, nearest: nearest(repository, known) }]);
}

/** Throws UsageError for what is no `owner/name=directory`, with or without a revision. */
export function parseWith(text: string): Given {
  const equals = text.indexOf('=');
  const [repository, rest] = [text.slice(0, equals), text.slice(equals + 1)];
  const expected = 'owner/name=directory, or owner/name=directory@branch';
  if (equals === -1 || rest === '')
    throw new UsageError([{ message: 'no directory behind the name of the repository', found: text, expected }]);
  if (!isRepositoryName(repository))
    throw new UsageError([{ message: `"${repository}" is not the name of a repository`, found: text, expected }]);
  return { repository, ...splitRevision(rest) };
}

/** A folder may have an @ in its name. */
function splitRevision(text: string): Omit<Given, 'repository'> {
  if (isDirectory(text)) return { directory: text };
  for (let at = text.lastIndexOf('@'); at > 0; at = text.lastIndexOf('@', at - 1)) {
    const [directory, revision] = [text.slice(0, at), text.slice(at + 1)];
    if (revision === '' || !isDirectory(directory)) continue;
    const [base = '', head] = revision.split('..');
    return head === undefined ? { directory, head: base } : { directory, ...(base && { base }), ...(head && { head }) };
  }
  return { directory: text };
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
