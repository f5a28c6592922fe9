/** Downstream lines of an upstream's check: every repository of the installation whose pipelines read files of this one. */
import { mayBeGoverned } from '../../artifacts/ungoverned/may-be-governed.ts';
import type { ConsumerConfig } from '../../config/config.ts';
import { withMovedPins, withPinsAtHead } from '../../config/moved-pins.ts';
import { readConfig, readConfigAt } from '../../config/read.ts';
import { type Changing, type Consumer, type Proposed, sameRepository } from '../../downstreams/changing.ts';
import { blocking, gateOf } from '../../downstreams/gate-of.ts';
import { type Judged, judgeConsumer } from '../../downstreams/judge.ts';
import { WeirError } from '../../errors.ts';
import { once } from '../../once.ts';
import { resolveFiles } from '../../recordings/resolve.ts';
import { NOTHING_OUTSIDE } from '../../replay/broker/broker.ts';
import { type About, fullName, type Repository } from '../port/repository.ts';
import { isRefusal } from '../port/status.ts';
import { untilAborted } from '../requests/until-aborted.ts';
import { changedPaths } from '../snapshot/changed.ts';
import { mergesOn } from '../snapshot/merges.ts';
import { recordingStorage } from '../snapshot/recording-storage.ts';
import { type GitHubSnapshot, openSnapshot } from '../snapshot/snapshot.ts';
import type { Reader } from './consumer-index.ts';
import type { WorkContext } from './context.ts';
import { commitOf, openOthers } from './elsewhere.ts';
import { asShown, isPlainlyHidden, type Shown, shownTo } from './shown-upstream.ts';
import { type Member, placedIn } from './together/company.ts';

export interface Judging {
  /** Of this repository. */
  readonly about: About;
  readonly base: GitHubSnapshot;
  readonly head: GitHubSnapshot;
  /** Branch that the change goes to. */
  readonly branch: string;
  /** Of base's weir.yml, and of the organization's. */
  readonly gates: readonly ConsumerConfig[];
  readonly full: boolean;
  /** Replay even what was replayed before. */
  readonly fresh: boolean;
  /** Called before anything is replayed; throws where that may not be. */
  readonly mayReplay: () => void;
  /** When the check began, by `performance.now`. */
  readonly begun: number;
  readonly signal: AbortSignal;
  /** Pull requests of other repositories that are in place. */
  readonly members?: readonly Member[];
}

export interface DownstreamLook {
  readonly about: About;
  readonly readers: readonly Reader[];
}

/** Who may read files of this repository. Where GitHub does not list the repositories, nobody is known to. */
export async function lookDownstream(
  work: WorkContext,
  repository: Repository,
  signal: AbortSignal,
): Promise<DownstreamLook> {
  const about = await repository.about(signal);
  const upstream = { id: about.id, installation: repository.installation, name: nameOf(about) };
  try {
    return { about, readers: await work.consumers.readersOf(work, upstream, signal) };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    work.log.warn({ err: error, repository: fullName(repository) }, 'GitHub does not list the repositories');
    return { about, readers: [] };
  }
}

export interface JudgedConsumers {
  /** As readers of this repository may see them. None where nobody reads it, or nobody who does lets it be seen. */
  readonly lines: readonly Judged[];
  /** The same repositories' own lines, for them alone. */
  readonly own: readonly OwnLines[];
  /** Somebody shows nothing here, who is looked at when the check is concluded. */
  readonly isSomebodyHidden: boolean;
}

/** What is found about a repository downstream, whole: for its own owners. */
export interface OwnLines {
  readonly reader: Reader;
  readonly lines: readonly Judged[];
}

/** Throws errors of GitHub's. */
export async function judgeConsumers(
  work: WorkContext,
  repository: Repository,
  readers: readonly Reader[],
  judging: Judging,
): Promise<JudgedConsumers> {
  const changing = changingOf(repository, judging);
  const judged: Judged[] = [];
  const own: OwnLines[] = [];
  let isSomebodyHidden = false;
  // Nobody downstream gets a veto by taking its time: who may block comes first, and for all of them there is half of what is left.
  const left = work.bounds.minutes * 60_000 - (performance.now() - judging.begun);
  const budget = AbortSignal.timeout(Math.max(0, Math.floor(left / 2)));
  const within = { ...judging, signal: AbortSignal.any([judging.signal, budget]) };
  const inOrder = readers.toSorted((a, b) => rankOf(a, judging) - rankOf(b, judging));
  for (const reader of inOrder) {
    try {
      const found = await judgeReader(work, reader, changing, { ...within, which: 'seen' });
      if (found === 'hidden') isSomebodyHidden = true;
      else if (found) {
        const { shown, lines } = found;
        judged.push(...lines.map((line) => asShown(line, shown)));
        own.push({ reader, lines });
      }
    } catch (error) {
      judging.signal.throwIfAborted();
      if (!budget.aborted) throw error;
      judged.push(...late(reader, judging));
    }
  }
  return { lines: [...judged, ...(await unseen(judged, judging))], own, isSomebodyHidden };
}

