/** Real servers on either side of the proxy, and real files behind it. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once as event } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import http, { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { setTimeout as after } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import recordSchema from '../../../schemas/record.schema.json' with { type: 'json' };
import { RotatedFiles } from '../../../src/cli/record/files.ts';
import { createProxy } from '../../../src/cli/record/proxy.ts';
import { isOfSample, Recorder, type RecorderOptions } from '../../../src/cli/record/recorder.ts';

const PROGRAM = join(import.meta.dirname, '../../../src/cli/main.ts');

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'weir-record-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

async function listening(handler: RequestListener): Promise<{ port: number; server: http.Server }> {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await event(server, 'listening');
  onTestFinished(() => void server.close().closeAllConnections());
  return { port: (server.address() as AddressInfo).port, server };
}

const everything: Omit<RecorderOptions, 'files'> = {
  ...{ sample: 1, maxBody: 4096, redaction: { places: [] }, idHeader: 'x-session' },
};

/** A service, the proxy in front of it, and what it wrote. */
async function setting(service: RequestListener, options: Partial<RecorderOptions> = {}, rotate = 1e6) {
  const path = folder();
  const said: string[] = [];
  const files = await RotatedFiles.open({ folder: path, rotate, keep: 1e9, say: (text) => said.push(text) });
  onTestFinished(() => files.close());
  const recorder = new Recorder({ files, ...everything, ...options });
  const behind = await listening(service);
  const proxy = createProxy({ upstream: new URL(`http://127.0.0.1:${behind.port}`), path: '/', recorder });
  const front = await listening(proxy.handle);
  front.server.on('upgrade', proxy.upgrade);
  onTestFinished(() => proxy.close());
  return { port: front.port, behind, recorder, said, folder: path, records: () => recordsIn(path) };
}

function linesIn(path: string): string[] {
  return readdirSync(path)
    .sort()
    .flatMap((name) => readFileSync(join(path, name), 'utf8').split('\n').filter(Boolean));
}

function recordsIn(path: string): unknown[] {
  return linesIn(path).map((line): unknown => JSON.parse(line));
}

const isRecord = new Ajv2020({ strict: false, validateFormats: false }).compile(recordSchema);
const json = { 'content-type': 'application/json' };

