/** Real HTTP servers, of all the ways in which endpoints go wrong. */
import { mkdtempSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Options } from '../../../src/artifacts/artifact.ts';
import type { Engine } from '../../../src/artifacts/engine.ts';
import { open } from '../../../src/artifacts/model/endpoint/open.ts';
import { isForbiddenHost } from '../../../src/artifacts/model/endpoint/web.ts';
import { httpJson } from '../../../src/artifacts/model/http-json/index.ts';
import { mlflow } from '../../../src/artifacts/model/mlflow/index.ts';
import { openInference } from '../../../src/artifacts/model/open-inference/index.ts';
import { openaiChat } from '../../../src/artifacts/model/openai-chat/index.ts';
import type { Surroundings } from '../../../src/artifacts/outside.ts';
import { ArtifactError } from '../../../src/errors.ts';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

type Answering = (body: string, response: ServerResponse, request: IncomingMessage) => void;

async function serve(answering: Answering): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    answering(body, response, request);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function surroundings(more: Partial<Surroundings> = {}): Surroundings {
  return { refuses: () => undefined, environment: {}, jobs: 1, ...more };
}

async function ask(options: Options, requests: readonly string[], more: Partial<Surroundings> = {}, again = false) {
  const artifact = { path: 'config/scorer.yaml', kind: 'model' as const, files: new Map(), options };
  await using carrier = await open(artifact, 'head', surroundings(more));
  return await carrier.ask(requests, { again });
}

