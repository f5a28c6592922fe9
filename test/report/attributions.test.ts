/** Which edit does it, as people read it. */
import { describe, expect, it } from 'vitest';
import { attributions, effectOf } from '../../src/report/attributions.ts';
import type { Attribution, OutputReport, PipelineReport, ReportEdit } from '../../src/report/report.generated.ts';
import { pipeline, report, share } from './fixtures.ts';

const [edit] = report().edits;
const edits = [4, 7, 9].map((line): ReportEdit => ({ ...(edit as ReportEdit), lines: [line, line] }));
const whole = report({ edits });

function row(own: readonly number[], value: number, more: Partial<Attribution> = {}): Attribution {
  return { edits: [...own], output: 'tier', measure: 'changed', value, low: value, high: value, ...more };
}

function reported(attribution: readonly Attribution[], more: Partial<PipelineReport> = {}): PipelineReport {
  const changed = share(0.041, { limit: 0.01, limitText: '1%', verdict: 'fail', records: 8200 });
  const tier: OutputReport = {
    name: 'tier',
    kind: 'category',
    measures: { changed },
    transitions: [],
    distribution: { base: {}, head: {} },
  };
  return pipeline({ edits: [0, 1, 2], outputs: [tier], attribution: [...attribution], ...more });
}

const toShort = { base: 'none', head: 'short' };

describe('the edits of a pipeline', () => {
  it('are named by what they move, mostly from what to what, those that hardly move it together', () => {
    const found = reported([
      row([0], 0.031, { low: 0.029, high: 0.033 }),
      row([1], 0.0098),
      row([2], 0.0002),
      row([0], 0.03, { transition: toShort }),
      row([1], 0.002, { transition: toShort }),
    ]);
    expect(attributions(found, whole)).toEqual([
      'rules/compensation.json:4 moves tier.changed by 3.1 % (2.9 % to 3.3 %), mostly none → short',
      'rules/compensation.json:7 moves tier.changed by 0.98 %',
      'the other edit moves tier.changed by 0.02 %',
    ]);
  });

  it('that cannot be parted are named together, those that interact as well', () => {
    const interactions: PipelineReport['interactions'] = [
      { edits: [0, 2], output: 'tier', measure: 'changed', value: -0.02 },
    ];
    const found = reported([row([0, 1], 0.041), row([2], 0)], { interactions });
    expect(attributions(found, whole)).toEqual([
      'rules/compensation.json:4 and rules/compensation.json:7 together move tier.changed by 4.1 %',
      'the other edit moves tier.changed by nothing',
      'rules/compensation.json:4 and rules/compensation.json:9 interact: tier.changed moves 2 % less than by each of them alone',
    ]);
  });

  it('say nothing of what does not move', () => {
    expect(attributions(reported([row([0], 0), row([1], 0), row([2], 0)]), whole)).toEqual([]);
  });

  it('name the measures of the pipeline itself without an output', () => {
    const measures = { rejected: share(0.011, { limit: 0.001, limitText: '0.1%', verdict: 'fail', records: 2200 }) };
    const found = reported([row([1], 0.011, { output: '', measure: 'rejected' })], { measures });
    expect(attributions(found, whole)).toEqual(['rules/compensation.json:7 moves rejected by 1.1 %']);
  });
});

describe('beside its line an edit', () => {
  it('has its part of a measure', () => {
    const found = reported([row([0], 0.031), row([1, 2], 0.01), row([0], 0.03, { transition: toShort })]);
    expect(effectOf(found, 0, 'tier.changed')).toBe('3.1 %, mostly none → short');
    expect(effectOf(found, 1, 'tier.changed')).toBe('1 %, with 1 edit it cannot be parted from');
    expect(effectOf(found, 0, 'rejected')).toBeUndefined();
  });
});