/** Answers with what it was asked. */
const echo: RequestListener = async (request, response) => {
  const body = await textOf(request);
  response.writeHead(200, json).end(JSON.stringify({ heard: JSON.parse(body || 'null'), secret: 'CANARY-ANSWER' }));
};

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function post(port: number, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}/decide?x=1`, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify(body),
  });
}

describe('weir record', () => {
  it('writes native records of what passes, and nothing of what is redacted', async () => {
    const places = [
      { at: '/input/card', as: 'drop' },
      { at: '/id', as: 'hash' },
      { at: '/output/secret', as: 'drop' },
      { at: '/output/heard/card', as: 'drop' },
    ] as const;
    const {
      port,
      recorder,
      records,
      folder: path,
    } = await setting(echo, { redaction: { places: [...places], key: 'a key of a test!' } });
    const answer = await post(port, { card: 'CANARY-CARD', n: 1 }, { 'x-session': 'CANARY-ID' });
    expect(await answer.json()).toEqual({ heard: { card: 'CANARY-CARD', n: 1 }, secret: 'CANARY-ANSWER' });
    await recorder.close();
    expect(records()).toEqual([
      {
        input: { n: 1 },
        output: { heard: { n: 1 } },
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        time: expect.any(String),
      },
    ]);
    expect(records().every((record) => isRecord(record))).toBe(true);
    expect(linesIn(path).join()).not.toContain('CANARY');
  });

  it('hands on bytes, headers and statuses as they are, also packed and streamed ones', async () => {
    const packed = gzipSync('{"tier":"short"}');
    const { port, recorder, records } = await setting(async (request, response) => {
      expect(request.headers).toMatchObject({ 'x-custom': 'a', 'x-forwarded-for': '127.0.0.1' });
      await textOf(request);
      response.writeHead(201, 'Made', {
        ...json,
        'content-encoding': 'gzip',
        'set-cookie': ['a=1', 'b=2'],
        connection: 'x-hop',
        'x-hop': '1',
      });
      response.write(packed.subarray(0, 5));
      response.end(packed.subarray(5));
    });
    const request = http.request({ port, host: '127.0.0.1', method: 'POST', headers: { ...json, 'x-custom': 'a' } });
    request.write('{"de');
    request.end('lay":1}');
    const [answer]: IncomingMessage[] = await event(request, 'response');
    const chunks: Buffer[] = [];
    for await (const chunk of answer ?? []) chunks.push(chunk);
    expect(answer).toMatchObject({ statusCode: 201, statusMessage: 'Made' });
    expect(answer?.headers).toMatchObject({ 'content-encoding': 'gzip', 'set-cookie': ['a=1', 'b=2'] });
    expect(answer?.headers).not.toHaveProperty('x-hop');
    expect(gunzipSync(Buffer.concat(chunks)).toString()).toBe('{"tier":"short"}');
    await recorder.close();
    expect(records()).toMatchObject([{ input: { delay: 1 }, output: { tier: 'short' } }]);
  });

  it('lets a stream through piece by piece before it has ended', async () => {
    let finish = (): void => {};
    const { port } = await setting((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: 1\n\n');
      finish = () => void response.end('data: 2\n\n');
    });
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    const reader = answer.body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('data: 1\n\n');
    finish();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('data: 2\n\n');
  });

  it('counts what it leaves out: no JSON, too large, no good answer', async () => {
    const { port, recorder, records } = await setting(async (request, response) => {
      const body = await textOf(request);
      if (request.headers['x-fail']) response.writeHead(500, json).end('{}');
      else response.writeHead(200, json).end(body.length > 4000 ? JSON.stringify('y'.repeat(9000)) : '{}');
    });
    await (await post(port, 'x'.repeat(5000))).text();
    await (await post(port, {}, { 'x-fail': '1' })).text();
    await (await post(port, {}, { 'content-type': 'text/plain' })).text();
    await (await post(port, { n: 1 })).text();
    expect(await recorder.close()).toMatchObject({ recorded: 1, 'too large': 1, 'without JSON': 2 });
    expect(records()).toHaveLength(1);
  });

  it('records all of an id or nothing of it, by a header or by a place in the body', async () => {
    const ids = Array.from({ length: 2000 }, (_, n) => `session-${n}`);
    const chosen = ids.filter((id) => isOfSample(id, 0.1));
    // Three standard deviations of a binomial: sqrt(2000 × 0.1 × 0.9) = 13.4.
    expect(Math.abs(chosen.length - 200)).toBeLessThan(40);
    expect(chosen.every((id) => isOfSample(id, 0.2))).toBe(true);
    const [taken = '', left = ''] = [chosen[0], ids.find((id) => !isOfSample(id, 0.1))];
    for (const [options, ask] of [
      [{}, (port: number, id: string) => post(port, {}, { 'x-session': id })],
      [{ idAt: '/session' }, (port: number, id: string) => post(port, { session: id })],
    ] as const) {
      const { port, recorder, records } = await setting(echo, { ...options, sample: 0.1 });
      for (const id of [taken, left, taken, left]) await (await ask(port, id)).text();
      expect(await recorder.close()).toMatchObject({ recorded: 2, 'not of the sample': 2 });
      expect(records()).toMatchObject([
        { id: taken, weight: 10 },
        { id: taken, weight: 10 },
      ]);
    }
  });

  it('keeps connections to the service, and answers 502 where it has gone', async () => {
    const sockets = new Set<unknown>();
    const { port, behind, recorder } = await setting((request, response) => {
      sockets.add(request.socket);
      echo(request, response);
    });
    for (let n = 0; n < 5; n += 1) await (await post(port, { n })).text();
    expect(sockets.size).toBe(1);
    behind.server.close().closeAllConnections();
    await event(behind.server, 'close');
    const answers = [await post(port, {}), await post(port, {})];
    expect(answers.map(({ status }) => status)).toEqual([502, 502]);
    expect(await recorder.close()).toMatchObject({ recorded: 5, 'without an answer': 2 });
  });

  it('cuts the answer short where the service does, and lets the service know where the client has gone', async () => {
    const gone = Promise.withResolvers<void>();
    const { port, recorder } = await setting((request, response) => {
      if (request.url === '/wait') request.socket.on('close', () => gone.resolve());
      response.writeHead(200, { ...json, 'content-length': 100 });
      response.write('{"a":', () => {
        if (request.url === '/cut') response.destroy();
      });
    });
    await expect(
      fetch(`http://127.0.0.1:${port}/cut`, { method: 'POST', headers: json, body: '{}' }).then((cut) => cut.text()),
    ).rejects.toThrow();
    const client = connect(port, '127.0.0.1');
    client.write('POST /wait HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}');
    await event(client, 'data');
    client.destroy();
    await gone.promise;
    expect(await recorder.close()).toMatchObject({ recorded: 0 });
  });

  it('drops and counts what a slow disk does not take, and the service answers all the same', async () => {
    const slow = Promise.withResolvers<boolean>();
    const files = { write: () => slow.promise, close: async () => {} };
    const { port, recorder } = await setting(echo, { files, mostWaiting: 200 });
    for (let n = 0; n < 20; n += 1) expect((await post(port, { n })).status).toBe(200);
    await after(0);
    slow.resolve(true);
    const { recorded, 'dropped, since writing did not keep up': dropped } = await recorder.close();
    expect(recorded + dropped).toBe(20);
    expect(dropped).toBeGreaterThan(10);
  });

  it('begins a new file after so many bytes, and removes the oldest', async () => {
    const path = folder();
    const files = await RotatedFiles.open({ folder: path, rotate: 100, keep: 250, say: () => {} });
    for (let n = 0; n < 10; n += 1)
      expect(await files.write(`${JSON.stringify({ n, fill: 'x'.repeat(70) })}\n`)).toBe(true);
    await files.close();
    expect(
      recordsIn(path)
        .map((record) => Reflect.get(Object(record), 'n'))
        .sort(),
    ).toEqual([6, 7, 8, 9]);
  });

  it('hands on what is no HTTP any more', async () => {
    const { port, behind } = await setting(echo);
    upgrades(behind.server, (socket) => socket.pipe(socket));
    const client = await upgraded(port);
    client.write('ping');
    expect(String((await event(client, 'data'))[0])).toBe('ping');
  });

  it('leaves no half of that open once the client has gone, whatever the service does', async () => {
    const { port, behind } = await setting(echo);
    upgrades(behind.server, (socket) => socket.resume());
    const client = await upgraded(port);
    client.end();
    await event(client, 'close');
  });
});

