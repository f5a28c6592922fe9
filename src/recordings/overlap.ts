/** Whether a recording's files may be read while they come: where each is read by itself, and as what it is. */
import type { RecordingConfig } from '../config/config.ts';
import { isOpenedAtRead } from './envelopes/open-files.ts';
import { formatFor } from './formats/registry.ts';
import type { Written } from './open.ts';

/** Keys for which no file has to be there as a whole before one is read. What is not among them waits for all files. */
const OF_EACH_FILE: ReadonlySet<string> = new Set<keyof RecordingConfig>([
  ...([
    'name',
    'range',
    'files',
    'format',
    'compression',
    'input',
    'output',
    'label',
    'id',
    'time',
    'weight',
    'value',
    'lacks',
  ] as const),
  ...(['max_age', 'zone', 'redact', 'partitions', 'types'] as const),
]);

/** @param config without labels, which all records have to be there for */
export function mayOverlap({ window, partition, ...config }: RecordingConfig, files: readonly Written[]): boolean {
  // Which records are of a window that goes by their times, only all of them tell.
  if (window !== undefined && partition === undefined) return false;
  const given = Object.entries(config).filter(([, value]) => value !== undefined);
  if (!given.every(([key]) => OF_EACH_FILE.has(key))) return false;
  return files.every(({ format }) => formatFor(format).arrived !== undefined) && isOpenedAtRead(files);
}
