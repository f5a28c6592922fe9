/** The page of a monitor: the pictures are those of the numbers, and names from outside do nothing. */
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { renderPage } from '../../src/cli/monitor/page/page.ts';
import { marksOf } from '../../src/cli/monitor/page/pipeline.ts';
import { scaleOf } from '../../src/cli/monitor/page/scale.ts';
import { stackOf } from '../../src/cli/monitor/page/split-chart.ts';
import { merged, monday, monitored, moved } from './monitored.ts';

const open = (text: string) => parseHTML(text).document;

describe('the page of a monitor', () => {
  const found = monitored([merged(), ...moved(3), merged({ key: 'amount.mean', closedIn: monday(16) })]);
  const page = open(renderPage([found, monitored([])]));

  test('says what is open, of each pipeline', () => {
    expect(page.querySelector('h1')?.textContent).toBe('2 pipelines: 2 findings open');
    expect([...page.querySelectorAll('article .badge')].map(({ textContent }) => textContent)).toContain('Quiet');
    expect(page.querySelector('.room li')?.textContent).toContain('(Merge pull request #412 from acme/earlier) did it');
  });

  test('draws a strip for each week with its numbers, and marks the merge where it began to run', () => {
    const [line, bars] = [...page.querySelectorAll('svg.chart')];
    const titles = [...(line?.querySelectorAll('title') ?? [])].map(({ textContent }) => textContent);
    expect(titles).toHaveLength(17);
    expect(titles.at(-1)).toBe('Week of 2001-04-23: 76 %, usual 48 % to 52 %');
    expect([...(bars?.querySelectorAll('title') ?? [])].at(-1)?.textContent).toBe(
      'Week of 2001-04-23: production differs −1 point, #412 +25 points, traffic +2 points',
    );
    expect(marksOf(found)).toEqual([{ at: 14, name: '#412' }]);
    expect(line?.querySelectorAll('.merge-line')).toHaveLength(1);
    expect(bars?.querySelectorAll('.by-merge')).toHaveLength(3);
  });

  test('breaks the line where a week has no records, and draws nothing that never moves', () => {
    const [, , mean] = [...page.querySelectorAll('svg.chart')];
    expect(mean?.querySelector('.line')?.getAttribute('d')?.match(/M/g)).toHaveLength(2);
    expect(page.querySelectorAll('svg.chart')).toHaveLength(6);
    expect(page.querySelector('article')?.textContent).toContain('Also watched');
  });

  test('explains a band where there is one, and no other', () => {
    const figures = [...page.querySelectorAll('article:first-of-type figure')].filter(({ textContent }) =>
      textContent?.startsWith('By week'),
    );
    expect(
      figures.map((one) => [one.querySelector('.usual') !== null, one.querySelector('.usual-key') !== null]),
    ).toEqual(figures.map((_, at) => [at === 0, at === 0]));
    expect(figures.length).toBeGreaterThan(1);
  });

  test('names of series go on in a next line behind a dot, not inside a word', () => {
    const [name] = [...page.querySelectorAll('.margin code')];
    expect(name?.innerHTML).toBe('paid.<wbr>share.<wbr>yes');
  });

  test('says of each merge what was expected, what came, and which did not hold', () => {
    const rows = [...page.querySelectorAll('article:first-of-type table')]
      .find(({ textContent }) => textContent?.includes('Expected (99 %)'))
      ?.querySelectorAll('tbody tr');
    const cells = [...(rows ?? [])].map((row) => [...row.querySelectorAll('td')].map(({ textContent }) => textContent));
    expect(cells.map((row) => row.slice(-3))).toEqual([
      ['not run yet', '–', '–'],
      ['26 %', '25 %, 27 %', 'no'],
      ['26 %', '25 %, 27 %', 'yes'],
    ]);
    expect(page.querySelector('article')?.textContent).toContain('1 of 2 predictions about 1 merge held (50 %)');
  });

  test('marks what is estimated from scores, beside the labels', () => {
    const row = [...page.querySelectorAll('article:first-of-type tr')].find(({ textContent }) =>
      textContent?.includes('score, week of'),
    );
    const cells = [...(row?.querySelectorAll('td') ?? [])].map(({ textContent }) => textContent);
    expect(cells.slice(-5)).toEqual(['84.1 %', '82.5 %', '75 %', '10 %', 'not yet']);
    expect(page.querySelector('article')?.textContent).toContain('opens nothing; the labels do');
  });

  test('is the same to the byte for the same findings, and names no other place', () => {
    const text = renderPage([found]);
    expect(renderPage([found])).toBe(text);
    expect(text).not.toMatch(/https?:|src=/);
  });

  test('takes names from outside for text', () => {
    const evil = '"><script>alert(1)</script><img src=x onerror=y>\u202e';
    const hostile = monitored([merged({ key: evil }), ...moved(1, { segment: evil })], 16, {
      pipeline: evil,
      subject: evil,
    });
    const shown = open(renderPage([hostile]));
    expect(shown.querySelectorAll('script')).toHaveLength(1);
    expect(shown.querySelectorAll('img')).toHaveLength(0);
  });

  test('of a pipeline without weeks says so', () => {
    const nothing = {
      ...monitored([]),
      status: 'too little',
      weeks: [],
      courses: [],
      splits: [],
      runs: [],
      states: [],
    } as const;
    const said = open(renderPage([nothing])).body.textContent;
    expect(said).toContain('0 whole weeks, 16 are needed');
    expect(said).toContain('Nothing opens before there are 16 weeks.');
    expect(said).not.toContain('By the rank rule alone');
  });
});

test('a scale has round ticks that hold all values', () => {
  const { ticks, y } = scaleOf([0.11, 0.29], { top: 0, bottom: 100 });
  expect(ticks).toEqual([0.1, 0.2, 0.3]);
  expect([y(0.1), y(0.3)].map(Math.round)).toEqual([100, 0]);
  expect(scaleOf([0, 0.2], { top: 0, bottom: 100 }).ticks[0]).toBe(0);
  expect(scaleOf([5], { top: 0, bottom: 100 }).ticks.length).toBeGreaterThan(1);
});

test('a stack puts what adds above the axis and what takes below it', () => {
  const terms = {
    traffic: -2,
    merges: [
      { state: 1, amount: 3 },
      { state: 2, amount: 1 },
    ],
    production: -1,
  };
  expect(stackOf(terms)).toEqual([
    { kind: 'traffic', from: 0, to: -2 },
    { kind: 'merge', from: 0, to: 3 },
    { kind: 'merge', from: 3, to: 4 },
    { kind: 'production', from: -2, to: -3 },
  ]);
});
