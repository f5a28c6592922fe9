import { describe, expect, test } from 'vitest';
import { withApprovals } from '../../src/gate/approved.ts';
import { pipeline, report } from '../report/fixtures.ts';

const approval = { by: 'octo-owner', reason: 'the new tariff', at: '2026-07-01T09:30:00Z' };
const failing = pipeline({ name: 'a', verdict: 'fail', reasons: ['tier.changed is 4.1 % and its limit 1 %'] });
const open = pipeline({ name: 'b', verdict: 'inconclusive' });

describe('a report with approvals', () => {
  test('keeps the measured verdict of the pipeline and passes as a whole', () => {
    const approved = withApprovals(report({ verdict: 'fail', pipelines: [failing] }), new Map([['a', approval]]));
    expect(approved.verdict).toBe('pass');
    expect(approved.pipelines).toEqual([{ ...failing, approval }]);
  });

  test.each([
    [['a'], 'inconclusive'],
    [['b'], 'fail'],
    [['a', 'b'], 'pass'],
    [[], 'fail'],
  ] as const)('of which %j are approved is %s', (names, verdict) => {
    const approvals = new Map(names.map((name) => [name, approval]));
    expect(withApprovals(report({ verdict: 'fail', pipelines: [failing, open] }), approvals).verdict).toBe(verdict);
  });

  test('stays unaffected where no edit reaches the approved pipeline', () => {
    const pipelines = [pipeline({ name: 'a', verdict: 'unaffected' })];
    const approved = withApprovals(report({ verdict: 'unaffected', pipelines }), new Map([['a', approval]]));
    expect(approved.verdict).toBe('unaffected');
    expect(approved.pipelines).toEqual(pipelines);
  });

  test('loses an approval that is no longer in force', () => {
    const before = report({ verdict: 'pass', pipelines: [{ ...failing, approval }] });
    expect(withApprovals(before, new Map())).toEqual(report({ verdict: 'fail', pipelines: [failing] }));
  });

  test('leaves the report it was given as it was', () => {
    const before = Object.freeze(report({ verdict: 'fail', pipelines: [Object.freeze({ ...failing })] }));
    withApprovals(before, new Map([['a', approval]]));
    expect(before.verdict).toBe('fail');
  });
});
