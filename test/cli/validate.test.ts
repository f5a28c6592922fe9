import { describe, expect, it } from 'vitest';
import { type Fixture, makeRepository } from '../repository/fixture.ts';
import { answer, flights, governed, weir } from './weir.ts';

const config = `version: 1
recordings:
  flights:
    files: traffic/*.jsonl
    output: /response
pipelines:
  compensation:
    owners: ["@acme/claims"]
    recording: flights
    params: config/compensation.yaml
    steps:
      - schema: schemas/flight.schema.json
      - rules: rules/compensation.json
        into: /decision
    outputs:
      tier: { at: /decision/tier, kind: category }
      amount: { at: /decision/amount, kind: number }
    segments: [/origin]
    limits: { tier.changed: 1% }
`;

/** 300 flights with what production answered, and a weir.yml for them. */
function governedRepository(files: Readonly<Record<string, string>> = {}): Fixture {
  const repository = makeRepository();
  const traffic = flights(500, (flight, index) => ({ ...flight, response: answer(index) }));
  repository.commit({ ...governed, 'traffic/flights.jsonl': traffic, '.github/weir.yml': config, ...files });
  return repository;
}

/** Without line breaks, which depend on the width of the page. */
function flat(text: string): string {
  return text.replace(/\s+/g, ' ');
}