function upgrades(server: http.Server, handle: (socket: Duplex) => void): void {
  server.on('upgrade', (_request, socket) => {
    onTestFinished(() => void socket.destroy());
    socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\n');
    handle(socket);
  });
}

async function upgraded(port: number): Promise<Socket> {
  const client = connect(port, '127.0.0.1');
  onTestFinished(() => void client.destroy());
  client.write('GET / HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\n');
  expect(String((await event(client, 'data'))[0])).toMatch(/^HTTP\/1\.1 101 /);
  return client;
}

it('the program ends when it is asked to, though a connection is open that is no HTTP any more', async () => {
  const service = await listening(echo);
  upgrades(service.server, (socket) => socket.pipe(socket));
  const { child, port } = await program(['--upstream', `http://127.0.0.1:${service.port}`, '--folder', folder()]);
  const client = await upgraded(port);
  child.kill('SIGTERM');
  expect((await Promise.all([event(child, 'close'), event(client, 'close')]))[0][0]).toBe(0);
});

it('the program ends with an error where requests passed and nothing of them was recorded', async () => {
  const service = await listening((_request, response) => void response.end('<p>none</p>'));
  const { child, port, said } = await program([
    ...['--upstream', `http://127.0.0.1:${service.port}`, '--folder', folder()],
  ]);
  await post(port, { delay: 1 });
  child.kill('SIGTERM');
  expect((await event(child, 'close'))[0]).toBe(2);
  expect(said()).toContain('0 records written; 1 without JSON');
  expect(said()).toContain('nothing of what passed was recorded');
});

/** `weir record` once it listens, at a port of its own. */
async function program(options: readonly string[]) {
  const child = spawn(process.execPath, [PROGRAM, 'record', '--listen', '127.0.0.1:0', ...options]);
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  while (!said.includes(' → ')) await event(child.stderr, 'data');
  return { child, port: Number(/127\.0\.0\.1:(\d+) →/.exec(said)?.[1]), said: () => said };
}

it('the program writes what was recorded when it is asked to end, and survives a full disk', async () => {
  const service = await listening(echo);
  const path = folder();
  const args = [
    'record',
    '--upstream',
    `http://127.0.0.1:${service.port}`,
    '--listen',
    '127.0.0.1:0',
    '--folder',
    path,
    '--drop',
    '/output/secret',
  ];
  // A file may have 64 blocks of 512 bytes, and what goes beyond is refused, as by a full disk.
  const child = spawn('bash', [
    '-c',
    'trap "" XFSZ; ulimit -f 64; exec "$@"',
    'bash',
    process.execPath,
    PROGRAM,
    ...args,
  ]);
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  while (!said.includes(' → ')) await event(child.stderr, 'data');
  const port = Number(/127\.0\.0\.1:(\d+) →/.exec(said)?.[1]);
  const fill = 'x'.repeat(5000);
  for (let n = 0; n < 12; n += 1) expect((await post(port, { n, fill })).status).toBe(200);
  child.kill('SIGTERM');
  expect((await event(child, 'exit'))[0]).toBe(0);
  expect(said).toMatch(/cannot write to .*EFBIG|cannot write to .*ENOSPC/);
  const [, written, lost] = /(\d+) records? written; (\d+) lost on the disk/.exec(said) ?? [];
  expect(Number(written) + Number(lost)).toBe(12);
  // Whole lines, whatever did not fit.
  expect(recordsIn(path)).toHaveLength(Number(written));
  expect(
    execFileSync(
      'cat',
      readdirSync(path).map((name) => join(path, name)),
      { encoding: 'utf8' },
    ),
  ).not.toContain('CANARY');
});

it.each(['/card', '/inptu/card', ''])('does not record what --drop "%s" does not reach', (at) => {
  const args = [PROGRAM, 'record', '--upstream', 'http://127.0.0.1:9', '--listen', '0', '--drop', at];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: folder() });
  expect(status).toBe(2);
  expect(stderr).toMatch(/[Ee]xpected .*\/input/);
});
