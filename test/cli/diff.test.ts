import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import avsc from 'avsc';
import { expect, it } from 'vitest';
import { builtProgram } from '../built.ts';
import { temporaryFolder } from '../recordings/files.ts';
import { weir } from './weir.ts';

const flight = `{ "type": "object",
  "properties": { "delay": { "$ref": "delay.json" }, "origin": { "type": "string" } },
  "required": ["delay"] }
`;

function folder(files: Readonly<Record<string, string>>): string {
  const directory = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return directory;
}

it('edits of two schemas, without a repository: on the terminal, as JSON and as the exit status', async () => {
  const directory = folder({
    'delay.json': '{ "type": "integer" }\n',
    'v1.json': flight,
    'v2.json': flight.replace('["delay"]', '["delay", "origin"]'),
  });
  const run = await weir({ directory }, 'diff', 'v1.json', 'v2.json', '--json', 'edits.json');
  expect(run).toMatchObject({ status: 1, stderr: '' });
  expect(run.stdout).toContain('v2.json:3  property origin is now required (breaking)');
  expect(run.stdout).toContain('head rejects what base accepts: {"delay":0}');
  expect(run.stdout).toContain('backward incompatible: head refuses some of what base wrote');
  expect(run.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(JSON.parse(readFileSync(join(directory, 'edits.json'), 'utf8'))).toMatchObject({
    edits: [
      {
        rule: 'required-added',
        artifact: 'v2.json',
        pointer: '/required/1',
        lines: [3, 3],
        compatibility: 'breaking',
        after: ['"required": ["delay", "origin"] }'],
        witness: { document: { delay: 0 }, accepted: 'base' },
      },
    ],
    ...{ backward: 'incompatible', forward: 'compatible', full: 'incompatible' },
  });
});

it('rules are recognised by what they hold, and what only looks different is no edit', async () => {
  const directory = folder({
    'a.json': '{"if": [{">": [{"var": "delay"}, 180]}, "late", "none"]}',
    'b.json': '{ "if": [ { ">": [ { "var": "delay" }, 180 ] }, "late", "none" ] }',
    'c.json': '{"if": [{">": [{"var": "delay"}, 120]}, "late", "none"]}',
  });
  const same = await weir({ directory }, 'diff', 'a.json', 'b.json');
  expect(same).toMatchObject({ status: 0, stdout: expect.stringContaining('No edits (json-logic-js@') });
  const other = await weir({ directory }, 'diff', 'a.json', 'c.json');
  expect(other).toMatchObject({ status: 1, stdout: expect.stringContaining('180 became 120') });
});

it.each([
  ['a file that is not there', ['v1.json', 'v3.json'], ['v3.json does not exist']],
  [
    'a file of a commit',
    ['HEAD:v1.json', 'v2.json'],
    ['HEAD:v1.json does not exist', 'git show HEAD:v1.json > base.json'],
  ],
  ['a file that does not parse', ['v1.json', 'cut.json'], ['cut.json:1:', '(head)', 'not JSON']],
  ['files that nothing reads', ['v1.doc', 'v1.doc'], ['no engine reads .doc', '.proto, ', '--format']],
  ['a misspelt ending', ['v1.protoo', 'v1.protoo'], ['no engine reads .protoo', 'did you mean .proto?']],
  ['a language that is not read', ['v1.drl', 'v1.drl'], ['Drools is not read yet', 'JSONLogic (.json']],
  ['an unknown format', ['v1.json', 'v1.json', '--format', 'json-shema'], ['unknown engine', 'json-schema']],
])('%s is an error that says so, and status 2', async (_, args, said) => {
  const directory = folder({ 'v1.json': '{"type": "object"}', 'v1.doc': 'text', 'cut.json': '{"type": ' });
  const run = await weir({ directory }, 'diff', ...args);
  expect(run).toMatchObject({ status: 2, stdout: '' });
  for (const words of said) expect(run.stderr).toContain(words);
});

it('files are named as the user named them, and what they refer to as it is found from here', async () => {
  const directory = folder({
    'old/flight.json': '{"type": "object", "properties": {"leg": {"$ref": "leg.json"}}}',
    'old/leg.json': '{"type": "string"}',
    'new/flight.json': '{"type": "object", "properties": {"leg": {"$ref": "leg.json"}}, "required": ["leg"]}',
    'new/leg.json': '{"type": "string", "minLength": 1}',
  });
  const edited = async (cwd: string, ...files: readonly string[]) => {
    const { stdout } = await weir({ directory: join(directory, cwd) }, 'diff', ...files);
    return [...stdout.matchAll(/^ {2}(\S*json):/gm)].map(([, path]) => path);
  };

  expect(await edited('.', 'old/flight.json', 'new/flight.json')).toEqual(['new/flight.json', 'new/leg.json']);
  expect(await edited('new', '../old/flight.json', 'flight.json')).toEqual(['flight.json', 'leg.json']);
  expect(await edited('old', './flight.json', '../new/flight.json')).toEqual(['../new/flight.json', '../new/leg.json']);
});

it('messages that each edit alone hits: counted here by hand, and what accepts as before is not asked', async () => {
  const flights = { type: 'object', properties: { delay: { type: 'integer' }, note: {} }, required: ['delay'] };
  const edited = {
    ...flights,
    properties: { delay: { type: 'integer', maximum: 300 } },
    required: ['delay', 'origin'],
  };
  const messages = [
    { delay: 301, origin: 'JFK' },
    { delay: 300, origin: 'JFK', note: 'late' },
    { delay: 302, note: 'no origin' },
    { delay: 'none', note: 'rejected by both' },
  ];
  const directory = folder({
    'v1.json': JSON.stringify(flights),
    'v2.json': JSON.stringify(edited),
    'messages.jsonl': messages.map((message) => JSON.stringify({ at: { message } })).join('\n'),
  });
  const args = ['v1.json', 'v2.json', '--traffic', 'messages.jsonl', '--input', '/at/message', '--json', 'edits.json'];
  const run = await weir({ directory }, 'diff', ...args);
  expect(run).toMatchObject({ status: 1, stderr: '' });
  expect(run.stdout).toContain('hits 2 of 4 messages (50 %)');
  const { edits } = JSON.parse(readFileSync(join(directory, 'edits.json'), 'utf8'));
  expect(edits.map(({ rule, hit }: { rule: string; hit: unknown }) => [rule, hit])).toEqual([
    ['maximum-tightened', { records: 2, of: 4, share: 0.5 }],
    ['property-removed', { records: 2, of: 4, share: 0.5 }],
    ['required-added', { records: 1, of: 4, share: 0.25 }],
  ]);
});

it('of edits that cannot be applied apart, none is said to hit what they hit together', async () => {
  const type = (nick: string, fax: string) => `type Query { customer: Customer }
interface Named { id: ID ${nick} }
type Customer implements Named {
  id: ID ${nick}
  ${fax}
}
`;
  const directory = folder({
    'v1.graphql': type('nick: String', 'fax: String'),
    // Whoever is Named has all that Named has.
    'v2.graphql': type('', 'fax: String'),
    'v3.graphql': type('nick: String', ''),
    'calls.jsonl': `${JSON.stringify({ query: '{ customer { nick } }' })}\n`.repeat(3),
  });
  const both = await weir({ directory }, 'diff', 'v1.graphql', 'v2.graphql', '--traffic', 'calls.jsonl');
  expect(both).toMatchObject({ status: 1, stdout: expect.not.stringContaining('hits') });
  // Nobody selects fax.
  const one = await weir({ directory }, 'diff', 'v1.graphql', 'v3.graphql', '--traffic', 'calls.jsonl');
  expect(one).toMatchObject({ status: 1, stdout: expect.stringContaining('hits none of 3 messages') });
});

it('each field of a GraphQL schema that goes hits those operations that select it, with the type that goes with it', async () => {
  const directory = folder({
    'v1.graphql':
      'type Query { customer: Customer }\ntype Customer {\n  id: ID\n  fax: Fax\n  nick: String\n}\ntype Fax { number: String }\n',
    'v2.graphql': 'type Query { customer: Customer }\ntype Customer {\n  id: ID\n}\n',
    'calls.jsonl': ['nick', 'nick', 'nick', 'fax { number }', 'id']
      .map((field) => JSON.stringify({ query: `{ customer { ${field} } }` }))
      .join('\n'),
  });
  const args = ['v1.graphql', 'v2.graphql', '--traffic', 'calls.jsonl', '--json', 'edits.json'];
  expect(await weir({ directory }, 'diff', ...args)).toMatchObject({ status: 1, stderr: '' });
  const { edits } = JSON.parse(readFileSync(join(directory, 'edits.json'), 'utf8'));
  const hits = edits.map(({ selector, hit }: { selector: string; hit?: { records: number } }) => [
    selector,
    hit?.records,
  ]);
  expect(Object.fromEntries(hits)).toEqual({ 'Customer.fax': 1, 'Customer.nick': 3, Fax: 0 });
});

it('of a dump of several tables one is compared, and rows that share a key which is to be unique are counted', async () => {
  const dump = 'CREATE TABLE t (a int, b text);\nCREATE TABLE u (a int);\n';
  const rows = Array.from({ length: 100 }, (_, index) => `${index},${index < 90 ? `k${index % 30}` : ''}\n`);
  const directory = folder({
    'a.sql': dump,
    'b.sql': dump.replace('b text', 'b text UNIQUE').replace('u (a int)', 'u (a bigint)'),
    'rows.csv': `a,b\n${rows.join('')}`,
  });
  const all = await weir({ directory }, 'diff', 'a.sql', 'b.sql');
  const one = await weir({ directory }, 'diff', 'a.sql', 'b.sql', '--table', 't', '--traffic', 'rows.csv');
  const neither = await weir({ directory }, 'diff', 'a.sql', 'b.sql', '--traffic', 'rows.csv');

  expect(all.stdout).toContain('2 edits (sql-ddl@');
  // Ninety rows have one of thirty keys; ten have none, which is unlike all others.
  expect(one.stdout.replaceAll(/\s+/g, ' ')).toContain(
    't: b must now be unique (risky), hits 60 of 100 messages (60 %)',
  );
  expect(one.stdout).toContain('backward undecided');
  // Base's `u` holds 32 bits.
  const wider = await weir({ directory }, 'diff', 'a.sql', 'b.sql', '--table', 'u');
  expect(wider.stdout).toContain('head accepts what base rejects: {"a":2147483648}');
  expect(neither).toMatchObject({ status: 2 });
  expect(neither.stderr).toContain('2 tables in it, and nothing says which');
});

it('rows of another table are read from the file that is named', async () => {
  const rows = Array.from({ length: 100 }, (_, index) => `${index},${index % 10}\n`);
  const directory = folder({
    'a.sql': 'CREATE TABLE t (a int, b int);\n',
    'b.sql': 'CREATE TABLE t (a int, b int REFERENCES people (id));\n',
    'rows.csv': `a,b\n${rows.join('')}`,
    'people.csv': 'id\n0\n1\n2\n3\n4\n5\n6\n7\n8\n',
  });
  const args = ['diff', 'a.sql', 'b.sql', '--related', 'people=people.csv'];

  const counted = await weir({ directory }, ...args, '--traffic', 'rows.csv');
  const without = await weir({ directory }, 'diff', 'a.sql', 'b.sql', '--traffic', 'rows.csv');
  const stray = await weir({ directory }, ...args);

  // Nobody has the id 9.
  expect(counted.stdout.replaceAll(/\s+/g, ' ')).toContain('t: b must now be in people(id) (risky), hits 10 of 100');
  expect(without.stdout).toContain('t: b must now be in people(id) (risky)');
  expect(without.stdout).not.toContain('hits');
  expect(stray).toMatchObject({ status: 2 });
  expect(stray.stderr).toContain('--related is for messages, and --traffic names none');
});

it('a schema elsewhere is read from the copy that is named, and said to be missing without', async () => {
  const at = 'https://acme.example/money.json';
  const fare = { type: 'object', properties: { fare: { $ref: at } } };
  const directory = folder({
    'v1.json': JSON.stringify(fare),
    'v2.json': JSON.stringify({ ...fare, required: ['fare'] }),
    'copy.json': '{ "type": "number", "minimum": 0 }',
    'fares.jsonl': '{"fare":1}\n{"fare":-1}\n{}\n',
  });
  const args = ['diff', 'v1.json', 'v2.json', '--traffic', 'fares.jsonl'];
  const named = await weir({ directory }, ...args, '--vendored', `${at}=copy.json`);
  const unnamed = await weir({ directory }, ...args);
  const wrong = await weir({ directory }, ...args, '--vendored', `${at}=gone.json`);

  expect(named.stdout.replaceAll(/\s+/g, ' ')).toContain('(breaking), hits 1 of 3 messages');
  expect(unnamed).toMatchObject({ status: 2, stderr: expect.stringContaining(at) });
  expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining('gone.json') });
  const table = await weir(
    { directory },
    'diff',
    'fares.jsonl',
    'fares.jsonl',
    '--format',
    'avro',
    '--vendored',
    `${at}=b`,
  );
  expect(table.stderr).toContain('avro reads none');
});

