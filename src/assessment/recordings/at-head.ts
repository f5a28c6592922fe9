/**
 * Recordings of the repository that a change brings along. Base's judge it, so that what it breaks of them would be seen only
 * by the next change, as a green that nothing stands behind: head's are read as `weir validate` would.
 */
import type { ArtifactChange } from '../../artifacts/artifact-changes.ts';
import type { Config, PipelineConfig, RecordingConfig } from '../../config/config.ts';
import { ifWeirError, type Problem, WeirError } from '../../errors.ts';
import type { RecordingFile } from '../../recordings/reader.ts';
import { tableOf } from '../../recordings/resolve.ts';
import { look } from '../../replay/look/ask.ts';
import type { Look } from '../../replay/look/looking.ts';
import type { Snapshot } from '../../repository/snapshot.ts';
import type { Question } from '../question.ts';
import { type AskedPlace, differenceOf } from './difference.ts';
import { idsSeen, joinDifference } from './joined.ts';
import { isSameSaid, otherAtHead } from './other.ts';
import { askedPlaces, type Planned, plansOf, usualNames } from './plans.ts';
import { standstill } from './standstill.ts';
import { isInRepository } from './tracked-files.ts';
import { recordingsIn, replaying } from './used.ts';

export interface AtHead {
  readonly problems: readonly Problem[];
  /** Sentences. */
  readonly notes: readonly string[];
}

interface Means {
  readonly sides: { readonly base: Snapshot; readonly head: Snapshot };
  readonly question: Pick<Question, 'judging' | 'changed' | 'tracked' | 'replay'>;
  /** Head's weir.yml. */
  readonly proposed: Config;
  /** Of the artifacts, which may change along with a recording. */
  readonly changes: readonly ArtifactChange[];
}

export async function recordingsAtHead(means: Means): Promise<AtHead> {
  const { question, proposed } = means;
  const { config, from } = question.judging;
  const found: AtHead[] = [];
  for (const recording of recordingsIn(proposed)) {
    const known = from === 'base' ? config.recordings.get(recording.name) : undefined;
    found.push(await judged(recording, known, replaying(recording, proposed), means));
    const labels = labelsOf(recording);
    if (!labels) continue;
    const ofTable = await judged(labels, known && labelsOf(known), [], means);
    found.push(ofTable);
    if (found.slice(-2).every(({ problems }) => problems.length === 0))
      found.push(await joinedAtHead(recording, labels, known, means));
  }
  return { problems: found.flatMap(({ problems }) => problems), notes: found.flatMap(({ notes }) => notes) };
}

/** The table of outcomes as a recording of its own, whose pointers are those that join it. */
function labelsOf(recording: RecordingConfig): RecordingConfig | undefined {
  const { labels } = recording;
  return labels && { ...tableOf(recording, labels), id: labels.join, label: labels.label };
}

const NOTHING: AtHead = { problems: [], notes: [] };

/** @param known what base's weir.yml says of it; undefined where that is nothing */
async function judged(
  recording: RecordingConfig,
  known: RecordingConfig | undefined,
  pipelines: readonly PipelineConfig[],
  means: Means,
): Promise<AtHead> {
  const { sides, question, changes } = means;
  const { tracked, replay } = question;
  const other = await otherAtHead(recording, known, sides, question);
  if (!other || !tracked) return NOTHING;
  const { had } = other;

  const bare = bareOf(recording);
  // With other pointers, or another form, what was somewhere at base says nothing.
  const comparable = known && had.length > 0 && isSameSaid(bareOf(known), bare) ? known : undefined;
  const before = comparable && (await tracked('base', comparable).catch(ifWeirError));
  // What could not be read at base, either, is none of this change's doing.
  if (comparable && !before) return NOTHING;
  const plans = await plansOf(pipelines, bare, sides.head, replay);
  try {
    const after = await tracked('head', recording);
    await replay.turn?.take();
    return await compared(bare, { before, after }, { plans, asked: askedPlaces(bare, plans, changes) }, means);
  } catch (error) {
    if (!(error instanceof WeirError)) throw error;
    return { problems: error.problems.map((problem) => ({ ...problem, side: problem.side ?? 'head' })), notes: [] };
  }
}

