/** The repositories downstream of a command: `--consumers acme/risk=../risk`, a local clone each. */
import { mayBeGoverned } from '../artifacts/ungoverned/may-be-governed.ts';
import type { Asked } from '../assessment/question.ts';
import type { ConsumerConfig } from '../config/config.ts';
import { type Changing, type Consumer, sameRepository } from '../downstreams/changing.ts';
import { blocking } from '../downstreams/gate-of.ts';
import { type Judged, judgeConsumer } from '../downstreams/judge.ts';
import { withDownstreams } from '../downstreams/with-downstreams.ts';
import { RepositoryError, UsageError } from '../errors.ts';
import type { History } from '../monitor/states.ts';
import { resolveFiles } from '../recordings/resolve.ts';
import type { Report } from '../report/report.generated.ts';
import { type LocalRepository, openRepository } from '../repository/local.ts';
import type { Snapshot } from '../repository/snapshot.ts';
import { mergesOf } from './monitor/history.ts';
import { organizationGates } from './organization.ts';
import { ownName } from './own-name.ts';
import { storageAt } from './recording-storage.ts';
import { changeTimeOf, type Revisions } from './revisions.ts';
import { openUpstreams, parseWith, type Upstreams } from './upstreams.ts';

export interface ConsumerOptions {
  /** Clones of repositories that read files of this one, as `--with` takes them. */
  readonly consumers?: readonly string[];
  /** What they call this one. */
  readonly name?: string;
  readonly repo: string;
  readonly with?: readonly string[];
}

export interface Means {
  readonly revisions: Revisions;
  readonly gates: readonly ConsumerConfig[];
  readonly replay: Asked['replay'];
  readonly resources: AsyncDisposableStack;
}

/**
 * The report with a line for each of their pipelines, and for each repository that may block and that nobody gave.
 * @throws UsageError where nothing says what others call this repository, RepositoryError where a clone is none
 */
export async function judgeConsumers(report: Report, options: ConsumerOptions, means: Means): Promise<Report> {
  const { revisions, gates, resources } = means;
  const replay = { ...means.replay, proven: new Set<string>() };
  const given = (options.consumers ?? []).map(parseWith);
  assertOnce(given.map(({ repository }) => repository));
  const absent = await absentBlocks(
    gates,
    given.map(({ repository }) => repository),
    revisions,
  );
  if (given.length === 0) return withDownstreams(report, absent, { repository: '' });
  const repository = await nameOf(options);
  const changing = await changingOf(repository, revisions);
  const others = resources.use(openUpstreams(clonesFor(options, repository)));
  const all = [...gates, ...(await organizationGates(repository, others))];
  const judged: Judged[] = [];
  for (const one of given) {
    const consumer = await openConsumer(one, { others, resources, replay }).catch((error: unknown) => {
      throw error instanceof RepositoryError ? ofConsumer(error, one.repository) : error;
    });
    judged.push(...(await judgeConsumer(consumer, changing, { gates: all, replay })));
  }
  return withDownstreams(report, [...judged, ...absent], { repository });
}

function assertOnce(names: readonly string[]): void {
  const twice = names.find((name, at) => names.slice(0, at).some((other) => sameRepository(other, name)));
  if (twice === undefined) return;
  throw new UsageError([{ message: `${twice} is given twice`, expected: 'one --consumers for each repository' }]);
}

async function nameOf({ repo, name }: ConsumerOptions): Promise<string> {
  const own = await ownName(repo, name);
  if (own !== '') return own;
  const message = 'consumers name this repository, and nothing says how';
  throw new UsageError([{ message, found: 'no remote origin that tells', expected: '--name owner/name' }]);
}

async function changingOf(name: string, revisions: Revisions): Promise<Changing> {
  const { repository, base, head } = revisions;
  const { name: branch } = await repository.snapshotOfRef(undefined);
  const judgedAt = new Date().toISOString();
  return {
    repository: name,
    base,
    head,
    branch,
    defaultBranch: branch,
    at: (ref) => repository.snapshotOfRef(ref),
    committedAt: () => changeTimeOf(revisions, judgedAt),
    judgedAt,
  };
}

function ofConsumer(error: RepositoryError, repository: string): RepositoryError {
  const problems = error.problems.map(({ message, ...rest }) => ({ ...rest, message: `${repository}: ${message}` }));
  return new RepositoryError(problems, { cause: error });
}

/** Consumers may read each other. */
function clonesFor({ with: given = [], consumers = [] }: ConsumerOptions, own: string): string[] {
  const named = (one: string): string => one.slice(0, one.indexOf('='));
  const others = consumers.filter((one) => !given.some((other) => sameRepository(named(other), named(one))));
  return [...given, ...others].filter((one) => !sameRepository(named(one), own));
}

async function openConsumer(
  { repository, directory, head }: ReturnType<typeof parseWith>,
  { others, resources, replay }: { others: Upstreams; resources: AsyncDisposableStack; replay: Asked['replay'] },
): Promise<Consumer> {
  const clone = resources.use(await openRepository(directory));
  const snapshot = head === 'worktree' ? await clone.worktree() : await clone.snapshotOfRef(head);
  const committed = head === 'worktree' ? await clone.snapshot('HEAD') : snapshot;
  const storage = storageAt(clone, snapshot, resources, { excluded: new Set(await committed.list()) });
  return {
    repository,
    snapshot,
    // What lies there uncommitted is asked about as it lies there.
    ...(clone.root !== undefined && head !== 'worktree' && { history: earlierOf(clone, clone.root, snapshot) }),
    elsewhere: (where) => others.open(where),
    async unread(other) {
      if (others.repositories.some((one) => sameRepository(one, other))) return undefined;
      return `it reads ${other}, too, which was not given: --with ${other}=<a clone of it>`;
    },
    recording: (recording) => resolveFiles(recording, storage, undefined, 'counts'),
    ...(replay.outside && { outside: replay.outside }),
  };
}

function earlierOf(clone: LocalRepository, root: string, { revision }: Snapshot): History {
  return {
    merges: (paths, most) => mergesOf(root, revision, paths, most),
    snapshot: (commit) => clone.snapshot(commit),
  };
}

/** Nobody can know what a change does to a consumer that was not given, unless it changes nothing that anybody reads. */
async function absentBlocks(
  gates: readonly ConsumerConfig[],
  given: readonly string[],
  { repository, base, head }: Revisions,
): Promise<Judged[]> {
  const names = blocking(gates).map((one) => one.repository);
  const absent = names.filter((name) => !given.some((one) => sameRepository(one, name)));
  if (absent.length === 0 || (await repository.changed(base, head, mayBeGoverned)).length === 0) return [];
  return absent.map((name) => ({
    downstream: {
      repository: name,
      status: 'not read',
      gate: 'block',
      because: `it may block, and was not given: --consumers ${name}=<a clone of it>`,
      owners: [],
      reasons: [],
    },
    edits: [],
  }));
}
