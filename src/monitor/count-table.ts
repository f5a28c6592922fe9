/**
 * Counts a table through pairs of states. Its warehouse counts the rows once, by all that any of the states reads of them, so that every
 * pair is counted on the same rows. Nothing of it is kept, since rows come and go.
 */
import type { RecordingFile } from '../recordings/reader.ts';
import type { Wanted } from '../recordings/screen/wanted.ts';
import { PipelineSum } from '../replay/evidence/pipeline.ts';
import { readsOfPlans } from '../replay/look/ask.ts';
import type { Plan } from '../replay/plan.ts';
import { type PlannedReplay, replayAll } from '../replay/replay.ts';
import type { Counted, Means } from './count.ts';

export function isTable({ files }: Pick<Means, 'files'>): boolean {
  return files.some(({ count }) => count);
}

/**
 * @param plans of one pipeline
 * @throws as a replay does, and as asking the warehouse does
 */
export async function countTable(
  plans: readonly Plan[],
  { files, related, replay }: Pick<Means, 'files' | 'related' | 'replay'>,
): Promise<Counted> {
  const laid = await layDown(plans, files, replay);
  const sums = plans.map(({ evidence }) => new PipelineSum(evidence));
  const replays = plans.map(
    (plan, index): PlannedReplay => ({
      plan,
      files: laid,
      ...(related && { related }),
      next: () => 'everything',
      async further({ parts }) {
        sums[index]?.absorb(parts());
      },
    }),
  );
  await replayAll(replays, { ...replay, full: true });
  return { sums, inputs: {}, counted: plans.length, tables: laid.flatMap(({ counted }) => counted ?? []) };
}

async function layDown(
  plans: readonly Plan[],
  files: readonly RecordingFile[],
  { seed, signal }: Means['replay'],
): Promise<RecordingFile[]> {
  const [first] = plans;
  const weeks = first?.evidence.weeks;
  const wanted = allOf(await readsOfPlans(plans, { signal }));
  const question = { wanted, zone: weeks && (weeks.zone ?? 'UTC'), seed, signal };
  return Promise.all(files.map(async (file) => (await file.count?.(question)) ?? file));
}

/** Undefined where one of them may read anything. */
function allOf(reads: readonly (readonly Wanted[] | undefined)[]): readonly Wanted[] | undefined {
  return reads.includes(undefined) ? undefined : reads.flatMap((one) => one ?? []);
}
