/**
 * The versions that a default branch has had, for the App: its own merges, and where artifacts lie in other repositories of the
 * installation, merges there. A state is all of them as they were at one moment.
 */
import { beside } from '../../../artifacts/beside.ts';
import type { Config, PipelineConfig } from '../../../config/config.ts';
import { type Elsewhere, parseElsewhere } from '../../../document/elsewhere.ts';
import { fileOf } from '../../../document/part.ts';
import { RepositoryError } from '../../../errors.ts';
import { mergeElsewhere } from '../../../monitor/elsewhere.ts';
import type { History, Merge } from '../../../monitor/states.ts';
import { onceEach } from '../../../once.ts';
import { composite } from '../../../repository/composite.ts';
import type { Snapshot } from '../../../repository/snapshot.ts';
import type { Repository } from '../../port/repository.ts';
import { type Blobs, openBlobs } from '../../snapshot/blobs.ts';
import { commitAt, firstCommit, mergesOn } from '../../snapshot/merges.ts';
import { type GitHubSnapshot, openSnapshot } from '../../snapshot/snapshot.ts';
import type { WorkContext } from '../context.ts';
import { commitOf, openOthers } from '../elsewhere.ts';

export interface GitHubHistory extends History {
  /** Throws a ConfigError at each name that leads nowhere, or where the App may not read: before anything is replayed. */
  assertThere(config: Config, pipeline: PipelineConfig): Promise<void>;
}

/** What of another repository is read at a ref. */
interface Line {
  readonly repository: Repository;
  readonly blobs: Blobs;
  readonly tip: string;
  readonly name: string;
  /** A branch moves; a tag and a commit stay what they are. */
  readonly isBranch: boolean;
}

export function historyOf(
  work: WorkContext,
  repository: Repository,
  trunk: GitHubSnapshot,
  signal: AbortSignal,
): GitHubHistory {
  // The weir.yml of the default branch names them, which owners have let in.
  const others = openOthers(work, repository, () => undefined, signal);
  /** By commit: when it came, and whether it is one of this repository. */
  const known = new Map<string, { readonly at: string; readonly isOwn: boolean }>();
  const blobsOf = onceEach(async (name: string) => openBlobs((await others.find(name)).repository));
  const lines = onceEach(async (key: string): Promise<Line> => {
    const [name, ref] = JSON.parse(key) as [string, string | null];
    const other = await others.find(name);
    const { git } = other.repository;
    const branch = ref ?? other.about.defaultBranch;
    const isBranch = ref === null || (await git.branches(ref)).some((one) => one.name === ref);
    const tip = await commitOf(other.repository, branch);
    return { repository: other.repository, blobs: await blobsOf(name), tip, name: branch, isBranch };
  });
  const lineOf = ({ repository: name, ref }: Elsewhere) => lines(JSON.stringify([name.toLowerCase(), ref ?? null]));
  const openAt = onceEach(async (key: string): Promise<Snapshot> => {
    const [where, time] = JSON.parse(key) as [Elsewhere, string | null];
    const { repository: other, blobs, tip, name, isBranch } = await lineOf(where);
    const commit = time === null || !isBranch ? tip : await commitThen(other, tip, time);
    return openSnapshot(other, commit, name, blobs);
  });
  const elsewhere = ({ repository: name, ref, path: _path }: Elsewhere, time: string | undefined) =>
    openAt(JSON.stringify([{ repository: name, ...(ref !== undefined && { ref }), path: '' }, time ?? null]));

  return {
    async merges(paths, most) {
      const named = paths.map((path) => ({ path, where: parseElsewhere(path) }));
      const own = named.flatMap(({ path, where }) => (where ? [] : path));
      const merges = new Map<string, Merge>();
      for (const merge of own.length === 0 ? [] : await mergesOn(repository.git, trunk.revision, own, most)) {
        merges.set(merge.commit, merge);
        known.set(merge.commit, { at: merge.at, isOwn: true });
      }
      for (const [line, files] of await byLine(named.flatMap(({ where }) => where ?? []))) {
        for (const merge of await mergesOn(line.repository.git, line.tip, files, most)) {
          merges.set(merge.commit, mergeElsewhere(merge, line.label));
          known.set(merge.commit, { at: merge.at, isOwn: false });
        }
      }
      return [...merges.values()].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, most);
    },
    async snapshot(commit) {
      const { at, isOwn } = known.get(commit) ?? { at: undefined, isOwn: true };
      const own = isOwn || at === undefined ? commit : await ownAt(at);
      const here = own === 'HEAD' ? trunk : await openSnapshot(repository, own, own.slice(0, 12), trunk.blobs);
      return composite(here, (where) => elsewhere(where, at), []);
    },
    async assertThere(config, pipeline) {
      await beside(trunk, (where) => elsewhere(where, undefined), config, [pipeline]);
    },
  };

  /** Where it is younger than what it reads, as it was at first. */
  async function ownAt(time: string): Promise<string> {
    const { git } = repository;
    return (await commitAt(git, trunk.revision, time)) ?? (await firstCommit(git, trunk.revision)) ?? trunk.revision;
  }

  /** Files of one repository at one ref are looked for together. */
  async function byLine(named: readonly Elsewhere[]): Promise<[Line & { readonly label: string }, string[]][]> {
    const groups = Map.groupBy(named, ({ repository: name, ref }) => JSON.stringify([name, ref ?? null]));
    return Promise.all(
      [...groups.values()].map(async (group): Promise<[Line & { readonly label: string }, string[]]> => {
        const [first] = group;
        if (!first) throw new Error('a group of nothing');
        return [{ ...(await lineOf(first)), label: first.repository }, group.map(({ path }) => fileOf(path))];
      }),
    );
  }
}

/** Throws a RepositoryError where there is none. */
async function commitThen(repository: Repository, tip: string, time: string): Promise<string> {
  const commit = await commitAt(repository.git, tip, time);
  if (commit !== undefined) return commit;
  const { owner, repo } = repository;
  throw new RepositoryError([
    { message: `there was no commit yet on ${time}`, found: `none before it in ${owner}/${repo}` },
  ]);
}
