/** Verdicts and their reasons, against arithmetic done by hand. */
import { describe, expect, test } from 'vitest';
import { judgePipeline } from '../../src/gate/judge-pipeline.ts';
import { isForTheWhole, progressOf } from '../../src/gate/progress.ts';
import type { Evidence } from '../../src/impact/evidence.ts';
import { categoryEvidence, numberEvidence, pipelineEvidence, table } from '../impact/evidence-of.ts';
import { pipelineOf } from './pipeline-of.ts';

const options = { confidence: 0.99 };

/** `changed` of `replayed` records went from none to short. */
function moved(changed: number, replayed: number, extra: Partial<Evidence> = {}): Evidence {
  const output = categoryEvidence([
    ['"none"', '"none"', replayed - changed],
    ...(changed > 0 ? [['"none"', '"short"', changed] as const] : []),
  ]);
  return pipelineEvidence([output], extra);
}

describe('a full replay', () => {
  const cases: [string, number, number, string, string][] = [
    ['above the limit fails', 8200, 200_000, '1%', 'fail'],
    ['at the limit passes', 2000, 200_000, '1%', 'pass'],
    ['one record above the limit fails', 2001, 200_000, '1%', 'fail'],
    ['within the limit passes', 100, 200_000, '1%', 'pass'],
    ['without a change on 458 records certifies no 1 %', 0, 458, '1%', 'inconclusive'],
    ['without a change on 459 records certifies 1 %', 0, 459, '1%', 'pass'],
    ['of one record never passes', 0, 1, '1%', 'inconclusive'],
    ['with one change fails a limit of 0', 1, 200_000, '0', 'fail'],
    ['without a change passes a limit of 0', 0, 459, '0', 'pass'],
    ['without a change on 458 records does not pass a limit of 0', 0, 458, '0', 'inconclusive'],
    ['with 200 changes passes a limit of 200 records', 200, 200_000, '200 records', 'pass'],
    ['with 201 changes fails a limit of 200 records', 201, 200_000, '200 records', 'fail'],
    ['cannot fail a limit of 100 %', 3, 3, '100%', 'pass'],
    ['cannot fail a limit of more records than there are', 3, 3, '200 records', 'pass'],
    ['whose share is the limit but for the last bit passes', 7, 1000, '0.7%', 'pass'],
  ];
  test.each(cases)('%s', (_, changed, replayed, limit, verdict) => {
    expect(judgePipeline(moved(changed, replayed), pipelineOf({ 'tier.changed': limit }), options).verdict).toBe(
      verdict,
    );
  });

  test('says how many records would certify a limit', () => {
    const { outputs, reasons } = judgePipeline(moved(0, 120), pipelineOf({ 'tier.changed': '1%' }), options);
    expect(outputs.get('tier')?.changed).toMatchObject({ verdict: 'inconclusive', needed: 459, limit: 0.01 });
    expect(reasons).toEqual([
      'tier.changed is 0 % and its limit 1 %, but 120 records do not certify this limit: 459 records would',
    ]);
  });

  test('gives measure, limit and records in a sentence', () => {
    const { reasons } = judgePipeline(moved(8200, 200_000), pipelineOf({ 'tier.changed': '1%' }), options);
    expect(reasons).toEqual(['tier.changed is 4.1 % and its limit 1 %: 8,200 of 200,000 records']);
  });

  test('never says that 1 % is more than 1 %', () => {
    const { reasons } = judgePipeline(moved(2001, 200_000), pipelineOf({ 'tier.changed': '1%' }), options);
    expect(reasons[0]).toBe('tier.changed is 1.001 % and its limit 1 %: 2,001 of 200,000 records');
  });

  test('that passes says what moved all the same, where no limit is on how many records change', () => {
    // 600 go up by 5, 600 down by 5: the mean stays.
    const pairs = Array.from({ length: 1200 }, (_, i) => [100, i % 2 === 0 ? 105 : 95] as const);
    const evidence = pipelineEvidence([numberEvidence(pairs)]);
    expect(judgePipeline(evidence, pipelineOf({ 'amount.mean_ratio': '2%' }), options)).toMatchObject({
      verdict: 'pass',
      reasons: ['the limit on amount.mean_ratio holds on 1,200 records', 'amount.changed is 100 % and has no limit'],
    });
  });

  test('judges signed measures by their absolute value', () => {
    const pairs = Array.from({ length: 500 }, () => [100, 95] as const);
    const evidence = pipelineEvidence([numberEvidence(pairs)]);
    expect(judgePipeline(evidence, pipelineOf({ 'amount.mean_ratio': '4%' }), options).verdict).toBe('fail');
    expect(judgePipeline(evidence, pipelineOf({ 'amount.mean_ratio': '5%' }), options).verdict).toBe('pass');
    expect(judgePipeline(evidence, pipelineOf({ 'amount.mean': '4' }), options).reasons[0]).toBe(
      'amount.mean is −5 and its limit 4',
    );
  });

  test('judges qualities by their loss only', () => {
    const labelled = (base: string, head: string): Evidence => {
      const rows = table([[base, head, 1000]]).map((row) => ({ ...row, label: '"a"' }));
      const labels = { total: { records: 1000, weight: 1000, value: 0 }, table: rows };
      return pipelineEvidence([categoryEvidence([[base, head, 1000]], { labels })]);
    };
    const pipeline = pipelineOf({ 'tier.accuracy': '0.01' });
    expect(judgePipeline(labelled('"a"', '"b"'), pipeline, options).verdict).toBe('fail');
    expect(judgePipeline(labelled('"b"', '"a"'), pipeline, options).verdict).toBe('pass');
  });

  test('with a measure that is not defined is inconclusive and says why', () => {
    const pairs = Array.from({ length: 500 }, () => [0, 3] as const);
    const { verdict, reasons } = judgePipeline(
      pipelineEvidence([numberEvidence(pairs)]),
      pipelineOf({ 'amount.mean_ratio': '2%' }),
      options,
    );
    expect(verdict).toBe('inconclusive');
    expect(reasons).toEqual(['amount.mean_ratio has no value: zero scale: the mean of base is 0']);
  });

  test('counts as rejected only what head newly rejects', () => {
    const outcomes = table([
      ['ok', 'ok', 900],
      ['ok', 'rejected', 60],
      ['rejected', 'rejected', 30],
      ['rejected', 'failed', 10],
    ]);
    const { measures } = judgePipeline(
      moved(0, 1000, { outcomes }),
      pipelineOf({ rejected: '1%', failed: '1%' }),
      options,
    );
    expect(measures.rejected).toMatchObject({ value: 0.06, records: 60, verdict: 'fail' });
    expect(measures.failed).toMatchObject({ value: 0.01, records: 10, verdict: 'pass' });
  });
});

