/** Turns a plan into something that runs: engines compile, pointers become functions. Only replay processes call this. */

import { sameFiles } from '../artifacts/content.ts';
import type { Artifact, Beside, CompileOptions, Stage } from '../artifacts/engine.ts';
import { loadCompiler } from '../artifacts/load-engine.ts';
import type { Ask } from '../artifacts/outside.ts';
import type { ReferenceKey } from '../artifacts/reference.ts';
import { sizeOf } from '../artifacts/size.ts';
import { compileRead, type Read } from '../document/pointer.ts';
import { ArtifactError, locating } from '../errors.ts';
import { rawPointers } from '../recordings/labels/raw-pointers.ts';
import { compileRecord, type RecordNormalizer } from '../recordings/record.ts';
import type { Wanted } from '../recordings/screen/wanted.ts';
import { askedBy, ownSources } from './across/asked.ts';
import { type Door, type Doors, unasked } from './broker/door.ts';
import { columnsOf } from './columns.ts';
import type { Places } from './contribution.ts';
import { type Distinct, distinctOf } from './distinct.ts';
import { movingOutputs, passing } from './one-sided.ts';
import type { Plan, PlannedStep, Versions } from './plan.ts';
import { readsOf } from './reads.ts';
import { hiddenIn, redactedReads } from './redacted.ts';
import type { RunnableStep, StepVersion } from './runnable-step.ts';
import { bounded, inBatches } from './stage.ts';
import { BASE, BOTH, HEAD, type Side } from './track.ts';
import { compileReadWritten, compileWritten } from './written.ts';

/** A plan made ready. */
export interface Runnable {
  readonly plan: Plan;
  readonly steps: readonly RunnableStep[];
  /** That every record starts in. */
  readonly variants: readonly number[];
  readonly toRequest: RecordNormalizer;
  /** Reads a place of documents as the last step leaves them. */
  readonly readDocument: (at: string) => Read;
  /** Where each output stands in the document, and where the recorded answer may hold it. */
  readonly outputPlaces: readonly Read[];
  readonly recordedPlaces: readonly (readonly Read[])[];
  readonly segments: readonly Read[];
  /** Members of a raw record that are needed; undefined where the whole record is the input. */
  readonly columns: readonly string[] | undefined;
  /** All of a record that evidence can depend on; undefined where that may be anything. */
  readonly wanted: readonly Wanted[] | undefined;
  /** Who answers outside the lock. */
  readonly doors: Doors;
  /** What tells records that are alike; undefined where each has to be run. */
  readonly distinct: Distinct | undefined;
  /** Pointers into the input that weir.yml redacts and that some step reads. */
  readonly redacted: readonly string[];
  /** What stages hold until they are disposed of. */
  readonly held: AsyncDisposableStack;
}

/** Called before an engine gets to see an artifact; `size` in characters of all that it has to read. */
export type Compiling = (path: string, side: Side, size: number) => void;

/** Throws ArtifactError where a side does not compile. Whoever runs it disposes of what it then holds. */
export async function compilePlan(plan: Plan, compiling: Compiling, doors: Doors = unasked): Promise<Runnable> {
  await using held = new AsyncDisposableStack();
  const compiler = { compiling, doors, held, brief: plan.isBrief, hiddenBy: hiddenIn(plan) };
  const isOne = plan.together === undefined || plan.together.length === 1;
  const own = isOne ? await stepsOf(plan, compiler) : await stepsTogether(plan.together, compiler);
  const steps = plan.moves ? [...own, movingOutputs(plan.moves)] : own;
  // What the inputs hold is counted of every record.
  const wanted = plan.isSingle || plan.together ? undefined : readsOf(plan, steps);
  const lastInto = plan.moves ? undefined : plan.steps.at(-1)?.into;
  const readDocument = (at: string): Read => compileReadWritten(at, lastInto);
  const places: Places = {
    plan,
    outputPlaces: plan.outputs.map(({ at }) => readDocument(at)),
    recordedPlaces: plan.outputs.map(({ recorded }) => recorded.map(compileRead)),
    segments: plan.evidence.segments.map(readDocument),
  };
  return {
    steps,
    variants: variantsIn(plan),
    toRequest: compileRecord(plan.recording),
    readDocument,
    ...places,
    wanted,
    distinct: distinctOf(wanted, places),
    columns: columnsOf(rawPointers(plan.recording)),
    doors,
    redacted: redactedReads(plan.recording, steps),
    held: held.move(),
  };
}