/** Throws a RecordingError where a file of head cannot be read at all. */
async function compared(
  recording: RecordingConfig,
  { before, after }: { before: readonly RecordingFile[] | undefined; after: readonly RecordingFile[] },
  { plans, asked }: { plans: readonly Planned[]; asked: readonly AskedPlace[] },
  { question: { replay }, proposed }: Means,
): Promise<AtHead> {
  const configPath = proposed.path;
  const see = (files: readonly RecordingFile[], at: readonly AskedPlace[]): Promise<Look | string> =>
    look({ files, recording, configPath, places: at.map(({ path }) => path), most: mostOf(files) }, replay);
  const first = before && seen(await see(before, asked).catch(ifWeirError));
  const places = [...asked, ...(first ? usualNames(first, recording, plans, asked) : [])];
  const base = before && places.length > asked.length ? seen(await see(before, places)) : first;
  const head = await see(after, places);
  const name = `recording "${recording.name}"`;
  if (typeof head === 'string')
    return { problems: [], notes: [`nobody has looked at ${name} as head has it: reading it ${head}`] };
  const { problems, others } = differenceOf(recording, places, { base, head }, configPath);
  if (problems.length > 0) return { problems, notes: [] };
  const stands = await standstill(
    recording,
    plans.map(({ plan }) => plan),
    { base, head },
    configPath,
  );
  const what = others.length > 0 ? `: ${others.join('; ')}` : ', with records of the same form';
  return {
    problems: stands,
    notes: stands.length > 0 || !base ? [] : [`${name} is another once this is merged${what}`],
  };
}

function seen(look: Look | string | undefined): Look | undefined {
  return typeof look === 'string' ? undefined : look;
}

/** Whether the outcomes of head are of the records of head, where either is another. */
async function joinedAtHead(
  recording: RecordingConfig,
  labels: RecordingConfig,
  known: RecordingConfig | undefined,
  { sides, question, proposed }: Means,
): Promise<AtHead> {
  const { tracked, replay } = question;
  const pairs = [
    [recording, known],
    [labels, known && labelsOf(known)],
  ] as const;
  const others = await Promise.all(pairs.map(([one, before]) => otherAtHead(one, before, sides, question)));
  if (!tracked || others.every((other) => other === undefined)) return NOTHING;
  const name = `recording "${recording.name}"`;
  if (!pairs.every(([{ files }]) => isInRepository(files)))
    return {
      problems: [],
      notes: [`nobody has looked whether the labels of ${name} as head has them are of its records`],
    };
  const idsOf = async (
    side: 'base' | 'head',
    own: RecordingConfig | undefined,
    outcomes: RecordingConfig | undefined,
  ) => {
    if (!own || !outcomes) return undefined;
    const asked = [bareOf(own), outcomes];
    const files = await Promise.all(asked.map((one) => tracked(side, one)));
    return idsSeen(asked, files, proposed.path, replay);
  };
  try {
    await replay.turn?.take();
    const before = await idsOf('base', known, known && labelsOf(known)).catch(ifWeirError);
    const after = await idsOf('head', recording, labels);
    return joinDifference(recording, { before, after }, proposed.path);
  } catch (error) {
    if (!(error instanceof WeirError)) throw error;
    return { problems: error.problems.map((problem) => ({ ...problem, side: problem.side ?? 'head' })), notes: [] };
  }
}

/** Records of all files of a side. */
const MOST_RECORDS = 100_000;
const LEAST_RECORDS = 100;

function mostOf(files: readonly unknown[]): number {
  return Math.max(LEAST_RECORDS, Math.floor(MOST_RECORDS / Math.max(1, files.length)));
}

/** As its own files are read: outcomes are joined later, and only names and types are seen here. */
function bareOf({ labels, redact: _, label, ...recording }: RecordingConfig): RecordingConfig {
  return { ...recording, ...(label !== undefined && !labels && { label }) };
}
