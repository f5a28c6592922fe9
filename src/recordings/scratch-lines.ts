/** Lines of a file that we have written ourselves, one JSON text each. */
import { createReadStream } from 'node:fs';

/** Node's own readline also ends lines at U+2028 and U+2029, which JSON has inside of its texts. */
export async function* scratchLines(path: string): AsyncGenerator<string> {
  let carried = '';
  for await (const chunk of createReadStream(path, 'utf8')) {
    const lines = `${carried}${chunk}`.split('\n');
    carried = lines.pop() ?? '';
    yield* lines;
  }
  if (carried !== '') yield carried;
}
