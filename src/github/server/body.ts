/** Reads the body of a request as far as it is allowed to go. Used for webhooks. */
import type { IncomingMessage } from 'node:http';

/** Undefined where it is longer than `limit` bytes; rejects where the sender hangs up. */
export async function readBody(request: IncomingMessage, limit: number): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Buffer)) throw new Error('the body was decoded before');
    length += chunk.length;
    if (length > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
