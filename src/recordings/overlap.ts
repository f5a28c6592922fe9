/** Whether a recording's files may be read while they come: where each is read by itself, and as what it is. */
import type { RecordingConfig } from '../config/config.ts';
import { isOpenedAtRead } from './envelopes/open-files.ts';
import { formatFor } from './formats/registry.ts';
import type { Written } from './open.ts';

/** @param config without labels, which all records have to be there for */
export function mayOverlap({ window, partition, avro }: RecordingConfig, files: readonly Written[]): boolean {
  // Which records are of a window that goes by their times, only all of them tell.
  if (window !== undefined && partition === undefined) return false;
  // Messages are decoded once, before a file is cut.
  if (avro !== undefined) return false;
  return files.every(({ format }) => formatFor(format).arrived !== undefined) && isOpenedAtRead(files);
}