/** For their own owners, and for nobody here. `which`: of the readers. */
export async function judgeForOwners(
  work: WorkContext,
  repository: Repository,
  readers: readonly Reader[],
  judging: Omit<Judging, 'gates' | 'begun' | 'members'> & { readonly which: 'hidden' | 'all' },
): Promise<OwnLines[]> {
  const changing = changingOf(repository, judging);
  // Who shows nothing cannot hold a change, which nobody there could understand.
  const alone = { ...judging, gates: [], begun: performance.now() };
  const own: OwnLines[] = [];
  for (const reader of readers) {
    const found = await judgeReader(work, reader, changing, alone);
    if (found && found !== 'hidden') own.push({ reader, lines: found.lines });
  }
  return own;
}

function changingOf(
  repository: Repository,
  { about, base, head, branch }: Pick<Judging, 'about' | 'base' | 'head' | 'branch'>,
): Changing {
  return {
    repository: nameOf(about),
    base,
    head,
    branch,
    defaultBranch: about.defaultBranch,
    at: async (ref) => openSnapshot(repository, await commitOf(repository, ref), ref, base.blobs),
    committedAt: () => repository.git.committedAt(head.revision),
  };
}

function rankOf(reader: Reader, { gates }: Judging): number {
  return gateOf(gates, fullName(reader)).gate === 'block' ? 0 : 1;
}

/** Of a repository that nobody came to; none where it may be one that shows nothing. */
function late(reader: Reader, { about, gates }: Judging): Judged[] {
  if (shownTo(about.visibility, reader.visibility, reader.text) === 'nothing') return [];
  const repository = fullName(reader);
  const { gate } = gateOf(gates, repository);
  const because = 'there was no time left for it in this check';
  return [{ downstream: { repository, status: 'not read', gate, because, owners: [], reasons: [] }, edits: [] }];
}

interface Looked {
  readonly shown: Exclude<Shown, 'nothing'>;
  /** Whole. */
  readonly lines: readonly Judged[];
}

/**
 * Undefined where it cannot be read.
 * @param judging `which`: of those that show something, of those that show nothing, or of all
 */
async function judgeReader(
  work: WorkContext,
  reader: Reader,
  changing: Changing,
  judging: Judging & { readonly which: 'seen' | 'hidden' | 'all' },
): Promise<Looked | 'hidden' | undefined> {
  const { about, gates, signal, full, which } = judging;
  // Nothing more is asked about who plainly shows nothing, so that no time passes for it.
  if (which === 'seen' && isPlainlyHidden(about.visibility, reader.visibility, reader.text)) return 'hidden';
  await using resources = new AsyncDisposableStack();
  try {
    const repository = await work.open(reader, signal);
    const snapshot = await openSnapshot(
      repository,
      await repository.git.tip(reader.defaultBranch),
      reader.defaultBranch,
    );
    const shown = shownTo(about.visibility, reader.visibility, await configOrText(snapshot));
    // What may not be seen is not replayed for it either: how long that takes could be seen.
    if (shown === 'nothing' && which === 'seen') return 'hidden';
    if (shown !== 'nothing' && which === 'hidden') return undefined;
    const members = (judging.members ?? []).filter((one) => concernsReader(one, reader));
    const key = {
      ...{ repository, base: changing.base.revision, head: changing.head.revision, trunk: snapshot.revision, full },
      elsewhere: [
        ...['downstream of', changing.repository, changing.branch, JSON.stringify(gates)],
        ...members.map(({ name, base: at, head: to }) => `with ${name} ${at.revision} ${to.revision}`),
      ],
    };
    // Who is not concerned was replayed a moment ago.
    const isFresh = judging.fresh && (judging.members === undefined || members.length > 0);
    const known = isFresh ? undefined : await work.reports.readLines(key);
    const consumer = consumerOf(work, repository, snapshot, { judging, resources, members, id: reader.id });
    // How many records they have is theirs to say, so nobody is told how far it is.
    const replay = { jobs: work.bounds.jobs, full, signal };
    const lines = known ?? (await judgeConsumer(consumer, changing, { gates, replay }));
    if (!known && !consumer.hasLookedFurther() && lines.every(isLasting)) await work.reports.writeLines(key, lines);
    return {
      shown: shown === 'nothing' ? 'measures' : shown,
      // It only looked as if it named a file.
      lines: lines.filter(({ downstream: { status, pipeline } }) => status !== 'not reached' || pipeline !== undefined),
    };
  } catch (error) {
    // It is gone, or the App was let out of it, since the index was asked: whoever has to see it is told below.
    if (isRefusal(error)) return undefined;
    if (error instanceof WeirError) {
      work.log.warn({ err: error, repository: fullName(reader) }, 'A repository downstream could not be read');
      return undefined;
    }
    throw error;
  }
}

