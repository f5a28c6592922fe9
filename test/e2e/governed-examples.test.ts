/** The repositories under examples/ say what examples/README.md tells of them. */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { makeRepository } from '../repository/fixture.ts';
import { check, outputOf, pipelineOf } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

const EXAMPLES = join(import.meta.dirname, '../../examples');
const PAGE = readFileSync(join(EXAMPLES, 'README.md'), 'utf8');

/** The example as a repository, with a branch on which these files are others. */
function changed(name: string, files: Readonly<Record<string, (before: string) => string | Uint8Array>>): string {
  const repository = makeRepository();
  cpSync(join(EXAMPLES, name), repository.directory, { recursive: true });
  repository.commit({});
  repository.git('checkout', '-q', '-b', 'change');
  const read = (path: string) => readFileSync(join(EXAMPLES, name, path), 'utf8');
  repository.commit(Object.fromEntries(Object.entries(files).map(([path, change]) => [path, change(read(path))])));
  return repository.directory;
}

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

test('chatbot: a longer instruction costs tokens, and no model is called', async () => {
  const longer =
    'You answer customers of Acme. Be thorough: explain each step, name the policy that applies, and end with an offer to help with anything else. Never promise a refund.';
  const directory = changed('chatbot', {
    'prompts/answer.hbs': (text) =>
      text
        .replace(/^You answer.*/, longer)
        .replace('customer: {{question}}', 'customer ({{customer.plan}}): {{question}}'),
  });
  const { status, report, stdout } = await check(directory, 'change');
  expect(status).toBe(1);
  // 21 tokens more in each: 38.5 became 59.5.
  expect(outputOf(pipelineOf(report, 'answers'), 'tokens').measures.mean?.value).toBe(21);
  expect(PAGE).toContain(stdout.split('\n')[0]);
});
