/** `weir monitor` of a pipeline whose schema leads to the rows of another recording: those are looked at as in a check. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { weir } from '../e2e/weir.ts';
import { makeRepository } from '../repository/fixture.ts';

const weirYml = `version: 1
recordings:
  orders: { files: orders.jsonl, input: "", time: /at }
  people: { files: people.jsonl, input: "" }
pipelines:
  ledger:
    recording: orders
    steps: [{ schema: db.sql, table: orders, related: { customers: people } }]
    outputs: { n: { at: /n, kind: number } }
    limits: { rejected: 5% }
`;
const WEEKS = 8;
const MONDAY = Date.UTC(2001, 0, 1);
const DAY = 86_400_000;

/** Of the ten orders of a week, a half is of customer 2. */
const orders = Array.from({ length: WEEKS * 10 }, (_, n) => {
  const at = new Date(MONDAY + Math.floor(n / 10) * 7 * DAY + ((n % 10) / 10) * 7 * DAY).toISOString();
  return `${JSON.stringify({ n, customer: 1 + (n % 2), at })}\n`;
}).join('');

test('rows whose key no row of the other recording has are refused, and what was counted of them is not kept beyond it', async () => {
  const repository = makeRepository();
  repository.commit({
    '.github/weir.yml': weirYml,
    'db.sql': 'CREATE TABLE orders (n int, customer int REFERENCES customers (id));\n',
    'orders.jsonl': orders,
    'people.jsonl': '{"id":1}\n',
  });
  const rejected = async () => {
    const file = join(repository.directory, '.git/monitor.json');
    const run = await weir(['monitor', '--explain', '--jobs', '1', '--json', file], repository.directory);
    expect(run.stderr).toBe('');
    const [pipeline] = JSON.parse(readFileSync(file, 'utf8')).pipelines;
    const course = pipeline.courses.find(({ key }: { key: string }) => key === 'rejected');
    return course.weeks.map(({ now }: { now: number }) => now);
  };

  expect(await rejected()).toEqual(Array(WEEKS).fill(0.5));

  repository.write('people.jsonl', '{"id":1}\n{"id":2}\n');
  expect(await rejected()).toEqual(Array(WEEKS).fill(0));
});
