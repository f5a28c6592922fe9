/**
 * Counts files of a recording through pairs of states, and what their requests hold, each file in one reading. What was counted is
 * kept beside the recordings by the contents of file and states, and never counted again.
 */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { identityOf } from '../artifacts/identity.ts';
import { contentsOf } from '../recordings/made.ts';
import type { Counted as CountedRows, RecordingFile } from '../recordings/reader.ts';
import { type InputCounts, type InputParts, InputSum, type InputsSpec } from '../replay/evidence/inputs.ts';
import { type PipelineParts, PipelineSum } from '../replay/evidence/pipeline.ts';
import type { Plan } from '../replay/plan.ts';
import { type PlannedReplay, type ReplayOptions, replayAll } from '../replay/replay.ts';
import { mayRunTogether, planTogether } from '../replay/together/plan.ts';
import { version } from '../version.ts';
import { type Keep, readKept } from './kept.ts';

/** Part of what tells counts apart, raised where the parts of evidence or of inputs get another shape or another meaning. */
const VERSION = 4;

export interface Means {
  readonly files: readonly RecordingFile[];
  /** Files of the recordings that the pipeline reads beside its own, by their names. */
  readonly related?: ReadonlyMap<string, readonly RecordingFile[]>;
  readonly replay: ReplayOptions;
  readonly keep: Keep;
}

export interface Counted {
  /** Of each plan. */
  readonly sums: readonly PipelineSum[];
  /** Empty where they were not asked for. */
  readonly inputs: InputCounts;
  /** How often a file was counted through a plan's states now, and not found again. */
  readonly counted: number;
  /** What a warehouse counted. */
  readonly tables?: readonly CountedRows[];
}

/** A plan that a file is to be counted through, and what that is kept by. */
interface Asked {
  readonly plan: Plan;
  readonly index: number;
  readonly id: string;
}

/**
 * @param plans of one pipeline
 * @param spec what of the requests is counted; undefined: nothing
 * @throws as a replay does
 */
export async function countAll(
  plans: readonly Plan[],
  { files, related, replay, keep }: Means,
  spec?: InputsSpec,
): Promise<Counted> {
  const contents = await contentsOf(files);
  const others = plans[0]?.related?.map(readOf);
  const beside = related && [others, await contentsOf([...related.values()].flat())];
  const sums = plans.map(({ evidence }) => new PipelineSum(evidence));
  const inputs = spec && new InputSum(spec);
  const made = new Map<string, Plan>();
  const missing: PlannedReplay[] = [];
  let counted = 0;
  const found: (() => void)[] = [];
  for (const [place, file] of files.entries()) {
    const left: Asked[] = [];
    for (const [index, plan] of plans.entries()) {
      const id = idOf(plan, beside ? [contents[place], beside] : contents[place]);
      const known = await readKept<PipelineParts>(id, WINDOWS, keep);
      if (known) found.push(() => sums[index]?.absorb(known));
      else left.push({ plan, index, id });
    }
    const id = spec && inputsId(plans[0], spec, contents[place]);
    const known = id === undefined ? undefined : await readKept<InputParts>(id, INPUTS, keep);
    if (known) found.push(() => inputs?.absorb(known));
    counted += left.length;
    missing.push(...replaysOf(file, left, known ? undefined : id));
  }
  await replayAll(missing, { ...replay, full: true });
  for (const add of found) add();
  return { sums, inputs: inputs?.finish() ?? {}, counted };

  function replaysOf(file: RecordingFile, left: readonly Asked[], inputsTo: string | undefined): PlannedReplay[] {
    const [first] = plans;
    const [carrier] = left;
    // Where only they are missing, what goes along with them is not kept again.
    if (!carrier) return first && inputsTo !== undefined ? [counting(file, [], first, inputsTo)] : [];
    if (left.every(({ plan }) => mayRunTogether(plan))) return [counting(file, left, carrier.plan, inputsTo)];
    return left.map((one) => counting(file, [one], one.plan, one === carrier ? inputsTo : undefined));
  }

  /** The same for files that are to be counted through the same: it is compiled once. */
  function planOf(all: readonly [Plan, ...Plan[]], own: InputsSpec | undefined): Plan {
    const key = JSON.stringify([all.map((plan) => plans.indexOf(plan)), own !== undefined]);
    const plan = made.get(key) ?? planTogether(all, own);
    made.set(key, plan);
    return plan;
  }

  function counting(
    file: RecordingFile,
    asked: readonly Asked[],
    first: Plan,
    inputsTo: string | undefined,
  ): PlannedReplay {
    const others = asked.slice(1).map(({ plan }) => plan);
    return {
      plan: planOf([first, ...others], inputsTo === undefined ? undefined : spec),
      files: [{ ...file, index: 0 }],
      ...(related && { related }),
      next: () => 'everything',
      async further({ parts }) {
        const { together = [], inputs: held } = parts();
        for (const [place, { index, id }] of asked.entries()) {
          const own = together[place];
          if (!own) continue;
          found.push(() => sums[index]?.absorb(own));
          await keep({ id, name: WINDOWS, write: (path) => writeFile(path, JSON.stringify(own)) });
        }
        if (inputsTo === undefined || !held) return;
        found.push(() => inputs?.absorb(held));
        await keep({ id: inputsTo, name: INPUTS, write: (path) => writeFile(path, JSON.stringify(held)) });
      },
    };
  }
}

const WINDOWS = 'windows.json';
const INPUTS = 'inputs.json';

/** By all that decides what is counted: how, the versions, and what the file holds. */
function idOf({ params, steps, evidence, outputs, recording, isAgainstRecorded }: Plan, content: unknown): string {
  const versions = [params, ...steps.map(({ artifacts }) => artifacts)].map(
    (one) => one && [identityOf(one.base), identityOf(one.head)],
  );
  const shape = steps.map(({ artifacts: _artifacts, ...step }) => step);
  return hashOf([readOf(recording), shape, versions, evidence, outputs, isAgainstRecorded, content]);
}

function inputsId(plan: Plan | undefined, spec: InputsSpec, content: unknown): string | undefined {
  return plan && hashOf([INPUTS, readOf(plan.recording), spec, content]);
}

function hashOf(all: readonly unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify([VERSION, version, ...all]))
    .digest('hex');
}

function readOf({ name: _name, range: _range, files: _files, ...read }: Plan['recording']): unknown {
  return read;
}
