/** Changes of schemas as their repositories made them, counted by another validator and another projection. */
import { expect, test } from 'vitest';
import { areThere, judge, triples } from './triples.ts';

const FILLED =
  'The expectation fills in a default that its own schema refuses, which no producer sends; Weir leaves it out and says so.';
const TWICE =
  'Head writes the same key twice in one object, of which validators count one and readers see the other: an error at head.';

/** Where the expectation is not what Weir says, and why. */
const WAIVED: ReadonlyMap<string, string> = new Map([
  ['schemastore-babelrc-3e160f8', FILLED],
  ['schemastore-babelrc-3e160f8-adapted', FILLED],
  ['schemastore-imgbotconfig-003915d', FILLED],
  ['schemastore-kode-ci-build-1.0.0-77601c3', FILLED],
  ['schemastore-launchsettings-00e9d3a', FILLED],
  ['schemastore-qodana-1.0-f21ef04', FILLED],
  ['schemastore-web-manifest-app-info-f5797ba', TWICE],
  ['schemastore-web-manifest-f5797ba', TWICE],
]);

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
      if (typeof found === 'string' && WAIVED.get(triple.id) !== TWICE) refused.push(`${triple.id}: ${found}`);
    }

    expect(refused).toEqual([]);
    expect(differing.sort()).toEqual([...WAIVED.keys()].sort());
  },
);
