/** Files of the recordings that a pipeline reads beside its own. */
import type { PipelineConfig, RecordingConfig } from '../config/config.ts';
import type { RecordingFile } from './reader.ts';

/** By the recordings' names; undefined where there are none. Throws as finding a recording does. */
export async function relatedFiles(
  { related }: Pick<PipelineConfig, 'related'>,
  filesOf: (recording: RecordingConfig) => Promise<readonly RecordingFile[]>,
): Promise<ReadonlyMap<string, readonly RecordingFile[]> | undefined> {
  return related && new Map(await Promise.all(related.map(async (one) => [one.name, await filesOf(one)] as const)));
}
