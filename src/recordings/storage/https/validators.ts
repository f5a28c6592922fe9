/** What an answer says of the file that it is about: how long it is, and what tells it from another under its address. */
import type { IncomingMessage } from 'node:http';

export interface Validators {
  /** Bytes of the whole file. */
  readonly size: number;
  /** An ETag or a date, where the server tells one. */
  readonly said?: string;
  /** An ETag that two files share only where they have the same bytes. */
  readonly strong?: string;
}

/** Undefined where the answer does not say how long the file is. */
export function readValidators({ statusCode, headers }: IncomingMessage): Validators | undefined {
  const [, whole] = /^bytes [^/]*\/(\d+)$/.exec(headers['content-range'] ?? '') ?? [];
  const length = statusCode === 200 ? headers['content-length'] : whole;
  if (length === undefined || !/^\d{1,15}$/.test(length)) return undefined;
  const { etag, 'last-modified': modified } = headers;
  const strong = etag?.startsWith('"') ? etag : undefined;
  return { size: Number(length), said: etag ?? modified, strong };
}
