/** Where no edit says that head rejects something, head rejects nothing that base takes, as JSON and as binary. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { protobuf } from '../../../../src/artifacts/schema/protobuf/index.ts';
import { runs } from '../../../runs.ts';
import { artifact } from './artifact.ts';
import { inPackage } from './packages.ts';
import { pair } from './random.ts';

const values = fc.constantFrom<unknown>(
  ...[
    0,
    1,
    -1,
    1.5,
    2 ** 31,
    2 ** 40,
    '5',
    '-5',
    '4294967296',
    true,
    false,
    'x',
    'aGk=',
    'NONE',
    'V1',
    'V2',
    'V3',
    'V4',
    2,
    3,
  ],
  ...[
    'KIND_NONE',
    { row: 'a' },
    { seat: { row: 'b' } },
    [],
    [1],
    ['x'],
    [true],
    ['V1', 'V2'],
    [{ row: 'a' }],
    [{ seat: {} }],
  ],
);
const names = fc.constantFrom('a', 'b', 'cD', 'c_d', 'e', 'f', 'jay');
const json = fc.dictionary(names, values, { maxKeys: 3 });
/** A tag of a small number and any wire type, and what may stand behind it. */
const part = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom(0, 1, 2, 5), fc.uint8Array({ minLength: 8, maxLength: 8 }))
  .map(([number, wireType, bytes]) => {
    const tag = number * 8 + wireType;
    if (wireType === 0) return [tag, (bytes[0] ?? 0) & 127];
    if (wireType === 2) return [tag, 2, (bytes[0] ?? 0) & 127, (bytes[1] ?? 0) & 127];
    return [tag, ...bytes.subarray(0, wireType === 1 ? 8 : 4)];
  });
const binary = fc.array(part, { maxLength: 3 }).map((parts) => Buffer.from(parts.flat()).toString('base64'));

test(
  'on random pairs and random messages',
  async () => {
    const message = { message: 'p0.M' };
    const pairs = fc.sample(pair, { numRuns: runs(1500), seed: Number(process.env.PROPERTY_SEED ?? 11) });
    const documents = [...fc.sample(json, { numRuns: 300, seed: 3 }), ...fc.sample(binary, { numRuns: 200, seed: 5 })];
    let asked = 0;
    for (const [before, after] of pairs) {
      const [base, head] = [before, after].map((text) => artifact(inPackage(text, 0), message));
      if (!base || !head || protobuf.diff(base, head).some(({ rejects }) => rejects)) continue;
      const was = await (await protobuf.compile(base)).run(documents);
      const is = await (await protobuf.compile(head, { recordedUnder: base })).run(documents);
      const taken = documents.filter((_, index) => was[index]?.outcome === 'ok');
      const refused = documents.filter((_, index) => was[index]?.outcome === 'ok' && is[index]?.outcome !== 'ok');
      asked += taken.length;

      expect(refused.slice(0, 3), `${before}\n→\n${after}`).toEqual([]);
    }
    expect(asked).toBeGreaterThan(runs(10_000));
  },
  runs(120_000),
);