describe('evidence that is too poor', () => {
  test.each([
    ['mean_ratio', '2%'],
    ['mean', '1'],
    ['p50', '1'],
    ['ks', '0.1'],
  ])('%s of few numbers among many records passes no limit', (measure, limit) => {
    const numbers = Array.from({ length: 458 }, () => [10, 10] as const);
    const gone = Array.from({ length: 5000 }, () => ['missing', 'missing'] as const);
    const pipeline = pipelineOf({ [`amount.${measure}`]: limit });
    const judged = (pairs: readonly (readonly [number | string, number | string])[]) =>
      judgePipeline(pipelineEvidence([numberEvidence(pairs)]), pipeline, options);
    expect(judged([...numbers, ...gone]).reasons).toEqual([
      `amount.${measure} is 0${limit.endsWith('%') ? ' %' : ''} and its limit ${limit.replace('%', ' %')}, but 458 records do not certify this limit: 459 records would`,
    ]);
    expect(judged([...numbers, [10, 10], ...gone]).verdict).toBe('pass');
  });

  test('an output that is never there is inconclusive, whatever else passes', () => {
    const evidence = pipelineEvidence([categoryEvidence([['missing', 'missing', 5000]])]);
    const outputs = [{ name: 'tier', at: '/decision/teir', kind: 'category', tolerance: 0 }] as const;
    const { verdict, reasons } = judgePipeline(evidence, pipelineOf({ 'tier.changed': '1%' }, { outputs }), {
      confidence: 0.99,
    });
    expect(verdict).toBe('inconclusive');
    expect(reasons).toEqual(['tier is never there: on no record does base or head hold anything at "/decision/teir"']);
    expect(judgePipeline(evidence, pipelineOf({ failed: '1%' }, { outputs }), { confidence: 0.99 }).verdict).toBe(
      'pass',
    );
  });

  test('the recall of a rare class passes no limit', () => {
    const judged = (rare: number) => {
      const rows = ['"a"', '"b"'].flatMap((label) =>
        table([[label, label, label === '"a"' ? 5000 : rare]]).map((row) => ({ ...row, label })),
      );
      const labels = { total: { records: 5000 + rare, weight: 5000 + rare, value: 0 }, table: rows };
      const output = categoryEvidence(
        rows.map(({ base, head, records }) => [base, head, records] as const),
        { labels },
      );
      return judgePipeline(pipelineEvidence([output]), pipelineOf({ 'tier.recall.b': '1%' }), options);
    };
    expect(judged(458).reasons).toEqual([
      'tier.recall.b is 0 points and its limit 1 point, but 458 records labelled b do not certify this limit: 459 records would',
    ]);
    expect(judged(459).verdict).toBe('pass');
  });

  test('no data is inconclusive', () => {
    const { verdict, reasons } = judgePipeline(moved(0, 0), pipelineOf({ 'tier.changed': '1%' }), options);
    expect([verdict, reasons]).toEqual(['inconclusive', ['no data: the recording is empty']]);
  });

  test('where nothing came through, the reason says what was in the way', () => {
    const reason = 'head requires /currency; the recording has no such field';
    const lost = { side: 'head', outcome: 'unreplayable', artifact: 'a.json', reason, records: 700 } as const;
    const evidence = { ...moved(0, 0), recorded: 700, read: 700, unreplayable: 700, reasons: [lost] };
    const { verdict, reasons } = judgePipeline(evidence, pipelineOf({ 'tier.changed': '1%' }), options);
    expect([verdict, reasons]).toEqual(['inconclusive', [`no data: none of 700 records could be replayed: ${reason}`]]);
  });

  test('more than 1 % unreplayable is inconclusive, with the reason', () => {
    const reason = 'head requires /currency; the recording has no such field';
    const lost = { side: 'head', outcome: 'unreplayable', artifact: 'a.json', reason, records: 24 } as const;
    const extra = { recorded: 1000, read: 1000, unreplayable: 24, reasons: [lost] };
    const { verdict, reasons } = judgePipeline(moved(0, 976, extra), pipelineOf({ 'tier.changed': '1%' }), options);
    expect(verdict).toBe('inconclusive');
    expect(reasons).toEqual([
      `2.4 % of the records cannot be replayed, and 1 % is tolerated: 24 of 1,000 records (${reason})`,
    ]);
  });

  test('a limit of the owners’ own replaces the 1 % of unreplayable records', () => {
    const extra = { recorded: 1000, read: 1000, unreplayable: 24 };
    expect(judgePipeline(moved(0, 976, extra), pipelineOf({ unreplayable: '5%' }), options).verdict).toBe('pass');
    const over = judgePipeline(moved(0, 976, extra), pipelineOf({ unreplayable: '2%' }), options);
    expect(over.verdict).toBe('inconclusive');
    expect(over.reasons[0]).toBe('2.4 % of the records cannot be replayed, and the limit is 2 %: 24 of 1,000 records');
  });

  const hidden: [string, number, string, number, string][] = [
    ['no record may change, and one may have', 0, '0', 1, 'inconclusive'],
    ['9 of 999 that changed and one that may have are 1 %', 9, '1%', 1, 'pass'],
    ['9 of 998 that changed and two that may have are 1.1 %', 9, '1%', 2, 'inconclusive'],
    ['2 that changed and 3 that may have are 5 records', 2, '5 records', 3, 'pass'],
    ['2 that changed and 4 that may have are 6 records', 2, '5 records', 4, 'inconclusive'],
    ['all may have changed where all may change', 0, '100%', 9, 'pass'],
  ];
  test.each(hidden)('what head alone cannot replay may have changed: %s', (_, changed, limit, records, verdict) => {
    const lost = { weight: records, atHead: { records, weight: records } };
    const extra = { recorded: 1000, read: 1000, unreplayable: records, lost };
    const evidence = moved(changed, 1000 - records, extra);
    expect(judgePipeline(evidence, pipelineOf({ 'tier.changed': limit }), options).verdict).toBe(verdict);
    const ofBoth = { ...evidence, lost: { weight: records, atHead: { records: 0, weight: 0 } } };
    expect(judgePipeline(ofBoth, pipelineOf({ 'tier.changed': limit }), options).verdict).toBe('pass');
    const own = pipelineOf({ 'tier.changed': limit, unreplayable: '2%' });
    expect(judgePipeline(evidence, own, options).verdict).toBe('pass');
  });

  test('what head alone cannot replay is named where it decides, and a part of the recording does not', () => {
    const lost = { weight: 3, atHead: { records: 3, weight: 3 } };
    const evidence = moved(0, 997, { recorded: 1000, read: 1000, unreplayable: 3, lost });
    const limits = pipelineOf({ 'tier.changed': '0' });
    expect(judgePipeline(evidence, limits, options).reasons).toEqual([
      'tier.changed is 0 % and its limit 0 %, but head cannot replay 3 records that base can, with which it may be beyond',
    ]);
    const part = moved(0, 97_000, { recorded: 200_000, read: 97_003, unreplayable: 3, lost });
    expect(
      judgePipeline(part, pipelineOf({ 'tier.changed': '1%' }), options).outputs.get('tier')?.changed,
    ).toMatchObject({
      verdict: 'inconclusive',
      needed: 200_000,
    });
  });

  test('where every week counts, one may not be beyond with all that head cannot replay in it', () => {
    const lost = { weight: 2, atHead: { records: 2, weight: 2 } };
    const week = (number: number, extra: Partial<Evidence>) => ({ week: number, evidence: moved(0, 98, extra) });
    const weeks = [week(1, {}), week(2, { recorded: 100, read: 100, unreplayable: 2, lost })];
    const evidence = moved(0, 998, { recorded: 1000, read: 1000, unreplayable: 2, lost, weeks });
    const judged = (judge?: 'every_week') =>
      judgePipeline(evidence, pipelineOf({ 'tier.changed': '1%' }, judge && { judge }), options).verdict;
    // 2 of 1,000, and 2 of the 100 of one week.
    expect([judged(), judged('every_week')]).toEqual(['pass', 'inconclusive']);
  });

  test('a few records that stand for more than 1 % of the traffic are too many to be lost', () => {
    const judged = (weight: number) => {
      const lost = { weight, atHead: { records: 0, weight: 0 } };
      const evidence = moved(0, 990, { recorded: 1000, read: 1000, unreplayable: 10, lost });
      return judgePipeline(evidence, pipelineOf({ 'tier.changed': '1%' }), options);
    };
    // Of 990 + 10 and 990 + 11 requests.
    expect(judged(10).verdict).toBe('pass');
    expect([judged(110).verdict, judged(110).reasons]).toEqual([
      'inconclusive',
      ['10 % of the traffic by weight cannot be replayed, and 1 % is tolerated: 10 records'],
    ]);
  });

  test('more than 1 % malformed is inconclusive, with the first place', () => {
    const malformedExamples = [{ file: 'traffic/a.jsonl', line: 7, message: 'not JSON' }];
    const extra = { recorded: 1000, read: 1000, malformed: 18, malformedExamples };
    const { verdict, reasons } = judgePipeline(moved(0, 982, extra), pipelineOf({ 'tier.changed': '1%' }), options);
    expect(verdict).toBe('inconclusive');
    expect(reasons[0]).toBe(
      '1.8 % of the records are malformed, and 1 % is tolerated: 18 of 1,000 records, the first at traffic/a.jsonl:7',
    );
  });

  test('a failed limit still fails', () => {
    const extra = { recorded: 1000, read: 1000, unreplayable: 24 };
    expect(judgePipeline(moved(500, 976, extra), pipelineOf({ 'tier.changed': '1%' }), options).verdict).toBe('fail');
  });
});

