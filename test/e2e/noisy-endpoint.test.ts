/** A model that does not answer alike twice, behind a prompt that a change rewrites: noise is told from what the change does. */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { makeRepository } from '../repository/fixture.ts';
import { check, outputOf, pipelineOf } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

const RECORDS = 800;

/** Answers as a real server does, by what it makes of the prompt and of how often it was asked. */
async function serve(answer: (prompt: string, time: number) => string): Promise<string> {
  let time = 0;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const { messages } = JSON.parse(body) as { messages: { content: string }[] };
    time += 1;
    const content = answer(messages[0]?.content ?? '', time);
    response.end(JSON.stringify({ choices: [{ message: { content } }] }));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** Three of ten, in no order that requests under way at once could follow. */
function isOdd(time: number): boolean {
  return (createHash('sha256').update(String(time)).digest()[0] ?? 0) < 0.3 * 256;
}

function repositoryWith(endpoint: string, limit: string, base: string, head: string): string {
  const repository = makeRepository();
  const tickets = Array.from({ length: RECORDS }, (_, index) => ({
    vip: index % 8 === 0,
    question: `What of ${index}?`,
  }));
  repository.commit({
    '.github/weir.yml': `version: 1
recordings: { tickets: { files: traffic.jsonl } }
pipelines:
  replies:
    recording: tickets
    steps:
      - { model: prompt.hbs, into: /prompt }
      - { model: model.yaml, engine: openai-chat, endpoint: "${endpoint}", into: /answer }
    outputs: { answer: { at: /answer, kind: category } }
    limits: { answer.changed: ${limit} }
`,
    'model.yaml': 'model: a-model\n',
    'prompt.hbs': base,
    'traffic.jsonl': tickets.map((ticket) => JSON.stringify(ticket)).join('\n'),
  });
  repository.git('checkout', '-q', '-b', 'change');
  repository.commit({ 'prompt.hbs': head });
  return repository.directory;
}

test('a prompt that changes nothing but its words does not fail for the noise of the model behind it', async () => {
  const endpoint = await serve((_prompt, time) => (isOdd(time) ? 'other' : 'usual'));
  const directory = repositoryWith(endpoint, '20%', 'Be kind. {{question}}', 'Be friendly. {{question}}');
  const { report, stdout } = await check(directory, 'change');
  const replies = pipelineOf(report, 'replies');
  // Two answers differ in 2 · 0.3 · 0.7 of the cases.
  expect(outputOf(replies, 'answer').measures.changed?.value).toBeCloseTo(0.42, 1);
  expect(replies.noise?.outputs.answer).toBeCloseTo(0.42, 1);
  expect(replies.verdict, stdout).toBe('pass');
});

test('the noise of records that the change does not reach hides nothing of those that it does', async () => {
  const endpoint = await serve((prompt, time) => (prompt.includes('VIP') ? 'refund' : isOdd(time) ? 'other' : 'usual'));
  const directory = repositoryWith(endpoint, '3%', '{{question}}', '{{#if vip}}VIP! {{/if}}{{question}}');
  const { report, stdout } = await check(directory, 'change');
  const replies = pipelineOf(report, 'replies');
  // One in eight, all of them another answer, and no more noise than these can have.
  expect(outputOf(replies, 'answer').measures.changed?.value).toBe(0.125);
  expect(replies.noise?.outputs.answer).toBeLessThan(0.125);
  expect(replies.verdict, stdout).toBe('fail');
});
