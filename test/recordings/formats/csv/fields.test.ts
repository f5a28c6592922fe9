import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csv } from '../../../../src/recordings/formats/csv/index.ts';
import { runs } from '../../../runs.ts';
import { file, readAll, values } from '../../files.ts';

const field = fc.stringMatching(/^[a-zé東",;\n\r ']{0,6}$/u);

function written(fields: readonly string[]): string {
  return fields.map((text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',');
}

/** csv-parse reads the same texts: another reader, made by others. */
it('finds the fields that csv-parse finds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(field, field, field), { minLength: 1, maxLength: 30 }), async (rows) => {
      const text = `a,b,c\n${rows.map((row) => `${written(row)}\n`).join('')}`;
      const found = await readAll(csv.reader, file(text, 'csv'), { shards: 3 });
      const theirs = parse(text, { columns: true, record_delimiter: '\n', skip_empty_lines: true });
      expect(values(found)).toEqual(
        theirs.map((record) =>
          Object.fromEntries(
            Object.entries(record as object).map(([name, value]) => [name, value === '' ? null : value]),
          ),
        ),
      );
      expect(found.malformed).toEqual([]);
    }),
    { numRuns: runs(200) },
  );
});

/** Cutting must not depend on luck: any text, well-formed or not. */
it('reads any text the same in one shard and in many', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.stringMatching(/^[ab",\n\r]{0,12}$/), { maxLength: 60 }), async (parts) => {
      const recording = file(`a,b\n${parts.join('\n').repeat(900)}`, 'csv');
      expect(await readAll(csv.reader, recording, { shards: 4 })).toEqual(await readAll(csv.reader, recording));
    }),
    { numRuns: runs(30) },
  );
}, 60_000);
