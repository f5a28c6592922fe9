/** One repository downstream, judged for the pull request of a file that it reads: read, replayed by its own weir.yml, and shown as it lets it be. */
import { withMovedPins, withPinsAtHead } from '../../config/moved-pins.ts';
import { readConfig, readConfigAt } from '../../config/read.ts';
import type { Changing, Consumer, Proposed } from '../../downstreams/changing.ts';
import { type Gate, gateOf } from '../../downstreams/gate-of.ts';
import { type Judged, judgeConsumer } from '../../downstreams/judge.ts';
import { WeirError } from '../../errors.ts';
import { once } from '../../once.ts';
import { resolveFiles } from '../../recordings/resolve.ts';
import { NOTHING_OUTSIDE } from '../../replay/broker/broker.ts';
import { type About, fullName, type Repository } from '../port/repository.ts';
import { isRefusal } from '../port/status.ts';
import { untilAborted } from '../requests/until-aborted.ts';
import { mergesOn } from '../snapshot/merges.ts';
import { recordingStorage } from '../snapshot/recording-storage.ts';
import { type GitHubSnapshot, openSnapshot } from '../snapshot/snapshot.ts';
import type { Reader } from './consumer-index.ts';
import type { WorkContext } from './context.ts';
import { openOthers } from './elsewhere.ts';
import { isPlainlyHidden, type Shown, shownTo } from './shown-upstream.ts';
import { type Member, placedIn } from './together/company.ts';

export interface Judging {
  /** Of this repository. */
  readonly about: About;
  readonly base: GitHubSnapshot;
  readonly head: GitHubSnapshot;
  /** Branch that the change goes to. */
  readonly branch: string;
  /** Of base's weir.yml, and of the organization's. */
  readonly gates: readonly Gate[];
  readonly full: boolean;
  /** Replay even what was replayed before. */
  readonly fresh: boolean;
  /** Called before anything is replayed; throws where that may not be. */
  readonly mayReplay: () => void;
  /** ISO 8601, by GitHub's clock where it told. */
  readonly judgedAt: string;
  /** When the check began, by `performance.now`. */
  readonly begun: number;
  readonly signal: AbortSignal;
  /** Pull requests of other repositories that are in place. */
  readonly members?: readonly Member[];
  /** What was compiled for readers before. */
  readonly proven?: Set<string>;
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
export async function judgeReader(
  work: WorkContext,
  reader: Reader,
  changing: Changing,
  judging: Judging & { readonly which: 'seen' | 'hidden' | 'all' },
): Promise<Looked | 'hidden' | undefined> {
  const { about, gates, signal, full, which } = judging;
  const { formerly } = reader;
  const asRead = formerly ? { ...changing, formerly } : changing;
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
        ...['downstream of', changing.repository, ...(formerly ?? []), changing.branch],
        JSON.stringify(gateOf(gates, fullName(repository))),
        ...members.map(({ name, base: at, head: to }) => `with ${name} ${at.revision} ${to.revision}`),
      ],
    };
    // A rerun replays anew; but a reader that none of these changes concerns has a result of a moment ago.
    const isFresh = judging.fresh && (judging.members === undefined || members.length > 0);
    const known = isFresh ? undefined : await work.reports.readLines(key);
    const consumer = consumerOf(work, repository, snapshot, { judging, resources, members, id: reader.id });
    // How many records they have is theirs to say, so nobody is told how far it is.
    const { jobs } = work.bounds;
    const { proven } = judging;
    const means = { jobs, kept: work.kept(reader), workers: work.workers(reader), ...(proven && { proven }) };
    const replay = { ...means, full, signal };
    const lines = known ?? (await judgeConsumer(consumer, asRead, { gates, replay }));
    if (!known && !consumer.hasLookedFurther() && lines.every(isLasting)) await work.reports.writeLines(key, lines);
    return {
      shown: shown === 'nothing' ? 'measures' : shown,
      // Without a pipeline the reader turned out to name no file of this repository.
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
    elsewhere: async (where, side) => (await placedIn(members, side, where, others.present)) ?? others.open(where),
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
      const files = await untilAborted(resolveFiles(recording, storage, undefined, 'counts'), signal);
      await turn();
      return files;
    },
    outside: NOTHING_OUTSIDE,
  };
}

/** Its own pull request, or one of a third repository whose files it may read, by the name of today or a former one. */
export function concernsReader(
  { repositoryId, repository, branch }: Pick<Member, 'repositoryId' | 'repository' | 'branch'>,
  { id, defaultBranch, text, former }: Pick<Reader, 'id' | 'defaultBranch' | 'text' | 'former'>,
): boolean {
  if (id === repositoryId) return branch === defaultBranch;
  const written = text.toLowerCase();
  return [repository, ...(former?.get(repositoryId) ?? [])].some((name) => written.includes(`${name.toLowerCase()}:`));
}

/** Judged as in its own check: by the weir.yml of its branch, with the pins that it moves. */
async function proposedBy({ isSet, from, base, head }: Member, trunk: GitHubSnapshot): Promise<Proposed> {
  const { config } = withMovedPins(await readConfig(from, head, trunk));
  return { base, head, config: isSet ? config : withPinsAtHead(config) };
}