it('messages in Avro are read by their ids or by an export of the registry, types of other files by their names', async () => {
  const old = {
    type: 'record',
    name: 'a.Bag',
    fields: [
      { name: 'kg', type: 'double' },
      { name: 'of', type: 'a.Tag' },
    ],
  };
  const tag = { type: 'record', name: 'a.Tag', fields: [{ name: 'id', type: 'string' }] };
  const whole = { ...old, fields: [old.fields[0], { name: 'of', type: tag }] };
  const written = avsc.Type.forSchema(whole as avsc.Schema);
  const messages = [1, 2.5, 3].map((kg) => {
    const header = Buffer.from([0, 0, 0, 0, 7]);
    const value = Buffer.concat([header, written.toBuffer({ kg, of: { id: 'x' } })]).toString('base64');
    return `${JSON.stringify({ value })}\n`;
  });
  const directory = folder({
    'v1.avsc': JSON.stringify(old),
    'v2.avsc': JSON.stringify({ ...old, fields: [{ name: 'kg', type: 'int' }, old.fields[1]] }),
    'tag.avsc': JSON.stringify(tag),
    'written.avsc': JSON.stringify(whole),
    'registry.json': JSON.stringify([{ subject: 'bags', version: 1, id: 7, schema: JSON.stringify(whole) }]),
    'bags.jsonl': messages.join(''),
  });
  const diff = ['diff', 'v1.avsc', 'v2.avsc', '--traffic', 'bags.jsonl', '--input', '/value'];
  for (const maps of [
    ['--avro-id', '7=written.avsc'],
    ['--avro-registry', 'registry.json'],
  ]) {
    const run = await weir({ directory }, ...diff, ...maps);
    expect(run.stdout.replaceAll(/\s+/g, ' ')).toContain('Bag.kg: double became int (breaking), hits 1 of 3 messages');
  }
  const stray = await weir({ directory }, 'diff', 'v1.avsc', 'v2.avsc', '--avro-id', '7=written.avsc');
  expect(stray).toMatchObject({ status: 2, stderr: expect.stringContaining('--avro-id is for messages') });
});

