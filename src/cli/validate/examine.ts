/** Looks at everything that a weir.yml names and tries it out, gathering what is wrong instead of stopping at it. */
import { stat } from 'node:fs/promises';
import { lineage } from '../../artifacts/artifact-changes.ts';
import type { Artifact, Engine } from '../../artifacts/engine.ts';
import { type Files, type List, loadArtifact } from '../../artifacts/load.ts';
import type { Surroundings } from '../../artifacts/outside.ts';
import { pointless } from '../../artifacts/pointless.ts';
import { placeOf } from '../../artifacts/proposal.ts';
import { keyOf, type Reference, type ReferenceKey } from '../../artifacts/reference.ts';
import { type Unread, unreadFile } from '../../artifacts/unread.ts';
import { warningsOf } from '../../artifacts/warnings.ts';
import type { Config, PipelineConfig, RecordingConfig } from '../../config/config.ts';
import { shownPath } from '../../document/elsewhere.ts';
import { fileOf } from '../../document/part.ts';
import { compileRead } from '../../document/pointer.ts';
import { type Problem, WeirError } from '../../errors.ts';
import type { Evidence } from '../../impact/evidence.ts';
import { nearestFile } from '../../nearest.ts';
import { formats } from '../../recordings/formats/registry.ts';
import { ownFiles } from '../../recordings/own-files.ts';
import { sensitiveWarnings } from '../../recordings/profile/warn.ts';
import type { RecordingFile } from '../../recordings/reader.ts';
import { compileRecord } from '../../recordings/record.ts';
import { resolveFiles } from '../../recordings/resolve.ts';
import type { RecordingStorage } from '../../recordings/storage/storage.ts';
import { type Plan, planReplay, type Versions } from '../../replay/plan.ts';
import { smoke, type Trial } from '../../replay/smoke.ts';
import { firstRecords } from '../sample.ts';
import { absentValues } from './absent.ts';
import { recordedFor } from './recorded.ts';
import { tooFewRecords } from './too-few.ts';
import { unreadPlaces } from './unread-places.ts';
import { vainRedactions } from './vain-redactions.ts';
import { labelWarnings, pipelineWarnings, recordingWarnings, valuesSeen, yamlWarnings } from './warnings.ts';

/** Of a table, which has no first ones that are cheap to read. */
const MOST_ROWS = 1000;
/** How many records of each pipeline are tried. */
export const TRIED = 100;

export interface ExaminedRecording {
  readonly config: RecordingConfig;
  readonly files: readonly RecordingFile[];
  /** Bytes of all files as they lie there. */
  readonly bytes: number;
  /** What each format says of its own files: lines, by its id. */
  readonly facts: readonly (readonly [format: string, lines: readonly string[]])[];
  readonly warnings: readonly string[];
  /** What enters the first step, of the first records. */
  readonly documents: readonly unknown[];
}

export interface ExaminedPipeline {
  readonly config: PipelineConfig;
  /** What the steps and params are read by, in their order; undefined where that is not known. */
  readonly governed: readonly Reference[] | undefined;
  /** What the smoke test left; undefined where it could not run. */
  readonly evidence: Evidence | undefined;
  readonly warnings: readonly string[];
}

export interface Examined {
  readonly recordings: readonly ExaminedRecording[];
  readonly pipelines: readonly ExaminedPipeline[];
  /** What has to be mended. */
  readonly problems: readonly Problem[];
}

/** What `examine` may use beside files. */
export interface Means {
  /** Paths of the working tree, to find files by their address, and the nearest of one that is not there. */
  readonly list?: List;
  /** What steps may use outside the lock. */
  readonly outside?: Surroundings;
}

