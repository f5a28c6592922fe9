/** Recordings that are too small for the limits: then even a change that moves nothing is inconclusive. */
import type { PipelineConfig } from '../../config/config.ts';
import { plural } from '../../format/numbers.ts';
import { recordsToCertify } from '../../impact/records-to-certify.ts';
import type { RecordingFile } from '../../recordings/reader.ts';
import { countRecords } from '../sample.ts';
import { shareOf } from '../traffic/share-of.ts';

/** Counting so many takes a second, and hardly a limit asks for more. */
const MOST = 100_000;

/** Of a table nobody knows how many rows it has. */
export async function tooFewRecords(
  { limits, recording }: PipelineConfig,
  files: readonly RecordingFile[],
  confidence: number,
): Promise<string[]> {
  if (recording.table !== undefined || files.length === 0) return [];
  const asked = limits
    .filter(({ limit: { kind } }) => kind !== 'records')
    .map((limit) => ({ limit, needed: recordsToCertify(shareOf(limit, MOST), confidence) }))
    .sort((one, other) => other.needed - one.needed);
  const [most] = asked;
  if (!most || most.needed > MOST) return [];
  const recorded = await countRecords(files, most.needed - 1);
  if (recorded === undefined || recorded === 0) return [];
  const keys = asked.filter(({ needed }) => needed > recorded).map(({ limit: { key, text } }) => `${key} ${text}`);
  return [
    `the recording has ${plural(recorded, 'record')}, and it takes ${plural(most.needed, 'record')} to certify ${keys.join(', ')}: a check is inconclusive even where nothing moves. Record more, or widen ${keys.length === 1 ? 'the limit' : 'these limits'}`,
  ];
}
