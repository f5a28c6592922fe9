/** Files of the recordings that a pipeline reads beside its own. */
import type { PipelineConfig, RecordingConfig } from '../config/config.ts';
import { RecordingError } from '../errors.ts';
import type { RecordingFile } from './reader.ts';

/** By the recordings' names; undefined where there are none. Throws as finding a recording does. */
export async function relatedFiles(
  { related }: Pick<PipelineConfig, 'related'>,
  filesOf: (recording: RecordingConfig) => Promise<readonly RecordingFile[]>,
): Promise<ReadonlyMap<string, readonly RecordingFile[]> | undefined> {
  const filesIn = async (recording: RecordingConfig): Promise<readonly RecordingFile[]> => {
    const { name, table } = recording;
    if (table === undefined) return filesOf(recording);
    const message = `recording "${name}" is a table, and of a table no keys are read for another recording`;
    throw new RecordingError([{ file: table, message, expected: 'an export of it' }]);
  };
  return related && new Map(await Promise.all(related.map(async (one) => [one.name, await filesIn(one)] as const)));
}
