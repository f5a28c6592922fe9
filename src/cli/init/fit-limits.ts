/**
 * Limits for pipelines whose recordings are too small for the usual ones, so that a check of a change that moves nothing passes:
 * as close as the records can certify, and said in weir.yml. Of fewer records than certify 1 % none are made up.
 */
import type { Config, PipelineConfig } from '../../config/config.ts';
import { recordsToCertify } from '../../impact/records-to-certify.ts';
import type { RecordingFile } from '../../recordings/reader.ts';
import { countRecords } from '../sample.ts';
import type { ExaminedRecording } from '../validate/examine.ts';
import type { DraftPipeline, FitLimits } from './drafted.ts';

/** Shares and how weir.yml says them, the closest first. */
const SHARES = [
  [0.001, '0.1%'],
  [0.002, '0.2%'],
  [0.005, '0.5%'],
  [0.01, '1%'],
] as const;

/** @param config what weir.yml says without limits */
export async function fitLimits(
  drafts: readonly DraftPipeline[],
  { pipelines, confidence }: Config,
  recordings: readonly ExaminedRecording[],
): Promise<DraftPipeline[]> {
  return Promise.all(
    drafts.map(async (draft) => {
      const pipeline = pipelines.find(({ name }) => name === draft.name);
      const files = recordings.find(({ config }) => config.name === draft.recording.name)?.files ?? [];
      // Beside a score, weir.yml says the usual ones itself.
      const isUsual = pipeline?.limitsAreDefaults || draft.outputs.some(({ isScore }) => isScore);
      const fit = pipeline && isUsual ? await fitOf(pipeline, files, confidence) : undefined;
      return fit ? { ...draft, limits: fit } : draft;
    }),
  );
}

/** Undefined where the usual ones can be certified, or none that is worth having. */
async function fitOf(
  { limits, steps }: PipelineConfig,
  files: readonly RecordingFile[],
  confidence: number,
): Promise<FitLimits | undefined> {
  const asked = limits.flatMap(({ key, text, limit }) =>
    limit.kind === 'share' ? [{ key, text, share: limit.amount }] : [],
  );
  const needed = Math.max(...asked.map(({ share }) => recordsToCertify(share, confidence)));
  const records = await countRecords(files, needed - 1);
  if (records === undefined) return undefined;
  const closest = SHARES.find(([share]) => recordsToCertify(share, confidence) <= records);
  if (!closest) return undefined;
  const [least, said] = closest;
  // Only a schema rejects.
  const own = asked.filter(({ key }) => key !== 'rejected' || steps.some(({ kind }) => kind === 'schema'));
  return { records, needed, limits: own.map(({ key, text, share }) => [key, share < least ? said : text]) };
}
