/** How hotspots and contrasts read, in every form of the report. */
import { describe, expect, it } from 'vitest';
import { hotspotsSection } from '../../src/report/html/sections/hotspots.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import type { PipelineReport, Report } from '../../src/report/report.generated.ts';
import { conditionsText, contrastTexts, hotspotRows, slicesNote } from '../../src/report/slices.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { failing } from './fixtures.ts';

const found = {
  look: { records: 200_000, full: true, fields: ['/origin', '/delay'], assessed: 312, unassessed: 1 },
  hotspots: [
    {
      conditions: [
        { pointer: '/origin', values: ['JFK'] },
        { pointer: '/delay', low: 100, high: 200 },
      ],
      output: 'tier',
      records: 9100,
      changed: 4550,
      share: 0.5,
      rest: 0.019,
      excess: 0.534,
    },
  ],
  contrasts: [
    {
      output: 'tier',
      base: 'none',
      head: 'short',
      conditions: [{ pointer: '/delay', low: 120, high: 180 }],
      records: 8000,
      covered: 1,
      precision: 1,
    },
    {
      output: 'amount',
      base: '0',
      head: '250',
      conditions: [{ pointer: '/delay', low: 120, high: 180 }],
      records: 8000,
      covered: 1,
      precision: 1,
    },
    {
      output: 'tier',
      base: 'none',
      head: 'long',
      conditions: [{ pointer: '/delay', low: 120 }],
      records: 200,
      covered: 0.97,
      precision: 0.8,
    },
  ],
} satisfies Pick<PipelineReport, 'look' | 'hotspots' | 'contrasts'>;

function having(more: Partial<PipelineReport>): Report {
  const [first, ...others] = failing.pipelines;
  if (!first) throw new Error('there is no pipeline');
  return { ...failing, pipelines: [{ ...first, ...more }, ...others] };
}

function first(report: Report): PipelineReport {
  const [pipeline] = report.pipelines;
  if (!pipeline) throw new Error('there is no pipeline');
  return pipeline;
}

describe('conditions', () => {
  it('read as ranges and values', () => {
    expect(conditionsText([{ pointer: '/a', low: 1, high: 2 }])).toBe('/a is from 1 to below 2');
    expect(conditionsText([{ pointer: '/a', low: 1200 }])).toBe('/a is 1,200 or more');
    expect(conditionsText([{ pointer: '/a', high: -0.5 }])).toBe('/a is below −0.5');
    expect(conditionsText([{ pointer: '/a', values: ['x'] }])).toBe('/a is x');
    expect(conditionsText([{ pointer: '/a', values: ['x', 'y', 'z'] }])).toBe('/a is x, y or z');
    expect(conditionsText([{ pointer: '/a', values: ['1', '2', '3', '4', '5', '6', '7'] }])).toBe(
      '/a is 1, 2, 3, 4, 5 or one of 2 more',
    );
  });

  it('are joined where there are two', () => {
    expect(hotspotRows(first(having(found)))[0]).toEqual({
      where: '/origin is JFK and /delay is from 100 to below 200',
      output: 'tier.changed',
      share: '50 %',
      rest: '1.9 %',
      excess: '53.4 %',
      records: '9,100',
    });
  });
});

describe('contrasts', () => {
  it('that say the same of several outputs are one sentence', () => {
    expect(contrastTexts(first(having(found)))).toEqual([
      'tier none → short, amount 0 → 250: where /delay is from 120 to below 180 (all of them, and no other record)',
      'tier none → long: where /delay is 120 or more (97 % of them; 80 % of the records there move so)',
    ]);
  });
});

describe('the note on what was looked at', () => {
  it('says whether shares are exact or estimates, and what was not assessed', () => {
    expect(slicesNote(first(having(found)))).toBe(
      'Compared 312 slices of 200,000 records. 1 slice held too few records to be assessed. Slices explain; they do not judge.',
    );
    expect(slicesNote(first(having({ look: { ...found.look, full: false, unassessed: 0 } })))).toBe(
      'Compared 312 slices of 200,000 records taken at random, so these shares are estimates. Slices explain; they do not judge.',
    );
    expect(slicesNote(first(failing))).toBeUndefined();
  });
});

describe('a report with hotspots', () => {
  it('names them on the terminal, in markdown and on the page', () => {
    const report = having(found);
    const terminal = renderTerminal(report, { colour: false, width: 80 }).replace(/\s+/g, ' ');
    expect(terminal).toContain(
      '• /origin is JFK and /delay is from 100 to below 200: tier.changed is 50 %, elsewhere 1.9 %; this excess is 53.4 % of all changes',
    );
    expect(terminal).toContain('What these records have in common');
    expect(renderMarkdown(report)).toContain(
      '| /origin is JFK and /delay is from 100 to below 200 | `tier.changed` | 50 % | 1.9 % | 53.4 % |',
    );
    expect(hotspotsSection(first(report)).toString()).toContain('/origin is JFK and /delay is from 100 to below 200');
  });

  it('says so where no slice stands out', () => {
    const report = having({ ...found, hotspots: [] });
    expect(renderTerminal(report, { colour: false, width: 80 })).toContain('No slice stands out.');
    expect(renderMarkdown(report)).toContain('No slice stands out.');
    expect(hotspotsSection(first(report)).toString()).toContain('No slice of the traffic stands out.');
  });

  it('shows values of the traffic as text, whatever they hold', () => {
    const hostile = '<img src=x onerror=alert(1)>|`@octo [x](y)';
    const report = having({
      ...found,
      hotspots: [{ ...found.hotspots[0]!, conditions: [{ pointer: hostile, values: [hostile] }] }],
    });
    expect(hotspotsSection(first(report)).toString()).not.toContain('<img src=x');
    expect(renderMarkdown(report)).not.toMatch(/(?<!\\)<img/);
  });
});
