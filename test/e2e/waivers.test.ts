/** Edits that base's weir.yml waives: listed with their reason, and no limit is lifted by it. */
import { expect, test, vi } from 'vitest';
import { annotateEdits } from '../../src/github/check/annotations.ts';
import { makeSmallRepository, WEIR_YML } from './small.ts';
import { check, weir } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

const flight = (maximum: number) => JSON.stringify({ type: 'object', properties: { delay: { maximum } } });
const waiving = (rule: string, until: string) => `${WEIR_YML}ignore:
  - rule: ${rule}
    artifact: schemas/*.json
    until: ${until}
    reason: the board shows an hour at most
`;

/** Head rejects the flight that is 90 minutes late. */
function tightened(weirYml: string) {
  const repository = makeSmallRepository({ '.github/weir.yml': weirYml, 'schemas/flight.json': flight(100) });
  repository.git('switch', '-c', 'tighten');
  repository.commit({ 'schemas/flight.json': flight(60) });
  return repository;
}

test('a waived edit says so and is not annotated; the limit that it exceeds fails all the same', async () => {
  const { directory } = tightened(waiving('maximum-tightened', '2999-12-31'));

  const { report, stdout } = await check(directory, 'tighten');

  expect(report.edits[0]).toMatchObject({
    change: 'maximum-tightened',
    waived: { until: '2999-12-31', reason: 'the board shows an hour at most' },
    hit: { records: 1, of: 3 },
  });
  expect(report.verdict).toBe('fail');
  expect(stdout.replace(/\s+/g, ' ')).toContain('waived until 2999-12-31: the board shows an hour at most');
  expect(annotateEdits(report, new Set(['schemas/flight.json'])).annotations).toEqual([]);
});

test.each([
  ['that has run out', waiving('maximum-tightened', '1999-01-01'), 'weir.yml:19:5', 'ran out on 1999-01-01'],
  // Commits of these repositories say that they are of 2024-01-01.
  ['that has run out since head says it was made', waiving('maximum-tightened', '2024-06-01'), 'ran out on 2024-06-01'],
  ['of an edit that there is not', waiving('maximum-tightned', '2999-12-31'), 'weir.yml:19:5', 'maximum-tightened'],
  ['until a day that there is not', waiving('maximum-tightened', '2999-02-31'), 'weir.yml:21:12', 'no calendar'],
])('a waiver %s is an error at its line', async (_, weirYml, ...words) => {
  const { directory } = tightened(weirYml);
  const { status, stderr } = await weir(['check', '--base', 'main', '--head', 'tighten'], directory);
  expect(status).toBe(2);
  for (const said of words) expect(stderr).toContain(said);
});

test('the change that takes it out goes through', async () => {
  const { directory, commit } = tightened(waiving('maximum-tightened', '1999-01-01'));
  commit({ '.github/weir.yml': WEIR_YML });
  expect((await check(directory, 'tighten')).status).toBe(1);
});
