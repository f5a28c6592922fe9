/** What a report says of values that few records have, and of categories that are names: hand counts of small tables. */
import { describe, expect, test } from 'vitest';
import { judgePipeline } from '../../src/gate/judge-pipeline.ts';
import { toPipelineReport } from '../../src/gate/pipeline-report.ts';
import type { OutputEvidence, Row } from '../../src/impact/evidence.ts';
import { renderHtml } from '../../src/report/html/page.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import type { Report } from '../../src/report/report.generated.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { categoryEvidence, numberEvidence, type Pair, pipelineEvidence, tally } from '../impact/evidence-of.ts';
import { pipelineOf } from './pipeline-of.ts';

function reportOf(output: OutputEvidence, limits: Record<string, string> = { 'tier.changed': '1%' }): Report {
  const outputs = [{ name: output.name, at: '/x', kind: output.kind, tolerance: 0 }];
  const pipeline = pipelineOf(limits, { outputs });
  const segments = [{ pointer: '/origin', value: '"JFK"', total: output.total, outputs: [output] }];
  const evidence = pipelineEvidence([output], { segments });
  const judgement = judgePipeline(evidence, pipeline, { confidence: 0.99 });
  const pipelines = [toPipelineReport(evidence, pipeline, judgement, { edits: [], files: 1 })];
  return { version: 1, base: 'a', head: 'b', verdict: judgement.verdict, edits: [], pipelines };
}

function everyForm(report: Report): [string, string][] {
  return [
    ['terminal', renderTerminal(report, { colour: false, width: 100 })],
    ['markdown', renderMarkdown(report)],
    ['HTML', renderHtml(report)],
    ['JSON', renderJson(report)],
  ];
}

const tiers: readonly Pair[] = [
  ['"none"', '"none"', 80],
  ['"none"', '"short"', 15],
  ['"ada lovelace"', '"none"', 9],
  ['"none"', '"grace hopper"', 3],
  ['"ada lovelace"', '"grace hopper"', 2],
];

test('what stands for any text has its name however few records have one', () => {
  const output = categoryEvidence([
    ['text', 'text', 5],
    ['text', 'missing', 2],
    ['missing', 'rejected', 1],
  ]);
  const [pipeline] = reportOf({ ...output, kind: 'text' }).pipelines;
  expect(pipeline?.outputs[0]?.transitions.map(({ base, head }) => `${base} → ${head}`)).toEqual([
    'text → missing',
    'missing → rejected',
  ]);
});

describe('a value that fewer than ten records have', () => {
  // "ada lovelace": 11 at base. "grace hopper": 5 at head, so it has no name.
  const report = reportOf(categoryEvidence(tiers));
  const output = report.pipelines[0]!.outputs[0]!;

  test('is counted as other, whatever became of it', () => {
    expect(output.distribution).toEqual({
      base: { counts: { none: 98, 'ada lovelace': 11 } },
      head: { counts: { none: 89, short: 15, other: 5 } },
    });
    expect(output.transitions.map(({ base, head, records }) => `${base} → ${head}: ${records}`)).toEqual([
      'none → short: 15',
      'ada lovelace → none: 9',
      'none → other: 3',
      'ada lovelace → other: 2',
    ]);
  });

  test.each(everyForm(report))('is not in the report as %s', (_form, text) => {
    expect(text).not.toContain('grace hopper');
    expect(text).toContain('ada lovelace');
  });

  test('has a name where a limit names it', () => {
    const named = reportOf(categoryEvidence(tiers), { 'tier.share.grace hopper': '1%' });
    expect(named.pipelines[0]!.outputs[0]!.distribution.head.counts).toMatchObject({ 'grace hopper': 5 });
  });

  test('stays what it is where it is a word of JSON or of the replay', () => {
    const pairs: Pair[] = [
      ['true', 'false', 3],
      ['true', 'rejected', 2],
      ['true', 'missing', 1],
    ];
    expect(reportOf(categoryEvidence(pairs)).pipelines[0]!.outputs[0]!.distribution.head.counts).toEqual({
      false: 3,
      rejected: 2,
      missing: 1,
    });
  });

  test('leaves no precision and no recall behind', () => {
    const table = (records: number, label: string) => ({
      base: '"a"',
      head: '"a"',
      records,
      weight: records,
      value: 0,
      label,
    });
    const labels = { total: tally(23), table: [table(20, '"a"'), table(3, '"grace hopper"')] };
    const { measures } = reportOf(categoryEvidence([['"a"', '"a"', 23]], { labels })).pipelines[0]!.outputs[0]!;
    expect(Object.keys(measures).filter((name) => name.startsWith('recall.'))).toEqual(['recall.a']);
  });
});

describe('a category', () => {
  const ids = (length: number): Row[] =>
    Array.from({ length }, (_, i) => ({ base: `"customer-${i}"`, head: '"gone"', records: 40, weight: 40, value: 0 }));
  const of = (length: number) => {
    const all = tally(40 * length);
    return reportOf({ ...categoryEvidence([]), table: ids(length), total: all, changed: all });
  };

  test('of fifty values names them', () => {
    expect(of(49).pipelines[0]!.outputs[0]!.transitions).toHaveLength(49);
  });

  test.each(everyForm(of(60)))('of more than fifty values names none of them as %s', (_form, text) => {
    expect(text).not.toContain('customer-');
  });
});

describe('a number', () => {
  test('that few records have is told by its range, and is neither least nor greatest', () => {
    const pairs = Array.from({ length: 400 }, (_, i) => [i + 0.125, i + 1000.25] as const);
    const report = reportOf(numberEvidence(pairs), { 'amount.changed': '1%' });
    const { transitions, distribution } = report.pipelines[0]!.outputs[0]!;
    for (const { base, head } of transitions) expect(`${base} ${head}`).toMatch(/^\[\d+,\d+\) \[\d+,\d+\)$/);
    expect(transitions.reduce((sum, { records }) => sum + records, 0)).toBe(400);
    expect(distribution.base).toMatchObject({ min: null, max: null });
  });

  test('that few records have is left out of single numbers, and counted beside them', () => {
    const often = Array.from({ length: 999 }, () => [250, 400] as const);
    const report = reportOf(numberEvidence([...often, [123456.75, 400]]), { 'amount.changed': '1%' });
    const { distribution } = report.pipelines[0]!.outputs[0]!;
    expect(distribution.base).toMatchObject({ bins: [{ low: 250, weight: 999 }, { low: 400 }], counts: { other: 1 } });
    for (const [, text] of everyForm(report)) expect(text).not.toMatch(/123,?456/);
  });
});
