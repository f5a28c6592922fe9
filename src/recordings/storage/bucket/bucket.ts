/** A bucket of objects, by whatever service it is kept: what `list-bucket.ts` needs to answer a question of it. */

import type { Opened } from '../download.ts';

export interface BucketObject {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** Of its content: an ETag, a generation. */
  readonly version: string;
}

/** Throws where a service sent another version than it was asked for: not all that speak its language know conditions. */
export function sureOf(sent: string | undefined, { version }: BucketObject): void {
  if (sent && unquoted(version) !== '' && unquoted(sent) !== unquoted(version)) throw new OtherVersion();
}

export class OtherVersion extends Error {}

/** A service that answers as none of its kind may: what it said cannot be believed. The message holds nothing of the answer. */
export class Unreliable extends Error {}

/** An object as a listing has it. Throws where that does not say how long it is, which would be taken for an empty one. */
export function listed(key: string | undefined, size: number | undefined, version = ''): BucketObject {
  if (!key || size === undefined || !Number.isSafeInteger(size) || size < 0)
    throw new Unreliable('a listing without names or sizes');
  return { key, size, version };
}

/**
 * Where a listing goes on after a page; undefined after its last. Throws where it would end too early, or never.
 * @param before where it went on until now, to which this is added
 */
export function nextPage(
  next: string | undefined,
  before: Set<string>,
  isTruncated = Boolean(next),
): string | undefined {
  if (!isTruncated) return undefined;
  if (!next || before.has(next)) throw new Unreliable('a listing without an end');
  before.add(next);
  return next;
}

/** Where the bytes of an answer begin, by its `Content-Range`: with the first of the object where there is none. */
export function startOf(contentRange: string | undefined): number {
  return Number(/^bytes (\d+)-/.exec(contentRange ?? '')?.[1] ?? 0);
}

function unquoted(etag: string): string {
  return etag.replace(/^"(.*)"$/, '$1');
}

export interface Bucket {
  /** In front of a key in messages: `s3://acme-traffic/`. */
  readonly root: string;
  /**
   * Objects whose keys begin with `prefix`, sorted by key, page by page.
   * @param flat without those that have a further `/` behind the prefix
   * @param most on a page
   */
  pages(prefix: string, flat: boolean, most?: number): AsyncIterable<readonly BucketObject[]>;
  /** The object of this key, which may also be asked for by who may list nothing. */
  head(key: string): Promise<BucketObject>;
  /** Bytes of exactly that version, from an offset on or from an earlier one. */
  open(object: BucketObject, start: number): Promise<Opened>;
  /** What an error that any of these threw says, without what may be secret. */
  explain(error: unknown): Trouble;
}

/** Why a place could not be read. */
export interface Trouble {
  readonly why:
    | 'no credentials'
    | 'credentials refused'
    | 'not allowed'
    | 'clock'
    | 'no place'
    | 'no object'
    | 'replaced'
    | 'unreachable'
    | 'other';
  /** The service's own code or status, safe to show: `403 AccessDenied`. */
  readonly code?: string;
}