function variantsIn({ together }: Plan): readonly number[] {
  return together ? [...Array(2 * together.length).keys()] : BOTH;
}

/** Base's variant and head's. */
async function stepsOf(plan: Plan, compiler: StepCompiler): Promise<RunnableStep[]> {
  const { compiling } = compiler;
  const params = plan.params && {
    base: await readParams(plan.params.base, 'base', compiling),
    head: await readParams(plan.params.head, 'head', compiling),
  };
  const steps: RunnableStep[] = [];
  for (const step of plan.steps) {
    const seesParams = step.kind !== 'schema' && step.artifacts !== undefined;
    steps.push(await compileStep(step, seesParams && params ? params : ALONE, compiler));
  }
  return steps;
}

/** Two variants of each plan. */
async function stepsTogether(plans: readonly Plan[], compiler: Compiler): Promise<RunnableStep[]> {
  // A check has one plan, and waits for every module that a process loads.
  const { compileTogether } = await import('./together/steps.ts');
  return compileTogether(plans, {
    options: (step, side) => optionsOf(step, side, compiler),
    stage: (step, side) => compileSide(step, step.artifacts, side, compiler),
    beside: async ({ params }, side) => (params ? readParams(params[side], side, compiler.compiling) : NOTHING),
  });
}

/** Who hears what is compiled, and what keeps it. */
interface Compiler {
  readonly brief?: boolean;
  readonly compiling: Compiling;
  readonly doors: Doors;
  readonly held: AsyncDisposableStack;
}

interface StepCompiler extends Compiler {
  readonly hiddenBy: ReturnType<typeof hiddenIn>;
}

async function compileStep(
  step: PlannedStep,
  beside: Readonly<Record<Side, Beside>>,
  compiler: StepCompiler,
): Promise<RunnableStep> {
  const versionAt = async (side: Side, variants: readonly number[]): Promise<StepVersion> => ({
    stage: await compileSide(step, step.artifacts, side, compiler),
    beside: beside[side],
    side,
    variants,
  });
  const versions = await versionsAt();
  const stages = { base: versions[0]?.stage, head: versions.at(-1)?.stage };
  const asked = askedBy(versions, stages, compiler.hiddenBy, ownSources);
  return {
    path: step.path,
    versions,
    ...(asked && { asked }),
    write: step.into === undefined ? undefined : compileWritten(step.into),
    readsRecord: step.from !== undefined,
  };

  async function versionsAt(): Promise<StepVersion[]> {
    if (!step.divergent) return [await versionAt('base', BOTH)];
    return [
      step.only === 'head' ? passing('base') : await versionAt('base', [BASE]),
      step.only === 'base' ? passing('head') : await versionAt('head', [HEAD]),
    ];
  }
}

function optionsOf({ kind, artifacts, from }: PlannedStep, side: Side, { brief }: Pick<Compiler, 'brief'>) {
  return {
    from,
    recordedUnder: side === 'head' && kind === 'schema' ? artifacts?.base : undefined,
    unchanged: artifacts?.edited === false,
    inForce: side === 'base' && artifacts?.edited,
    same: artifacts?.same,
    brief,
  };
}