describe('an endpoint', () => {
  test('whose answers go wrong for some records leaves the others unharmed', async () => {
    const endpoint = await serve((body, response, request) => {
      if (body === '"500"') response.writeHead(500).end('{"secret":"of the record"}');
      else if (body === '"404"') response.writeHead(404).end();
      else if (body === '"elsewhere"') response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
      else if (body === '"html"') response.end('<html>Sign in</html>');
      else if (body === '"text"') response.end('fine');
      else if (body === '"half"') {
        response.writeHead(200, { 'content-length': 100 });
        response.write('{"half":');
        setImmediate(() => request.socket.destroy());
      } else if (body !== '"never"') response.end(body);
    });
    const bodies = ['1', '"500"', '"404"', '"elsewhere"', '"html"', '"text"', '"half"', '"never"', '{"a":2}'];
    const answers = await ask({ endpoint, timeout: 0.3 }, bodies);
    expect(
      answers.map((answer) => (typeof answer === 'string' ? answer : `${answer.outcome}: ${answer.reason}`)),
    ).toEqual([
      '1',
      'failed: the endpoint answered with status 500',
      'failed: the endpoint answered with status 404',
      'failed: the endpoint sends elsewhere (status 302), where nobody follows',
      'failed: the endpoint answered with a page, not with JSON',
      'failed: the endpoint answered with no JSON',
      'failed: the endpoint broke off before its answer was whole',
      'failed: the endpoint did not answer within 0.3 s',
      '{"a":2}',
    ]);
  });

  test('that drips, floods, breaks the protocol or is not there leaves the others unharmed', async () => {
    const endpoint = await serve((body, response, request) => {
      if (body === '"drips"') {
        const drip = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(drip));
      } else if (body === '"floods"') {
        const flood = (): void => {
          while (!response.destroyed && response.write(' '.repeat(1_000_000)));
        };
        response.on('drain', flood);
        flood();
      } else if (body === '"garbage"') request.socket.end('220 mail.acme.example ESMTP\r\n');
      else if (body === '"busy"') response.writeHead(429, { 'retry-after': '86400' }).end();
      else if (body === '"nothing"') response.end();
      else if (body === '"deep"') response.end(`${'['.repeat(10_000)}${']'.repeat(10_000)}`);
      else response.end(body);
    });
    const bodies = ['1', '"drips"', '"floods"', '"garbage"', '"busy"', '"nothing"', '"deep"', '2'];
    const answers = await ask({ endpoint, timeout: 1, concurrency: 1 }, bodies);
    expect(
      answers.map((answer) =>
        typeof answer === 'string' ? answer.slice(0, 3) : `${answer.outcome}: ${answer.reason}`,
      ),
    ).toEqual([
      '1',
      'failed: the endpoint did not answer within 1 s',
      expect.stringMatching(/^failed: the endpoint (?:answered with more than 16 MB|did not answer within 1 s)$/),
      'failed: the endpoint was not reached (HPE_INVALID_CONSTANT)',
      'failed: the endpoint answered with status 429',
      'failed: the endpoint answered with no JSON',
      '[[[',
      '2',
    ]);
    const gone = await ask({ endpoint: 'http://127.0.0.1:9/' }, ['1']);
    expect(gone).toEqual([{ outcome: 'failed', reason: 'the endpoint was not reached (ECONNREFUSED)' }]);
  });

  test('gives no tokens back', async () => {
    const endpoint = await serve((_body, response) => response.end('{"usage":{"total_tokens":-1e9}}'));
    const answers = await ask({ endpoint, token_budget: 1, request_budget: 2, concurrency: 1 }, ['1', '2', '3']);
    expect(answers[2]).toEqual({ outcome: 'unreplayable', reason: 'the budget of 2 requests is used up' });
  });

  test('that asks for patience is asked again', async () => {
    let asked = 0;
    const endpoint = await serve((body, response) => {
      asked += 1;
      if (asked === 1) response.writeHead(429, { 'retry-after': '0' }).end();
      else response.end(body);
    });
    expect(await ask({ endpoint }, ['1'])).toEqual(['1']);
    expect(asked).toBe(2);
  });

  test('is never asked for more than its budget, of requests and of tokens', async () => {
    let asked = 0;
    const endpoint = await serve((_body, response) => {
      asked += 1;
      response.end('{"usage":{"total_tokens":60}}');
    });
    const used = (kind: string) => ({ outcome: 'unreplayable', reason: `the budget of ${kind} is used up` });
    const answers = await ask({ endpoint, request_budget: 3 }, ['1', '2', '3', '4', '5']);
    expect(answers.slice(3)).toEqual([used('3 requests'), used('3 requests')]);
    expect(asked).toBe(3);
    const others = await ask({ endpoint, token_budget: 100, concurrency: 1 }, ['1', '2', '3']);
    expect(others[2]).toEqual(used('100 tokens'));
  });

  test('is asked so many at once, and the same once, unless it is asked again for its noise', async () => {
    let asked = 0;
    let atOnce = 0;
    let most = 0;
    const endpoint = await serve((body, response) => {
      asked += 1;
      atOnce += 1;
      most = Math.max(most, atOnce);
      setImmediate(() => {
        atOnce -= 1;
        response.end(body);
      });
    });
    const cache = mkdtempSync(join(tmpdir(), 'weir-test-'));
    const bodies = Array.from({ length: 40 }, (_, index) => String(index % 20));
    expect(await ask({ endpoint, concurrency: 3 }, bodies, { cache })).toEqual(bodies);
    expect([asked, most <= 3]).toEqual([20, true]);
    expect(await ask({ endpoint }, bodies, { cache })).toEqual(bodies);
    expect(asked).toBe(20);
    await ask({ endpoint }, ['1', '1'], { cache }, true);
    expect(asked).toBe(22);
  });

  test('gets its secret by name, and nothing else ever shows it', async () => {
    const endpoint = await serve((_body, response, request) => {
      if (request.headers.authorization === 'Bearer s3cret') response.writeHead(403).end(request.headers.authorization);
      else response.end('1');
    });
    const answers = await ask({ endpoint, secret: 'TOKEN' }, ['1'], { environment: { TOKEN: 's3cret' } });
    expect(answers).toEqual([{ outcome: 'failed', reason: 'the endpoint answered with status 403' }]);
    expect(await ask({ endpoint, secret: 'TOKEN' }, ['1'])).toEqual([
      { outcome: 'unreplayable', reason: 'config/scorer.yaml was not asked: the environment has no TOKEN' },
    ]);
  });

  test('that nobody has named is not asked', async () => {
    let asked = 0;
    const address = await serve((body, response) => {
      asked += 1;
      response.end(body);
    });
    const endpoint = 'http://127.0.0.1:9/';
    const deployed = { endpoint, head: `\${deployment}`, hosts: ['127.0.0.1'] };
    expect(await ask(deployed, ['1'], { deployment: () => ({ address }) })).toEqual(['1']);
    const reasonOf = async (options: Options, more: Partial<Surroundings> = {}) =>
      (await ask(options, ['1'], more)).map((answer) => (typeof answer === 'string' ? answer : answer.reason)).join();
    expect(await reasonOf({ ...deployed, hosts: ['*.acme.example'] }, { deployment: () => ({ address }) })).toMatch(
      /deployed at 127\.0\.0\.1, which is none of the hosts/,
    );
    expect(await reasonOf(deployed, { deployment: () => ({ missing: 'wait for it' }) })).toMatch(/wait for it/);
    expect(await reasonOf({ endpoint: address }, { refuses: () => 'its operator does not let it' })).toMatch(
      /operator/,
    );
    for (const place of [
      'http://169.254.169.254/latest',
      'http://[fe80::1]/',
      'http://[::ffff:169.254.169.254]/',
      'http://0.0.0.0/',
    ]) {
      expect(isForbiddenHost(new URL(place).hostname)).toBe(true);
    }
    expect(await reasonOf({ endpoint: 'http://169.254.169.254/latest' })).toMatch(/no endpoint has an address like/);
    expect(asked).toBe(1);
  });
});

