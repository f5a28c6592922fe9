/**
 * Judges the pipelines of one consumer: with its own weir.yml, params, rules, recordings and limits, against what it runs.
 * Each pipeline is asked about by itself, so that what is wrong with one is said of that one. What its own check would
 * find with the upstream's head in place is what is found here.
 */
import { beside } from '../artifacts/beside.ts';
import { assess } from '../assess.ts';
import type { Config } from '../config/config.ts';
import { readConfigAt } from '../config/read.ts';
import { type Elsewhere, refAtHead } from '../document/elsewhere.ts';
import { formatProblem, locating, WeirError } from '../errors.ts';
import { count } from '../format/numbers.ts';
import type { Downstream, Forecast, Report, ReportEdit } from '../report/report.generated.ts';
import type { SnapshotElsewhere } from '../repository/composite.ts';
import type { Snapshot } from '../repository/snapshot.ts';
import {
  type Changing,
  type Consumer,
  isCalled,
  type JudgeOptions,
  type Proposed,
  sameRepository,
} from './changing.ts';
import { commandFor } from './command.ts';
import { brokenAtHead, doubtAbout, notesAbout } from './doubts.ts';
import { gateOf } from './gate-of.ts';
import { type ReadingPipeline, readersOf } from './readers.ts';
import { type Running, runningOf } from './running.ts';
import { worstOf } from './worst.ts';

/** A line of the report, with the edits that reach the pipeline as its own check would name them. */
export interface Judged {
  readonly downstream: Downstream;
  readonly edits: readonly ReportEdit[];
  /** Files of the repository that changes that it names, at whatever revision. */
  readonly files?: readonly string[];
}

const MOST_PIPELINES = 200;

/** A line for each of its pipelines that read a file of the repository that changes, or one that says why there is none. */
export async function judgeConsumer(consumer: Consumer, changing: Changing, options: JudgeOptions): Promise<Judged[]> {
  const { repository, snapshot } = consumer;
  const { gate, answerWithin } = gateOf(options.gates, repository);
  const proposed = await orProblem(async () => consumer.proposed?.());
  const runs = proposed && !(proposed instanceof WeirError) ? proposed.head : snapshot;
  const about = {
    repository,
    branch: runs.name,
    revision: runs.revision,
    gate,
    ...(answerWithin !== undefined && { answerWithin }),
    owners: [],
    reasons: [],
  };
  const config =
    proposed instanceof WeirError ? proposed : (proposed?.config ?? (await orProblem(() => readConfigAt(snapshot))));
  if (config instanceof WeirError)
    return only({ ...about, status: 'not judged', because: `its weir.yml does not stand: ${first(config)}` });
  if (!config) return only({ ...about, status: 'not reached', because: 'it has no weir.yml' });
  const readers = readersOf(config, changing);
  if (readers.length === 0) {
    const because = `no pipeline of its weir.yml reads a file of ${changing.repository}`;
    return only({ ...about, status: 'not reached', because });
  }
  const judged: Judged[] = [];
  for (const reader of readers.slice(0, MOST_PIPELINES)) {
    const { pipeline, reads } = reader;
    const line = { ...about, pipeline: pipeline.name, reads: [...reads], owners: [...pipeline.owners] };
    judged.push({
      ...(await judgePipeline(
        { consumer, changing, options, config, ...(!(proposed instanceof WeirError) && proposed && { proposed }) },
        reader,
        line,
      )),
      files: reader.files,
    });
  }
  const more = readers.length - MOST_PIPELINES;
  if (more <= 0) return judged;
  const because = `${count(more)} more of its pipelines read files of ${changing.repository}, and at most ${MOST_PIPELINES} of a repository are looked at`;
  return [...judged, ...only({ ...about, status: 'not read', because })];
}

interface Asked {
  readonly consumer: Consumer;
  readonly changing: Changing;
  readonly options: JudgeOptions;
  readonly config: Config;
  readonly proposed?: Proposed;
}

type Line = Omit<Downstream, 'status'>;

async function judgePipeline(asked: Asked, reader: ReadingPipeline, line: Line): Promise<Judged> {
  const unread = await firstUnread(asked.consumer, reader.others);
  if (!reader.follows) {
    const forecast = unread === undefined ? await forecastOf(asked, reader) : { because: unread };
    const because = `it reads ${asked.changing.repository} at ${reader.reads.join(', ')}`;
    return { downstream: { ...line, status: 'not reached', because, forecast }, edits: [] };
  }
  if (unread !== undefined) return { downstream: { ...line, status: 'not read', because: unread }, edits: [] };
  const present = await orProblem(() => assessed(asked, reader, SIDES));
  if (present instanceof WeirError) return { downstream: { ...line, ...unjudged(present) }, edits: [] };
  const running = await insteadOf(present, asked, reader);
  const report = running?.report ?? present;
  const [found] = report.pipelines;
  if (!found) throw new Error('a pipeline that was asked about has no report');
  const doubt = await doubtAbout(found, reader.pipeline, asked.changing);
  if (doubt !== undefined)
    return { downstream: { ...line, status: 'not judged', because: doubt }, edits: report.edits };
  const { recorded, replayed } = found.records;
  return {
    downstream: {
      ...line,
      ...(running && { revision: running.snapshot.revision }),
      status: 'judged',
      verdict: found.verdict,
      ...worstOf(found),
      reasons: found.reasons,
      records: { recorded, replayed },
      ...notesAbout({
        ...report,
        notes: [...(report.notes ?? []), ...(running ? [running.note] : []), ...formerNames(asked, reader)],
      }),
      ...(found.fingerprint !== undefined && { fingerprint: found.fingerprint }),
      command: commandFor(
        asked.changing,
        reader,
        running ? { ...asked, proposed: both(running.snapshot) } : asked,
        report,
      ),
    },
    edits: report.edits,
  };
}

