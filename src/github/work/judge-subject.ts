/**
 * Asks `assess` about a subject, with GitHub as the repository, and turns whatever happens into one of the outcomes that a
 * check can have. What GitHub itself gets wrong (cut connections, 5xx) is thrown, so that the job is tried again.
 */
import { withSources } from '../../assessment/complete.ts';
import { configPath } from '../../config/load.ts';
import { type JudgingConfig, readConfig, readConfigIfAny } from '../../config/read.ts';
import { withDownstreams } from '../../downstreams/with-downstreams.ts';
import { isFullDisk, WeirError } from '../../errors.ts';
import { plain } from '../../report/plain.ts';
import type { CheckOutcome, Phase } from '../check/outcome.ts';
import type { Repository } from '../port/repository.ts';
import { DownloadError, statusOf } from '../port/status.ts';
import { Stop } from '../queue/queue.ts';
import { early } from '../requests/early.ts';
import { NotThere } from '../snapshot/not-found.ts';
import type { GitHubSnapshot } from '../snapshot/snapshot.ts';
import type { WorkContext } from './context.ts';
import { openOthers } from './elsewhere.ts';
import { gatesOf, markOfOrganization, type OrganizationConfig, organizationOf } from './gates.ts';
import { type DownstreamLook, judgeConsumers, lookDownstream, nameOf } from './judge-consumers.ts';
import type { SubjectJudgement } from './judgement.ts';
import { formerlyMeant, lastChange } from './meant.ts';
import { progressTitle } from './progress-title.ts';
import { reportOn } from './replay-subject.ts';
import { retrainNotes } from './retrains.ts';
import { type Ahead, isConfigured, leaving, openSides, openTrunk, type Sides } from './sides.ts';
import type { Subject } from './subject.ts';
import { surroundingsIn } from './surroundings.ts';
import type { Member } from './together/company.ts';
import { judgeTogether } from './together/judge-together.ts';
import { markOf, walkFrom } from './together/walk.ts';
import { trunksOf } from './trunk.ts';
import { withOthers } from './with-others.ts';

export interface SubjectOptions {
  readonly full: boolean;
  /** Replay even what was replayed before. */
  readonly fresh: boolean;
  /** Say which edit moves what, and for whom, however long that takes; else where a replay takes seconds. */
  readonly explained: boolean;
  /** ISO 8601, by GitHub's clock where it told. */
  readonly judgedAt: string;
  /** False for a fork's head that nobody has let be replayed. */
  readonly mayReplay: boolean;
  readonly signal: AbortSignal;
  readonly progress: (pipeline: string, done: number, total: number) => void;
  /** Told once it waits for head to be deployed; in an environment, or in any. */
  readonly waits: (environment: string | undefined) => void;
}

/** By which a check remembers the weir.yml at the tip of its branch: the same for the same content, or for none. */
export async function configMark(snapshot: GitHubSnapshot): Promise<string> {
  try {
    return (await snapshot.blob(configPath))?.id ?? 'none';
  } catch (error) {
    // Something stands there that is no file.
    if (error instanceof WeirError) return 'unreadable';
    throw error;
  }
}

/**
 * What does not wait for one another is asked beside one another; what breaks is told in the order in which it is needed.
 * Throws Stop, and errors of GitHub's.
 */
export async function judgeSubject(
  work: WorkContext,
  repository: Repository,
  subject: Subject,
  ahead: Ahead,
  options: SubjectOptions,
): Promise<SubjectJudgement> {
  const { deadline } = work.attempt;
  const begun = performance.now();
  const signal = AbortSignal.any([options.signal, deadline]);
  const found: { -readonly [Part in keyof SubjectJudgement]?: SubjectJudgement[Part] } = {};
  // Whatever breaks, nothing is looked for in vain after it.
  const over = new AbortController();
  let phase: Phase = 'reading';
  let reached: string | undefined;
  const progress: SubjectOptions['progress'] = (...state) => {
    reached = progressTitle(...state);
    options.progress(...state);
  };
  const enter = (next: Phase): void => {
    phase = next;
  };
  try {
    const left = early(leaving(repository, subject, ahead));
    const looked = early(lookDownstream(work, repository, AbortSignal.any([signal, over.signal]), ahead.about));
    found.trunk = subject.pull ? await trunksOf(repository, ahead).of(subject.pull) : subject.baseRef;
    const trunk = await openTrunk(repository, subject, ahead, found.trunk);
    // Known first: a verdict about what cannot be compared holds for this weir.yml as any other does.
    found.configMark = await configMark(trunk);
    const walk = subject.described && (await walkFrom(work, repository, subject.described));
    const together = walk && markOf(walk);
    if (together !== undefined) found.together = together;
    const sides = await openSides(repository, subject, ahead, { trunk, left: await left });
    found.mergeBase = sides.base.revision;
    found.headFiles = new Set(await sides.head.list());
    const downstream = await looked;
    const isAlone = downstream.readers.length === 0;
    if (isAlone && !(await isConfigured(sides))) return { ...found, outcome: { kind: 'unconfigured' } };
    const organization = await organizationOf(work, repository, downstream, signal);
    // Known before it is read: one that is mended has to be looked at again.
    if (organization) found.gatesMark = markOfOrganization(organization);
    const read = await (isAlone ? readConfig : readConfigIfAny)(sides.base, sides.head, sides.trunk);
    found.config = read.config;
    const judge = (members?: readonly Member[]) =>
      judgeOn(
        work,
        repository,
        subject,
        { sides, downstream, organization, read, begun },
        { ...options, signal, enter, members, progress },
      );
    const judged =
      together === undefined || !walk
        ? await judge()
        : await judgeTogether(repository, judge, {
            ...{ ...downstream, read, walk, signal, head: sides.head.revision },
            present: openOthers(work, repository, () => undefined, signal).present,
          });
    return { ...found, ...judged };
  } catch (error) {
    // Why it was stopped counts, not what broke for it.
    options.signal.throwIfAborted();
    return {
      ...found,
      outcome: outcomeOf(error, work, subject, deadline.aborted ? { during: phase, reached } : undefined),
    };
  } finally {
    over.abort();
  }
}