it('a name without an ending is read as the other file, and what a shell pipes is read once', async () => {
  const directory = folder({
    'delay.json': '{ "type": "integer" }\n',
    'v2.json': flight.replace('["delay"]', '["delay", "origin"]'),
    'rules.yaml': 'if: [{ "<": [{ var: delay }, 15] }, on-time, late]\n',
    old: flight,
    older: 'if: [{ "<": [{ var: delay }, 10] }, on-time, late]\n',
  });
  const named = await weir({ directory }, 'diff', 'old', 'v2.json');
  expect(named).toMatchObject({ status: 1, stderr: '' });
  expect(named.stdout).toContain('v2.json:3  property origin is now required (breaking)');
  const yaml = await weir({ directory }, 'diff', 'rules.yaml', 'older');
  expect(yaml.stdout).toContain('older:1  delay: 15 became 10');
  const flat = flight.replace('{ "$ref": "delay.json" }', '{ "type": "integer" }');
  const piped = (one: string, other: string, more = '') =>
    spawnSync('bash', ['-c', `"$0" "$1" diff ${one} ${other} ${more}`, process.execPath, builtProgram()], {
      cwd: directory,
      encoding: 'utf8',
      env: { ...process.env, FLAT: flat },
    });
  const base = piped('<(printf %s "$FLAT")', 'v2.json');
  expect(base).toMatchObject({ status: 1, stderr: '' });
  expect(base.stdout).toContain('property origin is now required (breaking)');
  expect(piped('v2.json', '<(printf %s "$FLAT")').stdout).toMatch(/\/\d+:3 {2}property origin is no longer required/);
  const both = '<(printf %s "$FLAT")';
  expect(piped(both, both).stderr).toContain('no engine reads names without an ending');
  expect(piped(both, both, '--format json-schema')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('No edits'),
  });
  expect(piped('<(printf nonsense)', 'v2.json').stderr).toMatch(/\/\d+:1/);
});
