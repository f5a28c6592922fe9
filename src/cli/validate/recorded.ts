/** How large a recording is, as far as a limit in records asks for it: one of more records than there are cannot fail. */
import type { LimitConfig } from '../../config/config.ts';
import type { RecordingFile } from '../../recordings/reader.ts';
import { countRecords } from '../sample.ts';

/** Reading so many takes a second; a limit of more is no slip of the pen. */
const MOST = 100_000;

/** Records of the files; 0 where there are more than any limit names, or where counting would take too long. */
export async function recordedFor(limits: readonly LimitConfig[], files: readonly RecordingFile[]): Promise<number> {
  const amounts = limits.flatMap(({ limit }) => (limit.kind === 'records' ? limit.amount : []));
  if (amounts.length === 0) return 0;
  return (await countRecords(files, Math.min(MOST, Math.ceil(Math.max(...amounts))))) ?? 0;
}
