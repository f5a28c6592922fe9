/** Which records come after one with the same key, beside a plain model, in whatever order and pieces they come. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyTable } from '../../src/replay/across/key-table.ts';
import { PlaceList } from '../../src/replay/across/places.ts';

test('it is all but the first in the order of files and positions', () => {
  const record = fc.record({ key: fc.nat(40), file: fc.nat(2) });
  fc.assert(
    fc.property(
      fc.array(record, { maxLength: 3000 }),
      fc.nat(),
      fc.integer({ min: 1, max: 9 }),
      (drawn, seed, pieces) => {
        const records = drawn.map((one, position) => ({ ...one, key: `k${one.key * (position % 97)}`, position }));
        const table = new KeyTable();
        const shards = [
          ...Map.groupBy(records, ({ file, position }) => `${file} ${(position * 7919 + seed) % pieces}`).values(),
        ];
        for (const shard of shards.toSorted(
          (a, b) => (((a[0]?.position ?? 0) * 31 + seed) % 7) - (((b[0]?.position ?? 0) * 31 + seed) % 7),
        )) {
          const list = new PlaceList();
          for (const { key, position } of shard) list.add(key, position);
          table.add(shard[0]?.file ?? 0, list.places());
        }

        const seen = new Set<string>();
        const later = records
          .toSorted((a, b) => a.file - b.file || a.position - b.position)
          .filter(({ key }) => seen.has(key) || !seen.add(key))
          .map(({ file, position }) => `${file}:${position}`);
        const found = [...table.later].flatMap(([file, own]) => own.map((position) => `${file}:${position}`));
        expect(found.sort()).toEqual(later.sort());
        expect(table.size).toBe(seen.size);
      },
    ),
    { numRuns: 40, seed: 7 },
  );
});
