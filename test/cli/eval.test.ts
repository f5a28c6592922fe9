import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { builtProgram } from '../built.ts';
import { temporaryFolder } from '../recordings/files.ts';
import { params, rules } from './weir.ts';

async function weirEval(directory: string, input: string | Buffer, ...args: string[]) {
  const child = spawn(process.execPath, [builtProgram(), 'eval', ...args], { cwd: directory });
  const [stdout, stderr] = [text(child.stdout), text(child.stderr)];
  child.stdin.end(input);
  const status = await new Promise((resolve) => child.once('close', resolve));
  return { status, lines: (await stdout).split('\n').slice(0, -1), stderr: await stderr };
}

it('answers each line with a line, whatever the line is', async () => {
  const directory = temporaryFolder();
  writeFileSync(join(directory, 'rules.json'), JSON.stringify(rules));
  writeFileSync(join(directory, 'params.yaml'), params);
  const input = Buffer.concat([
    Buffer.from('{"delay": 200, "distance": 500}\n{"delay": 1,\n\n{"delay": 1, "distance": 12345678901234567890}\n'),
    Buffer.from([0xff, 0x0a]),
    Buffer.from('{"delay": 200, "distance": 2000}'),
  ]);
  const args = ['rules.json', '--engine', 'json-logic-js', '--params', 'params.yaml', '--into', '/paid'];
  const { status, lines, stderr } = await weirEval(directory, input, ...args);
  expect([status, stderr]).toEqual([0, '']);
  expect(lines).toEqual([
    '{"outcome":"ok","result":{"delay":200,"distance":500,"paid":{"tier":"short","amount":250}}}',
    expect.stringMatching(/^\{"outcome":"failed","reason":"line 2: not JSON: .*"\}$/),
    '{"outcome":"failed","reason":"line 3: empty, where a document was expected"}',
    '{"outcome":"ok","result":{"delay":1,"distance":12345678901234567890,"paid":{"tier":"none","amount":0}}}',
    '{"outcome":"failed","reason":"line 5: not UTF-8"}',
    '{"outcome":"ok","result":{"delay":200,"distance":2000,"paid":{"tier":"long","amount":600}}}',
  ]);
});

it('says what no line by itself tells', async () => {
  const directory = temporaryFolder();
  writeFileSync(join(directory, 't.sql'), 'CREATE TABLE t (a int PRIMARY KEY);');
  const { status, lines, stderr } = await weirEval(directory, '{"a":1}\n{"a":1}\n', 't.sql', '--engine', 'sql-ddl');
  expect([status, lines.length]).toEqual([0, 2]);
  expect(stderr).toBe('t.sql: unique keys and relationships are not judged, since each line is evaluated alone\n');
});

it('says at once what does not compile', async () => {
  const directory = temporaryFolder();
  writeFileSync(join(directory, 'rules.json'), '{"iff": [1]}');
  const { status, lines, stderr } = await weirEval(directory, '', 'rules.json', '--engine', 'json-logic-js');
  expect([status, lines]).toEqual([2, []]);
  expect(stderr).toContain('rules.json:1:2: unknown operator `iff`');
});
