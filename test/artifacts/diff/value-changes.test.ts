import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { findValueChanges } from '../../../src/artifacts/diff/value-changes.ts';
import { parseSource } from '../../../src/document/source.ts';
import { processorTime } from '../../processor-time.ts';
import { runs } from '../../runs.ts';

function changes(base: string, head: string, extension = 'json') {
  const found = findValueChanges(parseSource(base, `a.${extension}`), parseSource(head, `a.${extension}`));
  return found.map(({ change, pointer, base, head }) => [change, pointer, base, head]);
}

describe('mappings', () => {
  test.each([
    ['{"a": 180}', '{"a": 120}', [['changed', '/a', '180', '120']]],
    ['{"a": "none"}', '{"a": "short"}', [['changed', '/a', '"none"', '"short"']]],
    ['{"a": 1}', '{"a": 1, "b": {"c": []}}', [['added', '/b', undefined, 'b: {"c":[]}']]],
    ['{"a": 1, "b": 2}', '{"a": 1}', [['removed', '/b', 'b: 2', undefined]]],
    ['{"a": 180}', '{"b": 180}', [['renamed', '/b', 'a', 'b']]],
    ['{"a": {"b": 1}}', '{"a": [1]}', [['changed', '/a', '{"b":1}', '[1]']]],
    ['{"a": 1}', '{"a": "1"}', [['changed', '/a', '1', '"1"']]],
    ['{"a": null}', '{}', [['removed', '/a', 'a: null', undefined]]],
    ['{"a/b": {"~": 1}}', '{"a/b": {"~": 2}}', [['changed', '/a~1b/~0', '1', '2']]],
    ['{"__proto__": 1}', '{"__proto__": 2}', [['changed', '/__proto__', '1', '2']]],
  ])('%s to %s', (base, head, expected) => {
    expect(changes(base, head)).toEqual(expected);
  });
});

describe('lists', () => {
  test.each([
    ['an item put into the middle is one change', '[1,2,3]', '[1,9,2,3]', [['added', '/1', undefined, '9']]],
    ['an item taken out is one change at its place in base', '[1,2,3]', '[1,3]', [['removed', '/1', '2', undefined]]],
    [
      'an item put before is one change',
      '[{"a":1},{"a":2}]',
      '[{"a":0},{"a":1},{"a":2}]',
      [['added', '/0', undefined, '{"a":0}']],
    ],
    ['an item that moved is one change', '["a","b","c"]', '["c","a","b"]', [['moved', '/0', '/2', '"c"']]],
    ['an item that changed is compared inside', '[{"a":1,"b":2}]', '[{"a":1,"b":3}]', [['changed', '/0/b', '2', '3']]],
    [
      'an item that changed beside one that came is compared with what it was',
      '[{"id":1,"v":1},{"id":2,"v":1}]',
      '[{"id":0,"w":7},{"id":1,"v":5},{"id":2,"v":1}]',
      [
        ['changed', '/1/v', '1', '5'],
        ['added', '/0', undefined, '{"id":0,"w":7}'],
      ],
    ],
    ['an item that shares nothing is replaced', '[{"a":1}]', '[["x"]]', [['changed', '/0', '{"a":1}', '["x"]']]],
  ])('%s', (_, base, head, expected) => {
    expect(changes(base, head)).toEqual(expected);
  });

  test('two items put far apart into 100,000 that repeat are two changes', () => {
    const items = Array.from({ length: 100_000 }, (_, index) => index % 2);
    const head = items.toSpliced(90_000, 0, 7).toSpliced(10, 0, 8);

    expect(changes(JSON.stringify(items), JSON.stringify(head))).toEqual([
      ['added', '/10', undefined, '8'],
      ['added', '/90001', undefined, '7'],
    ]);
  });
});

describe('numbers', () => {
  test('another spelling of the same number is no change', () => {
    expect(changes('[1, 1.5, 100]', '[1.0, 15e-1, 1E2]')).toEqual([]);
  });

  test('0 and -0, by which a division goes to opposite infinities, are a change', () => {
    expect(changes('{"/": [1, 0]}', '{"/": [1, -0]}')).toEqual([['changed', '/~1/1', '0', '-0']]);
  });

  test('integers that a double cannot tell apart are a change', () => {
    expect(changes('{"id": 9007199254740993}', '{"id": 9007199254740992}')).toEqual([
      ['changed', '/id', '9007199254740993', '9007199254740992'],
    ]);
    expect(changes('id: 9007199254740993', 'id: 9007199254740992 # next', 'yaml')).toHaveLength(1);
  });

  test('large numbers in another notation are no change', () => {
    expect(changes('[1e300, 1e21]', '[1.0E300, 1000000000000000000000]')).toEqual([]);
  });
});

describe('lines', () => {
  const head = '{\n  "a": {\n    "x": 1\n  },\n  "b": [\n    1,\n    2\n  ]\n}';

  test.each([
    ['what changed has its own line', '{"a": {"x": 2}, "b": [1, 2]}', [3, 3]],
    ['what came has all its lines', '{"b": [1, 2]}', [2, 4]],
    ['what went has the lines of what held it', '{"a": {"x": 1}, "b": [1, 2, 3]}', [5, 8]],
    ['what went from the top has the lines of the file', '{"a": {"x": 1}, "b": [1, 2], "c": 3}', [1, 9]],
  ])('%s', (_, base, lines) => {
    const [change] = findValueChanges(parseSource(base, 'a.json'), parseSource(head, 'a.json'));

    expect(change?.lines).toEqual(lines);
  });
});

describe('any two values', () => {
  const options = { seed: 1, numRuns: runs(300) };

  test('equal values have no changes, however they are written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(changes(JSON.stringify(value), JSON.stringify(reversed(value), null, 3))).toEqual([]);
        expect(changes(stringify(value), JSON.stringify(value), 'yaml')).toEqual([]);
      }),
      options,
    );
  });

  test('different values have changes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (base, head) => {
        const different = JSON.stringify(sorted(base)) !== JSON.stringify(sorted(head));
        expect(changes(JSON.stringify(base), JSON.stringify(head)).length > 0).toBe(different);
      }),
      options,
    );
  });
});

test('100,000 lines are compared in about a second', () => {
  const rows = Array.from({ length: 14_000 }, (_, index) => ({ id: index, name: `n${index}`, list: [1, 2, index] }));
  const head = rows.map((row, index) => (index % 1000 === 7 ? { ...row, name: 'x' } : row)).toSpliced(5_000, 1);
  const [before, after] = [JSON.stringify(rows, null, 2), JSON.stringify(head, null, 2)];

  const compare = () => expect(changes(before, after)).toHaveLength(15);

  expect(processorTime(compare)).toBeLessThan(5_000);
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (Object.is(value, -0)) return 0;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([key, member]) => [key, sorted(member)]),
  );
}
