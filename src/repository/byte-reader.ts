/** Takes a stream apart into lines and counted bytes, as `git cat-file --batch` writes them in turn. */
import type { Readable } from 'node:stream';

export interface ByteReader {
  /** Up to the next newline, which is dropped; undefined at the end. */
  line(): Promise<string | undefined>;
  /** Exactly so many bytes; undefined where there are fewer. */
  take(count: number): Promise<Buffer | undefined>;
  /** Leaves so many bytes out, and keeps none of them. False where there are fewer. */
  skip(count: number): Promise<boolean>;
}

export function byteReader(stream: Readable): ByteReader {
  const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);

  async function next(): Promise<Buffer | undefined> {
    const { done, value } = await chunks.next();
    return done ? undefined : value;
  }

  return {
    async line() {
      let end = rest.indexOf('\n');
      while (end < 0) {
        const chunk = await next();
        if (!chunk) return undefined;
        rest = Buffer.concat([rest, chunk]);
        end = rest.indexOf('\n');
      }
      const text = rest.toString('utf8', 0, end);
      rest = rest.subarray(end + 1);
      return text;
    },
    async take(count) {
      const parts = [rest];
      let length = rest.length;
      while (length < count) {
        const chunk = await next();
        if (!chunk) return undefined;
        parts.push(chunk);
        length += chunk.length;
      }
      const all = parts.length === 1 ? rest : Buffer.concat(parts);
      rest = all.subarray(count);
      return all.subarray(0, count);
    },
    async skip(count) {
      let left = count;
      while (left > rest.length) {
        left -= rest.length;
        const chunk = await next();
        if (!chunk) return false;
        rest = chunk;
      }
      rest = rest.subarray(left);
      return true;
    },
  };
}
