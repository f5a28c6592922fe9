/** When a shard of a file that is on its way can be read: once the last line that starts in it has ended. */
import { openForRanges } from '../../ranges.ts';
import type { Shard } from '../../reader.ts';
import type { Arrival } from '../../storage/arrival.ts';

/** What is packed is unpacked from its first byte to its last. Throws a RecordingError, and what the arrival does. */
export async function arrived({ file, end }: Shard, arrival: Arrival): Promise<void> {
  const { size } = arrival;
  if (file.compression !== 'none') {
    await arrival.reach(size);
    return;
  }
  // A shard that ends with a line's newline needs nothing behind it.
  for (let at = end - 1; ; ) {
    const there = await arrival.reach(Math.min(size, at + 1));
    if (there >= size) return;
    using opened = openForRanges(file);
    for (;;) {
      const chunk = opened.readAt(at, there - at);
      if (chunk.length === 0) break;
      if (chunk.includes(0x0a)) return;
      at += chunk.length;
    }
  }
}