/** A stage that is ready to run. */
async function compileSide(
  step: PlannedStep,
  artifacts: Versions | undefined,
  side: Side,
  compiler: Compiler,
): Promise<Stage> {
  const { compiling, doors, held } = compiler;
  const engine = await loadCompiler(step.engine);
  const artifact = artifacts?.[side] ?? { path: step.path, kind: step.kind, files: new Map() };
  const options: CompileOptions = {
    ...optionsOf({ ...step, artifacts }, side, compiler),
    ask:
      engine.open && !engine.isInside?.(step.path) ? artifacts && askFor(artifacts, artifact, side, doors) : undefined,
  };
  if (artifacts) compiling(artifact.path, side, sizeOf(artifact, options.recordedUnder));
  return locating(artifact.files, side, async () => {
    const stage = await engine.compile(artifact, options);
    const dispose = stage[Symbol.asyncDispose];
    if (dispose) held.defer(() => dispose.call(stage));
    await stage.warmUp?.();
    return bounded(inBatches(stage, engine.needs.batch));
  });
}

/**
 * Stages of a version of an artifact that is neither base's nor head's, for each step of the plan that reads it (others
 * are undefined); for params, what they hold. Throws ArtifactError.
 */
export async function compileVersion(
  { plan, doors, held }: Runnable,
  { reference, artifact }: Version,
  compiling: Compiling,
): Promise<ReadyVersion> {
  const beside = plan.params?.reference === reference ? await readParams(artifact, 'head', compiling) : NOTHING;
  const stages: (Stage | undefined)[] = [];
  for (const step of plan.steps) {
    const artifacts = step.artifacts?.reference === reference && { ...step.artifacts, head: artifact };
    stages.push(artifacts ? await compileSide(step, artifacts, 'head', { compiling, doors, held }) : undefined);
  }
  return { stages, beside };
}

/** Base's stage of a step, with answers of its own where the first one's are known. Throws ArtifactError. */
export function compileAgain({ doors, held }: Runnable, step: PlannedStep, compiling: Compiling): Promise<Stage> {
  const again: Doors = (door) => {
    const ask = doors(door);
    return (requests, options) => ask(requests, { ...options, again: true });
  };
  return compileSide(step, step.artifacts, 'base', { compiling, doors: again, held });
}

/** Who answers for this version of an artifact; undefined for one that is neither base's nor head's. */
function askFor({ reference, base, head }: Versions, artifact: Artifact, side: Side, doors: Doors): Ask | undefined {
  const door = (own: Door['side']): Ask => doors({ reference, side: own });
  if (sameFiles(artifact, side === 'base' ? base : head)) return door(side);
  return sameFiles(artifact, base) ? door('base') : undefined;
}

/** What stands for an artifact in a coalition of edits. */
export interface Version {
  readonly reference: ReferenceKey;
  readonly artifact: Artifact;
}

/** A version of an artifact made ready. */
export interface ReadyVersion {
  readonly stages: readonly (Stage | undefined)[];
  /** Of a version of the params. */
  readonly beside: Beside;
}

const NOTHING: Beside = {};
const ALONE = { base: NOTHING, head: NOTHING };

/** Throws ArtifactError. */
async function readParams(artifact: Artifact, side: Side, compiling: Compiling): Promise<Beside> {
  const params = await loadCompiler('params');
  compiling(artifact.path, side, sizeOf(artifact));
  return locating(artifact.files, side, async () => {
    const [outcome] = await bounded(await params.compile(artifact)).run([{}]);
    if (outcome?.outcome === 'ok') return { params: outcome.value };
    const message = outcome?.reason ?? 'the params cannot be read';
    throw new ArtifactError([{ file: artifact.path, line: 1, column: 1, message }]);
  });
}

/** Throws ArtifactError where one of them does not compile; says before each that it is head's. */
export async function compileCandidates(candidates: readonly Candidate[], compiling: Compiling): Promise<void> {
  for (const { engine: id, artifact } of candidates) {
    const engine = await loadCompiler(id);
    compiling(artifact.path, 'head', sizeOf(artifact));
    await locating(artifact.files, 'head', () => engine.compile(artifact));
  }
}

/** An artifact of which only whether it compiles is to be seen. */
export interface Candidate {
  readonly engine: string;
  readonly artifact: Artifact;
}
