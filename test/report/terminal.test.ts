import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { renderHtml } from '../../src/report/html/page.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { explanations } from '../../src/report/next-steps.ts';
import { isOpenable, plainReport } from '../../src/report/plain.ts';
import { place } from '../../src/report/story.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { runs } from '../runs.ts';
import { anyReport } from './arbitrary.ts';
import { failing, numeric, pipeline, report, reports, share, weighted } from './fixtures.ts';

const plainly = { colour: false, width: 80 };

describe('the report on a terminal', () => {
  test.each(Object.keys(reports).filter((name) => name !== 'huge'))('%s reads as its golden file', async (name) => {
    await expect(renderTerminal(reports[name]!, plainly)).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  test('the first line is the verdict with its number, the second what that means', () => {
    expect(renderTerminal(failing, plainly).split('\n').slice(0, 2)).toEqual([
      '✖ fail   delay-compensation: tier.changed 4.1 % (limit 1 %)',
      '         tier: none 90 % → 86.9 %, short 7 % → 9 %, long 3 % → 4.1 %',
    ]);
  });

  test('of many outputs those that moved are shown, wherever they stand, and the others are named once', () => {
    const [
      {
        outputs: [tier],
      } = pipeline(),
    ] = failing.pipelines;
    const [
      {
        outputs: [quiet],
      } = pipeline(),
    ] = reports.passing!.pipelines;
    const still = Array.from({ length: 12 }, (_, index) => ({ ...quiet!, name: `rule_${index + 1}` }));
    const many = report({ ...failing, pipelines: [pipeline({ outputs: [...still, { ...tier!, name: 'last' }] })] });
    for (const text of [renderTerminal(many, plainly), renderMarkdown(many)]) {
      expect(text).toContain('last (category)');
      expect(text.match(/Nothing changed in what was replayed/g)).toHaveLength(1);
      expect(text.replaceAll(/\s+/g, ' ')).toContain('rule_7, rule_8, and 4 more.');
    }
    const [open, folded = ''] = renderHtml(many).split('<summary>Nothing changed in 12 outputs</summary>');
    expect(open).toContain('<h3>last</h3>');
    expect(folded).toContain('<h3>rule_12</h3>');
    expect(open + folded).not.toContain('<code>rule_12</code> changed');
  });

  test.each([
    ['that has a name for none of its values', { other: 200 }, { other: 200 }, 'Its values are not told apart here.'],
    [
      'whose values changed places',
      { '"a"': 60, '"b"': 40 },
      { '"a"': 60, '"b"': 40 },
      'Each value is as frequent at head as at base.',
    ],
  ])('an output %s has no table in which nothing differs', (_what, before, after, sentence) => {
    const distribution = { base: { counts: before }, head: { counts: after } };
    const [
      {
        outputs: [tier],
      } = pipeline(),
    ] = failing.pipelines;
    const one = report({ ...failing, pipelines: [pipeline({ outputs: [{ ...tier!, distribution }] })] });
    for (const text of [renderTerminal(one, plainly), renderMarkdown(one)]) {
      expect(text).toContain(sentence);
      expect(text).not.toMatch(/base +head/);
    }
  });

  test('no line of any report is wider than the terminal', () => {
    fc.assert(
      fc.property(anyReport, fc.integer({ min: 40, max: 200 }), fc.boolean(), (report, width, colour) => {
        const { edits, reformatted = [] } = plainReport(report);
        const links = Object.values(explanations).map(({ href }) => href);
        const whole = new Set([...edits.map(place), ...reformatted, ...links].map((text) => text.trim()));
        for (const line of renderTerminal(report, { colour, width }).split('\n')) {
          // What a terminal opens stands in one piece: places and addresses.
          const shown = stripVTControlCharacters(line).trim();
          const isWhole = whole.has(shown) || isOpenable(shown.replace(/^[•!] /, ''));
          if (!isWhole) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        }
      }),
      { numRuns: runs(150) },
    );
  });

  test('without colour no control character but the newline reaches the terminal', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        expect(renderTerminal(report, plainly)).not.toMatch(/(?!\n)\p{Cc}/u);
      }),
      { numRuns: runs(150) },
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

  test('where nothing changed, says so of the pipelines that were asked about and no others', () => {
    const none = (...names: string[]) =>
      report({
        verdict: 'unaffected',
        edits: [],
        pipelines: names.map((name) => pipeline({ name, verdict: 'unaffected', edits: [], reasons: [] })),
      });
    expect(renderTerminal(none('delay-notice'), plainly)).toContain(
      'nothing that delay-notice depends on changed in meaning',
    );
    expect(renderTerminal(none('a', 'b'), plainly)).toContain(
      'nothing that these pipelines depend on changed in meaning',
    );
  });

  test('a file that changed in its formatting only is named, and nobody is warned of it', () => {
    const tidied = report({ verdict: 'unaffected', edits: [], reformatted: ['config/a.yaml', 'rules/claims.json'] });
    expect(renderTerminal(tidied, plainly)).toContain(
      'What changed\n  config/a.yaml      formatting only\n  rules/claims.json  formatting only\n',
    );
    const markdown = renderMarkdown(tidied);
    expect(markdown).toContain('- `config/a.yaml` formatting only\n- `rules/claims.json` formatting only\n');
    expect(markdown).not.toContain('WARNING');
    expect(renderHtml(tidied)).toContain('In their formatting only:');
  });

  test('a mean over fewer records than are pictured is said to be', () => {
    const [amount] = numeric.pipelines[0]!.outputs;
    const distribution = { ...amount!.distribution, paired: 1200 };
    const some = report({ pipelines: [pipeline({ outputs: [{ ...amount!, distribution }] })] });
    const sentence = 'Change of the mean: of 1,200 records with a number on both sides.';
    expect(renderTerminal(some, plainly)).toContain(sentence);
    expect(renderMarkdown(some)).toContain(sentence);
    expect(renderHtml(some)).toContain(sentence);
    expect(renderTerminal(numeric, plainly)).not.toContain('Change of the mean');
  });
});

test('a remark that has no room beside its limit stands whole below it', () => {
  const reason = 'no record has a number on both sides';
  const [first] = numeric.pipelines;
  if (!first) throw new Error('a pipeline was expected');
  const outputs = first.outputs.map((output) => ({
    ...output,
    measures: {
      mean_ratio: { ...share(0), value: null, verdict: 'inconclusive', limit: 0.02, limitText: '2%', reason } as const,
    },
  }));
  const text = renderTerminal(
    { ...numeric, pipelines: [{ ...first, outputs, measures: {} }] },
    { colour: false, width: 60 },
  );
  const rows = text.split('\n');
  const at = rows.findIndex((row) => /^ +\? +\S+mean_ratio/.test(row));
  expect(rows[at]).not.toContain('…');
  expect(rows[at + 1]?.trim()).toBe(reason);
});