/** What was in the way may be gone the next time. */
function isLasting({ downstream: { status } }: Judged): boolean {
  return status === 'judged' || status === 'not reached';
}

async function configOrText(snapshot: GitHubSnapshot) {
  try {
    return (await readConfigAt(snapshot)) ?? '';
  } catch (error) {
    if (!(error instanceof WeirError)) throw error;
    const bytes = await snapshot.readBytes('.github/weir.yml').catch(() => undefined);
    return bytes === undefined ? 'visible_to_upstreams' : new TextDecoder().decode(bytes);
  }
}

interface Consuming {
  readonly judging: Judging;
  readonly resources: AsyncDisposableStack;
  readonly members: readonly Member[];
  /** GitHub's number of the consumer. */
  readonly id: number;
}

function consumerOf(
  work: WorkContext,
  repository: Repository,
  snapshot: GitHubSnapshot,
  { judging, resources, members, id }: Consuming,
): Consumer & { hasLookedFurther(): boolean } {
  const { signal, mayReplay } = judging;
  let further = false;
  const storage = recordingStorage(snapshot, { cache: work.recordings, outside: work.bounds.recordings, resources });
  // Its own default branch names them.
  const others = openOthers(work, repository, () => undefined, signal);
  const turn = once(async () => resources.use(await work.turns.take(signal)));
  const own = members.find(({ repositoryId }) => repositoryId === id);
  return {
    repository: fullName(repository),
    snapshot,
    ...(own && { proposed: () => proposedBy(own, snapshot) }),
    elsewhere: async (where, side) => placedIn(members, side, where) ?? others.open(where),
    unread(other) {
      further = true;
      return others.unread(other);
    },
    hasLookedFurther: () => further,
    history: {
      merges: (paths, most) => mergesOn(repository.git, snapshot.revision, paths, most),
      snapshot: (commit) => openSnapshot(repository, commit, snapshot.name, snapshot.blobs),
    },
    async recording(recording) {
      mayReplay();
      const files = await untilAborted(resolveFiles(recording, storage), signal);
      await turn();
      return files;
    },
    outside: NOTHING_OUTSIDE,
  };
}

/** Its own pull request, or one of a third repository whose files it may read. */
export function concernsReader(
  { repositoryId, repository, branch }: Pick<Member, 'repositoryId' | 'repository' | 'branch'>,
  { id, defaultBranch, text }: Pick<Reader, 'id' | 'defaultBranch' | 'text'>,
): boolean {
  if (id === repositoryId) return branch === defaultBranch;
  return text.toLowerCase().includes(`${repository.toLowerCase()}:`);
}

/** Judged as in its own check: by the weir.yml of its branch, with the pins that it moves. */
async function proposedBy({ isSet, from, base, head }: Member, trunk: GitHubSnapshot): Promise<Proposed> {
  const { config } = withMovedPins(await readConfig(from, head, trunk));
  return { base, head, config: isSet ? config : withPinsAtHead(config) };
}

/** Those that may block and that nobody here sees anything of: the same words for whatever is the reason, since it may be a secret. */
async function unseen(judged: readonly Judged[], { base, head, gates }: Judging): Promise<Judged[]> {
  const seen = judged.map(({ downstream }) => downstream.repository);
  const absent = blocking(gates).filter((name) => !seen.some((one) => sameRepository(one, name)));
  if (absent.length === 0 || (await changedPaths(base, head, mayBeGoverned)).length === 0) return [];
  return absent.map((repository) => ({
    downstream: {
      repository,
      status: 'not read',
      gate: 'block',
      because:
        'consumers lets it block, and nothing of it is seen here: it is not there, the App is not installed in it, it reads no file of this repository, or it lets nothing be seen',
      owners: [],
      reasons: [],
    },
    edits: [],
  }));
}

export function nameOf({ owner, repo }: Pick<About, 'owner' | 'repo'>): string {
  return `${owner}/${repo}`;
}
