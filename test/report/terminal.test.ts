import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { renderTerminal } from '../../src/report/terminal.ts';
import { anyReport } from './arbitrary.ts';
import { failing, reports, weighted } from './fixtures.ts';

const plainly = { colour: false, width: 80 };

describe('the report on a terminal', () => {
  test.each(Object.keys(reports).filter((name) => name !== 'huge'))('%s reads as its golden file', async (name) => {
    await expect(renderTerminal(reports[name]!, plainly)).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  test('the first line is the verdict', () => {
    expect(renderTerminal(failing, plainly).split('\n')[0]).toBe('✖ fail   delay-compensation fails');
  });

  test('no line of any report is wider than the terminal', () => {
    fc.assert(
      fc.property(anyReport, fc.integer({ min: 40, max: 200 }), fc.boolean(), (report, width, colour) => {
        for (const line of renderTerminal(report, { colour, width }).split('\n')) {
          expect(stringWidth(line)).toBeLessThanOrEqual(width);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('without colour no control character but the newline reaches the terminal', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        expect(renderTerminal(report, plainly)).not.toMatch(/(?!\n)\p{Cc}/u);
      }),
      { numRuns: 150 },
    );
  });

  test('colour changes nothing but the colour', () => {
    for (const report of Object.values(reports)) {
      const coloured = renderTerminal(report, { ...plainly, colour: true });
      expect(coloured).toContain('\u001b[');
      expect(stripVTControlCharacters(coloured)).toBe(renderTerminal(report, plainly));
    }
  });

  test('all pipelines that no edit reaches stand on one line', () => {
    const lines = renderTerminal(failing, plainly).split('\n');
    expect(lines.filter((line) => /delay-notice|crew-planning/.test(line))).toEqual([
      '– unaffected: delay-notice, crew-planning (2 pipelines)',
    ]);
  });

  test('the value at stake is told in sums of value', () => {
    expect(renderTerminal(weighted, plainly)).toContain('The outcome changes for 1.2 M of 30 M in value (4 %).');
  });
});
