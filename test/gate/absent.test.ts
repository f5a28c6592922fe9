/** What a limit names and no record has is never a pass. */
import { describe, expect, test } from 'vitest';
import { judgePipeline } from '../../src/gate/judge-pipeline.ts';
import type { OutputEvidence } from '../../src/impact/evidence.ts';
import { categoryEvidence, numberEvidence, type Pair, pipelineEvidence, table } from '../impact/evidence-of.ts';
import { pipelineOf } from './pipeline-of.ts';

const options = { confidence: 0.99 };
const outputs = [{ name: 'tier', at: '/tier', kind: 'category', tolerance: 0 }] as const;

function judged(pairs: readonly Pair[], limit: string, extra: Partial<OutputEvidence> = {}) {
  const evidence = pipelineEvidence([categoryEvidence(pairs, extra)]);
  return judgePipeline(evidence, pipelineOf({ [`tier.${limit}`]: '1%' }, { outputs }), options);
}

const blocking: readonly Pair[] = [
  ['"allow"', '"allow"', 900],
  ['"allow"', '"block"', 100],
];

describe('a limit on the share of a value', () => {
  test('that no record has is inconclusive, and the value that was meant is named', () => {
    const { verdict, reasons } = judged(blocking, 'share.blocked');

    expect(verdict).toBe('inconclusive');
    expect(reasons).toEqual([
      'tier.share.blocked has no value: no record has the value blocked, at base or at head; did you mean block?',
    ]);
  });

  test.each([
    ['head alone', 'share.block', 'fail'],
    ['nobody, as nobody is rejected', 'share.rejected', 'pass'],
    ['nobody, as nobody fails', 'share.failed', 'pass'],
  ])('that %s has is judged', (_, limit, verdict) => {
    expect(judged(blocking, limit).verdict).toBe(verdict);
  });

  test('names the values that there are where none is near, and no rare one', () => {
    expect(judged([...blocking, ['"secret"', '"secret"', 9]], 'share.refuse').reasons[0]).toBe(
      'tier.share.refuse has no value: no record has the value refuse, at base or at head; there is allow, block',
    );
  });

  test('counts as there where the value reads like something else', () => {
    expect(
      judged(
        [
          ['1', '1', 900],
          ['1', '"1"', 100],
        ],
        'share."1"',
      ).verdict,
    ).toBe('fail');
    expect(judged([['null', 'null', 1000]], 'share.null').verdict).toBe('pass');
  });
});

test.each(['precision', 'recall'])(
  'the %s of a class that nobody answers or is, names the class that was meant',
  (measure) => {
    const rows = table([['"yes"', '"yes"', 1000]]).map((row) => ({ ...row, label: '"yes"' }));
    const labels = { total: { records: 1000, weight: 1000, value: 0 }, table: rows };
    const { verdict, reasons } = judged([['"yes"', '"yes"', 1000]], `${measure}.yess`, { labels });

    expect(verdict).toBe('inconclusive');
    expect(reasons[0]).toContain('no record has the value yess, at base or at head; did you mean yes?');
  },
);

describe('a threshold', () => {
  const flips = (threshold: number, pairs: readonly (readonly [number, number])[]) => {
    const nothing = { records: 0, weight: 0, value: 0 };
    const crossed = pairs.filter(([base, head]) => base >= threshold !== head >= threshold).length;
    const up = { records: crossed, weight: crossed, value: 0 };
    const output = numberEvidence(pairs, {
      name: 'score',
      kind: 'probability',
      flips: [{ threshold, up, down: nothing }],
    });
    return judgePipeline(pipelineEvidence([output]), pipelineOf({ [`score.flips@${threshold}`]: '1%' }), options);
  };
  const scores = Array.from({ length: 1000 }, (_, i) => [0.1 + (i % 5) / 10, 0.2 + (i % 5) / 10] as const);

  test.each([
    [0.05, 'no score is below 0.05, at base or at head'],
    [0.7, 'no score reaches 0.7, at base or at head'],
  ])('of %d that no score meets judges nothing', (threshold, reason) => {
    expect(flips(threshold, scores)).toMatchObject({
      verdict: 'inconclusive',
      reasons: [`score.flips@${threshold} has no value: ${reason}`],
    });
  });

  test('that head alone reaches is judged', () => {
    expect(flips(0.6, scores).verdict).toBe('fail');
  });
});