describe('weir validate', () => {
  it('says the default limits of many outputs once', async () => {
    const outputs = Array.from(
      { length: 7 },
      (_, index) => `      o${index}: { at: /decision/tier, kind: category }\n`,
    );
    const many = config
      .replace(/ {6}tier: .*\n {6}amount: .*\n/, () => outputs.join(''))
      .replace(/ {4}limits: .*\n/, '');
    const { status, stdout } = await weir(governedRepository({ '.github/weir.yml': many }), 'validate');
    expect(status).toBe(0);
    expect(flat(stdout)).toContain('defaults changed 1% of each of 7 outputs, rejected 0.1%, failed 0.1% (weir.yml');
  });

  it('prints what would run and what a hundred records gave', async () => {
    const { status, stdout, stderr } = await weir(governedRepository(), 'validate');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const text = flat(stdout);
    expect(text).toContain('traffic/*.jsonl 1 file, jsonl,');
    expect(text).toMatch(/1\. schema schemas\/flight\.schema\.json \(json-schema@\d+\.\d+\.\d+\)/);
    expect(text).toMatch(/2\. rules rules\/compensation\.json into \/decision \(json-logic-js@\d+\.\d+\.\d+\)/);
    expect(text).toContain('tier, a category at /decision/tier: none 50, long 25, short 25');
    expect(text).toContain('amount, a number at /decision/amount: 0 to 600');
    expect(text).toContain('limits tier.changed 1%');
    expect(text).toContain('100 records, 0 rejected, 0 failed, 100 of 100 answered as production did');
    expect(text).toContain('1 pipeline, 1 recording; all good');
  });

  it('warns of what other readers of YAML make something else of', async () => {
    const repository = governedRepository({
      'config/compensation.yaml': `${governed['config/compensation.yaml']}countries: [NO, SE]\nmode: 0777\n`,
    });
    const { status, stdout } = await weir(repository, 'validate');
    expect(status).toBe(0);
    expect(flat(stdout)).toMatch(
      /! config\/compensation\.yaml:\d+:13: NO is false to PyYAML and other readers of YAML 1\.1, and not here \(1 more in this file\)/,
    );
    expect(flat(stdout)).toContain('1 pipeline, 1 recording; 1 warning');
  });

  it('takes a limit on a value that no record has for an error, with the value that was meant', async () => {
    const named = config.replace('tier.changed: 1%', 'tier.share.shorts: 1%');
    const { status, stderr } = await weir(governedRepository({ '.github/weir.yml': named }), 'validate');
    expect(status).toBe(2);
    expect(flat(stderr)).toMatch(
      /weir\.yml:19:15: nothing can be judged by "tier\.share\.shorts": no record has the value shorts did you mean short\?/,
    );
  });

  it('looks beyond the first records for a value that is rare', async () => {
    const named = config.replace('tier.changed: 1%', 'tier.share.rare: 1%');
    const rule = '{"if":[{"==":[{"var":"n"},290]},{"tier":"rare","amount":0},{"tier":"none","amount":0}]}';
    const traffic = flights(300, (flight, n) => ({ ...flight, n }));
    const files = { '.github/weir.yml': named, 'rules/compensation.json': rule, 'traffic/flights.jsonl': traffic };
    const { status, stderr } = await weir(governedRepository(files), 'validate');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('warns of a limit that nothing can exceed', async () => {
    const loose = config.replace('tier.changed: 1%', 'tier.changed: 100%');
    const { status, stdout } = await weir(governedRepository({ '.github/weir.yml': loose }), 'validate');
    expect(status).toBe(0);
    expect(flat(stdout)).toContain('! limit tier.changed 100% cannot fail: no share exceeds 100 %');
  });

  it('warns of outputs whose kind their values do not have', async () => {
    const wrong = config
      .replace('at: /decision/tier, kind: category', 'at: /decision/tier, kind: number')
      .replace('at: /decision/amount, kind: number', 'at: /decision/amount, kind: probability');
    const { status, stdout } = await weir(governedRepository({ '.github/weir.yml': wrong }), 'validate');
    expect(status).toBe(0);
    expect(flat(stdout)).toContain('output tier: it is a number, but none of its values is a number');
    expect(flat(stdout)).toContain('output amount: a probability lies between 0 and 1, and these do not');
  });

  it('warns of a limit by labels that are no values of its output', async () => {
    const unlike = config
      .replace('output: /response', 'output: /response\n    label: /paid')
      .replace('limits: { tier.changed: 1% }', 'limits: { tier.recall.1: 1% }');
    const traffic = flights(300, (flight, index) => ({ ...flight, response: answer(index), paid: index % 2 }));
    const repository = governedRepository({ '.github/weir.yml': unlike, 'traffic/flights.jsonl': traffic });
    const { status, stdout } = await weir(repository, 'validate');
    expect(status).toBe(0);
    expect(flat(stdout)).toMatch(/limit tier\.recall\.1: no label \([01], [01]\) is a value of tier \(/);
  });

  it('says how CSV is written and what its columns are read as', async () => {
    const yml = `version: 1
recordings:
  orders: { files: traffic/*.csv, types: { code: text } }
pipelines:
  copy:
    owners: ["@acme/orders"]
    recording: orders
    steps: [{ rules: rules/copy.json, into: /copy }]
    outputs: { copy: { at: /copy, kind: category } }
`;
    const rows = Array.from({ length: 20 }, (_, index) => `${index};12.50;true;${index};no\n`).join('');
    const repository = makeRepository();
    repository.commit({
      '.github/weir.yml': yml,
      'rules/copy.json': '{"var": "n"}',
      'traffic/a.csv': `n;price;paid;code;country\n${rows}`,
    });
    const { status, stdout } = await weir(repository, 'validate');
    expect(status).toBe(0);
    expect(flat(stdout)).toContain(
      'csv 20 rows with as many fields as there are columns; semicolon between fields, utf-8 number: n boolean: paid text: price, code (as declared), country',
    );
    expect(flat(stdout)).toContain('column price: read as text, since');
    expect(flat(stdout)).toContain('"types: { price: number }" reads numbers, "price: text" says that text is right');
  });

  it('reads the working tree, not the last commit', async () => {
    const repository = governedRepository();
    repository.write('config/compensation.yaml', 'delay: { minutes: 300 }\nshort: 932\n');
    const { status, stdout } = await weir(repository, 'validate');
    expect(status).toBe(0);
    expect(flat(stdout)).toContain('tier: none 100');
    expect(flat(stdout)).toContain(
      'on 50 of 100 records (50 %) the pipeline answers otherwise than production did: tier 50, amount 50',
    );
  });

  it('reports everything that has to be mended at once, each at its line', async () => {
    const repository = governedRepository({
      'rules/compensation.json': '{"if": [{"unknown": [1, 2]}, 1, 2]}',
      'schemas/flight.schema.json': '{"type": "objekt"}',
      '.github/weir.yml': `${config}  gone:
    recording: lost
    steps: [{ rules: rules/gone.json, into: /x }]
    outputs: { x: { at: /x, kind: number } }
`.replace('pipelines:', '  lost: { files: traffic/lost-*.csv }\npipelines:'),
    });
    const { status, stderr } = await weir(repository, 'validate');
    expect(status).toBe(2);
    expect(stderr).toContain('.github/weir.yml:6:');
    expect(stderr).toContain('recording "lost" matches no file');
    expect(stderr).toContain('.github/weir.yml:23:');
    expect(stderr).toContain('rules/gone.json does not exist in the working tree');
    expect(stderr).toContain('schemas/flight.schema.json:1:');
  });

  it('names a broken file of the working tree without a side', async () => {
    const { status, stderr } = await weir(governedRepository({ 'config/compensation.yaml': ': : :\n' }), 'validate');
    expect(status).toBe(2);
    expect(stderr).toContain('config/compensation.yaml:1:3: ');
  });

  it('points at a rule that does not compile', async () => {
    const repository = governedRepository({ 'rules/compensation.json': '{"if": [\n  {"unknown": [1, 2]}, 1, 2]}' });
    const { status, stdout, stderr } = await weir(repository, 'validate');
    expect(status).toBe(2);
    expect(stderr).toContain('rules/compensation.json:2:');
    expect(stderr).toContain('unknown operator');
    expect(stdout).toContain('1 error');
  });

  it('reports mistakes in weir.yml itself', async () => {
    const repository = governedRepository({ '.github/weir.yml': config.replace('owners:', 'owner:') });
    const { status, stderr } = await weir(repository, 'validate');
    expect(status).toBe(2);
    expect(stderr).toContain('.github/weir.yml:8:5: unknown key "owner"');
  });

  it('says where a weir.yml lies that has the wrong name', async () => {
    const repository = makeRepository();
    repository.commit({ '.github/weir.yaml': config });
    const { status, stderr } = await weir(repository, 'validate');
    expect(status).toBe(2);
    expect(stderr).toContain('.github/weir.yaml, which is not read');
  });

  it('warns of places that hold nothing', async () => {
    const changed = config
      .replace('/decision/amount', '/decision/amuont')
      .replace('[/origin]', '[/origin, /country]')
      .replace('output: /response', 'output: /response\n    label: /outcome');
    const { status, stdout } = await weir(governedRepository({ '.github/weir.yml': changed }), 'validate');
    expect(status).toBe(0);
    const text = flat(stdout);
    expect(text).toContain('! label: /outcome is in none of the first 100 records');
    expect(text).toContain('! output amount: nothing is at "/decision/amuont" in any of 100 records');
    expect(text).toContain('! segment /country is in none of 100 records');
    expect(text).toContain('3 warnings');
  });

  it('warns of what is redacted and nowhere, and of labels that are nowhere, by the pointers of weir.yml', async () => {
    const repository = governedRepository({
      'traffic/flights.jsonl': '{"id":"1","origin":"JFK","email":"a@acme.example"}\n',
      'traffic/outcomes.csv': 'flight,settled\n1,late\n',
    });
    const warned = async (keys: string): Promise<string> => {
      repository.write('.github/weir.yml', config.replace('    output: /response', keys));
      return flat((await weir(repository, 'validate')).stdout);
    };
    const typo = await warned('    redact: [/emial, /email]');
    expect(typo).toContain('redact: /emial is in none of the first 1 record, so it takes nothing out');
    expect(typo).not.toMatch(/redact: \/email|looks like/);
    const labels = (join: string, label: string) =>
      `    id: /id\n    labels: { files: traffic/outcomes.csv, join: ${join}, label: ${label} }`;
    const nowhere = await warned(labels('/flights', '/settled'));
    expect(nowhere).toContain(
      'labels: no record has an outcome: no row of traffic/outcomes.csv has something at /flights (join) and at /settled (label)',
    );
    expect(nowhere).toContain('! /email looks like e-mail addresses');
    expect(await warned(labels('/settled', '/flight'))).toContain('has at /settled (join) the id of a record');
    expect(await warned(labels('/flight', '/settled'))).not.toContain('! labels');
  });

  it('says where the records have what a rule looks for at the top, and nothing of production where none came through', async () => {
    const repository = governedRepository({
      'rules/route.cel': 'confidence < 0.5 ? "person" : "bot"\n',
      'traffic/turns.jsonl': '{"variables":{"confidence":0.75},"result":"bot"}\n'.repeat(20),
    });
    const own = (input: string) =>
      `version: 1\nrecordings:\n  turns: { files: traffic/turns.jsonl, input: ${input}, output: /result }\npipelines:\n  route:\n    recording: turns\n    steps: [{ rules: rules/route.cel, into: /route }]\n    outputs: { route: { at: /route, kind: category } }\n`;
    repository.write('.github/weir.yml', own('""'));
    const { stdout } = await weir(repository, 'validate');
    expect(flat(stdout)).toContain(
      'rules/route.cel reads /confidence, which none of the first 20 records has: they have /variables/confidence; is input: /variables meant?',
    );
    expect(flat(stdout)).toContain(
      'all 20 records failed by rules/route.cel: the expression broke: unknown variable confidence at line 1',
    );
    expect(stdout).not.toContain('answers otherwise');
    repository.write('.github/weir.yml', own('/variables'));
    expect(flat((await weir(repository, 'validate')).stdout)).toContain('20 of 20 answered as production did');
  });

  it('warns where every record is rejected, with the reason', async () => {
    const schema = '{"type":"object","required":["fare"]}';
    const { status, stdout } = await weir(governedRepository({ 'schemas/flight.schema.json': schema }), 'validate');
    expect(status).toBe(0);
    expect(flat(stdout)).toContain('! all 100 records rejected by schemas/flight.schema.json: ');
  });

  it('counts records that cannot be read, and names the first', async () => {
    const traffic = `${flights(10)}not json\n${flights(10)}`;
    const { stdout } = await weir(governedRepository({ 'traffic/flights.jsonl': traffic }), 'validate');
    expect(flat(stdout)).toContain('1 of 21 records could not be read; the first: traffic/flights.jsonl:11: ');
  });

  it.each([
    ['empty', '', 'has no records'],
    ['unusable', '{"a":1}\n{"a":2}\n', 'has no usable record'],
  ])('calls an %s recording an error', async (_name, traffic, message) => {
    const changed = config.replace('output: /response', 'input: /request');
    const files = { 'traffic/flights.jsonl': traffic, '.github/weir.yml': changed };
    const { status, stderr } = await weir(governedRepository(files), 'validate');
    expect(status).toBe(2);
    expect(stderr).toContain(`recording "flights" ${message}`);
  });

  it('names the artifact that never comes back', async () => {
    const rules = { if: [{ '==': [{ var: 'origin' }, 'x'] }, 1, 2] };
    const schema = { type: 'object', properties: { origin: { type: 'string', pattern: '^(a+)+$' } } };
    const traffic = `${JSON.stringify({ origin: `${'a'.repeat(40)}!`, delay: 1, distance: 1 })}\n`;
    const { status, stdout } = await weir(
      governedRepository({
        'rules/compensation.json': JSON.stringify(rules),
        'schemas/flight.schema.json': JSON.stringify(schema),
        'traffic/flights.jsonl': traffic,
      }),
      'validate',
    );
    expect(status).toBe(0);
    expect(flat(stdout)).toMatch(
      /all 1 record failed by schemas\/flight\.schema\.json: .*more than 5 s of processor time/,
    );
    // It uses up these 5 s twice; where others want the processor, too, that takes a while.
  }, 300_000);

  it('checks a weir.yml that is named instead of the one in the repository', async () => {
    const repository = governedRepository();
    repository.write('other.yml', config.replaceAll('compensation:', 'other-name:'));
    const { status, stdout } = await weir(repository, 'validate', '--config', 'other.yml');
    expect(status).toBe(0);
    expect(stdout).toContain('pipeline other-name');
    const missing = await weir(repository, 'validate', '--config', 'nowhere.yml');
    expect(missing.status).toBe(2);
    expect(missing.stderr).toContain('nowhere.yml');
  });
});
