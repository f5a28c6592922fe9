/** Where it moves most: of the outputs whose change owners limit, since a score may change in every record. */
import { expect, test } from 'vitest';
import type { OutputReport, SegmentReport } from '../../src/report/report.generated.ts';
import { movedSegments } from '../../src/report/story.ts';
import { pipeline, share } from './fixtures.ts';

const limit = { limit: 0.01, limitText: '1%', verdict: 'fail' } as const;

function output(name: string, changed: ReturnType<typeof share>): OutputReport {
  const distribution = { base: { counts: {} }, head: { counts: {} } };
  return { name, kind: 'category', at: `/${name}`, measures: { changed }, transitions: [], distribution };
}

function segment(value: string, alarm: number): SegmentReport {
  const outputs = [
    { name: 'score', measures: { changed: share(1) } },
    { name: 'alarm', measures: { changed: share(alarm) } },
  ];
  return { pointer: '/site', value: JSON.stringify(value), records: 1000, outputs };
}

const segments = [segment('gdansk', 0.01), segment('hamburg', 0.03)];

test('a score that every record changes hides no segment in which more is decided otherwise', () => {
  const moved = movedSegments(
    pipeline({ outputs: [output('score', share(1)), output('alarm', share(0.02, limit))], segments }),
  );
  expect(moved.map(({ segment, name, measure }) => [segment, name, measure.value])).toEqual([
    ['/site = hamburg', 'alarm.changed', 0.03],
    ['/site = gdansk', 'alarm.changed', 0.01],
  ]);
});

test('without such a limit, and where nothing limited changed, it is what changed most', () => {
  for (const alarm of [share(0.02), share(0, { ...limit, verdict: 'pass' })]) {
    const moved = movedSegments(pipeline({ outputs: [output('score', share(1)), output('alarm', alarm)], segments }));
    expect(moved.map(({ name }) => name)).toEqual(['score.changed', 'score.changed']);
  }
});