describe('what else a reader should know', () => {
  test('a base that is not production comes first', () => {
    const reproduction = { compared: 1000, different: 32, outputs: {} };
    const { reasons } = judgePipeline(
      moved(500, 1000, { reproduction }),
      pipelineOf({ 'tier.changed': '1%' }),
      options,
    );
    expect(reasons[0]).toContain('base answers 3.2 % of the recorded requests differently than production did');
    expect(reasons[1]).toContain('tier.changed');
  });

  test('the stake and the defaults are mentioned', () => {
    const output = categoryEvidence([['"a"', '"b"', 1000]], {
      total: { records: 1000, weight: 1000, value: 30_000_000 },
      changed: { records: 1000, weight: 1000, value: 1_240_000 },
    });
    const pipeline = pipelineOf({ 'tier.changed': '1%' }, { limitsAreDefaults: true });
    const { reasons } = judgePipeline(pipelineEvidence([output], { valued: true }), pipeline, options);
    expect(reasons.slice(1)).toEqual([
      'tier changes the outcome of 1.24 M of 30 M in value',
      'weir.yml sets no limits for it; defaults apply',
    ]);
  });
});

describe('a partial replay', () => {
  const part = { recorded: 1_000_000, read: 20_000 };

  test('decides what its interval excludes', () => {
    const pipeline = pipelineOf({ 'tier.changed': '1%' });
    expect(judgePipeline(moved(820, 20_000, part), pipeline, options).verdict).toBe('fail');
    expect(judgePipeline(moved(20, 20_000, part), pipeline, options).verdict).toBe('pass');
    expect(progressOf(pipeline, options)(moved(820, 20_000, part)) === 'stop').toBe(true);
  });

  test('leaves open what is near the limit and forecasts the records that decide', () => {
    const { outputs, verdict } = judgePipeline(moved(180, 20_000, part), pipelineOf({ 'tier.changed': '1%' }), options);
    expect(verdict).toBe('inconclusive');
    const needed = outputs.get('tier')?.changed?.needed ?? 0;
    expect(needed).toBeGreaterThan(20_000);
    expect(needed).toBeLessThan(1_000_000);
    // The forecast holds: at that many records and the same share the limit is decided.
    const later = moved(Math.round(needed * 0.009), needed, { ...part, read: needed });
    expect(progressOf(pipelineOf({ 'tier.changed': '1%' }), options)(later) === 'stop').toBe(true);
  });

  test.each([
    // Where the share is p and lies d from the limit, some 12 p / d² records decide (z of a confidence sequence of 99 %).
    ['0.9 %: some 110,000 decide', { 'tier.changed': '1%' }, 180, 'more'],
    ['0.98 %: more than there are', { 'tier.changed': '1%' }, 196, 'everything'],
    ['1.02 %: the same on the other side', { 'tier.changed': '1%' }, 204, 'everything'],
    ['0 %: each record that is not seen may be one', { 'tier.changed': '0' }, 0, 'everything'],
    ['a distance, of which nothing is forecast', { 'tier.tv': '0.001' }, 20, 'more'],
  ])('goes on by as much as decides: %s', (_, limits, changed, expected) => {
    expect(progressOf(pipelineOf(limits), options)(moved(changed, 20_000, part))).toBe(expected);
  });

  test('compares a limit in records with the records of the whole recording', () => {
    expect(
      judgePipeline(moved(100, 20_000, part), pipelineOf({ 'tier.changed': '1000 records' }), options).verdict,
    ).toBe('fail');
    expect(
      judgePipeline(moved(100, 20_000, part), pipelineOf({ 'tier.changed': '20000 records' }), options).verdict,
    ).toBe('pass');
  });

  test('never decides a measure whose interval is asymptotic or unknown', () => {
    const pairs = Array.from({ length: 1000 }, () => [100, 50] as const);
    const evidence = pipelineEvidence([numberEvidence(pairs)], { recorded: 100_000 });
    for (const key of ['amount.mean', 'amount.psi']) {
      const { verdict, outputs } = judgePipeline(evidence, pipelineOf({ [key]: '1' }), options);
      expect(verdict).toBe('inconclusive');
      expect(outputs.get('amount')?.[key.slice(7)]).toMatchObject({
        needed: 100_000,
        reason: 'only a full replay decides this: run with --full',
      });
    }
    expect(progressOf(pipelineOf({ 'amount.mean': '1' }), options)(evidence) === 'stop').toBe(false);
  });

  test.each(['amount.mean', 'amount.psi', 'amount.ks'])(
    'is not begun where a limit on %s lets no part decide, whatever it shows',
    (key) => {
      const pipeline = pipelineOf({ 'amount.changed': '1%', [key]: '0.9' });
      expect(isForTheWhole(pipeline)).toBe(true);
      for (const pairs of [[], [[100, 50]], Array.from({ length: 1000 }, (_, index) => [index, 2 * index])] as const) {
        const evidence = pipelineEvidence([numberEvidence(pairs as [number, number][])], { recorded: 100_000 });
        expect(progressOf(pipeline, options)(evidence)).toBe('everything');
      }
    },
  );

  test('is begun where each limit may be decided early, or holds for anything', () => {
    const early: Readonly<Record<string, string>>[] = [
      { 'tier.changed': '1%' },
      { rejected: '0.1%', 'tier.tv': '0.1' },
      { 'amount.ks': '1' },
      {},
    ];
    for (const limits of early) expect(isForTheWhole(pipelineOf(limits))).toBe(false);
  });

  test('does not pass a limit of 0 before the last record', () => {
    expect(progressOf(pipelineOf({ 'tier.changed': '0' }), options)(moved(0, 20_000, part)) === 'stop').toBe(false);
    expect(judgePipeline(moved(1, 20_000, part), pipelineOf({ 'tier.changed': '0' }), options).verdict).toBe('fail');
  });

  test('splits its error probability over the limits', () => {
    const high = (limits: Record<string, string>): number =>
      judgePipeline(moved(20, 20_000, part), pipelineOf(limits), options).outputs.get('tier')?.changed?.high ?? 0;
    expect(high({ 'tier.changed': '1%', rejected: '1%', failed: '1%' })).toBeGreaterThan(
      high({ 'tier.changed': '1%' }),
    );
  });
});

