/** What a command works on: two snapshots of a local repository, the weir.yml that judges, and where recordings lie. */

import type { History } from '../artifacts/compatibility/earlier.ts';
import type { PipelineConfig, RecordingConfig } from '../config/config.ts';
import { withMovedPins } from '../config/moved-pins.ts';
import { type JudgingConfig, readConfig, readConfigIfAny } from '../config/read.ts';
import { UsageError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { once } from '../once.ts';
import type { RecordingFile } from '../recordings/reader.ts';
import { layFiles, resolveFiles } from '../recordings/resolve.ts';
import type { Arrival } from '../recordings/storage/arrival.ts';
import type { LocalRepository } from '../repository/local.ts';
import type { Renames, Snapshot } from '../repository/snapshot.ts';
import { readConfigFile } from './config-file.ts';
import { linkedCache } from './keep-linked.ts';
import { storageAt } from './recording-storage.ts';
import { changeTimeOf, type RevisionOptions, type Revisions } from './revisions.ts';
import { openUpstreams, type Side } from './upstreams.ts';

export interface WorkspaceOptions extends RevisionOptions {
  readonly config?: string;
  readonly pipeline?: readonly string[];
  /** Other repositories, as `openUpstreams` takes them. */
  readonly with?: readonly string[];
  /** Repositories that read files of this one, which then needs no weir.yml of its own. */
  readonly consumers?: readonly string[];
}

/** For who reads recordings while they come: see `Workspace.arrivalOf`. */
export interface WorkspaceMeans {
  readonly mayArrive?: boolean;
}

export interface Workspace extends AsyncDisposable {
  readonly base: Snapshot;
  readonly head: Snapshot;
  /** Where base's weir.yml and recordings stand; base itself, unless another revision is named. */
  readonly trunk: Snapshot;
  readonly judging: JudgingConfig;
  /** Those that were asked for, or all. */
  readonly pipelines: readonly PipelineConfig[];
  renames(): Promise<Renames>;
  changed(filter: (path: string) => boolean): Promise<readonly string[]>;
  /** As `Question` has them. */
  committedAt(): Promise<string>;
  readonly judgedAt: string;
  /** Earlier versions of files, from base back. */
  history: History;
  recording(recording: RecordingConfig): Promise<readonly RecordingFile[]>;
  /** As `Question` has it. */
  tracked(side: Side, recording: RecordingConfig): Promise<readonly RecordingFile[]>;
  /** Of a recording's file that is on its way, where that was allowed; undefined for what is there. */
  arrivalOf(path: string): Arrival | undefined;
}

/** Throws UsageError and ConfigError. The revisions are closed with the workspace, or where it could not be opened. */
export async function openWorkspace(
  options: WorkspaceOptions,
  revisions: Revisions,
  { mayArrive = false }: WorkspaceMeans = {},
): Promise<Workspace> {
  await using resources = new AsyncDisposableStack();
  const { repository, ...own } = resources.use(revisions);
  // Asked for now, since git answers while weir.yml is checked; a failure matters only to who waits for the answer.
  const committed = committedFiles(repository, own.head);
  committed.catch(() => {});
  const judging = await judgingConfig(options, own);
  const pipelines = select(judging, options.pipeline);
  const upstreams = resources.use(openUpstreams(options.with));
  const beside = (side: Side) => upstreams.beside(own[side], side, judging.config, pipelines);
  const [base, head] = [await beside('base'), await beside('head')];
  const trunk = own.trunk === own.base ? base : await upstreams.beside(own.trunk, 'base', judging.config, pipelines);
  const kept = resources.move();
  const cache = linkedCache(process.env, kept);
  // Git is asked when the first recording is needed, which for most changes is never.
  const storage = once(async () => {
    // A change must not bring the traffic that it is judged by, so tracked recordings are base's.
    const judgingSnapshot = judging.from === 'head' ? own.head : own.trunk;
    const excluded = new Set(await committed);
    return storageAt(repository, judgingSnapshot, kept, { excluded, ...(mayArrive && { cache }) });
  });
  const judgedAt = new Date().toISOString();
  return {
    base,
    head,
    trunk,
    judging,
    pipelines,
    renames: () => repository.renames(own.base, own.head),
    changed: (filter) => repository.changed(own.base, own.head, filter),
    committedAt: () => changeTimeOf({ repository, ...own }, judgedAt),
    judgedAt,
    history: (paths, most) => repository.history(own.base, paths, most),
    recording: async (recording) => resolveFiles(recording, await storage(), judging.config.path, 'counts'),
    tracked: (side, recording) => {
      const { directory: _, ...tracked } = storageAt(repository, own[side], kept);
      return layFiles(recording, tracked, judging.config.path);
    },
    arrivalOf: (path) => cache.arrivalOf(path),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

async function judgingConfig(
  { config, consumers }: WorkspaceOptions,
  { base, head, trunk }: Pick<Revisions, 'base' | 'head' | 'trunk'>,
): Promise<JudgingConfig> {
  if (config !== undefined) return readFrom(config, trunk);
  return withMovedPins(await (consumers === undefined ? readConfig : readConfigIfAny)(base, head, trunk));
}

async function readFrom(path: string, snapshot: Snapshot): Promise<JudgingConfig> {
  return { config: await readConfigFile(path, snapshot), from: 'file', changes: [] };
}

function select({ config }: JudgingConfig, names: readonly string[] | undefined): readonly PipelineConfig[] {
  if (names === undefined) return config.pipelines;
  const known = config.pipelines.map(({ name }) => name);
  const problems = names
    .filter((name) => !known.includes(name))
    .map((name) => ({
      message: `no pipeline is called "${name}"`,
      expected: `one of ${known.join(', ')}`,
      nearest: nearest(name, known),
    }));
  if (problems.length > 0) throw new UsageError(problems);
  return config.pipelines.filter(({ name }) => names.includes(name));
}

async function committedFiles(repository: LocalRepository, head: Snapshot): Promise<readonly string[]> {
  const commit = head.revision === 'worktree' ? await repository.snapshot('HEAD') : head;
  return commit.list();
}