/** Throws only what is a bug. */
export async function examine(
  config: Config,
  from: Files,
  storage: RecordingStorage,
  { list, outside }: Means = {},
): Promise<Examined> {
  const problems: Problem[] = [];
  const recordings = new Map<string, ExaminedRecording>();
  for (const recording of config.recordings.values()) {
    const examined = await gather(problems, () => examineRecording(recording, storage, config.path));
    if (examined) recordings.set(recording.name, examined);
  }
  const artifacts = new Map<ReferenceKey, Promise<Artifact | undefined>>();
  const planned: { pipeline: PipelineConfig; governed: Reference[] | undefined; trial: Trial | undefined }[] = [];
  const doubtful = new Map<PipelineConfig, readonly string[]>();
  for (const pipeline of config.pipelines) {
    const governed = await gather(problems, async () => lineage(pipeline));
    const plan = governed && (await planPipeline(pipeline, governed));
    const files = recordings.get(pipeline.recording.name)?.files;
    planned.push({ pipeline, governed, trial: plan && files && { plan, files } });
  }
  const results = await smoke(
    planned.flatMap(({ trial }) => trial ?? []),
    TRIED,
    outside,
  );
  const pending = results.values();
  const pipelines: ExaminedPipeline[] = [];
  for (const { pipeline, governed, trial } of planned) {
    const result = trial && pending.next().value;
    const evidence = result?.evidence;
    problems.push(...(result?.failure?.problems ?? []));
    if (evidence) problems.push(...nothingToReplay(evidence, pipeline, config.path));
    const absent =
      trial &&
      evidence &&
      (await absentValues(pipeline, trial, evidence, { tried: TRIED, file: config.path, outside }));
    problems.push(...(absent?.problems ?? []));
    const pointless = await pointlessFiles(governed ?? []);
    if (evidence && isConstant(evidence)) problems.push(...pointless.map(asProblem(pipeline, config)));
    const files = trial?.files ?? [];
    const warnings = [
      ...(doubtful.get(pipeline) ?? []),
      ...(absent?.warnings ?? []),
      ...pointless.map(({ path, reason }) => `${path} ${reason}`),
      ...(await unreadPlaces(pipeline, recordings.get(pipeline.recording.name)?.documents ?? [], artifacts)),
      ...(evidence ? pipelineWarnings(evidence, pipeline, await recordedFor(pipeline.limits, files)) : []),
      ...(await tooFewRecords(pipeline, files, config.confidence)),
    ];
    pipelines.push({ config: pipeline, governed, evidence, warnings });
  }
  return { recordings: [...recordings.values()], pipelines, problems: once(problems) };

  async function pointlessFiles(governed: readonly Reference[]): Promise<{ path: string; reason: string }[]> {
    const found: { path: string; reason: string }[] = [];
    for (const reference of governed) {
      const { path, engine } = reference;
      const artifact = await artifacts.get(keyOf(reference))?.catch(() => undefined);
      const reason = artifact && (await pointless(artifact, engine));
      if (reason !== undefined) found.push({ path, reason });
    }
    return found;
  }

  /** Looked at before anything is loaded: what it refers to is in its own language, too. */
  async function unreadAt(path: string, engine: Engine): Promise<Unread | undefined> {
    const file = fileOf(path);
    const text = await from.read(file).catch(() => undefined);
    return text === undefined ? undefined : unreadFile(text, file, engine);
  }

  /** The plan with the same version on both sides; undefined where an artifact is missing or broken. */
  async function planPipeline(pipeline: PipelineConfig, governed: readonly Reference[]): Promise<Plan | undefined> {
    const versions = new Map<ReferenceKey, Versions>();
    for (const reference of governed) {
      const { path, engine, options } = reference;
      const key = keyOf(reference);
      const unread = await unreadAt(path, engine);
      if (unread) {
        problems.push({ ...placeOf(path, pipeline, config), ...unread });
        continue;
      }
      const loading = artifacts.get(key) ?? loadArtifact(from, path, engine, list, options);
      artifacts.set(key, loading);
      const loaded = await gather(problems, async () => ({ artifact: await loading }));
      if (!loaded) continue;
      const { artifact } = loaded;
      if (artifact) versions.set(key, { reference: key, base: artifact, head: artifact, edited: true, same: true });
      else problems.push(await missing(path, pipeline, config, list));
    }
    const loaded = [...versions.values()].map(({ head }) => head);
    const warned = governed.flatMap((reference) => {
      const version = versions.get(keyOf(reference));
      return version ? warningsOf(version.head, reference.engine) : [];
    });
    doubtful.set(pipeline, [...new Set([...loaded.flatMap(yamlWarnings), ...warned])]);
    return governed.every((reference) => versions.has(keyOf(reference))) ? planReplay(pipeline, versions) : undefined;
  }
}

