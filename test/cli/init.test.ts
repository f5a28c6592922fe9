import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isRead } from '../../src/config/engines.ts';
import { type Fixture, makeRepository } from '../repository/fixture.ts';
import { answer, flights, governed, rules, schema, weir } from './weir.ts';

function written({ directory }: Fixture): string {
  return readFileSync(join(directory, '.github/weir.yml'), 'utf8');
}

describe('weir init', () => {
  it('writes a weir.yml that validate and check accept as it is', async () => {
    const repository = makeRepository();
    const records = flights(200, (flight, id) => ({ id, ...flight, response: answer(id) }));
    repository.commit({
      ...governed,
      'traffic/flights-2001-01.jsonl': records,
      'traffic/flights-2001-02.jsonl': records,
    });
    const { status, stdout } = await weir(repository, 'init');
    expect(status).toBe(0);
    expect(stdout).toContain('wrote .github/weir.yml: 1 pipeline');
    expect(written(repository)).toMatch(/^# yaml-language-server: \$schema=https:\/\/\S+\/weir\.schema\.json\n/);
    expect(parse(written(repository))).toEqual({
      version: 1,
      recordings: { flights: { files: 'traffic/flights-*.jsonl', input: '', output: '/response', id: '/id' } },
      pipelines: {
        compensation: {
          owners: [],
          recording: 'flights',
          params: 'config/compensation.yaml',
          steps: [
            { schema: 'schemas/flight.schema.json' },
            { rules: 'rules/compensation.json', into: '/compensation' },
          ],
          outputs: {
            amount: { at: '/compensation/amount', kind: 'number' },
            tier: { at: '/compensation/tier', kind: 'category' },
          },
          segments: ['/origin'],
        },
      },
      defaults: { confidence: '99%', inconclusive: 'block' },
    });
    const validated = await weir(repository, 'validate');
    expect(validated.status).toBe(0);
    expect(validated.stdout.replace(/\s+/g, ' ')).toContain('100 of 100 answered as production did');
    repository.commit();
    expect((await weir(repository, 'check', '--base', 'HEAD')).status).toBe(0);
  });

  it('shows for values that no rule reads how they become a pipeline, as it can be pasted', async () => {
    const repository = makeRepository();
    const scores = Array.from({ length: 20 }, (_, index) => `{"score":${index / 20}}\n`).join('');
    repository.commit({ 'config/scoring.yaml': 'high_risk: 0.8\nreview: 0.5\n', 'traffic/requests.jsonl': scores });
    const { status, stdout } = await weir(repository, 'init');
    expect(status).toBe(2);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'config/scoring.yaml holds values (high_risk, review), and what they decide',
    );
    const recipe = stdout.slice(stdout.indexOf('    version: 1'), stdout.indexOf('\nNext')).replaceAll(/^ {4}/gm, '');
    const [, rule = '', code = ''] = /rules: (\S+) +# (.+)/.exec(recipe) ?? [];
    repository.write('.github/weir.yml', recipe);
    repository.write(rule, code);
    const validated = await weir(repository, 'validate');
    expect([validated.status, validated.stderr]).toEqual([0, '']);
    expect(validated.stdout).toContain('a category at /decision: low 16, high 4');
  });

  it('finds the calls that an OpenAPI document is held to, and else says what they look like', async () => {
    const repository = makeRepository();
    const openapi =
      'openapi: 3.0.3\ninfo: { title: A, version: "1" }\npaths: { /orders: { get: { responses: { "200": { description: ok } } } } }\n';
    repository.commit({ 'openapi.yaml': openapi, 'traffic/orders.jsonl': '{"sku":"A"}\n' });
    const { stdout } = await weir(repository, 'init');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'openapi.yaml describes method, path, the HTTP calls that are recorded one a line, or in a HAR file',
    );
    repository.write('traffic/calls.jsonl', '{"method":"GET","path":"/orders","status":200}\n'.repeat(20));
    expect((await weir(repository, 'init')).status).toBe(0);
    expect(parse(written(repository)).pipelines.openapi).toMatchObject({
      recording: 'calls',
      steps: [{ schema: 'openapi.yaml', engine: 'openapi' }],
    });
    expect((await weir(repository, 'validate')).status).toBe(0);
  });

  it('reads native records, packed and ignored by git', async () => {
    const repository = makeRepository();
    const native = flights(50, (input, id) => ({
      input,
      output: answer(id),
      id: `f${id}`,
      time: '2026-03-01T08:15:00Z',
    }));
    repository.commit({ ...governed, '.gitignore': 'traffic/\n' });
    repository.write('traffic/requests.jsonl.gz', gzipSync(native));
    expect((await weir(repository, 'init')).status).toBe(0);
    expect(parse(written(repository)).recordings).toEqual({
      requests: { files: 'traffic/requests.jsonl.gz', format: 'native' },
    });
    expect((await weir(repository, 'validate')).stdout).toContain('50 of 50');
  });

  it('takes the table of a dump that a recording is of, and those who read it for pipelines with their owners', async () => {
    const repository = makeRepository();
    const rows = Array.from({ length: 50 }, (_, index) => `A${index},${index % 2 ? 'paid' : 'new'},${index}.5\n`);
    repository.commit({
      'db/structure.sql':
        'CREATE TABLE public.users (id bigint);\nCREATE TABLE public.orders (order_id text, status text, amount numeric);\n',
      'models/exposures.yml':
        "exposures:\n  - name: weekly\n    depends_on: [ref('orders')]\n    owner: { email: ada@acme.example }\n",
      'traffic/orders.csv': `order_id,status,amount\n${rows.join('')}`,
    });

    expect((await weir(repository, 'init')).status).toBe(0);

    expect(parse(written(repository)).pipelines).toMatchObject({
      weekly: { owners: ['ada@acme.example'], steps: [{ schema: 'db/structure.sql', table: 'public.orders' }] },
    });
    expect((await weir(repository, 'validate')).stdout).toContain('tried      50 records, 0 rejected');
  });

  it('names the recordings of tables to which relationships lead', async () => {
    const repository = makeRepository();
    const rows = Array.from({ length: 50 }, (_, index) => `A${index},${index % 5}\n`);
    repository.commit({
      'models/schema.yml':
        "models:\n  - name: orders\n    columns:\n      - { name: order_id }\n      - { name: customer, data_tests: [{ relationships: { to: ref('customers'), field: id } }] }\n",
      'traffic/orders.csv': `order_id,customer\n${rows.join('')}`,
      'traffic/customers.csv': 'id\n0\n1\n2\n3\n4\n',
    });

    expect((await weir(repository, 'init')).status).toBe(0);

    expect(parse(written(repository))).toMatchObject({
      recordings: { orders: { files: 'traffic/orders.csv' }, customers: { files: 'traffic/customers.csv' } },
      pipelines: { orders: { steps: [{ schema: 'models/schema.yml', related: { customers: 'customers' } }] } },
    });
    const validated = await weir(repository, 'validate');
    expect(validated.stdout).not.toContain('relationships are not checked');
  });

  it('runs rules that read each other in order, in one pipeline', async () => {
    const repository = makeRepository();
    repository.commit({
      'rules/a-fee.json': JSON.stringify({ '*': [{ var: 'risk.points' }, { var: 'distance' }] }),
      'rules/risk.json': JSON.stringify({
        if: [{ '>': [{ var: 'delay' }, 100] }, { points: 2, why: 'late' }, { points: 1, why: 'small' }],
      }),
      'traffic/flights.jsonl': flights(40),
    });
    expect((await weir(repository, 'init')).status).toBe(0);
    expect(parse(written(repository)).pipelines).toEqual({
      'a-fee': expect.objectContaining({
        steps: [
          { rules: 'rules/risk.json', into: '/risk' },
          { rules: 'rules/a-fee.json', into: '/a_fee' },
        ],
        outputs: { a_fee: { at: '/a_fee', kind: 'number' } },
      }),
    });
  });

  it('finds rules of every engine by their endings', async () => {
    const repository = makeRepository();
    repository.commit({
      'rules/tier.cel': 'delay >= 180.0 ? "short" : "none"\n',
      'rules/broken.cel': 'delay >=\n',
      'traffic/flights.jsonl': flights(40),
    });
    const { status, stdout } = await weir(repository, 'init');
    expect(status).toBe(0);
    expect(stdout).toMatch(/left out: rules\/broken\.cel:/);
    expect(parse(written(repository)).pipelines).toEqual({
      tier: expect.objectContaining({
        steps: [{ rules: 'rules/tier.cel', into: '/tier' }],
        outputs: { tier: { at: '/tier', kind: 'category' } },
      }),
    });
  });

  it('says of a list of rules why it is left out, and how one of it can be named', async () => {
    const repository = makeRepository();
    const rule = (limit: number) => ({ name: `delay_${limit}`, when: { '>': [{ var: 'delay' }, limit] } });
    repository.commit({
      'fraud/rules.json': JSON.stringify({ version: 3, rules: [rule(10), rule(20), rule(30)] }),
      'traffic/flights.jsonl': flights(40),
    });
    const { status, stdout } = await weir(repository, 'init');
    expect(status).toBe(2);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'fraud/rules.json holds 3 rules in a list at /rules, where they have no names. In a mapping from names to rules, each is ' +
        'found again wherever it stands; one of a list can be named by its place alone: fraud/rules.json#/rules/0/when',
    );
  });

  it('takes what rules read beyond the request from what production answered', async () => {
    const repository = makeRepository();
    repository.commit({
      'rules/action.json': JSON.stringify({ if: [{ '>': [{ var: 'score' }, 0.5] }, 'block', { var: 'country' }] }),
      'log.jsonl': Array.from({ length: 30 }, (_, n) =>
        JSON.stringify({ request: { country: 'DE' }, response: { score: n / 30 } }),
      ).join('\n'),
    });
    expect((await weir(repository, 'init')).status).toBe(0);
    expect(parse(written(repository)).pipelines.action.steps).toEqual([
      { model: 'recorded', from: '/output/score', into: '/score' },
      { rules: 'rules/action.json', into: '/action' },
    ]);
  });

  it('governs a schema alone, with what it lets through as outputs', async () => {
    const repository = makeRepository();
    const { 'schemas/flight.schema.json': schema = '' } = governed;
    repository.commit({ 'flight.schema.json': schema, 'traffic.csv': 'delay,distance,origin\n1,2,JFK\n3,4,SFO\n' });
    expect((await weir(repository, 'init')).status).toBe(0);
    expect(parse(written(repository)).pipelines.flight).toMatchObject({
      steps: [{ schema: 'flight.schema.json' }],
      outputs: { delay: { kind: 'number' }, origin: { kind: 'category' } },
    });
  });

  it('makes no output of what only tells one record from another', async () => {
    const repository = makeRepository();
    const names = ['order_id', 'createdAt', 'when', 'label', 'customer', 'sku', 'amount', 'country', 'status'];
    const properties = Object.fromEntries(names.map((name) => [name, {}]));
    repository.commit({
      'order.schema.json': JSON.stringify({ ...schema, properties, required: ['order_id'] }),
      'traffic.jsonl': Array.from({ length: 60 }, (_, n) =>
        JSON.stringify({
          order_id: n,
          createdAt: 1_700_000_000 + n,
          when: `2026-01-${String((n % 28) + 1).padStart(2, '0')}`,
          label: n % 2,
          customer: `c${n % 7}`,
          sku: `SKU-${n}`,
          amount: n * 1.5,
          country: ['DE', 'FR', 'IT'][n % 3],
          status: ['open', 'paid'][n % 2],
        }),
      ).join('\n'),
    });
    expect((await weir(repository, 'init')).status).toBe(0);
    expect(Object.keys(parse(written(repository)).pipelines.order.outputs)).toEqual(['amount', 'country', 'status']);
  });

  it('leaves out a schema that rejects every record, and says so', async () => {
    const repository = makeRepository();
    const strict = { type: 'object', properties: { delay: { type: 'string' }, distance: {}, origin: {} } };
    repository.commit({
      ...governed,
      'schemas/flight.schema.json': JSON.stringify(strict),
      'traffic.jsonl': flights(20),
    });
    const { status, stdout } = await weir(repository, 'init');
    expect(status).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'schemas/flight.schema.json is left out of compensation: it rejects every record',
    );
    expect(parse(written(repository)).pipelines.compensation.steps).toHaveLength(1);
  });

  it('names the compiled engine for rules that only it understands', async () => {
    const repository = makeRepository();
    repository.commit({
      'rules/late.json': JSON.stringify({ if: [{ '>': [{ val: ['delay'] }, 100] }, true, false] }),
      'traffic.jsonl': flights(20),
    });
    await weir(repository, 'init');
    expect(parse(written(repository)).pipelines.late.steps).toEqual([
      { rules: 'rules/late.json', engine: 'json-logic-engine', into: '/late' },
    ]);
  });

  it('takes owners from CODEOWNERS and says which params nobody gives', async () => {
    const repository = makeRepository();
    repository.commit({ ...governed, CODEOWNERS: '* @acme/all\n/rules/ @acme/claims\n', 'traffic.jsonl': flights(20) });
    repository.write('config/compensation.yaml', 'delay:\n  minutes: 180\n');
    const { stdout } = await weir(repository, 'init');
    expect(parse(written(repository)).pipelines.compensation.owners).toEqual(['@acme/claims']);
    expect(stdout.replace(/\s+/g, ' ')).toContain('reads params.short, which config/compensation.yaml does not have');
  });

  it('survives names that mean something to YAML, to globs and to the shell', async () => {
    const repository = makeRepository();
    repository.commit({
      'rules/# no: {x}, "y".json': JSON.stringify(rules),
      'traffic [1]/a b-1.jsonl': flights(20),
      'traffic [1]/a b-2.jsonl': flights(20),
      // The beginning could be the name of a repository.
      'config/uni: code.yaml': 'delay: { minutes: 180 }\nshort: 932\n',
    });
    const { status, stderr } = await weir(repository, 'init');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const validated = await weir(repository, 'validate');
    expect(validated).toMatchObject({ status: 0, stderr: '' });
    expect(validated.stdout).toContain('2 files');
  });

  it('names what it saw and does not read yet, and what it could not connect', async () => {
    const repository = makeRepository();
    repository.commit({
      ...governed,
      'traffic.jsonl': flights(20),
      'events/order.thrift': '',
      'events/item.thrift': '',
      'rules/score.py': 'x = 1\n',
      'src/main.py': 'x = 1\n',
      'model/limits.yaml': 'high: 1\n',
      'prices.csv': 'price\n1\n',
    });
    const { status, stdout } = await weir(repository, 'init');
    const text = stdout.replace(/\s+/g, ' ');
    expect(status).toBe(0);
    expect(text).toContain('2 Thrift files: events/item.thrift, events/order.thrift');
    expect(text).toContain('1 Python file: rules/score.py');
    expect(text).toMatch(
      /in no pipeline yet, since nothing that was found goes with it: .*model\/limits\.yaml, prices\.csv/,
    );
  });

  it('makes an output of every rule in a file of many', async () => {
    const repository = makeRepository();
    const names = Array.from({ length: 45 }, (_, n) => `rule_${n}`);
    const named = names.map((name, n) => [
      name,
      { note: 'x', when: { '>': [{ var: n % 2 ? 'delay' : 'distance' }, n * 10] } },
    ]);
    repository.commit({
      'rules/fraud.json': JSON.stringify({ rules: Object.fromEntries(named) }),
      'traffic.jsonl': flights(20),
    });
    const { status, stdout } = await weir(repository, 'init');
    expect(status).toBe(0);
    const { fraud } = parse(written(repository)).pipelines;
    expect(fraud.steps).toEqual([{ rules: 'rules/fraud.json', each: '/rules/*/when', into: '/fraud' }]);
    expect(fraud.outputs).toBeUndefined();
    expect(stdout).toContain('each of rules/fraud.json#/rules/*/when');
    expect(stdout).not.toContain('in no pipeline yet');
    const validated = await weir(repository, 'validate');
    expect([validated.status, validated.stderr]).toEqual([0, '']);
    for (const name of names) expect(validated.stdout).toContain(name);
  });

  it('says of rules under their names what is no category, and takes one by one what each cannot tell apart', async () => {
    const repository = makeRepository();
    const over = (minutes: number) => ({ '>': [{ var: 'delay' }, minutes] });
    repository.commit({
      'rules/pay.json': JSON.stringify({ late: over(1), amount: { if: [over(3), 250, 0] } }),
      'rules/mixed.json': JSON.stringify({ 'a b': over(1), 'a/b': over(2), deep: { when: over(3) } }),
      'traffic.jsonl': flights(20),
    });
    expect((await weir(repository, 'init')).status).toBe(0);
    const { pay, mixed } = parse(written(repository)).pipelines;
    expect(pay.steps).toEqual([{ rules: 'rules/pay.json', each: '/*', into: '/pay' }]);
    expect(pay.outputs).toEqual({ amount: { at: '/pay/amount', kind: 'number' } });
    expect(mixed.steps).toHaveLength(3);
    const validated = await weir(repository, 'validate');
    expect([validated.status, validated.stderr]).toEqual([0, '']);
  });

  it('declares the columns of a CSV by pandas as the schema has them', async () => {
    const repository = makeRepository();
    const header = 'order_id,amount,rate,is_new,zip,flag,country,note';
    const rows = Array.from(
      { length: 60 },
      (_, n) =>
        `${n}.0,${n}.50,${n % 2 ? '1e-07' : '0.25'},${n % 2 ? 'True' : 'False'},${10115 + n},${n % 2},${n % 3 ? 'DE' : 'FR'},`,
    );
    repository.commit({
      'order.schema.json': JSON.stringify({
        type: 'object',
        required: ['amount'],
        $defs: { money: { type: 'number' } },
        properties: {
          order_id: { type: 'integer' },
          amount: { $ref: '#/$defs/money' },
          rate: { type: ['number', 'null'] },
          is_new: { type: 'boolean' },
          zip: { type: 'string' },
          flag: { type: 'boolean' },
          country: { type: 'string' },
        },
      }),
      'traffic/orders.csv': `${[header, ...rows].join('\n')}\n`,
    });
    const { status, stdout } = await weir(repository, 'init');
    expect(status).toBe(0);
    expect(parse(written(repository)).recordings.orders).toMatchObject({
      types: { order_id: 'number', amount: 'number', rate: 'number', is_new: 'boolean', zip: 'text', flag: 'boolean' },
    });
    expect(stdout).not.toContain('rejects every record');
    expect(stdout).not.toContain('nothing is at');
    const validated = await weir(repository, 'validate');
    expect([validated.status, validated.stderr]).toEqual([0, '']);
    expect(validated.stdout.replace(/\s+/g, ' ')).toContain('100 records, 0 rejected, 0 failed'.replace('100', '60'));
    repository.commit();
    const judged = await weir(repository, 'check', '--base', 'HEAD');
    expect(judged.status).toBe(0);
  });

  it('says with its line what is in the language of another tool, here and in validate', async () => {
    const repository = makeRepository();
    const known: Readonly<Record<string, [text: string, name: string, counted: string, line: number]>> = {
      'api/events.json': ['{\n"asyncapi": "2.6.0", "info": {}}', 'AsyncAPI', '1 AsyncAPI document', 2],
      'contracts/orders.yaml': ['apiVersion: v3.0.0\nkind: DataContract\n', 'ODCS', '1 data contract', 2],
    };
    // One after the other gets an engine.
    const documents = Object.fromEntries(Object.entries(known).filter(([, [, name]]) => !isRead(name)));
    const files = Object.fromEntries(Object.entries(documents).map(([path, [text]]) => [path, text]));
    repository.commit({ ...governed, ...files, 'traffic.jsonl': flights(20) });
    const { status, stdout } = await weir(repository, 'init');
    expect(status).toBe(0);
    for (const [path, [, , counted, line]] of Object.entries(documents))
      expect(stdout).toContain(`${counted}: ${path}:${line}`);
    const good = written(repository);
    for (const [path, [, name, , line]] of Object.entries(documents)) {
      repository.write('.github/weir.yml', good.replace('schemas/flight.schema.json', path));
      const validated = await weir(repository, 'validate');
      expect(validated.status).toBe(2);
      expect(validated.stderr).toMatch(
        new RegExp(`weir\\.yml:\\d+:\\d+: ${name} is not read yet\\n +found: +"\\w+" at ${path}:${line}:`),
      );
    }
  });

  it.each([
    ['ts_ms', 1_700_000_000_000],
    ['when', '2026-01-01T00:00:00Z'],
    ['timestamp', 1_700_000_000],
    ['@timestamp', '2026-01-01T00:00:00.000Z'],
    ['created_at', '2026-01-01T00:00:00+01:00'],
    ['createdAt', '2026-01-01'],
    ['event_time', '2026-01-01T00:00:00Z'],
    ['order_id', undefined],
    ['requestId', undefined],
    ['meta/id', undefined],
    ['meta/logged_at', 1_700_000_000],
    ['customer_id', 'one of few'],
    ['expires_at', '2026-01-01T00:00:00Z'],
  ])('finds what tells records apart and when they came: %s', async (place, time) => {
    const repository = makeRepository();
    const [outer = '', inner] = place.split('/');
    const traffic = flights(60, (flight, n) => {
      const value = time === undefined ? `r${n}` : time === 'one of few' ? n % 5 : time;
      return { ...flight, [outer]: inner === undefined ? value : { [inner]: value } };
    });
    repository.commit({ ...governed, 'traffic.jsonl': traffic });
    expect((await weir(repository, 'init')).status).toBe(0);
    const { id, time: found } = parse(written(repository)).recordings.traffic;
    const isNone = place === 'customer_id' || place === 'expires_at';
    expect([id, found]).toEqual(
      isNone ? [undefined, undefined] : time === undefined ? [`/${place}`, undefined] : [undefined, `/${place}`],
    );
  });

  it('proposes as segments what has a handful of values, also where some records lack it', async () => {
    const repository = makeRepository();
    const traffic = flights(60, ({ origin: _, ...flight }: { origin?: string }, n) => ({
      ...flight,
      plan: `p${n % 30}`,
      seen: '2026-01-01',
      customer: { country: ['DE', 'FR', null][n % 3], email: `a${n % 2}@b.de` },
      channel: ['app', 'web', 'shop', undefined][n % 4],
    }));
    repository.commit({ ...governed, 'traffic.jsonl': traffic });
    expect((await weir(repository, 'init')).status).toBe(0);
    expect(parse(written(repository)).pipelines.compensation.segments).toEqual(['/channel', '/customer/country']);
  });

  it('finds the request of a log of a web server in its body', async () => {
    const repository = makeRepository();
    const traffic = flights(60, (body, n) => ({
      level: 'info',
      ts_ms: 1_767_225_600_000 + n,
      req: { id: `q${n}`, method: 'POST', body },
      res: { statusCode: 200 },
    }));
    repository.commit({ ...governed, 'logs/requests.jsonl': traffic });
    expect((await weir(repository, 'init')).status).toBe(0);
    expect(parse(written(repository)).recordings.requests).toEqual({
      files: 'logs/requests.jsonl',
      input: '/req/body',
      id: '/req/id',
      time: '/ts_ms',
    });
  });

  it('takes a file that is a list of rules for no recording', async () => {
    const repository = makeRepository();
    const rule = (limit: number) => ({ name: `delay_${limit}`, when: { '>': [{ var: 'delay' }, limit] } });
    repository.commit({
      ...governed,
      'fraud/rules.json': JSON.stringify([rule(10), rule(20)]),
      'traffic/list.json': JSON.stringify([{ delay: 1, distance: 2 }]),
      'traffic.jsonl': flights(40),
    });
    const { stdout } = await weir(repository, 'init');
    const text = stdout.replaceAll(/\s+/g, ' ');
    expect(text).toMatch(
      /recordings traffic\.jsonl, traffic\/list\.json|recordings traffic\/list\.json, traffic\.jsonl/,
    );
    expect(text).toContain('fraud/rules.json holds 2 rules in a list, where they have no names');
    expect(text).toContain('fraud/rules.json#/0/when');
  });

  it('refuses to replace a weir.yml without --force', async () => {
    const repository = makeRepository();
    repository.commit({ ...governed, 'traffic.jsonl': flights(20), '.github/weir.yml': 'mine' });
    const refused = await weir(repository, 'init');
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('--force');
    expect(written(repository)).toBe('mine');
    expect((await weir(repository, 'init', '--force')).status).toBe(0);
    expect(parse(written(repository)).version).toBe(1);
  });

  it('does not write through a link', async () => {
    const repository = makeRepository();
    repository.commit({ ...governed, 'traffic.jsonl': flights(20), '.github/keep': '', 'other.txt': 'other' });
    symlinkSync('../other.txt', join(repository.directory, '.github/weir.yml'));
    expect((await weir(repository, 'init', '--force')).status).toBe(0);
    expect(readFileSync(join(repository.directory, 'other.txt'), 'utf8')).toBe('other');
  });

  it('writes nothing where there is nothing, and says how to record traffic', async () => {
    const repository = makeRepository();
    const { status, stdout } = await weir(repository, 'init');
    expect(status).toBe(2);
    expect(stdout).toContain('How to record traffic');
    expect(existsSync(join(repository.directory, '.github'))).toBe(false);
  });

  it('says what rules read where no recording has it', async () => {
    const repository = makeRepository();
    repository.commit({ ...governed, 'traffic.jsonl': '{"price":1}\n{"price":2}\n' });
    const { status, stdout } = await weir(repository, 'init');
    expect(status).toBe(2);
    expect(stdout).toContain('rules/compensation.json reads delay, distance');
  });

  it('says why a file that looks like rules is none', async () => {
    const repository = makeRepository();
    const mistyped = JSON.stringify({ if: [{ greater: [{ var: 'delay' }, 3] }, 'a', 'b'] });
    repository.commit({ ...governed, 'rules/mistyped.json': mistyped, 'traffic.jsonl': flights(20) });
    const { stdout } = await weir(repository, 'init');
    expect(stdout.replace(/\s+/g, ' ')).toContain('rules/mistyped.json:1:9: unknown operator `greater`');
  });

  it('is not led astray by files that only look like schemas, rules or recordings', async () => {
    const repository = makeRepository();
    repository.commit({
      ...governed,
      'traffic.jsonl': flights(20),
      'package.json': '{"name":"x"}',
      'tool.json': '{"$schema":"https://example.org/tool.json","properties":{"delay":{}},"type":"object"}',
      'levels.json': '{"log":"info"}',
      'broken.json': '{"if":[{"var":',
      'twice.yaml': 'a: 1\na: 2\n',
      'list.json': '[1,2,3]',
      'empty.jsonl': '',
      'garbage.parquet': 'PAR1 but not really',
      'garbage.jsonl.gz': 'no gzip at all',
    });
    const { status, stdout } = await weir(repository, 'init');
    expect(status).toBe(0);
    expect(stdout).toContain('rules      rules/compensation.json\n');
    expect(stdout).toContain('schemas    schemas/flight.schema.json\n');
    expect(Object.keys(parse(written(repository)).recordings)).toEqual(['traffic']);
  });

  it('keeps to 80 columns, but for paths, which stay whole so that a terminal can open them', async () => {
    const repository = makeRepository();
    const long = 'a/very/long/folder/name/that/goes/on/and/on/and/on/until/it/does/not/fit/into/a/terminal';
    repository.commit({ ...governed, [`${long}/traffic.jsonl`]: flights(20) });
    const outputs = [await weir(repository, 'init'), await weir(repository, 'validate')];
    for (const { stdout } of outputs) {
      const lines = stdout.split('\n').filter((line) => stringWidth(line) > 80);
      expect(lines.filter((line) => !line.includes(`${long}/traffic.jsonl`))).toEqual([]);
    }
  });
});
