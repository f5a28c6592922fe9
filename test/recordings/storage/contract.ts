/** What every storage must do with what lies in it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RecordingError } from '../../../src/errors.ts';
import type { RecordingStorage, Storage, Stored } from '../../../src/recordings/storage/storage.ts';
import { temporaryFolder } from '../files.ts';

export interface StorageContract {
  readonly storage: Storage;
  /** Why its addresses have no wildcards, where they have none. */
  readonly noListing?: string;
  /** A place that holds these files by their paths in it, and nothing else. */
  put(files: Readonly<Record<string, string>>): Promise<Place>;
}

export interface Place {
  /** What weir.yml says for a pattern in this place. */
  at(pattern: string): string;
  readonly context: RecordingStorage;
  /** Puts other content where a file is; for storages from which files are fetched. */
  replace?(path: string, content: string): Promise<void>;
}

export function itStores({ storage, put, noListing }: StorageContract): void {
  const files = {
    'traffic/a.jsonl': '{"id":1}\n',
    'traffic/b.jsonl': '{"id":2}\n',
    'traffic/deep/c.jsonl': '{"name":"Zürich"}\n',
    'traffic/d[1].jsonl': '{"id":4}\n',
    'other.jsonl': '{"id":5}\n',
  };

  async function list(place: Place, pattern: string) {
    const fail = (message: string) => new RecordingError([{ message }]);
    return storage.list({ files: place.at(pattern), storage: place.context, fail });
  }

  describe(`a storage of ${storage.address}`, () => {
    it.skipIf(noListing).each([
      ['traffic/*.jsonl', ['{"id":1}\n', '{"id":2}\n', '{"id":4}\n']],
      ['traffic/**/*.jsonl', ['{"id":1}\n', '{"id":2}\n', '{"id":4}\n', '{"name":"Zürich"}\n']],
      ['traffic/**', ['{"id":1}\n', '{"id":2}\n', '{"id":4}\n', '{"name":"Zürich"}\n']],
      ['traffic/[ab].jsonl', ['{"id":1}\n', '{"id":2}\n']],
      ['{other,more}.jsonl', ['{"id":5}\n']],
    ])('finds %s byte by byte, each file once', async (pattern, contents) => {
      const { found } = await list(await put(files), pattern);
      expect(new Set(found.map(({ name }) => name)).size).toBe(found.length);
      expect((await Promise.all(found.map(contentOf))).sort()).toEqual(contents);
    });

    it.each([
      ['traffic/a.jsonl', '{"id":1}\n'],
      ['traffic/deep/c.jsonl', '{"name":"Zürich"}\n'],
    ])('finds %s byte by byte', async (path, content) => {
      const { found } = await list(await put(files), path);
      expect(await Promise.all(found.map(contentOf))).toEqual([content]);
    });

    it('takes a name for a name, also where it could be a pattern', async () => {
      const { found } = await list(await put(files), 'traffic/d[1].jsonl');
      expect(await Promise.all(found.map(contentOf))).toEqual(['{"id":4}\n']);
    });

    it.skipIf(noListing)('answers what matches nothing with what is there', async () => {
      const { found, candidates } = await list(await put(files), 'traffic/e.jsonl');
      expect(found).toEqual([]);
      expect(candidates.some((name) => name.endsWith('traffic/a.jsonl'))).toBe(true);
    });

    it.skipIf(noListing)('answers a folder, which is no file, with what is in it', async () => {
      const { found, candidates } = await list(await put(files), 'traffic');
      expect(found).toEqual([]);
      expect(candidates.some((name) => name.endsWith('traffic/a.jsonl'))).toBe(true);
    });

    if (storage.where === 'elsewhere') {
      it('tells content from what was there before', async () => {
        const place = await put(files);
        const before = await list(place, 'traffic/a.jsonl');
        const again = await list(place, 'traffic/a.jsonl');
        await place.replace?.('traffic/a.jsonl', '{"id":9}\n');
        const after = await list(place, 'traffic/a.jsonl');
        expect(versions(again.found)).toEqual(versions(before.found));
        expect(versions(after.found)).not.toEqual(versions(before.found));
      });

      it('gives no content under the version of another', async () => {
        const place = await put(files);
        const { found } = await list(place, 'traffic/a.jsonl');
        await place.replace?.('traffic/a.jsonl', '{"id":9}\n');
        await expect(Promise.all(found.map(contentOf))).rejects.toBeInstanceOf(RecordingError);
      });
    }
  });
}

async function contentOf(stored: Stored): Promise<string> {
  if ('path' in stored) return readFileSync(await stored.path(), 'utf8');
  const file = join(temporaryFolder(), 'fetched');
  await stored.fetch(file);
  expect(readFileSync(file)).toHaveLength(stored.size);
  return readFileSync(file, 'utf8');
}

function versions(found: readonly Stored[]): unknown[] {
  return found.map((stored) => ('version' in stored ? [stored.name, stored.version] : stored.name));
}
