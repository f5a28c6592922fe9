/** Ours beside the real `buf breaking`, on random pairs. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findChanges } from '../../../../src/artifacts/schema/protobuf/diff.ts';
import { readProtobuf } from '../../../../src/artifacts/schema/protobuf/open.ts';
import { artifact } from './artifact.ts';
import { bufBreaking } from './buf.ts';
import { filesOf, inPackage } from './packages.ts';
import { pair } from './random.ts';

test('random pairs break the same rules, each as often', () => {
  const pairs = fc.sample(pair, { numRuns: 600, seed: 7 });
  const all = bufBreaking(filesOf(pairs.map(([base]) => base)), filesOf(pairs.map(([, head]) => head)));
  const found = Map.groupBy(all, ({ path }) => path);
  const differing = pairs.flatMap(([before, after], index) => {
    const [base, head] = [before, after].map((text) => readProtobuf(artifact(inPackage(text, index))));
    const ours = base && head ? findChanges(base, head).flatMap(({ rules }) => rules) : [];
    const bufs = (found.get(`p${index}.proto`) ?? []).map(({ rule }) => rule);
    const [one, other] = [ours, bufs].map((rules) => counted(rules).join(' '));
    return one === other ? [] : [{ before, after, ours: one, bufs: other }];
  });

  expect(all.length).toBeGreaterThan(600);
  expect(differing).toEqual([]);
});

/** Reserved ranges and names are told one by one by buf, and those of a message together by us. */
function counted(rules: readonly string[]): string[] {
  return [
    ...rules.filter((rule) => !rule.startsWith('RESERVED_')),
    ...new Set(rules.filter((rule) => rule.startsWith('RESERVED_'))),
  ].sort();
}