/** Its owners should write the name of today, before somebody else gets the other. */
function formerNames({ changing: { repository } }: Asked, { called }: ReadingPipeline): string[] {
  const former = called.filter((one) => !sameRepository(one, repository));
  return former.map((one) => `its weir.yml calls ${repository} by its former name ${one}`);
}

/** A weir.yml may name anything, and asking about each takes a request: one reason is enough. */
async function firstUnread(consumer: Consumer, others: readonly string[]): Promise<string | undefined> {
  for (const other of others) {
    const why = await consumer.unread(other);
    if (why !== undefined) return why;
  }
  return undefined;
}

/** Share of the recorded answers from which on it is worth asking whether another version gave them. */
const TOLD_APART = 0.005;

const SIDES = { base: 'base', head: 'head' } as const;

/** What it runs, where its default branch is not what production has answered by. */
async function insteadOf(present: Report, asked: Asked, reader: ReadingPipeline): Promise<Running | undefined> {
  const { consumer, config, proposed } = asked;
  const [found] = present.pipelines;
  // With a change of its own in place it is asked what would run.
  if (proposed || !found || (found.reproduction?.share ?? 0) < TOLD_APART) return undefined;
  const assess = (snapshot: Snapshot) =>
    orProblem(() => assessed({ ...asked, consumer: { ...consumer, snapshot } }, reader, SIDES));
  const elsewhere = elsewhereAt(asked, reader, SIDES, 'base');
  return runningOf({ consumer, config, pipeline: reader.pipeline, elsewhere, assess }, present);
}

function both(snapshot: Snapshot): Pick<Proposed, 'base' | 'head'> {
  return { base: snapshot, head: snapshot };
}

/** What is wrong is the change's doing where only head is: it would break the pipeline. Anything else is the consumer's own. */
function unjudged(error: WeirError): Pick<Downstream, 'status' | 'verdict' | 'because' | 'reasons'> {
  if (!brokenAtHead(error)) return { status: 'not judged', because: first(error), reasons: [] };
  return { status: 'judged', verdict: 'fail', reasons: error.problems.map(formatProblem) };
}

/** What head would do to a pipeline that pins another revision, once it moves there. */
async function forecastOf(asked: Asked, reader: ReadingPipeline): Promise<Forecast> {
  const report = await orProblem(() => assessed(asked, reader, { base: 'pin', head: 'head' }));
  if (report instanceof WeirError) return { because: first(report) };
  const [found] = report.pipelines;
  if (!found) throw new Error('a pipeline that was asked about has no report');
  const doubt = await doubtAbout(found, reader.pipeline, asked.changing);
  return doubt === undefined ? { verdict: found.verdict, ...worstOf(found) } : { because: doubt };
}

/** Which version of the files of the repository that changes stands on a side. A pin stays, unless a forecast moves it. */
type Standing = 'base' | 'head' | 'pin';

type Sides = Readonly<Record<'base' | 'head', Standing>>;

function elsewhereAt(
  { consumer, changing }: Asked,
  { follows }: ReadingPipeline,
  sides: Sides,
  side: 'base' | 'head',
): SnapshotElsewhere {
  return async (where: Elsewhere) => {
    if (!isCalled(changing, where.repository)) return consumer.elsewhere(where, side);
    const ref = (side === 'head' ? refAtHead(where) : where.ref) ?? changing.defaultBranch;
    const isPinned = ref !== changing.branch;
    const standing = sides[side];
    if (standing === 'pin' || (isPinned && follows)) return changing.at(ref);
    return changing[standing];
  };
}

async function assessed(asked: Asked, reader: ReadingPipeline, sides: Sides): Promise<Report> {
  const { consumer, changing, options, config, proposed } = asked;
  const { pipeline } = reader;
  const at = (side: 'base' | 'head') => elsewhereAt(asked, reader, sides, side);
  const [base, head] = [
    await beside(proposed?.base ?? consumer.snapshot, at('base'), config, [pipeline]),
    await beside(proposed?.head ?? consumer.snapshot, at('head'), config, [pipeline]),
  ];
  const question = {
    judging: { config, from: 'base', changes: [] },
    pipelines: [pipeline],
    renames: async () => new Map<string, string>(),
    committedAt: () => changing.committedAt(),
    judgedAt: changing.judgedAt,
    recording: consumer.recording,
    replay: {
      ...options.replay,
      ...(consumer.outside && { outside: consumer.outside }),
    },
  } as const;
  return locating(new Map([[config.path, config.text]]), undefined, () => assess(base, head, question));
}

function only(downstream: Downstream): Judged[] {
  return [{ downstream, edits: [] }];
}

function first({ problems, message }: WeirError): string {
  const [problem] = problems;
  return problem ? formatProblem(problem) : message;
}

async function orProblem<T>(work: () => Promise<T>): Promise<T | WeirError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WeirError) return error;
    throw error;
  }
}
