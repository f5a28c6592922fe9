/** Changes of schemas as their repositories made them, counted by another validator and another projection. */
import { expect, test } from 'vitest';
import { WAIVERS } from './real-waivers.ts';
import { areThere, judge, triples } from './triples.ts';

test.skipIf(!areThere)(
  'every real change is judged as expected or for a written reason, and none is refused that others read (skipped where ../shared is absent)',
  { timeout: 600_000 },
  async () => {
    const differing: string[] = [];
    const refused: string[] = [];
    for (const triple of triples()) {
      const found = await judge(triple);
      if (!triple.expected) {
        // Nobody could read these; what is said of them names a file and a line.
        if (typeof found === 'string') expect(found).toMatch(/^[^\s:]+:\d+:\d+/);
        continue;
      }
      const { documents, unreplayable, newlyRejected, newlyAccepted, rejectedAtBase } = triple.expected;
      const expected = { documents, unreplayable, newlyRejected, newlyAccepted, rejectedAtBase };
      if (JSON.stringify(found) === JSON.stringify(expected)) continue;
      differing.push(triple.id);
      const waiver = WAIVERS.get(triple.id);
      if (waiver?.judged)
        expect({ id: triple.id, found }).toEqual({ id: triple.id, found: { ...expected, ...waiver.judged } });
      else if (typeof found === 'string' && !waiver) refused.push(`${triple.id}: ${found}`);
    }

    expect(refused).toEqual([]);
    expect(differing.sort()).toEqual([...WAIVERS.keys()].sort());
  },
);