describe('an output', () => {
  test('that is missing where records are not rejected is never there', () => {
    const { verdict, reasons } = judged(
      [
        ['missing', 'missing', 500],
        ['rejected', 'rejected', 500],
      ],
      'changed',
    );

    expect(verdict).toBe('inconclusive');
    expect(reasons[0]).toBe('tier is never there: on no record does base or head hold anything at "/tier"');
  });

  test('that is null on every record is as good as never there, unless a limit names null', () => {
    const pairs: readonly Pair[] = [['null', 'null', 1000]];
    const { verdict, reasons } = judged(pairs, 'changed');

    expect(verdict).toBe('inconclusive');
    expect(reasons[0]).toBe('tier is never there: on no record does base or head hold anything but null at "/tier"');
    expect(judged(pairs, 'share.null').verdict).toBe('pass');
    expect(
      judged(
        [
          ['null', 'null', 999],
          ['null', '"a"'],
        ],
        'changed',
      ).verdict,
    ).toBe('pass');
  });

  test('that no record gets as far as is not judged', () => {
    expect(
      judged(
        [
          ['rejected', 'rejected', 900],
          ['failed', 'failed', 100],
        ],
        'changed',
      ),
    ).toMatchObject({
      verdict: 'inconclusive',
      reasons: ['no record gets as far as tier: base and head reject or fail on every one'],
    });
  });

  test('that head newly rejects fails', () => {
    expect(judged([['missing', 'rejected', 1000]], 'changed').verdict).toBe('fail');
  });
});

test('a segment that no record has is said to tell nothing apart', () => {
  const output = categoryEvidence([['"a"', '"a"', 1000]]);
  const segments = [{ pointer: '/origni', value: 'missing', total: output.total, outputs: [output] }];
  const pipeline = pipelineOf({ 'tier.changed': '1%' }, { segments: ['/origni'] });

  expect(judgePipeline(pipelineEvidence([output], { segments }), pipeline, options).reasons).toEqual([
    'the limit on tier.changed holds on 1,000 records',
    'no record has a segment at /origni, so none is told apart',
  ]);
});

describe('a limit that nothing can exceed', () => {
  const reasonsOf = (key: string, limit: string, records = 1000) => {
    const pairs = [['"a"', '"b"', records]] as const;
    return judgePipeline(
      pipelineEvidence([categoryEvidence(pairs)]),
      pipelineOf({ [key]: limit }, { outputs }),
      options,
    ).reasons;
  };

  test.each([
    ['tier.changed', '100%', 'no share exceeds 100 %'],
    ['tier.share.a', '100%', 'no share exceeds 100 %'],
    ['rejected', '100%', 'no share exceeds 100 %'],
    ['tier.tv', '1', 'tv never exceeds 1'],
    ['tier.js', '1', 'js never exceeds 1'],
    ['tier.changed', '1000 records', 'the recording has 1,000 records'],
    ['tier.changed', '5000 records', 'the recording has 1,000 records'],
  ])('%s: %s is said to be one', (key, limit, why) => {
    expect(reasonsOf(key, limit).slice(0, 2)).toEqual([
      `${key} cannot fail with the limit ${limit}: ${why}`,
      'none of its limits can fail, so whatever the change does would pass',
    ]);
  });

  test('does not count among those that hold', () => {
    const evidence = pipelineEvidence([categoryEvidence([['"a"', '"a"', 1000]])]);
    expect(
      judgePipeline(evidence, pipelineOf({ 'tier.changed': '1%', failed: '100%' }, { outputs }), options).reasons,
    ).toEqual([
      'failed cannot fail with the limit 100%: no share exceeds 100 %',
      'the limit on tier.changed holds on 1,000 records',
    ]);
  });

  test('is none where something can', () => {
    expect(reasonsOf('tier.changed', '99.9%')[0]).toContain('tier.changed is 100 % and its limit 99.9 %');
    expect(reasonsOf('tier.changed', '999 records')[0]).toContain('and its limit 999 records');
  });
});

test('records of unequal weight certify no more than as many equal ones as they are worth', () => {
  const evidence = pipelineEvidence([categoryEvidence([['"a"', '"a"', 1000]])], { weighted: true, effective: 312.5 });
  const { verdict, reasons } = judgePipeline(evidence, pipelineOf({ 'tier.changed': '1%' }, { outputs }), options);

  expect(verdict).toBe('inconclusive');
  expect(reasons[0]).toBe(
    'tier.changed is 0 % and its limit 1 %, but 1,000 records of unequal weight say no more than 312, ' +
      'which do not certify this limit: 459 records would',
  );
});
