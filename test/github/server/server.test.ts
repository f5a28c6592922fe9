import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UsageError } from '../../../src/errors.ts';
import { startServer } from '../../../src/github/server/server.ts';
import { type ListeningApp, startListening } from './listening-app.ts';

const opened = {
  action: 'opened',
  installation: { id: 1 },
  repository: { name: 'claims', owner: { login: 'acme' } },
  pull_request: { number: 12, head: { sha: 'c0ffee' } },
};

let app: ListeningApp;
beforeAll(async () => {
  app = await startListening();
});
afterAll(() => app.server.close(0));

describe('webhooks', () => {
  test('a signed one is taken, and its job has the id of the delivery', async () => {
    const response = await app.post('pull_request', opened, { 'x-github-delivery': 'd1' });

    expect(response.status).toBe(200);
    expect(app.jobs.at(-1)).toMatchObject({ kind: 'pull', number: 12, head: 'c0ffee' });
    expect(app.ids.at(-1)).toBe('d1:0');
  });

  test.for<[string, string | object, Record<string, string>, number]>([
    ['a wrong signature', opened, { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }, 400],
    ['a signature that is none', opened, { 'x-hub-signature-256': 'nothing' }, 400],
    ['no signature', opened, { 'x-hub-signature-256': '' }, 400],
    ['no event', opened, { 'x-github-event': '' }, 400],
    ['junk that is signed', 'no JSON', {}, 400],
    ['broken JSON that is signed', '{"action": ', {}, 400],
    ['JSON that is no object', 'null', {}, 400],
    ['an empty body', '', {}, 400],
    ['a form', 'payload=%7B%7D', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
    ['an object of another kind', {}, {}, 200],
    ['an event that nobody listens to', opened, { 'x-github-event': 'star' }, 200],
    ['an event that does not exist', opened, { 'x-github-event': 'wombat' }, 200],
  ])('%s makes no job', async ([, body, headers, status]) => {
    const before = app.jobs.length;

    const response = await app.post('pull_request', body, headers);

    expect(response.status).toBe(status);
    expect(app.jobs).toHaveLength(before);
  });

  test('a body longer than GitHub sends is refused, whether it says so or not', async () => {
    const long = 'x'.repeat(25 * 1024 * 1024 + 1);
    const said = await app.post('push', long).catch(() => ({ status: 413 }));
    const unsaid = await new Promise<string>((resolve) => {
      const socket = connect(app.server.port, '127.0.0.1');
      socket.on('data', (data) => resolve(data.toString().slice(0, 12)));
      socket.on('error', () => {});
      socket.write('POST /api/github/webhooks HTTP/1.1\r\nhost: weir\r\ntransfer-encoding: chunked\r\n\r\n');
      socket.write(`${long.length.toString(16)}\r\n${long}\r\n0\r\n\r\n`);
    });

    expect(said.status).toBe(413);
    expect(unsaid).toBe('HTTP/1.1 413');
  });

  test('other methods are not found', async () => {
    const response = await fetch(`${app.url}/api/github/webhooks`);

    expect(response.status).toBe(404);
  });

  test('a queue that is slow is not waited for: GitHub notes the delivery as failed', async () => {
    const slow = await startListening({ add: () => new Promise(() => {}), patience: 100 });

    const response = await slow.post('pull_request', opened);

    expect(response.status).toBe(503);
    await slow.server.close(0);
  });

  test('a queue that takes no job makes the delivery fail', async () => {
    const closed = await startListening({ add: () => Promise.reject(new Error('closing')) });

    const response = await closed.post('pull_request', opened);

    expect(response.status).toBe(503);
    await closed.server.close(0);
  });
});

describe('what operators ask', () => {
  test.for<[string, number, string, RegExp]>([
    ['/', 200, 'text/plain; charset=utf-8', /^Weir \d+\.\d+\.\d+, a GitHub App/],
    ['/healthz', 200, 'text/plain; charset=utf-8', /^ok\n$/],
    ['/healthz?from=probe', 200, 'text/plain; charset=utf-8', /^ok\n$/],
    ['/readyz', 200, 'application/json', /^{"ready":true,"reasons":\[\]}\n$/],
    ['/nowhere', 404, 'text/plain; charset=utf-8', /^not found\n$/],
    ['//', 404, 'text/plain; charset=utf-8', /^not found\n$/],
  ])('GET %s', async ([path, status, type, body]) => {
    const response = await fetch(`${app.url}${path}`);

    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe(type);
    expect(await response.text()).toMatch(body);
  });

  test('a process that cannot work says why', async () => {
    const busy = await startListening({ notReady: async () => ['the queue is closed'] });

    const response = await fetch(`${busy.url}/readyz`);

    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ ready: false, reasons: ['the queue is closed'] });
    await busy.server.close(0);
  });

  test('metrics count webhooks and show the queue', async () => {
    await app.post('pull_request', opened);

    const text = await (await fetch(`${app.url}/metrics`)).text();

    expect(text).toMatch(/^weir_webhooks_total\{event="pull_request",action="opened"\} [1-9]/m);
    expect(text).toMatch(/^weir_queue_waiting 3$/m);
    expect(text).toMatch(/^process_cpu_seconds_total /m);
  });
});

describe('starting and stopping', () => {
  test('a port that is taken is named', async () => {
    const second = startListeningOn(app.server.port);

    await expect(second).rejects.toThrow(UsageError);
    await expect(second).rejects.toThrow(String(app.server.port));
  });

  test('what is under way is answered, and nobody else is', async () => {
    const { promise: kept, resolve: keep } = Promise.withResolvers<void>();
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
    const stopping = await startListening({
      add: () => {
        ask();
        return kept;
      },
    });
    const underWay = stopping.post('pull_request', opened);
    await asked;

    const closed = stopping.server.close(5000);
    await expect(fetch(`${stopping.url}/healthz`)).rejects.toThrow();
    keep();

    expect((await underWay).status).toBe(200);
    await closed;
  });

  test('who never finishes is cut off in the end', async () => {
    const stopping = await startListening();
    const socket = connect(stopping.server.port, '127.0.0.1');
    const gone = new Promise((resolve) => socket.on('close', resolve));
    socket.on('error', () => {});
    await new Promise<void>((resolve) =>
      socket.write('POST /api/github/webhooks HTTP/1.1\r\nhost: weir\r\n', () => resolve()),
    );

    await stopping.server.close(100);

    await gone;
  });
});

async function startListeningOn(port: number) {
  const { Probot } = await import('probot');
  return startServer({
    settings: { host: '127.0.0.1', port },
    probot: new Probot({ githubToken: 'token', secret: 'a long secret', logLevel: 'fatal' }),
    metrics: { registry: (await import('prom-client')).register },
    notReady: async () => [],
  });
}
