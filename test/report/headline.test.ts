import { describe, expect, test } from 'vitest';
import { consequence } from '../../src/report/consequence.ts';
import { renderHtml } from '../../src/report/html/page.ts';
import { renderTitle } from '../../src/report/markdown.ts';
import { nextSteps } from '../../src/report/next-steps.ts';
import type { OutputReport } from '../../src/report/report.generated.ts';
import { numeric, pipeline, report, reports, share } from './fixtures.ts';

const of = (name: string, outputs: OutputReport[]) => pipeline({ name, verdict: 'fail', outputs });
const [amount] = numeric.pipelines[0]!.outputs;

describe('the title of a check', () => {
  test('holds the number and its limit, however long names are', () => {
    const name = 'a-service-with-a-long-name'.repeat(12);
    const measures = { changed: share(0.153, { limit: 0.01, limitText: '1%', verdict: 'fail', records: 30_600 }) };
    const output: OutputReport = { ...amount!, name: name.slice(0, 200), measures };
    const title = renderTitle(report({ verdict: 'fail', pipelines: [of(name, [output]), of('b', [output])] }));
    expect(title).toMatch(/^✖ a-service.+…\S+: a-service.+…\S+\.changed 15\.3 % \(limit 1 %\); 1 more fails$/);
    expect([...title].length).toBeLessThanOrEqual(255);
  });

  test('says what would decide, and what fails for no number', () => {
    expect(renderTitle(reports.undecided!)).toBe(
      '? delay-compensation cannot be judged yet: tier.changed 0 % (limit 1 %), 459 records would decide',
    );
    const gone = pipeline({
      name: 'screening',
      verdict: 'fail',
      measures: {},
      reasons: ['rules/a.json is gone at head'],
    });
    expect(renderTitle(report({ verdict: 'fail', pipelines: [gone] }))).toBe(
      '✖ screening: rules/a.json is gone at head',
    );
  });
});

test('a title names what was in the way where no record came through, and the next step what would help', () => {
  const reason =
    'no data: none of 3,000,000 records could be replayed: head requires /currency; the recording has no such field';
  const lost = pipeline({
    name: 'claims',
    verdict: 'inconclusive',
    reasons: [reason],
    records: { recorded: 3_000_000, replayed: 0, unreplayable: 3_000_000 },
    measures: {
      rejected: {
        ...share(0),
        value: null,
        low: null,
        high: null,
        limit: 0.001,
        verdict: 'inconclusive',
        reason: 'no data',
      },
    },
    outputs: [],
  });
  const made = report({ verdict: 'inconclusive', pipelines: [lost] });
  expect(renderTitle(made)).toBe(
    '? claims cannot be judged yet: head requires /currency; the recording has no such field',
  );
  const unseen = { ...amount!, measures: {}, transitions: [] };
  const page = renderHtml({ ...made, pipelines: [{ ...lost, outputs: [unseen, { ...unseen, name: 'tier' }] }] });
  expect(page).toContain('2 outputs without a record');
  expect(page).not.toContain('Nothing changed');
  expect(nextSteps(made, 'command-line')[0]).toEqual([
    'Give ',
    { code: 'claims' },
    ' what it takes to judge it: a default in the schema for what head requires, or a recording that has it',
  ]);
});

test('what would decide a measure of labelled records is more of those', () => {
  const recall = { ...share(0), limit: 0.02, limitText: '2%', verdict: 'inconclusive', needed: 228 } as const;
  const rare = pipeline({
    name: 'screening',
    verdict: 'inconclusive',
    measures: {},
    outputs: [{ ...amount!, name: 'decision', kind: 'category', measures: { 'recall.block': recall } }],
  });
  const made = report({ verdict: 'inconclusive', pipelines: [rare] });
  expect(renderTitle(made)).toMatch(/\(limit 2 points\), 228 records labelled block would decide$/);
  expect(nextSteps(made, 'command-line')[0]?.at(-1)).toBe(
    ' what it takes to judge it: 228 records labelled block would decide',
  );
});

describe('the consequence', () => {
  test('is the mean of a number at base and at head', () => {
    expect(consequence(numeric)).toBe('mean amount 33 → 34.5');
  });

  test('compares means of the same records only', () => {
    // Head rejects every record below 1: 33 at base is of 200,000 records, 68 at head of 100,000.
    const { base, head } = amount!.distribution;
    const distribution = { base, head: { ...head, mean: 68 }, paired: 100_000, pairedMeans: { base: 66, head: 68 } };
    const measures = { rejected: share(0.5, { records: 100_000, limit: 0.001, verdict: 'fail' }) };
    const halved = pipeline({ verdict: 'fail', measures, outputs: [{ ...amount!, distribution }] });
    expect(consequence(report({ pipelines: [halved] }))).toBe(
      '100,000 records (50 %) newly rejected at head; mean amount 66 → 68, of the 100,000 records with a number on both sides',
    );
  });

  test('says of a mean that stays how many differ all the same', () => {
    const distribution = { base: { mean: 33 }, head: { mean: 33 } };
    const measures = { changed: share(0.512, { records: 102_400 }) };
    const still = pipeline({ outputs: [{ ...amount!, measures, distribution }] });
    expect(consequence(report({ pipelines: [still] }))).toBe('mean amount stays 33, while 102,400 differ');
  });

  test('names the pipeline where several are affected', () => {
    const pipelines = [of('a', [amount!]), pipeline({ name: 'b' })];
    expect(consequence(report({ pipelines }))).toBe('a: mean amount 33 → 34.5');
  });

  test('is that nothing changed, or nothing at all where nothing was replayed', () => {
    expect(consequence(reports.passing!)).toBe('no output changed in what was replayed');
    expect(consequence(reports.untouched!)).toBeUndefined();
  });
});
