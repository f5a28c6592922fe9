/** Downstream lines of an upstream's check: every repository of the installation whose pipelines read files of this one. */
import { mayBeGoverned } from '../../artifacts/ungoverned/may-be-governed.ts';
import { type Changing, sameRepository } from '../../downstreams/changing.ts';
import { blocking, type Gate, gateOf } from '../../downstreams/gate-of.ts';
import type { Judged } from '../../downstreams/judge.ts';
import { type About, fullName, type Repository } from '../port/repository.ts';
import { isRefusal } from '../port/status.ts';
import { changeTimeOf } from '../snapshot/change-time.ts';
import { changedPaths } from '../snapshot/changed.ts';
import { openSnapshot } from '../snapshot/snapshot.ts';
import type { Reader } from './consumer-index.ts';
import type { WorkContext } from './context.ts';
import { commitOf } from './elsewhere.ts';
import { type Judging, judgeReader } from './judge-reader.ts';
import { asShown, shownTo } from './shown-upstream.ts';

export interface DownstreamLook {
  readonly about: About;
  readonly readers: readonly Reader[];
}

/**
 * Who may read files of this repository. Where GitHub does not list the repositories, nobody is known to.
 * @param asked about this repository, where it was asked for
 */
export async function lookDownstream(
  work: WorkContext,
  repository: Repository,
  signal: AbortSignal,
  asked: Promise<About> = repository.about(signal),
): Promise<DownstreamLook> {
  const about = await asked;
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
  /** How it ends with other pull requests in place, a sentence of markdown. */
  readonly beside?: string;
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
  const within = { ...judging, proven: new Set<string>(), signal: AbortSignal.any([judging.signal, budget]) };
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
  judging: Omit<Judging, 'gates' | 'begun'> & { readonly which: 'hidden' | 'all' },
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
  { about, base, head, branch, judgedAt }: Pick<Judging, 'about' | 'base' | 'head' | 'branch' | 'judgedAt'>,
): Changing {
  return {
    repository: nameOf(about),
    base,
    head,
    branch,
    defaultBranch: about.defaultBranch,
    at: async (ref) => openSnapshot(repository, await commitOf(repository, ref), ref, base.blobs),
    committedAt: () => changeTimeOf(repository, { base, head }, judgedAt),
    judgedAt,
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

/** Those that may block and that nobody here sees anything of: the same words for whatever is the reason, since it may be a secret. */
async function unseen(judged: readonly Judged[], { base, head, gates }: Judging): Promise<Judged[]> {
  const seen = judged.map(({ downstream }) => downstream.repository);
  const isSeen = ({ repository, now = repository }: Gate) => seen.some((one) => sameRepository(one, now));
  const absent = blocking(gates).filter((one) => !isSeen(one) || one.madeLater !== undefined);
  if (absent.length === 0 || (await changedPaths(base, head, mayBeGoverned)).length === 0) return [];
  return absent.map((one) => ({
    downstream: {
      repository: one.repository,
      status: 'not read',
      gate: 'block',
      because: isSeen(one) ? anotherOf(one) : UNSEEN,
      owners: [],
      reasons: [],
    },
    edits: [],
  }));
}

/** Its lines inform. */
function anotherOf({ repository, madeLater }: Gate): string {
  return `consumers lets it block, but ${repository} was made on ${madeLater}, after that was written: another repository of that name was meant, of which nothing is seen here. Who means this one changes weir.yml in any way and leaves the line`;
}

const UNSEEN =
  'consumers lets it block, and nothing of it is seen here: it is not there, the App is not installed in it, it reads no file of this repository, or it lets nothing be seen';

export function nameOf({ owner, repo }: Pick<About, 'owner' | 'repo'>): string {
  return `${owner}/${repo}`;
}