describe('a base that does not reproduce itself', () => {
  /** Of 1,000 records. */
  const noise = (again: number, head: number, both: number) => {
    const outputs = [{ name: 'tier', again, head, both }];
    return { ...options, noise: { records: 1000, weight: 1000, squares: 1000, outputs } };
  };
  const cases: [string, number, ReturnType<typeof noise>, string, string][] = [
    ['and head no more often passes', 50, noise(50, 50, 50), '2%', 'pass'],
    ['and head far more often fails', 150, noise(50, 150, 50), '2%', 'fail'],
    ['and head somewhat more often is open', 60, noise(40, 60, 20), '2%', 'inconclusive'],
    ['on half of the records has no equality', 600, noise(500, 900, 450), '2%', 'inconclusive'],
    ['but on no record of these leaves the verdict as it is', 50, noise(0, 50, 0), '2%', 'fail'],
  ];
  test.each(cases)('%s', (_, changed, asked, limit, verdict) => {
    expect(judgePipeline(moved(changed, 1000), pipelineOf({ 'tier.changed': limit }), asked).verdict).toBe(verdict);
  });

  test('is said, also where the limit holds anyway, and where nobody could ask twice', () => {
    const pipeline = pipelineOf({ 'tier.changed': '10%' });
    expect(judgePipeline(moved(20, 1000), pipeline, noise(20, 20, 20)).reasons[0]).toBe(
      'base, run twice on 1,000 records, gives another tier on 2 % of them',
    );
    const unasked = { ...options, noise: { records: 0, weight: 0, squares: 0, outputs: [] } };
    expect(judgePipeline(moved(20, 1000), pipeline, unasked).reasons[0]).toBe(
      'base could not be run twice, so nobody knows how far it differs from itself',
    );
  });

  test('is named beside what still holds its noise', () => {
    const pipeline = pipelineOf({ 'tier.tv': '1%' });
    expect(judgePipeline(moved(50, 1000), pipeline, noise(50, 50, 50)).reasons[0]).toMatch(
      /that is still in tier\.tv$/,
    );
  });
});
