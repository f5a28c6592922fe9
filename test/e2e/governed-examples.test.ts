/** The repositories under examples/ say what examples/README.md tells of them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { makeRepository } from '../repository/fixture.ts';
import { check, outputOf, pipelineOf } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

const EXAMPLES = join(import.meta.dirname, '../../examples');
const PAGE = readFileSync(join(EXAMPLES, 'README.md'), 'utf8');

/** The example as a repository, with a branch on which these files are others. */
function changed(name: string, files: Changes, base: Changes = {}): string {
  const repository = makeRepository();
  cpSync(join(EXAMPLES, name), repository.directory, { recursive: true });
  const read = (path: string) => readFileSync(join(EXAMPLES, name, path), 'utf8');
  const apply = (changes: Changes) =>
    repository.commit(Object.fromEntries(Object.entries(changes).map(([path, change]) => [path, change(read(path))])));
  apply(base);
  repository.git('checkout', '-q', '-b', 'change');
  apply(files);
  return repository.directory;
}

/** What files become, by their path. */
type Changes = Readonly<Record<string, (before: string) => string | Uint8Array>>;

test('fraud: a threshold that keeps to one limit loses too much of the fraud', async () => {
  const directory = changed('fraud', { 'config/screening.yaml': (text) => text.replace('0.5', '0.6') });
  const { status, report, stdout } = await check(directory, 'change');
  expect(status).toBe(1);
  expect(report.edits).toMatchObject([{ message: 'threshold of fraud: 0.5 became 0.6', lines: [3, 3] }]);
  const { measures } = outputOf(pipelineOf(report, 'screening'), 'decision');
  expect(measures.changed).toMatchObject({ value: 0.01, verdict: 'pass' });
  expect(measures['recall.block']?.value).toBeCloseTo(-16 / 205, 3);
  expect(PAGE).toContain(stdout.split('\n')[0]);
});

test('fraud: another model is told by its weights, and by whom it fails', async () => {
  const candidate = readFileSync(join(EXAMPLES, 'fraud/models/candidate.onnx'));
  const directory = changed('fraud', { 'models/fraud.onnx': () => candidate });
  const { status, report, stdout } = await check(directory, 'change');
  expect(status).toBe(1);
  expect(report.edits.map(({ selector }) => selector)).toContain('node "linear", coefficients');
  expect(PAGE).toContain(stdout.split('\n')[0]);
});

