import { expect, it } from 'vitest';
import { makeRepository } from '../repository/fixture.ts';
import { governed, weir } from './weir.ts';

const config = `version: 1
recordings:
  flights: { files: traffic/*.jsonl, output: /response, time: /at, redact: [/card] }
pipelines:
  compensation:
    recording: flights
    steps: [{ rules: rules/compensation.json, into: /decision }]
    outputs: { tier: { at: /decision/tier, kind: category } }
    limits: { tier.changed: 1%, failed: "2 records" }
`;

/** Two records a day, and of the seventh none. */
function traffic(): string {
  const lines = Array.from({ length: 20 }, (_, n) => ({
    ...{ delay: n * 10, email: `ada${n}@example.org`, card: '4111 1111 1111 1111' },
    ...(n % 4 !== 0 && { response: { tier: n % 3 ? 'short' : 'long' } }),
    at: `2020-03-${String(1 + Math.floor(n / 2) + (n >= 12 ? 1 : 0)).padStart(2, '0')}T08:00:00Z`,
  }));
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\nBROKEN\n`;
}

it('weir traffic says what a recording holds within 80 columns, as JSON too, and no value', async () => {
  const repository = makeRepository();
  repository.commit({ ...governed, 'traffic/flights.jsonl': traffic(), '.github/weir.yml': config });
  const { status, stdout, stderr } = await weir(repository, 'traffic', 'flights');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  const flat = stdout.replace(/\s+/g, ' ');
  expect(flat).toContain('2020-03-01T08:00:00Z to 2020-03-11T08:00:00Z');
  expect(flat).toContain('2 (median of 10 days), 2 to 2; none on 1 of 11 days');
  expect(flat).toContain('15 of 20 records (75 %) compensation tier: 15 of 20 records (75 %), 2 values');
  // ln 0.01 / ln 0.99, and of 2 in 20 ln 0.01 / ln 0.9: 458.2 and 43.7.
  expect(flat).toContain('compensation tier.changed 1%: 459 records certify it, 439 records too few');
  expect(flat).toContain('compensation failed 2 records: 44 records certify it, 24 records too few');
  expect(flat).toContain('1 malformed; the first: traffic/flights.jsonl:21:');
  expect(flat).toContain('/delay number 0 to 190, 20 values');
  expect(flat).toContain('! /email looks like e-mail addresses, in 100 % of the records');
  expect(flat).toMatch(/! its newest record is \d+ days old; max_age is 30d/);
  expect(stdout).not.toMatch(/@example|4111|short/);

  const untimed = await weir(repository, 'traffic', 'traffic/*.jsonl', '--time', '/nowhere');
  expect(untimed.stdout.replace(/\s+/g, ' ')).toContain(
    'unknown: no record has a time where --time, or time in weir.yml',
  );
  const json = await weir(repository, 'traffic', 'traffic/*.jsonl', '--time', '/at', '--max-records', '5', '--json');
  expect(JSON.parse(json.stdout)).toMatchObject({
    records: 5,
    stopped: true,
    from: '2020-03-01T08:00:00Z',
    days: [{ records: 2 }, {}, {}],
  });
  expect(json.stdout).not.toMatch(/@example|4111/);
});