/** What a document becomes in a request, and what an answer becomes in the document. */
async function through(engine: Engine, settings: string, document: unknown, answer: unknown) {
  let sent: unknown;
  const artifact = {
    path: 'config/model.yaml',
    kind: 'model' as const,
    files: new Map([['config/model.yaml', settings]]),
  };
  const stage = await engine.compile(artifact, {
    async ask(requests) {
      sent = JSON.parse(requests[0] ?? 'null');
      return requests.map(() => (typeof answer === 'string' ? answer : JSON.stringify(answer)));
    },
  });
  const [outcome] = await stage.run([document]);
  return { sent, outcome: outcome?.outcome === 'ok' ? outcome.value : outcome };
}

describe('each dialect words requests and reads answers as its specification has them', () => {
  test('the Open Inference Protocol', async () => {
    // The request and response of the protocol's REST specification, with one row.
    const settings =
      'inputs:\n  - { name: amount, datatype: FP64, from: [/amount, /hours] }\n  - { name: country, datatype: BYTES, from: /country }\n';
    const answer = {
      model_name: 'm',
      id: '1',
      outputs: [
        { name: 'score', shape: [1, 1], datatype: 'FP32', data: [0.75] },
        { name: 'p', shape: [1, 2], datatype: 'FP32', data: [0.25, 0.75] },
      ],
    };
    expect(await through(openInference, settings, { amount: 10, hours: 2, country: 'DE' }, answer)).toEqual({
      sent: {
        inputs: [
          { name: 'amount', shape: [1, 2], datatype: 'FP64', data: [10, 2] },
          { name: 'country', shape: [1, 1], datatype: 'BYTES', data: ['DE'] },
        ],
      },
      outcome: { score: 0.75, p: [0.25, 0.75] },
    });
    expect(
      (await through(openInference, `${settings}output: score\n`, { amount: 1, hours: 2, country: '' }, answer))
        .outcome,
    ).toBe(0.75);
    expect((await through(openInference, settings, {}, answer)).outcome).toMatchObject({ outcome: 'failed' });
  });

  test('MLflow', async () => {
    expect(await through(mlflow, 'inputs: { x: /a/b }\n', { a: { b: 3 } }, { predictions: [[0.5]] })).toEqual({
      sent: { dataframe_records: [{ x: 3 }] },
      outcome: [0.5],
    });
    expect((await through(mlflow, 'inputs: { x: /a }\n', {}, { error: 'no' })).outcome).toEqual({
      outcome: 'failed',
      reason: 'the endpoint answered with other JSON than it should',
    });
  });

  test('plain JSON', async () => {
    const settings = 'input: /features\nbody: { version: 2 }\noutput: /result/score\n';
    expect(await through(httpJson, settings, { features: { x: 1 } }, { result: { score: 0.5 } })).toEqual({
      sent: { version: 2, x: 1 },
      outcome: 0.5,
    });
  });

  test('chat completions', async () => {
    const answer = (content: string) => ({ choices: [{ message: { role: 'assistant', content } }] });
    const settings = 'model: small\ntemperature: 0\nsystem: Be brief.\n';
    expect(await through(openaiChat, settings, { prompt: 'Hello' }, answer('Hi.'))).toEqual({
      sent: {
        model: 'small',
        temperature: 0,
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'Hello' },
        ],
      },
      outcome: 'Hi.',
    });
    expect(
      (await through(openaiChat, settings, { prompt: '' }, answer('```json\n{"intent":"refund"}\n```'))).outcome,
    ).toEqual({
      intent: 'refund',
    });
  });

  test('settings of which no request can be made are an error at their line', async () => {
    for (const [engine, settings, place] of [
      [openInference, 'inputs:\n  - { name: a, datatype: FLOAT, from: /a }\n', 'config/model.yaml:2:16'],
      [openInference, 'output: a\n', 'config/model.yaml:1:1'],
      [openaiChat, 'temperature: 0\n', 'config/model.yaml:1:1'],
      [httpJson, 'input: a\n', 'config/model.yaml:1:1'],
      [httpJson, 'url: http://evil.example\n', 'config/model.yaml:1:'],
      [mlflow, '- 1\n', 'config/model.yaml:1:1'],
    ] as const) {
      const error = await through(engine, settings, {}, {}).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ArtifactError);
      expect(String((error as Error).message)).toContain(place);
    }
  });
});
