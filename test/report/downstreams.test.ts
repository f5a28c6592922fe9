/** Lines about pipelines of other repositories, where there are many: twenty are shown, the gravest first, and the others counted. */
import { expect, test } from 'vitest';
import { downstreamHeadline } from '../../src/report/downstreams.ts';
import { renderHtml } from '../../src/report/html/page.ts';
import { downstreamTable } from '../../src/report/markdown/downstreams.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import type { Downstream, Report } from '../../src/report/report.generated.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { report, share } from './fixtures.ts';

function line(at: number, more: Partial<Downstream>): Downstream {
  const name = {
    repository: 'acme/risk',
    pipeline: `p${at}`,
    branch: 'main',
    revision: 'a'.repeat(40),
    reads: ['main'],
  };
  return { ...name, status: 'judged', gate: 'inform', owners: [], reasons: [], ...more };
}

test('of 30 pipelines 20 are shown, what fails first, and the others are counted by how they fare', () => {
  const downstreams = [
    ...Array.from({ length: 20 }, (_, at) => line(at, { verdict: 'pass' })),
    ...Array.from({ length: 5 }, (_, at) => line(20 + at, { verdict: 'unaffected' })),
    ...Array.from({ length: 2 }, (_, at) => line(25 + at, { status: 'not reached', because: 'it reads v1' })),
    line(27, { verdict: 'inconclusive', gate: 'block' }),
    line(28, { verdict: 'fail' }),
    line(29, { verdict: 'fail', gate: 'block' }),
  ];
  const many: Report = report({ pipelines: [], downstreams });
  const text = downstreamTable(many);
  const names = [...text.matchAll(/acme\/risk · (p\d+)/g)].map(([, name]) => name);
  expect(names).toEqual(['p29', 'p28', 'p27', ...Array.from({ length: 17 }, (_, at) => `p${at}`)]);
  expect(text).toContain('… and 5 more downstream pipelines: 3 pass, 2 not reached');
  expect(text).toContain('– 5 downstream pipelines unaffected');
});

test('of those that fail the one furthest beyond its limit is named first, and one whose limit is nothing before it', () => {
  const failing = (at: number, value: number, limit: number): Downstream => {
    const measure = { ...share(value, { limit, verdict: 'fail' }), value };
    return line(at, { verdict: 'fail', gate: 'block', worst: { name: 'tier.changed', measure } });
  };
  // Of their limits: 1.2 times, 8 times, 3 times, and beyond a limit of 0.
  const downstreams = [failing(0, 0.12, 0.1), failing(1, 0.08, 0.01), failing(2, 0.15, 0.05)];
  const named = (lines: Downstream[]) =>
    [...downstreamTable(report({ pipelines: [], downstreams: lines })).matchAll(/acme\/risk · (p\d+)/g)].map(
      ([, name]) => name,
    );
  expect(named(downstreams)).toEqual(['p1', 'p2', 'p0']);
  expect(named([...downstreams, failing(3, 0.001, 0)])).toEqual(['p3', 'p1', 'p2', 'p0']);
});

test.each<[string, readonly Partial<Downstream>[], string]>([
  [
    'one that only informs',
    [{ verdict: 'fail' }],
    '1 downstream pipeline moves beyond its limits, for information (acme/risk · p0)',
  ],
  [
    'one that holds',
    [{ verdict: 'fail', gate: 'block' }],
    '1 downstream pipeline moves beyond its limits (acme/risk · p0)',
  ],
  [
    'one whose time to answer is over',
    [{ verdict: 'fail', gate: 'block', unanswered: true }, { verdict: 'pass' }],
    '1 of 2 downstream pipelines moves beyond its limits, for information (acme/risk · p0)',
  ],
  [
    'both kinds',
    [{ verdict: 'fail' }, { verdict: 'fail', gate: 'block' }, { verdict: 'inconclusive' }],
    '2 of 3 downstream pipelines move beyond their limits, 1 of them for information (acme/risk · p1); 1 cannot be judged yet, for information',
  ],
  ['one that cannot be judged', [{ verdict: 'inconclusive' }], '1 downstream cannot be judged yet, for information'],
])('the title says of %s whether it holds the change', (_, lines, said) => {
  expect(downstreamHeadline({ ...report({ pipelines: [] }), downstreams: lines.map((one, at) => line(at, one)) })).toBe(
    said,
  );
});

test('no form of a report shows a pass beside what moves beyond its limits without saying that it only informs', () => {
  const downstreams = [line(0, { verdict: 'fail' })];
  const informed: Report = report({ pipelines: [], verdict: 'pass', downstreams });
  const said = 'beyond its limits, for information';
  for (const form of [
    renderTerminal(informed, { colour: false, width: 80 }),
    renderMarkdown(informed),
    renderHtml(informed),
  ])
    expect(form.replaceAll(/\s+/g, ' ')).toContain(said);
});
