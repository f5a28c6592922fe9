/** Turns a plan into something that runs: engines compile, pointers become functions. Only replay processes call this. */
import type { Artifact, Beside, CompileOptions, Engine, Stage } from '../artifacts/engine.ts';
import type { ReferenceKey } from '../artifacts/reference.ts';
import { engineFor } from '../artifacts/registry.ts';
import type { RecordingConfig } from '../config/config.ts';
import { compileRead, pointerTokens, type Read } from '../document/pointer.ts';
import { ArtifactError, locating } from '../errors.ts';
import { rawPointers } from '../recordings/labels/raw-pointers.ts';
import { compileRecord, type RecordNormalizer } from '../recordings/record.ts';
import type { RunnableStep, Side } from './flow.ts';
import type { Plan, PlannedStep, Versions } from './plan.ts';
import { bounded } from './stage.ts';
import { compileReadWritten, compileWritten } from './written.ts';

/** A plan made ready. */
export interface Runnable {
  readonly plan: Plan;
  readonly steps: readonly RunnableStep[];
  readonly toRequest: RecordNormalizer;
  /** Reads a place of documents as the last step leaves them. */
  readonly readDocument: (at: string) => Read;
  /** Where each output stands in the document, and where the recorded answer may hold it. */
  readonly outputPlaces: readonly Read[];
  readonly recordedPlaces: readonly (readonly Read[])[];
  readonly segments: readonly Read[];
  /** Members of a raw record that are needed; undefined where the whole record is the input. */
  readonly columns: readonly string[] | undefined;
}

/** Called before an engine gets to see an artifact. */
export type Compiling = (path: string, side: Side) => void;

/** Throws ArtifactError where a side does not compile. */
export async function compilePlan(plan: Plan, compiling: Compiling): Promise<Runnable> {
  const params = plan.params && {
    base: await readParams(plan.params.base, 'base', compiling),
    head: await readParams(plan.params.head, 'head', compiling),
  };
  const steps: RunnableStep[] = [];
  for (const step of plan.steps) {
    const seesParams = step.kind !== 'schema' && step.artifacts !== undefined;
    steps.push({
      path: step.path,
      stage: await compileStages(step, compiling),
      divergent: step.divergent,
      write: step.into === undefined ? undefined : compileWritten(step.into),
      readsRecord: step.from !== undefined,
      beside: seesParams && params ? params : ALONE,
    });
  }
  const readDocument = (at: string): Read => compileReadWritten(at, plan.steps.at(-1)?.into);
  return {
    plan,
    steps,
    toRequest: compileRecord(plan.recording),
    readDocument,
    outputPlaces: plan.outputs.map(({ at }) => readDocument(at)),
    recordedPlaces: plan.outputs.map(({ recorded }) => recorded.map(compileRead)),
    segments: plan.evidence.segments.map(readDocument),
    columns: columnsOf(rawPointers(plan.recording)),
  };
}

function columnsOf({ input, output, label, id, time, weight, value, lacks }: RecordingConfig): string[] | undefined {
  const pointers = [input, output, label, id, time, weight, value, lacks].filter((pointer) => pointer !== undefined);
  if (pointers.includes('')) return undefined;
  return [...new Set(pointers.flatMap((pointer) => pointerTokens(pointer).slice(0, 1)))];
}

async function compileStages(step: PlannedStep, compiling: Compiling): Promise<{ base: Stage; head: Stage }> {
  const engine = engineFor(step.engine);
  const { artifacts } = step;
  if (!artifacts) {
    const none: Artifact = { path: step.path, kind: step.kind, files: new Map() };
    const stage = bounded(await engine.compile(none, { from: step.from }));
    return { base: stage, head: stage };
  }
  const base = await compileSide(engine, artifacts, 'base', compiling);
  return { base, head: step.divergent ? await compileSide(engine, artifacts, 'head', compiling) : base };
}

function compileSide(engine: Engine, artifacts: Versions, side: Side, compiling: Compiling): Promise<Stage> {
  compiling(artifacts[side].path, side);
  const recordedUnder = side === 'head' && engine.kind === 'schema' ? artifacts.base : undefined;
  const inForce = side === 'base' && artifacts.edited;
  const options: CompileOptions = { recordedUnder, unchanged: !artifacts.edited, inForce };
  const artifact = artifacts[side];
  return locating(artifact.files, side, async () => bounded(await engine.compile(artifact, options)));
}

/**
 * Stages of a version of an artifact that is neither base's nor head's, for each step of the plan that reads it (others
 * are undefined); for params, what they hold. Throws ArtifactError.
 */
export async function compileVariant(plan: Plan, version: Version, compiling: Compiling): Promise<Variant> {
  const { reference, artifact } = version;
  const beside = plan.params?.reference === reference ? await readParams(artifact, 'head', compiling) : NOTHING;
  const stages: (Stage | undefined)[] = [];
  for (const step of plan.steps) {
    const versions = step.artifacts?.reference === reference ? step.artifacts : undefined;
    stages.push(
      versions && (await compileSide(engineFor(step.engine), { ...versions, head: artifact }, 'head', compiling)),
    );
  }
  return { stages, beside };
}

/** What stands for an artifact in a coalition of edits. */
export interface Version {
  readonly reference: ReferenceKey;
  readonly artifact: Artifact;
}

/** A version of an artifact made ready. */
export interface Variant {
  readonly stages: readonly (Stage | undefined)[];
  /** Of a version of the params. */
  readonly beside: Beside;
}

const NOTHING: Beside = {};
const ALONE = { base: NOTHING, head: NOTHING };

/** Throws ArtifactError. */
async function readParams(artifact: Artifact, side: Side, compiling: Compiling): Promise<Beside> {
  compiling(artifact.path, side);
  return locating(artifact.files, side, async () => {
    const [outcome] = await bounded(await engineFor('params').compile(artifact)).run([{}]);
    if (outcome?.outcome === 'ok') return { params: outcome.value };
    const message = outcome?.reason ?? 'the params cannot be read';
    throw new ArtifactError([{ file: artifact.path, line: 1, column: 1, message }]);
  });
}

/** Throws ArtifactError where one of them does not compile; says before each that it is head's. */
export async function compileCandidates(candidates: readonly Candidate[], compiling: Compiling): Promise<void> {
  for (const { engine, artifact } of candidates) {
    compiling(artifact.path, 'head');
    await locating(artifact.files, 'head', () => engineFor(engine).compile(artifact));
  }
}

/** An artifact of which only whether it compiles is to be seen. */
export interface Candidate {
  readonly engine: string;
  readonly artifact: Artifact;
}
