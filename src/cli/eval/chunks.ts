/** Cuts a stream of bytes into chunks of whole lines, each as soon as it is there. */

const NEWLINE = 0x0a;
/** So much is answered at once. */
const LARGEST = 1024 * 1024;
/** What a line has beyond this is dropped: no reader takes it. */
const LONGEST_LINE = 64 * 1024 * 1024 + 1;

/** Each ends with a newline, but for the last where the stream does not. */
export async function* chunksOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let open: Buffer[] = [];
  let length = 0;
  for await (const bytes of stream) {
    let from = 0;
    for (let end = wholeLines(bytes, from); end > from; end = wholeLines(bytes, from)) {
      yield Buffer.concat([...open, bytes.subarray(from, end)]);
      [open, length, from] = [[], 0, end];
    }
    const rest = bytes.subarray(from, from + Math.max(0, LONGEST_LINE - length));
    if (rest.length > 0) open.push(rest);
    length += rest.length;
  }
  if (length > 0) yield Buffer.concat(open);
}

/** The end of the last line within the largest chunk from here; of the first, where that is longer; `from` for none. */
function wholeLines(bytes: Buffer, from: number): number {
  const last = bytes.lastIndexOf(NEWLINE, from + LARGEST - 1) + 1;
  return last > from ? last : Math.max(from, bytes.indexOf(NEWLINE, from) + 1);
}
