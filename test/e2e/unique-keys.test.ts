/** A pull request asks a key of a contract to be unique: which share of the recorded rows that hits, and that every command agrees. */
import { expect, test, vi } from 'vitest';
import { makeRepository } from '../repository/fixture.ts';
import { check, pipelineOf, weir } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

const WEIR_YML = `version: 1
recordings:
  orders: { files: traffic/*.jsonl, input: "" }
pipelines:
  ledger:
    owners: ["@acme/ledger"]
    recording: orders
    steps: [{ schema: orders.odcs.yaml, engine: odcs }]
    outputs: { status: { at: /status, kind: category } }
    limits: { rejected: 1% }
`;

const contract = (key: string) => `apiVersion: v3.1.0
kind: DataContract
id: orders
schema:
  - name: orders
    properties:
      - { name: order_id, logicalType: integer, ${key} }
      - { name: status, logicalType: string }
`;

/** Every fiftieth row has the key of the one before. */
const rows = Array.from({ length: 1000 }, (_, index) => ({
  order_id: index % 50 === 49 ? index - 1 : index,
  status: 'new',
}));

test('the edit hits the rows that repeat a key, whatever the number of processes', async () => {
  const repository = makeRepository();
  const lines = rows.map((row) => `${JSON.stringify(row)}\n`);
  repository.commit({
    '.github/weir.yml': WEIR_YML,
    'orders.odcs.yaml': contract('required: true'),
    'traffic/1.jsonl': lines.slice(0, 650).join(''),
    'traffic/2.jsonl': lines.slice(650).join(''),
  });
  repository.git('switch', '-c', 'unique');
  repository.commit({ 'orders.odcs.yaml': contract('required: true, unique: true') });
  const { directory } = repository;

  const one = await check(directory, 'unique', '--jobs', '1', '--attribution');
  const three = await check(directory, 'unique', '--jobs', '3', '--attribution');

  expect(one.report.edits).toMatchObject([{ change: 'unique-added', hit: { records: 20, of: 1000, share: 0.02 } }]);
  const { verdict, measures } = pipelineOf(one.report, 'ledger');
  expect({ verdict, rejected: measures.rejected?.value }).toEqual({ verdict: 'fail', rejected: 0.02 });
  expect(three.json).toBe(one.json);
  const traced = await weir(['trace', '--base', 'main', '--head', 'unique', '--record', '50', '--show'], directory);
  expect(traced.stdout).toContain('order_id must be unique, and an earlier row has the same');
});

test('several edits are told apart, and what they do together adds up', async () => {
  const repository = makeRepository();
  const staff = Array.from({ length: 1000 }, (_, index) => ({
    id: index % 50 === 49 ? index - 1 : index,
    boss: (index * 7) % 1010,
    status: index % 10 === 0 ? null : 'new',
  }));
  repository.commit({
    '.github/weir.yml': WEIR_YML.replace('orders.odcs.yaml, engine: odcs', 'staff.sql'),
    'staff.sql': 'CREATE TABLE staff (id int, boss int, status text);\n',
    'traffic/1.jsonl': staff.map((row) => `${JSON.stringify(row)}\n`).join(''),
  });
  repository.git('switch', '-c', 'keys');
  const columns = 'id int UNIQUE, boss int REFERENCES staff (id), status text NOT NULL';
  repository.commit({ 'staff.sql': `CREATE TABLE staff (${columns});\n` });

  const { report } = await check(repository.directory, 'keys', '--attribution');

  // Counted beside Weir: alone, and of the rows whose status is there 20 repeat an id and 28 name a boss that is in no such row.
  expect(Object.fromEntries(report.edits.map(({ change, hit }) => [change, hit?.records]))).toEqual({
    ...{ 'required-added': 100, 'unique-added': 20, 'relationship-added': 29 },
  });
  const { measures, attribution = [] } = pipelineOf(report, 'ledger');
  expect(measures.rejected?.value).toBe(0.148);
  const shares = attribution.filter(({ measure }) => measure === 'rejected').map(({ value }) => value ?? 0);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(0.148, 10);
});
