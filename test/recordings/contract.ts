/** What every format must do with a file of its own, however that is packed and cut. */
import { describe, expect, it } from 'vitest';
import type { Compression } from '../../src/recordings/compression.ts';
import type { Format } from '../../src/recordings/formats/format.ts';
import type { RecordingFile } from '../../src/recordings/reader.ts';
import { readAll, values } from './files.ts';

export interface FormatContract {
  readonly format: Format;
  readonly compressions: readonly Compression[];
  /** A file with these records. */
  write(records: readonly unknown[], compression: Compression): Promise<RecordingFile>;
  /**
   * A file of three records and one malformed one between the second and the third, holding the word "secret", with the
   * malformed one's line; or why the format has no malformed records.
   */
  readonly malformed:
    | { write(compression: Compression): RecordingFile; readonly line: number }
    | { readonly skip: string };
}

export function itReads(contract: FormatContract): void {
  const { reader, name } = contract.format;
  describe.each(contract.compressions)(`${name}, compression %s`, (compression) => {
    const records = Array.from({ length: 3000 }, (_, index) => ({
      id: index + 1,
      origin: ['JFK', 'Zürich', '東京', ''][index % 4] || null,
      delay: index / 4,
    }));

    it('every record comes out once, in the order of the file', async () => {
      const found = await readAll(reader, await contract.write(records, compression));
      expect(values(found)).toEqual(records);
      expect(found).toMatchObject({ malformed: [], skipped: 0 });
    });

    it.each([2, 3, 7, 50])('%i shards together hold every record once, at the same positions', async (shards) => {
      const file = await contract.write(records, compression);
      expect((await reader.shards(file, shards)).length).toBeLessThanOrEqual(shards);
      expect(await readAll(reader, file, { shards })).toEqual(await readAll(reader, file));
    });

    it('what is not wanted is counted and left out', async () => {
      const file = await contract.write(records, compression);
      const everything = await readAll(reader, file);
      const wanted = everything.records.filter((_, index) => index % 3 === 0);
      const positions = new Set(wanted.map(({ position }) => position));
      const found = await readAll(reader, file, { shards: 2, accepts: (position) => positions.has(position) });
      expect(found.records).toEqual(wanted);
      expect(found.skipped).toBe(records.length - wanted.length);
    });

    it('a file without records is read as such', async () => {
      expect(await readAll(reader, await contract.write([], compression), { shards: 3 })).toEqual({
        records: [],
        malformed: [],
        skipped: 0,
      });
    });

    it('a reader that is left early closes its file', async () => {
      const [shard] = await reader.shards(await contract.write(records, compression), 1);
      if (shard === undefined) throw new Error('no shard');
      for await (const batch of reader.read(shard, () => true)) {
        expect(batch.records.length).toBeGreaterThan(0);
        break;
      }
    });

    it('a file that is not there is an error that names it', async () => {
      const file = {
        ...(await contract.write(records, compression)),
        path: '/nowhere/recording',
        name: 'traffic/gone',
      };
      await expect(readAll(reader, file)).rejects.toMatchObject({
        name: 'RecordingError',
        problems: [{ file: 'traffic/gone' }],
      });
    });

    const { malformed } = contract;
    if ('skip' in malformed) {
      it.skip(`malformed records are counted and located: ${malformed.skip}`);
    } else {
      it.each([1, 2, 5])('a malformed record is counted and located, in %i shards', async (shards) => {
        const file = malformed.write(compression);
        const found = await readAll(reader, file, { shards });
        expect(found.records).toHaveLength(3);
        expect(found.malformed).toHaveLength(1);
        if (compression !== 'none') expect(found.malformed[0]?.line).toBe(malformed.line);
      });

      it('the message of a malformed record does not quote it', async () => {
        const { malformed: found } = await readAll(reader, malformed.write(compression));
        expect(found[0]?.message).not.toMatch(/secret/i);
      });
    }
  });
}
