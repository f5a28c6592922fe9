/** Holds the edits of an artifact to it that each is applied without the others: base with some of them differs by these alone. */
import { expect } from 'vitest';
import { blend } from '../../src/artifacts/blend/blend.ts';
import type { Artifact, Edit, Engine } from '../../src/artifacts/engine.ts';

/** What edits are, wherever they stand. */
export function said(edits: readonly (Edit | undefined)[]): string[] {
  return edits.map((edit) => `${edit?.change}: ${edit?.message}`).sort();
}

/** @param then given base with a group of the edits, and with all of them */
export function expectApart(
  engine: Engine,
  base: Artifact,
  head: Artifact,
  then: (some: Artifact, all: Artifact) => void = () => {},
): void {
  const mix = blend(engine, base, head);
  if (!mix) throw new Error('no blend');
  const merged = mix.merged.flat();
  const groups = [
    ...mix.merged,
    ...[...mix.edits.keys()].filter((index) => !merged.includes(index)).map((index) => [index]),
  ];
  expect(groups.length).toBeGreaterThan(1);
  for (const group of groups) {
    const some = mix.apply(new Set(group));
    expect(said(engine.diff(base, some))).toEqual(said(group.map((index) => mix.edits[index])));
    then(some, mix.apply(new Set(mix.edits.keys())));
  }
}
