/** Relationships between the tables of two recordings, judged over the whole of both. Expected rows by hand. */
import { expect, test, vi } from 'vitest';
import { makeRepository } from '../repository/fixture.ts';
import { check, pipelineOf, weir } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

const CONTRACTS = {
  odcs: {
    path: 'orders.odcs.yaml',
    option: 'object',
    text: (relationships: string) =>
      `apiVersion: v3.1.0\nkind: DataContract\nid: shop\nversion: 1.0.0\nstatus: active\nschema:\n  - name: orders\n    properties:\n      - { name: n, logicalType: integer }\n      - { name: customer, logicalType: integer${relationships} }\n`,
    relationship: ', relationships: [{ to: customers.id }]',
  },
  dbt: {
    path: 'models/schema.yml',
    option: 'table',
    text: (tests: string) =>
      `models:\n  - name: orders\n    columns: [{ name: n, data_type: int }, { name: customer, data_type: int${tests} }]\n`,
    relationship: ", data_tests: [{ relationships: { to: ref('customers'), field: id } }]",
  },
  'sql-ddl': {
    path: 'db/structure.sql',
    option: 'table',
    text: (reference: string) =>
      `CREATE TABLE public.customers (id bigint PRIMARY KEY, name text);\n\nCREATE TABLE public.orders (\n    n integer,\n    customer bigint${reference}\n);\n`,
    relationship: ' REFERENCES public.customers',
  },
} as const;

/** Of 400 orders, those of customer 9 are of nobody that is known, and four name nobody. Numbers are texts in some rows. */
const orders = Array.from({ length: 400 }, (_, n) => ({
  n,
  customer: n % 100 === 0 ? null : n % 20 === 9 ? 9 : n % 2 === 0 ? (n % 8) + 1 : `0${(n % 8) + 1}`,
}));
const customers = ['id,name', ...Array.from({ length: 8 }, (_, id) => `${id + 1},c`), ',nobody', ''].join('\n');

const lines = (records: readonly unknown[]) => records.map((one) => JSON.stringify(one)).join('\n');

const weirYml = (step: string, more = '') => `version: 1
recordings:
  orders: { files: traffic/orders.jsonl, input: "" }
  people: { files: traffic/customers.csv, input: ""${more} }
pipelines:
  ledger:
    recording: orders
    steps: [{ schema: ${step} }]
    outputs: { n: { at: /n, kind: number } }
    limits: { rejected: 1% }
`;

interface Case {
  readonly engine: keyof typeof CONTRACTS;
  readonly more?: string;
  readonly people?: string;
  readonly atBase?: string;
  readonly related?: string;
}

function repositoryOf({ engine, more, people = customers, atBase = '', related = 'customers: people' }: Case) {
  const { path, option, text, relationship } = CONTRACTS[engine];
  const repository = makeRepository();
  repository.commit({
    '.github/weir.yml': weirYml(`${path}, engine: ${engine}, ${option}: orders, related: { ${related} }`, more),
    'traffic/orders.jsonl': lines(orders),
    'traffic/customers.csv': people,
    [path]: text(atBase),
  });
  repository.git('switch', '-c', 'change');
  repository.commit({ [path]: text(relationship) });
  return repository;
}

test.each(['odcs', 'dbt', 'sql-ddl'] as const)(
  '%s: rows whose key no row of the other recording has are refused',
  async (engine) => {
    const { directory } = repositoryOf({ engine });

    const { report } = await check(directory, 'change');

    const { measures, reasons, verdict } = pipelineOf(report, 'ledger');
    expect(verdict).toBe('fail');
    // 400 / 20 = 20, and of these none is a hundredth.
    expect(measures.rejected).toMatchObject({ value: 0.05 });
    expect(reasons).toEqual(['rejected is 5 % and its limit 1 %: 20 of 400 records']);
    expect(report.edits).toMatchObject([{ change: 'relationship-added', hit: { records: 20, of: 400 } }]);
    expect(JSON.stringify(report)).toContain(
      'customer must be found in id of some record of recording people, and is in none',
    );
    expect(JSON.stringify(report.notes)).not.toContain('not checked by replay');
    if (engine !== 'dbt') return;
    const traced = await weir(['trace', '--base', 'main', '--head', 'change', '--record', '10', '--show'], directory);
    expect(traced.stdout).toContain('customer must be found in id');
  },
);

test.each<[string, Omit<Case, 'engine'>, string]>([
  ['cannot be read in part', { people: `${customers}1,2,3,4\n` }, '1 record of recording people cannot be read'],
  ['is hashed alone', { more: ', redact: [{ at: /id, as: hash }]' }, 'weir.yml hashes /id of recording people alone'],
  ['is redacted', { more: ', redact: [/id]' }, 'weir.yml redacts /id of recording people'],
])('where the other recording %s nothing is judged, and nothing passes', async (_, own, why) => {
  const { directory } = repositoryOf({ engine: 'odcs', ...own });

  vi.stubEnv('WEIR_REDACT_KEY', 'a key for tests alone');

  const { report } = await check(directory, 'change');

  expect(pipelineOf(report, 'ledger').verdict).toBe('inconclusive');
  expect(JSON.stringify(report)).toContain(why);
});

test('what base asks as well is refused on both sides, and a table that nothing leads to is named', async () => {
  const { path, relationship, text } = CONTRACTS.odcs;
  const repository = repositoryOf({
    engine: 'odcs',
    atBase: relationship,
    related: 'customers: people, shops: people',
  });
  repository.commit({
    [path]: text(relationship).replace('name: n, logicalType: integer', 'name: n, logicalType: number'),
  });

  const { report } = await check(repository.directory, 'change');

  expect(pipelineOf(report, 'ledger')).toMatchObject({ measures: { rejected: { value: 0 } } });
  expect(pipelineOf(report, 'ledger').outcomes).toMatchObject([{ side: 'both', outcome: 'rejected', records: 20 }]);
  expect(JSON.stringify(report.notes)).toContain(
    '`related` in weir.yml names tables to which no relationship leads: shops',
  );
});

test('a recording that weir.yml does not have is an error at its place', async () => {
  const { directory } = repositoryOf({ engine: 'dbt', related: 'customers: peple' });
  const run = await weir(['check', '--base', 'main', '--head', 'change'], directory);
  expect(run.status).toBe(2);
  expect(run.stderr.replaceAll(/\s+/g, ' ')).toContain('expected: one of orders or people did you mean people?');
});

test('a change that takes away the other recording fails: nothing could be looked up in it any more', async () => {
  const repository = repositoryOf({ engine: 'dbt' });
  repository.git('rm', '--quiet', 'traffic/customers.csv');
  repository.commit();
  const { report } = await check(repository.directory, 'change');
  expect(report.verdict).toBe('fail');
  expect(JSON.stringify(report.config?.problems)).toContain('traffic/customers.csv is gone');
});
