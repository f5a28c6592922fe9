/** A limit that nothing can exceed lets a change pass that nobody has looked at: said where the verdict is read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Report } from '../../src/report/report.generated.ts';
import { editRule, makeSmallRepository, WEIR_YML } from './small.ts';
import { weir } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

const oneLine = (text: string) => text.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ');
const withLimits = (limits: string, traffic?: string) =>
  makeSmallRepository({
    '.github/weir.yml': WEIR_YML.replace('      status.changed: 1%\n', limits),
    ...(traffic !== undefined && { 'traffic/flights.jsonl': traffic }),
  });

/** What the first lines of every form say, and the report. */
async function check(directory: string): Promise<{ status: number | null; titles: string[]; report: Report }> {
  const files = ['report.json', 'report.md', 'report.html'].map((name) => join(directory, '.git', name));
  const [json = '', markdown = '', html = ''] = files;
  const args = ['check', '--base', 'main', '--full', '--json', json, '--markdown', markdown, '--html', html];
  const { status, stdout } = await weir(args, directory);
  const page = readFileSync(html, 'utf8');
  return {
    status,
    titles: [stdout, readFileSync(markdown, 'utf8'), page.slice(page.indexOf('<h1'))].map((text) =>
      oneLine(text.slice(0, 1000)),
    ),
    report: JSON.parse(readFileSync(json, 'utf8')) as Report,
  };
}

test.each([
  ['100%', 'no share exceeds 100 %'],
  ['5 records', 'the recording has 3 records'],
])('with %s as its only limit a change passes, and every title says why that means nothing', async (limit, why) => {
  const directory = editRule(withLimits(`      status.changed: ${limit}\n`));
  const { status, titles, report } = await check(directory);
  expect([status, report.verdict]).toEqual([0, 'pass']);
  expect(titles).toHaveLength(3);
  for (const title of titles) expect(title).toContain('; none of its limits can fail');
  expect(report.pipelines[0]?.outputs[0]?.measures.changed).toMatchObject({ verdict: 'pass', vacuous: why });
  expect(report.pipelines[0]?.reasons).toContain('none of its limits can fail, so whatever the change does would pass');
});

test('one limit among others is counted in the title, and marked in its row', async () => {
  const traffic = Array.from({ length: 500 }, (_, n) => `{"delay":${16 + (n % 40)}}\n`).join('');
  const directory = editRule(withLimits('      status.changed: 1%\n      failed: 100%\n', traffic));
  const { status, titles, report } = await check(directory);
  expect([status, report.verdict]).toEqual([0, 'pass']);
  for (const title of titles) expect(title).toContain('; 1 limit cannot fail');
  expect(titles[0]).toContain('cannot fail: no share exceeds 100 %');
});

test.each([
  ['5 records', '{"delay":0}\n{"delay":20}\n{"delay":90}\n', 'the recording has 3 records'],
  ['250 records', '{"delay":0}\n'.repeat(249), 'the recording has 249 records'],
  ['250 records', '{"delay":0}\n'.repeat(251), undefined],
])('weir validate says of %s whether it can fail', async (limit, traffic, why) => {
  const { directory } = withLimits(`      status.changed: ${limit}\n`, traffic);
  const { status, stdout } = await weir(['validate'], directory);
  expect(status).toBe(0);
  const text = oneLine(stdout);
  if (why === undefined) expect(text).not.toContain('cannot fail');
  else expect(text).toContain(`limit status.changed ${limit} cannot fail: ${why}`);
});
