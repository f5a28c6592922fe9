/** Of many outputs those that fail stand first in every form of a report, then those that moved most. */
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { consequence } from '../../src/report/consequence.ts';
import { renderHtml } from '../../src/report/html/page.ts';
import { renderMarkdown, renderTitle } from '../../src/report/markdown.ts';
import type { OutputReport, PipelineReport } from '../../src/report/report.generated.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { pipeline, report, share } from './fixtures.ts';

/** @param changed of each record, in the order of weir.yml */
function output(name: string, changed: number, rest: Parameters<typeof share>[1] = {}): OutputReport {
  const records = Math.round(changed * 200_000);
  const transitions = records === 0 ? [] : [{ base: '"a"', head: '"b"', records }];
  const distribution = {
    base: { counts: { '"a"': 200_000 } },
    head: { counts: { '"a"': 200_000 - records, '"b"': records } },
  };
  return {
    name,
    kind: 'category',
    at: `/${name}`,
    measures: { changed: share(changed, { records, ...rest }) },
    transitions,
    distribution,
  };
}

const allowed = { limit: 0.5, limitText: '50%', verdict: 'pass' } as const;
const strict = { limit: 0.01, limitText: '1%' } as const;
const twelve: OutputReport[] = [
  output('one', 0.002, allowed),
  output('two', 0.003, allowed),
  output('three', 0.001, allowed),
  output('four', 0.004, allowed),
  output('five', 0, { ...strict, verdict: 'pass' }),
  output('six', 0.005),
  output('seven', 0.006),
  output('eight', 0.0105, { ...strict, verdict: 'inconclusive', low: 0.009, high: 0.012 }),
  output('nine', 0.02, { ...strict, verdict: 'fail' }),
  output('ten', 0.4),
  output('eleven', 0.03, { ...strict, verdict: 'fail' }),
  output('twelve', 0.3, allowed),
];
/** Failed ones by how far they are beyond their limit, what is open, then the rest by what changed. */
const wanted = 'eleven nine eight ten twelve seven six four two one three five'.split(' ');

const failing: PipelineReport = pipeline({ name: 'many', verdict: 'fail', outputs: twelve });
const shown = report({ verdict: 'fail', pipelines: [failing] });
const { document } = parseHTML(renderHtml(shown));
const texts = (selector: string) =>
  [...document.querySelectorAll(selector)].map((one) => one.textContent?.trim() ?? '');

describe('of twelve outputs', () => {
  test('the map draws those that fail and the one that is open, and links to their sections', () => {
    const boxes = [...document.querySelectorAll('.map a[href^="#output-"]')];
    expect(boxes.map((box) => box.querySelector('text')?.textContent)).toEqual([
      ...wanted.slice(0, 3),
      '9 more outputs',
    ]);
    const targets = boxes.map((box) => document.querySelector(`${box.getAttribute('href')} h3`)?.textContent);
    expect(targets.slice(0, 3)).toEqual(wanted.slice(0, 3));
    // What the box of the others leads to is none of those that have one.
    expect(targets[3]).toBe('ten');
  });

  test('the page has their sections in this order', () => {
    expect(texts('section[id^="output-"] h3')).toEqual(wanted);
  });

  test('the page judges in the order of the verdicts', () => {
    const rows = [...document.querySelectorAll('.limits table')]
      .filter((table) => table.querySelector('caption')?.textContent === 'Measures against their limits')
      .flatMap((table) => [...table.querySelectorAll('tbody tr')]);
    expect(rows.map((row) => row.querySelector('.badge')?.textContent)).toEqual([
      'Fail',
      'Fail',
      'Inconclusive',
      ...Array.from({ length: rows.length - 3 }, () => 'Pass'),
    ]);
    expect(rows.slice(0, 3).map((row) => row.querySelector('th')?.textContent)).toEqual(
      wanted.slice(0, 3).map((name) => `${name}.changed`),
    );
  });

  test.each([
    ['terminal', renderTerminal(shown, { colour: false, width: 80 })],
    ['markdown', renderMarkdown(shown)],
  ])('the %s tells of them in this order', (_form, text) => {
    const headings = [...text.matchAll(/^\s*(\w+) \(category\)$/gm)].map(([, name]) => name);
    expect(headings).toEqual(wanted.slice(0, headings.length));
    expect(headings.length).toBeGreaterThanOrEqual(10);
  });

  test('the markdown counts each of those that it leaves out', () => {
    const outputs = [...twelve, output('thirteen', 0)];
    expect(renderMarkdown(report({ pipelines: [{ ...failing, outputs }] }))).toContain('… and 3 more outputs');
  });

  test('the page has one measure that no limit is on, or several', () => {
    const summaries = (outputs: OutputReport[]) =>
      renderHtml(report({ pipelines: [{ ...failing, outputs }] })).match(/\d+ measures? without a limit/g);
    expect(summaries([output('six', 0.005)])).toEqual(['1 measure without a limit']);
    expect(summaries([output('six', 0.005), output('seven', 0.006)])).toEqual(['2 measures without a limit']);
  });

  test('the first line tells of the one that decides, whatever numbers moved beside it', () => {
    const numbers = ['alpha', 'beta', 'gamma'].map(
      (name, at): OutputReport => ({
        ...output(name, 0.9 - at / 10, allowed),
        kind: 'number',
        distribution: { base: { mean: 10 }, head: { mean: 20 + at } },
      }),
    );
    const text = consequence(
      report({ verdict: 'fail', pipelines: [{ ...failing, outputs: [...numbers, ...twelve] }] }),
    );
    expect(text).toBe('mean alpha 10 → 20; eleven: a 100 % → 97 %, b 0 % → 3 %');
  });
});

test('of pipelines that fail the one furthest beyond its limit stands first in every form, whatever their order in weir.yml', () => {
  const failing = (name: string, changed: number, limit: number): PipelineReport => {
    const own = output('tier', changed, { limit, limitText: `${limit * 100}%`, verdict: 'fail' });
    return pipeline({ name, verdict: 'fail', outputs: [own], measures: {}, reasons: [] });
  };
  // Of their limits: 1.2 times, 8 times, 3 times.
  const pipelines = [failing('near', 0.12, 0.1), failing('far', 0.08, 0.01), failing('between', 0.15, 0.05)];
  const gone = pipeline({
    name: 'lost',
    verdict: 'fail',
    outputs: [],
    measures: {},
    reasons: ['a.json is gone at head'],
  });
  const order = (text: string) =>
    ['near', 'far', 'between', 'lost'].toSorted((a, b) => text.indexOf(a) - text.indexOf(b));
  const made = report({ verdict: 'fail', pipelines });
  expect(renderTitle(made)).toBe('✖ far: tier.changed 8 % (limit 1 %); 2 more fail');
  const all = report({ verdict: 'fail', pipelines: [...pipelines, gone] });
  expect(renderTitle(all)).toBe('✖ lost: a.json is gone at head; 3 more fail');
  const page = parseHTML(renderHtml(all)).document.querySelector('main')?.textContent ?? '';
  for (const text of [renderMarkdown(all), renderTerminal(all, { colour: false, width: 100 }), page])
    expect(order(text.slice(text.indexOf('lost')))).toEqual(['lost', 'far', 'between', 'near']);
});
