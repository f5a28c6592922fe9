/** Of a long list of limits a reader sees those at which something moved, and how many others there are. */
import { expect, test } from 'vitest';
import { renderHtml } from '../../src/report/html/page.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import type { Measure, OutputReport } from '../../src/report/report.generated.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { pipeline, report, share } from './fixtures.ts';

const output = (name: string, changed: Measure): OutputReport => ({
  name,
  kind: 'category',
  at: `/${name}`,
  transitions: [],
  measures: { changed },
  distribution: { base: { counts: { true: 200_000 } }, head: { counts: { true: 200_000 } } },
});
const limit = { limit: 0.01, limitText: '1%', records: 0 } as const;

/** One that fails, one that cannot, one that moves within its limit, and so many at which nothing does. */
function reportOf(still: number) {
  const outputs = [
    output('failing', share(0.04, { ...limit, verdict: 'fail', records: 8000 })),
    output('endless', share(0, { ...limit, verdict: 'pass', vacuous: 'nothing exceeds it' })),
    output('within', share(0.002, { ...limit, verdict: 'pass', records: 400 })),
    ...Array.from({ length: still }, (_, index) => output(`still_${index}`, share(0, { ...limit, verdict: 'pass' }))),
  ];
  return report({ verdict: 'fail', pipelines: [pipeline({ verdict: 'fail', outputs, measures: {} })] });
}

const rows = (text: string) =>
  ['failing', 'endless', 'within', 'still_7'].map((name) => text.includes(`${name}.changed`));

test('44 limits at which nothing moved are one line', async () => {
  const words = '44 more limits at which nothing moved: pass';
  const [terminal, markdown] = [
    renderTerminal(reportOf(44), { width: 80, colour: false }),
    renderMarkdown(reportOf(44)),
  ];
  for (const text of [terminal, markdown]) {
    expect(text).toContain(words);
    expect(rows(text)).toEqual([true, true, true, false]);
  }
  expect(await renderHtml(reportOf(44))).toContain(words);
});

test('a short list is shown whole', () => {
  for (const text of [renderTerminal(reportOf(9), { width: 80, colour: false }), renderMarkdown(reportOf(9))]) {
    expect(text).not.toContain('nothing moved');
    expect(rows(text)).toEqual([true, true, true, true]);
  }
});
