import { expect, test } from 'vitest';
import { KINDS, type Kind } from '../../../../src/artifacts/schema/json-schema/diff/kinds.ts';

/** Kinds whose effects are not those of their mirror the other way round, and why. */
const WAIVERS: Readonly<Record<string, string>> = {
  'property-added': 'risky at most, since only traffic tells whether the name was ever sent with another shape',
  'property-removed': 'changes outputs even where nothing is accepted or rejected: projection drops the property',
};

const kinds: readonly Kind[] = KINDS;

test('no two kinds of change have the same id', () => {
  expect(new Set(kinds.map(({ id }) => id)).size).toBe(kinds.length);
});

test.each(kinds)('$id has a mirror, and is its mirror’s mirror', ({ id, mirror }) => {
  expect(kinds.find((other) => other.id === mirror)?.mirror).toBe(id);
});

test.each(kinds.filter(({ id }) => !Object.hasOwn(WAIVERS, id)))('$id and its mirror have opposite effects', (kind) => {
  const mirror = kinds.find((other) => other.id === kind.mirror);

  expect({ accepts: mirror?.rejects, rejects: mirror?.accepts }).toEqual({
    accepts: kind.accepts,
    rejects: kind.rejects,
  });
  expect(Boolean(mirror?.changesOutputs)).toBe(Boolean(kind.changesOutputs));
  expect(mirror?.compatibility).toBe(kind.compatibility);
});

test('every waiver is still needed', () => {
  const asymmetric = kinds.filter((kind) => {
    const mirror = kinds.find((other) => other.id === kind.mirror);
    return (
      Boolean(mirror?.changesOutputs) !== Boolean(kind.changesOutputs) || mirror?.compatibility !== kind.compatibility
    );
  });

  expect(asymmetric.map(({ id }) => id).sort()).toEqual(Object.keys(WAIVERS).sort());
});
