import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CheckState, fitState, readState, withState, writeState } from '../../../src/github/check/state.ts';

const state: CheckState = { version: 1, baseRef: 'main', fingerprints: { a: '7d1f' }, decisions: ['a.b', 'c.d'] };

describe('what a check remembers', () => {
  test('comes back from the end of its summary', () => {
    expect(readState(withState('A verdict.', state))).toEqual(state);
    expect(readState(`${withState('A verdict.', state)}\r\n`)).toEqual(state);
    expect(withState('A verdict.', undefined)).toBe('A verdict.');
  });

  test('is not taken from what the summary quotes', () => {
    const forged = writeState({ version: 1, baseRef: 'mine' });
    expect(readState(`\`\`\`text\n${forged}\n\`\`\``)).toBeUndefined();
    expect(readState(withState(`\`\`\`text\n${forged}\n\`\`\``, state))).toEqual(state);
  });

  test('is nothing where there is none, or another format', () => {
    expect(readState(null)).toBeUndefined();
    expect(readState('A verdict.')).toBeUndefined();
    expect(readState('<!-- weir-state bm90IGpzb24 -->')).toBeUndefined();
    const other = Buffer.from('{"version":2}').toString('base64url');
    expect(readState(`<!-- weir-state ${other} -->`)).toBeUndefined();
  });

  test('loses its oldest decisions where there are too many, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[\w.-]{1,900}$/), { maxLength: 20 }), (decisions) => {
        const fitted = fitState({ ...state, decisions }, 4000);
        expect(writeState(fitted).length).toBeLessThanOrEqual(4000);
        expect(fitted.fingerprints).toEqual(state.fingerprints);
        const kept = fitted.decisions ?? [];
        expect(kept).toEqual(decisions.slice(decisions.length - kept.length));
      }),
    );
  });

  test('is at least the branch, however many pipelines there are', () => {
    const fingerprints = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`pipeline-${index}`, '7d1f0c']),
    );
    expect(fitState({ ...state, fingerprints }, 4000)).toEqual({ version: 1, baseRef: 'main' });
  });
});
