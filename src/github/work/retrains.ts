/**
 * `Retrains: #431` in the description of a pull request: what it comes to by the criteria that the issue has fixed, what runs against
 * what is proposed on the same labelled requests. A note of the report, and never its verdict.
 */

import type { Surroundings } from '../../artifacts/outside.ts';
import type { Config, LimitConfig, PipelineConfig, RecordingConfig } from '../../config/config.ts';
import { readLimit } from '../../config/limits.ts';
import { WeirError } from '../../errors.ts';
import type { Evidence } from '../../impact/evidence.ts';
import { judgeContract } from '../../monitor/challenge.ts';
import { ruleOf } from '../../monitor/monitor.ts';
import type { Contract } from '../../monitor/retrain.ts';
import { windowsOf } from '../../monitor/windows.ts';
import { relatedFiles } from '../../recordings/related.ts';
import { resolveFiles } from '../../recordings/resolve.ts';
import { createWeekOf } from '../../recordings/window/week.ts';
import type { Snapshot } from '../../repository/snapshot.ts';
import { judgedNote } from '../findings/retraining.ts';
import type { Repository } from '../port/repository.ts';
import { unlessRefusal } from '../port/status.ts';
import { untilAborted } from '../requests/until-aborted.ts';
import { recordingStorage } from '../snapshot/recording-storage.ts';
import type { GitHubSnapshot } from '../snapshot/snapshot.ts';
import type { WorkContext } from './context.ts';
import { readFinding } from './monitor/finding.ts';

/** Issues that one pull request may name. */
const MOST = 5;

export interface Proposal {
  /** Its description. */
  readonly body: string;
  readonly base: Snapshot;
  readonly head: Snapshot;
  /** Where recordings are read. */
  readonly trunk: GitHubSnapshot;
  readonly config: Config;
  readonly outside: Surroundings;
  readonly signal: AbortSignal;
  /** Throws where nothing of head may be replayed. */
  readonly assertAllowed: () => void;
}

/** Numbers of issues, in their order. */
export function retrainsIn(body: string): number[] {
  const found = [...body.matchAll(/^[ \t]*Retrains:[ \t]*#(\d{1,9})[ \t]*$/gim)].map(([, number]) => Number(number));
  return [...new Set(found)].slice(0, MOST);
}

/** Sentences for the report; none where the description names no issue. */
export async function retrainNotes(work: WorkContext, repository: Repository, proposal: Proposal): Promise<string[]> {
  const notes: string[] = [];
  for (const number of retrainsIn(proposal.body)) notes.push(await noteOf(work, repository, proposal, number));
  return notes;
}

async function noteOf(work: WorkContext, repository: Repository, proposal: Proposal, number: number): Promise<string> {
  const finding = await unlessRefusal(() => readFinding(repository, number));
  const contract = finding?.life.contract;
  if (!finding || !contract) return `Retrains #${number}: that is no issue of Weir's that asks for a retraining.`;
  const pipeline = proposal.config.pipelines.find(({ name }) => name === finding.life.pipeline);
  if (!pipeline) return `Retrains #${number}: weir.yml has no pipeline ${finding.life.pipeline} any more.`;
  try {
    const byWeek = await evidenceByWeek(work, proposal, pipeline);
    const later = laterThanTrained(byWeek, contract, ruleOf(pipeline).labels.coverage);
    const evidence = later.length > 0 ? later : weeksIn(contract.weeks).flatMap((week) => byWeek.get(week) ?? []);
    const judged = judgeContract(contract, evidence, (key, most) => limitOf(pipeline, key, most));
    return judgedNote(number, judged, later.length > 0 ? 'later' : 'same');
  } catch (error) {
    if (!(error instanceof WeirError)) throw error;
    return `Retrains #${number}: its criteria could not be judged: ${error.problems[0]?.message ?? error.message}.`;
  }
}

/** Weeks that nobody was asked to train on, once they have their labels: what a model has seen tells little of it. */
function laterThanTrained(
  byWeek: ReadonlyMap<number, Evidence>,
  { train, weeks }: Contract,
  coverage: number,
): Evidence[] {
  const last = Math.max(...weeksIn([...train, ...weeks]));
  return [...byWeek].flatMap(([week, evidence]) => {
    const isLabelled = evidence.outputs.some(
      ({ labels, total }) =>
        labels !== undefined && labels.total.records >= coverage * total.records && labels.total.records > 0,
    );
    return week > last && isLabelled ? evidence : [];
  });
}

function weeksIn(mondays: readonly string[]): number[] {
  const weekOf = createWeekOf();
  return mondays.map((monday) => weekOf(monday));
}

/** Base and head on each of the weeks that the recording has. */
async function evidenceByWeek(
  work: WorkContext,
  { base, head, trunk, config, outside, signal, assertAllowed }: Proposal,
  pipeline: PipelineConfig,
): Promise<ReadonlyMap<number, Evidence>> {
  assertAllowed();
  await using resources = new AsyncDisposableStack();
  const storage = recordingStorage(trunk, {
    ...{ cache: work.recordings, outside: work.bounds.recordings, resources },
  });
  const filesOf = (recording: RecordingConfig) => untilAborted(resolveFiles(recording, storage, config.path), signal);
  const files = await untilAborted(resolveFiles(pipeline.recording, storage, config.path, 'counts'), signal);
  const related = await relatedFiles(pipeline, filesOf);
  const merge = { commit: '', subject: '', at: '' };
  const states = [base, head].map((snapshot, side) => ({ merge, snapshot, digest: String(side) }));
  using _turn = await work.turns.take(signal);
  const replay = { jobs: work.bounds.jobs, full: true, seed: 1, signal, outside };
  const { pairs } = await windowsOf(pipeline, states, {
    files,
    ...(related && { related }),
    keep: storage.keep,
    replay,
  });
  return pairs[1] ?? new Map();
}

function limitOf({ outputs, recording, range }: PipelineConfig, key: string, most: number): LimitConfig | undefined {
  const kinds = new Map(outputs.map(({ name, kind }) => [name, kind]));
  const read = readLimit(key, most, { outputs: kinds, hasLabels: recording.label !== undefined });
  return read && 'limit' in read ? { ...read.limit, range } : undefined;
}
