/**
 * The versions that a branch has had, for `weir monitor`: commits on the first line of parents of HEAD, and where artifacts lie
 * in other repositories (`--with`), commits there as well. A state is all of them as they were at one moment.
 */
import { beside as besideNamed } from '../../artifacts/beside.ts';
import type { Config, PipelineConfig } from '../../config/config.ts';
import { type Elsewhere, parseElsewhere } from '../../document/elsewhere.ts';
import { RepositoryError, UsageError } from '../../errors.ts';
import { mergeElsewhere } from '../../monitor/elsewhere.ts';
import type { History, Merge } from '../../monitor/states.ts';
import { once } from '../../once.ts';
import { composite } from '../../repository/composite.ts';
import { fields, gitIn, line } from '../../repository/git.ts';
import { type LocalRepository, openRepository } from '../../repository/local.ts';
import type { Snapshot } from '../../repository/snapshot.ts';
import { type Given, notGiven, parseWith } from '../upstreams.ts';

export interface LocalHistory extends History {
  /** Throws a ConfigError at each name that leads nowhere: before anything is replayed. */
  assertThere(snapshot: Snapshot, config: Config, pipeline: PipelineConfig): Promise<void>;
}

/** @param given clones of other repositories, as `--with` takes them */
export function historyOf(
  repository: LocalRepository,
  given: readonly string[] | undefined,
  resources: AsyncDisposableStack,
): LocalHistory {
  const clones = new Map((given ?? []).map(parseWith).map((one) => [one.repository, cloneOf(one, resources)]));
  const root = repository.root ?? '.';
  /** By commit: when it came, and whether it is one of this repository. */
  const known = new Map<string, { readonly at: string; readonly isOwn: boolean }>();
  const beside = async (snapshot: Snapshot, at: string | undefined): Promise<Snapshot> =>
    composite(snapshot, (where) => cloneFor(where).at(where, at), []);

  function cloneFor(where: Elsewhere): Clone {
    const clone = clones.get(where.repository);
    if (!clone) throw notGiven(where, [...clones.keys()]);
    return clone;
  }

  return {
    async merges(paths, most) {
      const named = paths.map((path) => ({ path, where: parseElsewhere(path) }));
      const own = named.filter(({ where }) => !where).map(({ path }) => path);
      const merges = new Map<string, Merge>();
      for (const merge of own.length === 0 ? [] : await mergesOf(root, 'HEAD', own, most)) {
        merges.set(merge.commit, merge);
        known.set(merge.commit, { at: merge.at, isOwn: true });
      }
      for (const { where } of named) {
        for (const merge of where ? await cloneFor(where).merges(where, most) : []) {
          merges.set(merge.commit, merge);
          known.set(merge.commit, { at: merge.at, isOwn: false });
        }
      }
      return [...merges.values()].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, most);
    },
    async snapshot(commit) {
      const { at, isOwn } = known.get(commit) ?? { at: undefined, isOwn: true };
      return beside(await repository.snapshot(isOwn || at === undefined ? commit : await ownAt(root, at)), at);
    },
    async assertThere(snapshot, config, pipeline) {
      await besideNamed(snapshot, async (where) => cloneFor(where).at(where, undefined), config, [pipeline]);
    },
  };
}

interface Clone {
  merges(where: Elsewhere, most: number): Promise<Merge[]>;
  /** @param time ISO 8601; undefined for now */
  at(where: Elsewhere, time: string | undefined): Promise<Snapshot>;
}

function cloneOf({ repository: name, directory, base, head }: Given, resources: AsyncDisposableStack): Clone {
  if (base !== undefined || head === 'worktree')
    throw new UsageError([
      { message: `${name} is looked at as it was week by week`, expected: `--with ${name}=directory, or …@branch` },
    ]);
  const opened = once(async () => resources.use(await openRepository(directory)));
  const root = once(async () => (await opened()).root ?? directory);
  const found = new Map<string, Promise<Snapshot>>();
  const tipOf = async ({ ref }: Elsewhere): Promise<Snapshot> => {
    const wanted = head ?? ref;
    return (await opened()).snapshotOfRef(wanted === 'HEAD' ? undefined : wanted);
  };
  return {
    async merges(where, most) {
      const tip = await tipOf(where);
      const path = where.path.split('#')[0] ?? '';
      const merges = await mergesOf(await root(), tip.revision, [path], most);
      return merges.map((merge) => mergeElsewhere(merge, name));
    },
    async at(where, time) {
      const key = JSON.stringify([head ?? where.ref, time]);
      const snapshot = found.get(key) ?? asOf(where, time);
      found.set(key, snapshot);
      return snapshot;
    },
  };

  async function asOf(where: Elsewhere, time: string | undefined): Promise<Snapshot> {
    const tip = await tipOf(where);
    if (time === undefined || !(await isBranch(await root(), tip.name))) return tip;
    return (await opened()).snapshot(await commitAt(await root(), tip.revision, time));
  }
}

/** Tags and commits stay what they are. As refs are looked up: a local branch or tag before a branch of `origin`. */
async function isBranch(root: string, name: string): Promise<boolean> {
  const order = ['refs/heads/', 'refs/tags/', 'refs/remotes/origin/', 'refs/remotes/'].map((prefix) => prefix + name);
  const refs = line(await gitIn(root).output(['for-each-ref', '--format=%(refname)', ...order])).split('\n');
  return order.find((one) => refs.includes(one))?.startsWith('refs/tags/') === false;
}

/** Where this repository is younger than what it reads, as it was at first. */
async function ownAt(root: string, time: string): Promise<string> {
  const found = await newestBefore(root, 'HEAD', time);
  if (found !== '') return found;
  const all = line(await gitIn(root).output(['rev-list', '--first-parent', 'HEAD'])).split('\n');
  return all.at(-1) ?? 'HEAD';
}

/** The newest commit on the first line of parents that is no later. Throws a RepositoryError where there is none. */
async function commitAt(root: string, tip: string, time: string): Promise<string> {
  const commit = await newestBefore(root, tip, time);
  if (commit !== '') return commit;
  throw new RepositoryError([{ message: `there was no commit yet on ${time}`, found: `none before it in ${root}` }]);
}

/** '' where there is none. */
async function newestBefore(root: string, tip: string, time: string): Promise<string> {
  return line(await gitIn(root).output(['rev-list', '--first-parent', '-1', `--before=${time}`, tip]));
}

/** On the first line of parents, which is what a branch was at any time; the first commit of all is one, too. */
export async function mergesOf(root: string, tip: string, paths: readonly string[], most: number): Promise<Merge[]> {
  const git = gitIn(root);
  if (line(await git.output(['rev-parse', '--is-shallow-repository'])) === 'true')
    throw new RepositoryError([
      {
        message: 'which merge changed what cannot be told from a clone without its history',
        found: 'a shallow clone',
        expected: 'git fetch --unshallow, or in a workflow actions/checkout with fetch-depth: 0',
      },
    ]);
  const format = ['log', '--first-parent', `--max-count=${most}`, '--format=%H%x09%cI%x09%s', '-z'];
  const output = await git.output([...format, tip, '--', ...paths]);
  return fields(Buffer.concat([output, Buffer.from('\0')]))
    .filter(Boolean)
    .map((line) => {
      const [commit = '', at = '', ...subject] = line.split('\t');
      return { commit, at, subject: subject.join('\t') };
    });
}