interface Matter {
  readonly sides: Sides;
  readonly downstream: DownstreamLook;
  readonly organization: OrganizationConfig | undefined;
  readonly read: JudgingConfig;
  /** By `performance.now`. */
  readonly begun: number;
}

interface Judge extends SubjectOptions {
  readonly enter: (phase: Phase) => void;
  /** Pull requests of other repositories that are in place. */
  readonly members: readonly Member[] | undefined;
}

/** The pipelines of this repository, and of those that read its files. Throws WeirErrors, and NotAllowed. */
async function judgeOn(
  work: WorkContext,
  repository: Repository,
  subject: Subject,
  { sides, downstream, organization, read, begun }: Matter,
  options: Judge,
): Promise<Pick<SubjectJudgement, 'outcome' | 'sources' | 'downstream'>> {
  const { signal, enter, members } = options;
  const whole = await withOthers(work, repository, sides, read, signal, members);
  const { judging } = whole;
  const outside = surroundingsIn(work, repository, subject, judging, {
    signal,
    waits(environment) {
      enter('deploying');
      options.waits(environment);
    },
  });
  const assertAllowed = (): void => {
    if (!options.mayReplay) throw new NotAllowed();
  };
  const own = await reportOn(work, repository, sides, whole, { ...options, enter, outside, assertAllowed });
  const named = read.isNone ? [] : judging.config.consumers;
  const written = {
    since: downstream.about.createdAt,
    last: () => lastChange(repository, sides.trunk.revision),
  };
  const gates = await gatesOf(work, downstream, named, written, organization, signal);
  const consumers = await judgeConsumers(work, repository, downstream.readers, {
    ...{ base: sides.base, head: sides.head, about: downstream.about, branch: sides.trunk.name, begun, signal },
    ...{ gates, full: options.full, fresh: options.fresh, judgedAt: options.judgedAt, ...(members && { members }) },
    mayReplay() {
      assertAllowed();
      enter('replaying');
    },
  });
  const { lines, own: theirs, isSomebodyHidden } = consumers;
  const told = { about: downstream.about, own: theirs, isSomebodyHidden };
  if (lines.length === 0 && read.isNone) return { outcome: { kind: 'unconfigured' }, downstream: told };
  const retrained = await retrainNotes(work, repository, {
    ...{ body: subject.pull?.body ?? '', base: whole.base, head: whole.head, trunk: sides.trunk },
    ...{ config: judging.config, outside, signal, assertAllowed },
  });
  const crossed = sides.crossed === undefined ? [] : [mergedIntoEachOther(sides.crossed)];
  const notes = [...crossed, ...retrained.map(plain), ...formerlyMeant(gates, lines)];
  const noted = notes.length === 0 ? own.report : { ...own.report, notes: [...(own.report.notes ?? []), ...notes] };
  const formerly = downstream.readers.flatMap((one) => one.formerly ?? []);
  const merged = withDownstreams(noted, lines, { repository: nameOf(downstream.about), formerly });
  const { report, sources } = lines.length === 0 ? { ...own, report: merged } : await withSources(merged, whole);
  return { sources, outcome: { kind: 'judged', report, inconclusive: judging.config.inconclusive }, downstream: told };
}

function mergedIntoEachOther(branch: string): string {
  const name = plain(branch);
  return `${name} and the pull request were merged into each other, so no one commit is what it began from: it was compared with what ${name} holds now`;
}

/** A fork's head would have to be replayed, and nobody has said that it may. */
class NotAllowed extends Error {}

function outcomeOf(
  error: unknown,
  work: WorkContext,
  { target, pull }: Subject,
  late: { readonly during: Phase; readonly reached: string | undefined } | undefined,
): CheckOutcome {
  if (error instanceof NotAllowed) return { kind: 'waiting', head: target.head, author: pull?.author ?? '' };
  if (late) {
    const { during, reached } = late;
    return { kind: 'timed-out', minutes: work.bounds.minutes, during, ...(reached !== undefined && { reached }) };
  }
  if (error instanceof WeirError) {
    return { kind: 'broken', problems: error.problems, mayPass: error instanceof NotThere };
  }
  if (error instanceof Stop || isGitHubs(error)) throw error;
  if (isFullDisk(error)) {
    work.log.error({ err: error, head: target.head }, 'The disk is full: WEIR_CACHE or the temporary folder');
    return { kind: 'broken', problems: [FULL_DISK] };
  }
  const id = crypto.randomUUID().slice(0, 8);
  work.log.error({ err: error, id, head: target.head }, 'A check crashed');
  return { kind: 'crashed', id };
}

/** Which disk it is stands in the log. */
const FULL_DISK = {
  message: 'there is no room left on the disk of the server that Weir runs on',
  expected: 'that whoever operates it makes room',
  elsewhere: true,
};

/** An answer of GitHub's that is no success, or none at all: worth another try. */
function isGitHubs(error: unknown): boolean {
  return error instanceof DownloadError || statusOf(error) !== undefined;
}
