/** Turns a plan into something that runs: engines compile, pointers become functions. Only replay processes call this. */
import type { Artifact, CompileOptions, Engine, Stage } from '../artifacts/engine.ts';
import { engineFor } from '../artifacts/registry.ts';
import type { RecordingConfig } from '../config/config.ts';
import { compileRead, compileWrite, pointerTokens, type Read } from '../document/pointer.ts';
import { locating } from '../errors.ts';
import { compileRecord, type RecordNormalizer } from '../recordings/record.ts';
import type { RunnableStep, Side, Write } from './flow.ts';
import type { Plan, PlannedStep, Versions } from './plan.ts';

/** A plan made ready. */
export interface Runnable {
  readonly plan: Plan;
  readonly steps: readonly RunnableStep[];
  readonly toRequest: RecordNormalizer;
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
    base: await readParams(plan.params.base, () => compiling(plan.params?.base.path ?? '', 'base')),
    head: await readParams(plan.params.head, () => compiling(plan.params?.head.path ?? '', 'head')),
  };
  const steps: RunnableStep[] = [];
  let paramsSeen = false;
  for (const step of plan.steps) {
    const seesParams = step.kind !== 'schema' && step.artifacts !== undefined;
    steps.push({
      path: step.path,
      stage: await compileStages(step, compiling),
      divergent: step.divergent,
      write: step.into === undefined ? undefined : createWrite(step.into),
      readsRecord: step.from !== undefined,
      params: seesParams ? params : undefined,
      hidesParams: step.kind === 'schema' && paramsSeen,
    });
    paramsSeen ||= seesParams && params !== undefined;
  }
  return {
    plan,
    steps,
    toRequest: compileRecord(plan.recording),
    outputPlaces: plan.outputs.map(({ at }) => compileRead(at)),
    recordedPlaces: plan.outputs.map(({ recorded }) => recorded.map(compileRead)),
    segments: plan.evidence.segments.map(compileRead),
    columns: columnsOf(plan.recording),
  };
}

function columnsOf({ input, output, label, id, time, weight, value }: RecordingConfig): string[] | undefined {
  const pointers = [input, output, label, id, time, weight, value].filter((pointer) => pointer !== undefined);
  if (pointers.includes('')) return undefined;
  return [...new Set(pointers.flatMap((pointer) => pointerTokens(pointer).slice(0, 1)))];
}

async function compileStages(step: PlannedStep, compiling: Compiling): Promise<{ base: Stage; head: Stage }> {
  const engine = engineFor(step.engine);
  const { artifacts } = step;
  if (!artifacts) {
    const stage = await engine.compile({ path: step.path, kind: step.kind, files: new Map() }, { from: step.from });
    return { base: stage, head: stage };
  }
  const base = await compileSide(engine, artifacts, 'base', compiling);
  return { base, head: step.divergent ? await compileSide(engine, artifacts, 'head', compiling) : base };
}

function compileSide(engine: Engine, artifacts: Versions, side: Side, compiling: Compiling): Promise<Stage> {
  compiling(artifacts[side].path, side);
  const recordedUnder = side === 'head' && engine.kind === 'schema' ? artifacts.base : undefined;
  const options: CompileOptions = { recordedUnder, unchanged: !artifacts.edited };
  const artifact = artifacts[side];
  return locating(artifact.files, side, () => engine.compile(artifact, options));
}

/**
 * Stages of a version of an artifact that is neither base's nor head's, for each step of the plan that reads it (others
 * are undefined); for params, what they hold. Throws ArtifactError.
 */
export async function compileVariant(plan: Plan, { path, artifact }: Version, compiling: Compiling): Promise<Variant> {
  const params =
    plan.params?.base.path === path ? await readParams(artifact, () => compiling(path, 'head')) : undefined;
  const stages: (Stage | undefined)[] = [];
  for (const step of plan.steps) {
    const versions = step.path === path ? step.artifacts : undefined;
    stages.push(
      versions && (await compileSide(engineFor(step.engine), { ...versions, head: artifact }, 'head', compiling)),
    );
  }
  return { stages, params };
}

/** What stands at a path in a coalition of edits. */
export interface Version {
  /** As weir.yml names it, whatever its file is called at head. */
  readonly path: string;
  readonly artifact: Artifact;
}

/** A version of an artifact made ready. */
export interface Variant {
  readonly stages: readonly (Stage | undefined)[];
  readonly params: unknown;
}

async function readParams(artifact: Artifact, compiling: () => void): Promise<unknown> {
  compiling();
  const stage = await engineFor('params').compile(artifact);
  const [outcome] = await stage.run([{}]);
  return outcome?.outcome === 'ok' ? outcome.value : undefined;
}

/**
 * A member of the document itself may be set in place, since each document belongs to one record. Deeper places may
 * lie in a value that a rule returns for many records, so the way there is copied.
 */
function createWrite(into: string): Write {
  const copy = compileWrite(into);
  const tokens = pointerTokens(into);
  const [key] = tokens;
  if (key === undefined)
    return { copy: (_document, value) => shallowCopy(value), inPlace: (_document, value) => shallowCopy(value) };
  if (tokens.length > 1) return { copy, inPlace: copy };
  return {
    copy,
    inPlace(document, value) {
      if (typeof document !== 'object' || document === null || Array.isArray(document)) return copy(document, value);
      if (holds(value, document)) return copy(document, value);
      (document as Record<string, unknown>)[key] = value;
      return document;
    },
  };
}

/** A rule may answer with the document itself, which must not come to hold itself. */
function holds(value: unknown, document: object): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return value === document || Object.values(value).some((inner) => holds(inner, document));
}

function shallowCopy(value: unknown): unknown {
  if (Array.isArray(value)) return [...value];
  return typeof value === 'object' && value !== null ? { ...value } : value;
}
