/** Whether a recording is so small that one process replays it sooner than another one has started. */
import type { RecordingFile } from '../recordings/reader.ts';
import { sizeOf } from '../recordings/size.ts';

const LITTLE_BYTES = 64 * 1024;

/** What cannot be read, whoever reads it says. */
export async function isLittle(files: readonly RecordingFile[]): Promise<boolean> {
  if (files.some(({ count }) => count)) return false;
  const sizes = await Promise.all(files.map((file) => sizeOf(file).catch(() => LITTLE_BYTES)));
  return sizes.reduce((sum, size) => sum + size, 0) < LITTLE_BYTES;
}
