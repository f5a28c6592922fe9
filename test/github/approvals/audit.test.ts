import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AuditEntry, openAudit } from '../../../src/github/approvals/audit.ts';

const run = promisify(execFile);
const entry: AuditEntry = { kind: 'approve', repository: 'acme/claims', pull: 12, head: '0123abc', by: 'octo-ann' };
const source = new URL('../../../src/github/approvals/audit.ts', import.meta.url).href;

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weir-audit-'));
  file = join(folder, 'audit.jsonl');
});

afterEach(() => rm(folder, { recursive: true }));

async function lines(): Promise<unknown[]> {
  const text = await readFile(file, 'utf8');
  expect(text.endsWith('\n')).toBe(true);
  return text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

test('a decision is one line with all that is known of it', async () => {
  const whole: AuditEntry = {
    ...entry,
    pipeline: 'fares',
    fingerprint: 'f1',
    reason: 'new tariff',
    at: '2026-01-05T10:00:00Z',
    comment: 'https://github.com/acme/claims/pull/12#issuecomment-7',
    delivery: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
  };

  await openAudit(file).record(whole);

  expect(await lines()).toEqual([{ time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/), ...whole }]);
});

test('what was there before stays, also after a restart', async () => {
  await writeFile(file, '{"earlier":true}\n');
  await openAudit(file).record(entry);
  await openAudit(file).record({ ...entry, kind: 'revoke' });

  expect(await lines()).toMatchObject([{ earlier: true }, { kind: 'approve' }, { kind: 'revoke' }]);
});

test('a new log is for its owner alone', async () => {
  openAudit(file);

  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('a log that cannot be written is noticed at the start', () => {
  expect(() => openAudit(join(folder, 'missing', 'audit.jsonl'))).toThrow(/ENOENT/);
});

test('after the log was rotated, a new file is begun', async () => {
  const audit = openAudit(file);
  await audit.record(entry);
  await rename(file, `${file}.1`);
  await audit.record({ ...entry, kind: 'revoke' });

  expect(await lines()).toMatchObject([{ kind: 'revoke' }]);
});

test('no line break in a reason makes a second line', async () => {
  const reason = 'a\nb\r\nc\u2028d\u2029e\u0085f\u0000';

  await openAudit(file).record({ ...entry, reason: `${reason}\n{"kind":"approve"}` });

  expect(await readFile(file, 'utf8')).toMatch(/^[^\n\r\u0085\u2028\u2029]*\n$/);
  expect(await lines()).toMatchObject([{ reason: `${reason}\n{"kind":"approve"}` }]);
});

test('what does not belong into the log does not get into it', async () => {
  const talkative = { ...entry, record: { passenger: 'octo-eve' } };

  await openAudit(file).record(talkative);

  expect(await readFile(file, 'utf8')).not.toContain('octo-eve');
});

test('lines of several processes do not mix', async () => {
  const script = `
    const { openAudit } = await import(${JSON.stringify(source)});
    const audit = openAudit(process.argv[1]);
    const entry = { ...${JSON.stringify(entry)}, by: process.argv[2], reason: process.argv[2].repeat(3000) };
    await Promise.all(Array.from({ length: 20 }, () => audit.record(entry)));`;

  await Promise.all(['a', 'b', 'c'].map((by) => run('node', ['--input-type=module', '-e', script, file, by])));

  const written = await lines();
  expect(written).toHaveLength(60);
  for (const by of ['a', 'b', 'c']) {
    const own = expect.objectContaining({ by, reason: by.repeat(3000) });
    expect(written.filter((line) => own.asymmetricMatch(line))).toHaveLength(20);
  }
});

test('without a file the lines go to standard output', async () => {
  const script = `
    const { openAudit } = await import(${JSON.stringify(source)});
    await openAudit(undefined).record(${JSON.stringify(entry)});`;

  const { stdout } = await run('node', ['--input-type=module', '-e', script]);

  expect(stdout.split('\n')).toHaveLength(2);
  expect(JSON.parse(stdout)).toMatchObject(entry);
});

test('where it cannot be written, the error says which file, for who reads the log', async () => {
  const audit = openAudit(file);
  await rm(file);
  await mkdir(file);

  await expect(audit.record(entry)).rejects.toThrow(`the audit log ${file} cannot be written: EISDIR`);
});
