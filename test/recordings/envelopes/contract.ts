/** What every envelope must make of its raw records, whatever their order and files. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { RecordingConfig } from '../../../src/config/config.ts';
import { compileRead } from '../../../src/document/pointer.ts';
import type { Envelope } from '../../../src/recordings/envelopes/envelope.ts';
import { readerOf } from '../../../src/recordings/read.ts';
import type { RecordingFile } from '../../../src/recordings/reader.ts';
import { resolveFiles } from '../../../src/recordings/resolve.ts';
import { type Found, keeping, readAll, temporaryFolder, values } from '../files.ts';

export interface EnvelopeContract {
  readonly envelope: Envelope;
  /** Raw records as the serving stack writes them, and the native records that they hold, by hand. */
  readonly raw: readonly unknown[];
  readonly records: readonly unknown[];
  /** Raw records that hold no whole record, each with what is said of it. */
  readonly unusable: readonly (readonly [raw: unknown, why: RegExp])[];
}

export function itOpens({ envelope, raw, records, unusable }: EnvelopeContract): void {
  describe(`the envelope ${envelope.id}`, () => {
    it('gives its records', async () => {
      const found = await opened(envelope, [lines(raw)]);
      expect(found.malformed).toEqual([]);
      expect(inOrder(values(found))).toEqual(inOrder(records));
    });

    it.each(['a raw record a file', 'the last ones first'])('gives the same records of %s', async (how) => {
      const texts = how === 'the last ones first' ? [lines(raw.toReversed())] : raw.map((one) => lines([one]));
      expect(inOrder(values(await opened(envelope, texts)))).toEqual(inOrder(records));
    });

    it.each(unusable.map(([one, why]) => [why, one] as const))(
      'counts and locates what is unusable: %s',
      async (why, one) => {
        const found = await opened(envelope, [lines([...raw, one])]);
        expect(inOrder(values(found))).toEqual(inOrder(records));
        expect(found.malformed.map(({ message }) => message)).toEqual([expect.stringMatching(why)]);
      },
    );

    it.each([null, 7, 'text', [], {}, [{}], { data: null }])('throws at nothing, as little as at %j', (odd) => {
      expect(() => envelope.open?.open(odd)).not.toThrow();
    });

    it('leaves raw records as they are', () => {
      const before = JSON.stringify(raw);
      for (const one of raw) envelope.open?.open(one);
      expect(JSON.stringify(raw)).toBe(before);
    });

    it('has pointers only to parts that its records may have', () => {
      for (const [part, pointer] of Object.entries(envelope.parts)) {
        const read = compileRead(pointer);
        expect([part, records.some((record) => read(record) !== undefined)]).toEqual([part, true]);
      }
    });

    if (envelope.recognise) {
      it('recognises its own records and no others', () => {
        expect(envelope.recognise?.(raw)).toBe(true);
        expect(envelope.recognise?.([{ origin: 'JFK', delay: 214 }])).toBe(false);
        expect(envelope.recognise?.([])).toBe(false);
      });
    }
  });
}

/** What a recording of these JSON Lines files holds, in a few shards. */
export async function opened(envelope: Envelope, texts: readonly string[]): Promise<Found> {
  const found: Found = { records: [], malformed: [], skipped: 0 };
  for (const file of await filesOf(envelope, texts)) {
    const part = await readAll(readerOf(file), file, { shards: 3 });
    found.records.push(...part.records);
    found.malformed.push(...part.malformed);
  }
  return found;
}

/** The files that are read, of a recording of these. */
export async function filesOf(envelope: Envelope, texts: readonly string[]): Promise<RecordingFile[]> {
  const directory = temporaryFolder();
  for (const [index, text] of texts.entries()) {
    writeFileSync(join(directory, `traffic-${String(index).padStart(4, '0')}.jsonl`), text);
  }
  return filesOfFolder(envelope, directory, '*.jsonl');
}

/** The files that are read, of a recording of those in a folder. */
export async function filesOfFolder(envelope: Envelope, directory: string, files: string): Promise<RecordingFile[]> {
  const config: RecordingConfig = {
    ...{ name: 'recorded', files, format: envelope.id, ...envelope.parts },
    range: { line: 1, column: 1, endLine: 1, endColumn: 1 },
  };
  const tracked = { list: async () => [], localPath: async (path: string) => path };
  return resolveFiles(config, { tracked, directory, keep: keeping() });
}

export function lines(raw: readonly unknown[]): string {
  return raw.map((one) => `${JSON.stringify(one)}\n`).join('');
}

/** Records of a joined recording come in the order in which they were complete. */
function inOrder(records: readonly unknown[]): unknown[] {
  const shown = (record: unknown) => inspect(record, { sorted: true, depth: 9 });
  return records.toSorted((a, b) => (shown(a) < shown(b) ? -1 : 1));
}