async function examineRecording(
  config: RecordingConfig,
  storage: RecordingStorage,
  file: string,
): Promise<ExaminedRecording> {
  const files = await resolveFiles(config, storage, file, { rows: MOST_ROWS });
  const own = ownFiles(files);
  const sizes = await Promise.all(own.map(async ({ path }) => (await stat(path)).size));
  const bytes = sizes.reduce((total, size) => total + size, 0);
  const records = await firstRecords(files, TRIED);
  const toRequest = compileRecord(config);
  const documents = records.flatMap((record) => toRequest(record).request ?? []).map(({ input }) => input);
  const facts: [string, string[]][] = [];
  const doubts: string[] = [];
  for (const format of formats) {
    facts.push([format.id, (await format.facts?.(own)) ?? []]);
    doubts.push(...((await format.warnings?.(own)) ?? []));
  }
  return {
    config,
    files,
    bytes,
    facts,
    documents,
    warnings: [...fieldWarnings(config, files, records), ...(await vainRedactions(config, own, TRIED)), ...doubts],
  };
}

/** Pointers are those that weir.yml has, also where outcomes were joined to the records. */
function fieldWarnings(
  config: RecordingConfig,
  files: readonly RecordingFile[],
  records: readonly unknown[],
): string[] {
  if (!config.labels) return [...recordingWarnings(records, config), ...sensitiveWarnings(records)];
  const own = records.map(compileRead('/record'));
  const { label: _label, ...pointers } = config;
  return [
    ...recordingWarnings(own, pointers),
    ...files.flatMap(({ made }) => labelWarnings(config.labels, made?.labels)),
    ...sensitiveWarnings(own),
  ];
}

/** A recording whose records all are unusable makes every check of it inconclusive, so it has to be mended. */
function nothingToReplay(evidence: Evidence, { recording }: PipelineConfig, file: string): Problem[] {
  const { line, column } = recording.range;
  if (evidence.read === 0) return [{ file, line, column, message: `recording "${recording.name}" has no records` }];
  if (evidence.malformed < evidence.read) return [];
  const [example] = evidence.malformedExamples;
  const found =
    example && `${[example.file, example.line].filter((part) => part !== undefined).join(':')}: ${example.message}`;
  return [{ file, line, column, message: `recording "${recording.name}" has no usable record`, found }];
}

async function missing(
  path: string,
  pipeline: PipelineConfig,
  config: Config,
  list: List | undefined,
): Promise<Problem> {
  const near = list && nearestFile(path, await list(path));
  const where = shownPath(path) === path ? ' in the working tree' : '';
  const message = `${shownPath(path)} does not exist${where}`;
  return { ...placeOf(path, pipeline, config), message, nearest: near && shownPath(near) };
}

/** Every output is the same for all of several records. */
function isConstant({ outputs, replayed }: Evidence): boolean {
  return replayed > 1 && outputs.every((output) => valuesSeen(output).length <= 1);
}

function asProblem(pipeline: PipelineConfig, config: Config) {
  return ({ path, reason }: { path: string; reason: string }): Problem => {
    const found = `the same for every record, whatever ${path} says`;
    return { ...placeOf(path, pipeline, config), message: `${path} ${reason}`, found };
  };
}

/** The result, or undefined with its problems noted. */
async function gather<T>(problems: Problem[], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof WeirError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

/** Pipelines share files, and a broken one breaks each of them. */
function once(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
