/** What a report claims about its own numbers: how exact they are, how many more there are, what could not be shown. */
import { describe, expect, test } from 'vitest';
import { headline } from '../../src/report/headline.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import type { OutputReport, PipelineReport } from '../../src/report/report.generated.ts';
import { affected } from '../../src/report/story.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { distance, pipeline, report, share } from './fixtures.ts';

const renderers = [
  ['terminal', (one: PipelineReport) => renderTerminal(report({ pipelines: [one] }), { colour: false, width: 200 })],
  ['markdown', (one: PipelineReport) => renderMarkdown(report({ pipelines: [one] }))],
] as const;

function output(rest: Partial<OutputReport>): OutputReport {
  const distribution = { base: {}, head: {} };
  const measures = { changed: share(0.5, { records: 100_000 }) };
  return { name: 'amount', kind: 'number', at: '/amount', measures, transitions: [], distribution, ...rest };
}

describe('the headline', () => {
  const approval = { by: 'octo-owner', reason: 'agreed', at: '2026-07-01T09:30:00Z' };
  const failing = (name: string, rest: Partial<PipelineReport> = {}) => pipeline({ name, verdict: 'fail', ...rest });

  test('tells what was measured, and who approved it', () => {
    const pipelines = [failing('a', { approval })];
    expect(headline(report({ verdict: 'pass', pipelines }))).toBe(
      'a: rejected 0 % (limit 0.1 %); approved by octo-owner',
    );
  });

  test('counts approvals where something is left to approve', () => {
    const open = pipeline({ name: 'c', verdict: 'inconclusive' });
    const pipelines = [failing('a', { approval }), failing('b'), open];
    expect(headline(report({ verdict: 'fail', pipelines }))).toBe(
      'b: rejected 0 % (limit 0.1 %); 1 more fails, 1 cannot be judged yet; 1 of these approved',
    );
  });

  test('names nobody where several people approved', () => {
    const other = { ...approval, by: 'octo-claims' };
    const pipelines = [failing('a', { approval }), failing('b', { approval: other }), pipeline()];
    expect(headline(report({ pipelines }))).toBe(
      'a: rejected 0 % (limit 0.1 %); 1 more fails, 1 passes; all of these approved',
    );
  });

  test('what nobody has approved stands first', () => {
    const pipelines = [
      failing('a', { approval }),
      pipeline({ name: 'b' }),
      pipeline({ name: 'c', verdict: 'inconclusive' }),
    ];
    expect(affected(report({ pipelines })).map(({ name }) => name)).toEqual(['c', 'a', 'b']);
  });
});

describe.each(renderers)('on the %s', (_name, render) => {
  test('a measure that comes from bins stands with its range, and not every number is called exact', () => {
    const ks = distance(0.2, { low: 0.125, high: 0.25, limit: 0.5, limitText: '0.5', verdict: 'pass' });
    const text = render(pipeline({ outputs: [output({ measures: { changed: share(0.5), ks } })] }));
    expect(text).toContain('0.2 (0.125 to 0.25)');
    expect(text).toContain('what is measured from bins lies within the range beside it');
    expect(text).not.toContain('every number is exact');
  });

  test('malformed records beyond those that are named are counted', () => {
    const malformed = [1, 2, 3, 4, 5].map((line) => ({ file: 'a.jsonl', line, message: 'not JSON' }));
    const records = { recorded: 1000, read: 1000, replayed: 950, unreplayable: 0, malformed: 50 };
    expect(render(pipeline({ malformed, records }))).toContain('… and 45 more entries');
  });

  test('an empty recording is called empty, and nothing is said of what did not change in it', () => {
    const records = { recorded: 0, read: 0, replayed: 0, unreplayable: 0, malformed: 0 };
    const text = render(pipeline({ records, outputs: [output({ measures: {} })] }));
    expect(text).toContain('Nothing was replayed: the recording is empty.');
    expect(text).not.toContain('Nothing changed');
  });

  test('where no record could be replayed no number is called exact', () => {
    const records = { recorded: 5000, read: 5000, replayed: 0, unreplayable: 5000, malformed: 0 };
    const text = render(pipeline({ records, outputs: [output({ measures: {} })] }));
    expect(text).toContain('Replayed 0 of 5,000 records of flights');
    expect(text).not.toContain('exact');
    expect(text).not.toContain('Nothing changed');
  });

  test('a text without a picture says how many records have another', () => {
    const changed = share(0.25, { records: 250, limit: 0.01, limitText: '1%', verdict: 'fail' });
    expect(render(pipeline({ outputs: [output({ kind: 'text', measures: { changed } })] }))).toContain(
      'Another value for 250 records.',
    );
  });
});