/** The model that ships with the example, at a port that is free; its address stands in base's weir.yml. */
async function startModel(): Promise<(weirYml: string) => string> {
  const child = spawn(process.execPath, [join(EXAMPLES, 'chatbot/model.mjs'), '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill());
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return (text) => text.replace('http://localhost:8765/v1/chat/completions', String(said).trim());
}

test('chatbot: a softer instruction costs nothing more, and the model gives money away', async () => {
  vi.stubEnv('WEIR_CACHE', mkdtempSync(join(tmpdir(), 'weir-test-')));
  onTestFinished(() => void vi.unstubAllEnvs());
  const softer = (text: string) => text.replace('Never promise', 'Avoid promising');
  const directory = changed('chatbot', { 'prompts/answer.hbs': softer }, { '.github/weir.yml': await startModel() });
  const { status, report, stdout } = await check(directory, 'change');
  expect(status).toBe(1);
  const [answers, replies] = [pipelineOf(report, 'answers'), pipelineOf(report, 'replies')];
  expect([answers.verdict, replies.verdict]).toEqual(['pass', 'fail']);
  // One ticket in five asks for a refund.
  expect(outputOf(replies, 'action').transitions).toMatchObject([{ base: 'hand over', head: 'refund', records: 120 }]);
  expect(replies.noise?.outputs).toEqual({ action: 0, reply: 0 });
  expect(PAGE).toContain(stdout.split('\n')[0]);
});

test('chatbot: a longer instruction costs tokens, and no model is asked', async () => {
  const longer =
    'You answer customers of Acme. Be thorough: explain each step, name the policy that applies, and end with an offer to help with anything else. Never promise a refund.';
  const directory = changed('chatbot', {
    'prompts/answer.hbs': (text) =>
      text
        .replace(/^You answer.*/, longer)
        .replace('customer: {{question}}', 'customer ({{customer.plan}}): {{question}}'),
  });
  const { status, report, stdout } = await check(directory, 'change', '--pipeline', 'answers');
  expect(status).toBe(1);
  // 21 tokens more in each: 38.5 became 59.5.
  expect(outputOf(pipelineOf(report, 'answers'), 'tokens').measures.mean?.value).toBe(21);
  expect(PAGE).toContain(stdout.split('\n')[0]);
});

test('sensors: readings out of range that become fine are an alarm, by a Python program', async () => {
  const clamped = (text: string) =>
    text.replace('return {"level": "broken", "celsius": None}', 'celsius = max(-40, min(150, celsius))');
  const directory = changed('sensors', { 'alarm/level.py': clamped });
  const { status, report, stdout } = await check(directory, 'change', '--allow-programs');
  expect(status).toBe(1);
  // Each 97th of 5,000 readings, from the 13th on.
  expect(outputOf(pipelineOf(report, 'alarms'), 'level').transitions).toMatchObject([
    { base: 'broken', head: 'fine', records: 52 },
  ]);
  expect(pipelineOf(report, 'alarms').noise?.outputs).toEqual({ level: 0, temperature: 0 });
  expect(PAGE).toContain(stdout.split('\n')[0]);
});

test('triage: few decisions change, and those are of patients who cannot wait', async () => {
  const directory = changed('triage', { 'rules/triage.csv': (text) => text.replace('> 130', '> 135') });
  const { status, report, stdout } = await check(directory, 'change');
  expect(status).toBe(1);
  expect(report.edits).toMatchObject([{ message: 'row "racing": pulse > 130 became > 135' }]);
  const { measures } = outputOf(pipelineOf(report, 'triage'), 'urgency');
  expect(measures.changed).toMatchObject({ records: 117, verdict: 'pass' });
  expect(measures['recall.immediate']).toMatchObject({ value: expect.closeTo(-117 / 569, 9), verdict: 'fail' });
  expect(PAGE).toContain(stdout.split('\n')[0]);
});

test('recommendations: what is shown first moves more than the list', async () => {
  const directory = changed('recommendations', {
    'config/weights.yaml': (text) => text.replace('popularity: 0.6', 'popularity: 0.5').replace('0.1', '0.2'),
  });
  const { status, report, stdout } = await check(directory, 'change');
  expect(status).toBe(1);
  const { measures } = outputOf(pipelineOf(report, 'shelf'), 'shown');
  expect([measures.top1?.verdict, measures.rbo?.verdict]).toEqual(['fail', 'pass']);
  expect(PAGE).toContain(stdout.split('\n')[0]);
});

test('shipping: a cell in DMN leaves a gap, which is told with what falls into it', async () => {
  const directory = changed('shipping', { 'rules/shipping.dmn': (text) => text.replaceAll('&gt;= 50', '&gt; 50') });
  const { status, report, stdout } = await check(directory, 'change');
  expect(status).toBe(1);
  // Each 40th of 2,000 orders.
  expect(outputOf(pipelineOf(report, 'checkout'), 'fee').transitions).toMatchObject([
    { base: '0', head: 'null', records: 50 },
  ]);
  expect(stdout.replace(/\s+/g, ' ')).toContain('"Rate": no row matches where Order Total is 50 and Zone is "home"');
  expect(PAGE).toContain(stdout.split('\n')[0]);
});

/** Answers as `opa exec` does, for the policy of the example alone. */
const OPA = `#!${process.execPath}
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const args = process.argv.slice(2);
const policy = readFileSync(join(args[args.indexOf('--bundle') + 1], 'transfer.rego'), 'utf8');
const most = Number(/<= (\\d+)/.exec(policy)[1]);
const result = readdirSync(args.at(-1)).map((name) => {
  const path = join(args.at(-1), name);
  const { amount, verified, channel } = JSON.parse(readFileSync(path, 'utf8'));
  return { path, result: (amount <= most && verified) || channel === 'branch' };
});
console.log(JSON.stringify({ result }));
`;

test('policy: a limit in Rego, run by opa where programs run, and told how to be run elsewhere', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'weir-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'opa'), OPA, { mode: 0o755 });
  vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  const directory = changed('policy', { 'policies/transfer.rego': (text) => text.replace('1000', '900') });
  const { status, report, stdout } = await check(directory, 'change', '--allow-programs');
  expect(status).toBe(1);
  // Of 2,000 transfers: verified, of 901 to 1,000, and not at a branch.
  expect(outputOf(pipelineOf(report, 'transfers'), 'allow').measures.changed?.records).toBe(60);
  expect(PAGE).toContain(stdout.split('\n')[0]);

  const elsewhere = await check(directory, 'change');
  expect(elsewhere.status).toBe(3);
  expect(elsewhere.stdout).toContain('opa build -t wasm -e');
});
