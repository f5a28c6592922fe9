import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CheckOutcome } from '../../../src/github/check/outcome.ts';
import { readDecisions, writeDecisions } from '../../../src/github/comment/decisions.ts';
import { renderSticky, STICKY_MARKER } from '../../../src/github/comment/render.ts';
import { anyReport } from '../../report/arbitrary.ts';
import { runs } from '../../runs.ts';
import { governed, outcomes } from '../check/outcomes.ts';

const options = {
  head: '9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c',
  governed,
  checkUrl: 'https://github.com/acme/claims/runs/7',
  decisions: ['eyJraW5kIjoiYXBwcm92ZSJ9.c2lnbmF0dXJl', 'eyJraW5kIjoicmV2b2tlIn0.c2lnbmF0dXJl'],
};
const silent = ['superseded', 'closed', 'dequeued', 'installed'];
const quiet = ['unaffected', 'unconfigured'];

describe('the comment', () => {
  test.each(Object.entries(outcomes).filter(([name]) => !silent.includes(name)))(
    'on a check that is %s reads as its golden file',
    async (name, outcome) => {
      await expect(renderSticky(outcome, options)?.body).toMatchFileSnapshot(`golden/${name}.md`);
    },
  );

  test('stays as it is where something else will say more', () => {
    for (const [name, outcome] of Object.entries(outcomes)) {
      expect(renderSticky(outcome, options) === undefined, name).toBe(silent.includes(name));
    }
  });

  test('is posted for what is affected or wrong, and for nothing else', () => {
    for (const [name, outcome] of Object.entries(outcomes)) {
      expect(renderSticky(outcome, options)?.quiet ?? false, name).toBe(quiet.includes(name));
    }
  });

  test('of any report keeps within the limit of GitHub and carries its newest decisions', () => {
    const decisions = fc.array(
      fc.integer({ min: 1, max: 3000 }).map((length) => 'd'.repeat(length)),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(anyReport, decisions, (report, given) => {
        const outcome: CheckOutcome = { kind: 'judged', report, inconclusive: 'block' };
        const body = renderSticky(outcome, { ...options, decisions: given })?.body ?? '';
        expect(body.length).toBeLessThanOrEqual(65_536);
        expect(body.startsWith(STICKY_MARKER)).toBe(true);
        const read = readDecisions(body);
        expect(read).toEqual(given.slice(given.length - read.length));
      }),
      { numRuns: runs(150) },
    );
  });

  test('calls nobody', () => {
    for (const outcome of Object.values(outcomes)) {
      const body = renderSticky(outcome, options)?.body ?? '';
      expect(body.replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '').replace(/`[^`]*`/g, '')).not.toMatch(/@(?!&#8203;)/);
    }
  });
});

describe('decisions in a comment', () => {
  test('are read back from its last line', () => {
    expect(readDecisions(`text\n\n${writeDecisions(['a.b', 'c-d._'], 1000)}\n`)).toEqual(['a.b', 'c-d._']);
    expect(readDecisions('text')).toEqual([]);
  });

  test('are not taken from what the comment quotes', () => {
    const quoted = '```text\n<!-- weir-decisions forged -->\n```\n';
    expect(readDecisions(quoted)).toEqual([]);
    expect(readDecisions(`${quoted}\n${writeDecisions(['real'], 1000)}`)).toEqual(['real']);
  });

  test('leave no line where there are none', () => {
    expect(writeDecisions([], 1000)).toBe('');
  });

  test('that do not fit are left out, the oldest first', () => {
    expect(readDecisions(writeDecisions(['old', 'newer', 'new'], 36))).toEqual(['newer', 'new']);
  });
});
