/** A real HTTP server that answers as a test says, and clients of the App that talk to it. */
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { Probot } from 'probot';
import { appOctokit, type ClientOptions } from '../../../src/github/octokit/client.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly at: number;
}

export interface GitHub {
  readonly url: string;
  /** All requests but those for tokens, in order. */
  readonly requests: Request[];
  readonly tokens: Request[];
  probot(options?: Partial<ClientOptions>): Probot;
  close(): void;
}

export type Answer = (response: ServerResponse, request: IncomingMessage, count: number) => void;

/** `answers` are given one after the other, the last again and again. */
export async function startGitHub(answers: readonly Answer[], tokenAnswers: readonly Answer[] = []): Promise<GitHub> {
  const requests: Request[] = [];
  const tokens: Request[] = [];
  const server = createServer((request, response) => {
    const { method = '', url: path = '' } = request;
    const token = path.endsWith('/access_tokens');
    const list = token ? tokens : requests;
    list.push({ method, path, at: Date.now() });
    const given = token ? [...tokenAnswers, giveToken] : answers;
    request.resume().on('end', () => (given[list.length - 1] ?? given.at(-1))?.(response, request, list.length));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    requests,
    tokens,
    probot: (options) =>
      new Probot({
        appId: 7,
        privateKey,
        secret: 'a secret',
        baseUrl: url,
        log: pino({ level: 'silent' }),
        Octokit: appOctokit({ baseUrl: url, pauses: QUICK, ...options }),
      }),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export const QUICK = { fault: 10, limit: 200, longest: 5000, retries: 3 };

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

const sha = 'c0ffee'.repeat(7).slice(0, 40);
/** What is asked for, whether a pull request, a check or a comment. */
const THING = {
  id: 1,
  number: 1,
  state: 'open',
  head: { sha },
  base: { ref: 'main' },
  head_sha: sha,
  status: 'queued',
  output: {},
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
};
export const ok = json(200, THING);
export const list = (...numbers: readonly number[]) =>
  json(
    200,
    numbers.map((number) => ({ ...THING, number })),
  );
export const cut: Answer = (response) => response.destroy();
export const silence: Answer = () => {};

/** Promises more than it sends, and hangs up. */
export const cutInTheMiddle: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('[{"number": 1}', () => response.destroy());
};

/** As a proxy between may say it, with 200. */
export const page: Answer = (response) =>
  response.writeHead(200, { 'content-type': 'text/html' }).end('<html>We are having a problem</html>');

/** The whole answer by its length, and half of it by what it says. */
export const halfSaid: Answer = (response) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end('[{"number": 1, "sta');

/** The beginning of an answer, and then nothing more. */
export const stalled: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('[{"number": 1,');
};

const giveToken: Answer = (response) =>
  json(201, { token: 'token', expires_at: new Date(Date.now() + 3_600_000).toISOString(), permissions: {} })(
    response,
    {} as never,
    0,
  );
