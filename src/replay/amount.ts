/** How much there is to replay, as far as the sizes of files tell: it decides how many processes begin. */
import { formatFor } from '../recordings/formats/registry.ts';
import type { RecordingFile } from '../recordings/reader.ts';
import { sizeOf } from '../recordings/size.ts';

const LITTLE_BYTES = 64 * 1024;
const MUCH_BYTES = 128 * 1024 * 1024;
/** How many bytes of text are behind one that is packed. */
const PACKED = 8;

/** One process replays it sooner than another one has started. What cannot be read, whoever reads it says. */
export async function isLittle(files: readonly RecordingFile[]): Promise<boolean> {
  if (files.some(({ count }) => count)) return false;
  return (await total(files, async (file) => sizeOf(file).catch(() => LITTLE_BYTES))) < LITTLE_BYTES;
}

/**
 * How many of so many processes begin at once. Of two, the second one has to share its core with what compiles and collects
 * for the first, so that it waits until it is known to be of use; where there are more, cores are not what is short.
 */
export async function processesAtOnce(files: readonly RecordingFile[], jobs: number): Promise<number> {
  if (jobs === 1 || (await isLittle(files))) return 1;
  return jobs > 2 || (await isMuch(files)) ? jobs : 1;
}

/** No step is so quick that one process would be done with it before others can help. */
async function isMuch(files: readonly RecordingFile[]): Promise<boolean> {
  const text = async (file: RecordingFile): Promise<number> => {
    const isPacked = file.compression !== 'none' || formatFor(file.format).numbered;
    return (await sizeOf(file).catch(() => 0)) * (isPacked ? PACKED : 1);
  };
  return (await total(files, text)) >= MUCH_BYTES;
}

async function total(
  files: readonly RecordingFile[],
  bytesOf: (file: RecordingFile) => Promise<number>,
): Promise<number> {
  const sizes = await Promise.all(files.map(bytesOf));
  return sizes.reduce((sum, size) => sum + size, 0);
}
