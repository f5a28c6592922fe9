/**
 * A smoke test: a few records through pipelines as they are, in locked-in processes like any replay. `weir validate`
 * and `weir init` use it to see whether everything compiles, and what comes out.
 */
import type { Surroundings } from '../artifacts/outside.ts';
import { WeirError } from '../errors.ts';
import type { Evidence } from '../impact/evidence.ts';
import { placed } from '../recordings/placed.ts';
import { readerOf } from '../recordings/read.ts';
import type { RecordingFile, Shard } from '../recordings/reader.ts';
import { NOTHING_OUTSIDE, openBroker } from './broker/broker.ts';
import { PipelineSum } from './evidence/pipeline.ts';
import { EVERYTHING } from './order.ts';
import type { Plan } from './plan.ts';
import { ReplayPool } from './pool.ts';
import { roomFor } from './room.ts';

export interface Trial {
  readonly plan: Plan;
  readonly files: readonly RecordingFile[];
  /** Of all files, where they are cut already. */
  readonly shards?: readonly Shard[];
}

/** Either what the records left behind, or why they could not be replayed. */
export type TrialResult =
  | { readonly evidence: Evidence; readonly failure?: undefined }
  | { readonly evidence?: undefined; readonly failure: WeirError };

/** Replays the first `most` records of each; a trial that breaks leaves the others alone. Results in their order. */
export async function smoke(
  trials: readonly Trial[],
  most: number,
  outside: Surroundings = NOTHING_OUTSIDE,
): Promise<TrialResult[]> {
  if (trials.length === 0) return [];
  await using broker = openBroker(
    trials.map(({ plan }) => plan),
    outside,
  );
  await using pool = new ReplayPool({
    plans: trials.map(({ plan }) => plan),
    jobs: 1,
    broker,
    ...roomFor(
      trials.map(({ plan }) => plan),
      trials.flatMap(({ files }) => files),
    ),
  });
  const results: TrialResult[] = [];
  for (const [index, trial] of trials.entries()) {
    try {
      results.push({ evidence: await run(pool, index, trial, most) });
    } catch (error) {
      if (!(error instanceof WeirError)) throw error;
      results.push({ failure: error });
    }
  }
  return results;
}

async function run(pool: ReplayPool, index: number, { plan, files, shards }: Trial, most: number): Promise<Evidence> {
  const sum = new PipelineSum(plan.evidence);
  let read = 0;
  for await (const shard of shards ?? cut(files)) {
    if (read >= most) break;
    await pool.run([{ plan: index, shard, window: EVERYTHING, most: most - read }], {
      left: () => {},
      evidence(parts) {
        sum.absorb(parts);
        read += parts.read;
      },
    });
  }
  return sum.finish(await placed(sum.malformedExamples, files));
}

/** One file after the other, since most are not needed. */
async function* cut(files: readonly RecordingFile[]): AsyncGenerator<Shard> {
  for (const file of files) yield* await readerOf(file).shards(file, 1);
}
