/** Answers where a recording's files are from a bucket's listing: page by page, bounded, and without its secrets. */
import { WeirError } from '../../../errors.ts';
import { matchFiles } from '../../../repository/glob.ts';
import { download } from '../download.ts';
import type { Listing, Question, Remote } from '../storage.ts';
import type { Bucket, BucketObject } from './bucket.ts';
import { isFlat, prefixOf } from './prefix.ts';
import { troubleError, type Wording } from './trouble.ts';

/** A listing that is longer holds more than recordings. */
const MOST_LISTED = 1_000_000;
/** Names to find the nearest one among. */
const MOST_CANDIDATES = 1000;

export async function listBucket(
  bucket: Bucket,
  pattern: string,
  wording: Wording,
  { files, fail }: Question,
  mostListed = MOST_LISTED,
): Promise<Listing> {
  const prefix = prefixOf(pattern);
  try {
    // A name is a name, also where it could be a pattern as well.
    const named = await find(pattern);
    if (named) return { found: [remote(named)], candidates: [] };
    const found = new Map<string, BucketObject>();
    if (prefix !== pattern) {
      let listed = 0;
      for await (const page of bucket.pages(prefix, isFlat(pattern, prefix))) {
        listed += page.length;
        if (listed > mostListed) throw tooMany(mostListed);
        const keys = new Set(
          matchFiles(
            page.map(({ key }) => key),
            pattern,
          ),
        );
        for (const object of page) if (keys.has(object.key) && !object.key.endsWith('/')) found.set(object.key, object);
      }
    }
    if (found.size > 0) return { found: [...found.values()].map(remote), candidates: [] };
    return { found: [], candidates: await neighbours() };
  } catch (error) {
    throw explained(error, files);
  }

  /** The listing is asked first, since it also tells a bucket that is gone. */
  async function find(key: string): Promise<BucketObject | undefined> {
    try {
      for await (const [first] of bucket.pages(key, false, 1)) {
        if (first) return first.key === key ? first : undefined;
      }
      return undefined;
    } catch (error) {
      if (bucket.explain(error).why !== 'not allowed') throw error;
      return bucket.head(key).catch(() => {
        throw error;
      });
    }
  }

  /** The first that lie where the pattern looks. */
  async function neighbours(): Promise<string[]> {
    // Whoever names a folder means what is in it.
    const inside = prefix === pattern ? await firstIn(`${pattern.replace(/\/$/, '')}/`) : [];
    return inside.length > 0 ? inside : firstIn(prefix.slice(0, prefix.lastIndexOf('/') + 1));
  }

  async function firstIn(folder: string): Promise<string[]> {
    const names: string[] = [];
    for await (const page of bucket.pages(folder, true)) {
      names.push(...page.filter(({ key }) => !key.endsWith('/')).map(({ key }) => bucket.root + key));
      if (names.length >= MOST_CANDIDATES) break;
    }
    return names;
  }

  function remote(object: BucketObject): Remote {
    const { key, size, version } = object;
    const name = bucket.root + key;
    return {
      name,
      version,
      isExact: version !== '',
      size,
      fetch: (file, watch) =>
        download(
          file,
          {
            size,
            open: (start) => bucket.open(object, start),
            isFinal: (error) => !['unreachable', 'other'].includes(bucket.explain(error).why),
            failed: (error) => explained(error, name),
            fail: (message, expected) => fail(`${name} ${message}`, expected),
          },
          watch,
        ),
    };
  }

  function tooMany(most: number): Error {
    return fail(
      `${files} asks for a listing of more than ${most.toLocaleString('en')} objects`,
      'more folders before the first wildcard',
    );
  }

  function explained(error: unknown, name: string): unknown {
    if (error instanceof WeirError) return error;
    return troubleError(bucket.explain(error), name, wording, fail);
  }
}
