/** Tables of a server laid down as a check does it. */
import type { RecordingConfig } from '../../../src/config/config.ts';
import type { RecordingFile } from '../../../src/recordings/reader.ts';
import { resolveFiles } from '../../../src/recordings/resolve.ts';
import type { RecordingStorage } from '../../../src/recordings/storage/storage.ts';
import { compilePlan } from '../../../src/replay/compile.ts';
import type { Plan } from '../../../src/replay/plan.ts';
import { keeping } from '../files.ts';

const range = { line: 3, column: 12, endLine: 3, endColumn: 20 };

export function recordingAt(table: string): (more?: Partial<RecordingConfig>) => RecordingConfig {
  return (more = {}) => ({ name: 'flights', table, files: table, input: '', range, ...more });
}

/** What asks for a table, outside of the repository only below these places. */
export function storageHere(outside?: readonly string[]): RecordingStorage {
  const tracked = { list: async () => [], localPath: async (path: string) => path };
  return { tracked, keep: keeping(), ...(outside && { outside }) };
}

/** The rows of a plan's table, counted by what it reads of them. */
export async function countedOf(plan: Plan, seed = 1, signal?: AbortSignal): Promise<RecordingFile> {
  const { wanted } = await compilePlan(plan, () => {});
  const [file] = await resolveFiles(plan.recording, storageHere(), 'weir.yml', 'counts');
  const { weeks } = plan.evidence;
  const laid = await file?.count?.({ wanted, zone: weeks && (weeks.zone ?? 'UTC'), seed, signal });
  if (!laid) throw new Error('nothing was counted');
  return laid;
}
