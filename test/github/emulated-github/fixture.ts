/** An emulated GitHub with a repository, the App's clients for it, and a server that takes its webhooks. */
import { sign } from 'node:crypto';
import { createServer } from 'node:http';
import { Octokit } from '@octokit/rest';
import { onTestFinished } from 'vitest';
import { type EmulatedGitHub, type RepositoryRecord, startEmulatedGitHub } from '../../emulated-github/index.ts';

export const SECRET = 'a secret of the tests';
export const CLAIMS = { owner: 'acme', repo: 'claims' };

export interface Received {
  readonly event: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: the payloads are what is under test
  readonly payload: any;
}

export interface Fixture {
  readonly github: EmulatedGitHub;
  readonly repository: RepositoryRecord;
  /** As the App itself. */
  readonly app: Octokit;
  /** As the App's installation. */
  readonly octokit: Octokit;
  /** Webhooks, in the order they came. */
  readonly received: Received[];
  /** Waits for all webhooks and gives those of the event, as `pull_request.opened`. */
  of(name: string): Promise<readonly Received[]>;
}

export type Settings = Omit<Parameters<typeof startEmulatedGitHub>[0], 'secret'>;

/** Everything is closed when the test ends. */
export async function startFixture(settings: Settings = {}): Promise<Fixture> {
  const received: Received[] = [];
  const webhookUrl = await receive((one) => received.push(one));
  const github = await startEmulatedGitHub({ webhookUrl, ...settings, secret: SECRET });
  onTestFinished(() => github.close());
  const files = { 'a.txt': 'one\n', 'dir/b.json': '{}' };
  const repository = await github.createRepository({ owner: 'acme', name: 'claims', files });
  github.install(repository);
  const app = clientOf(github, appToken(github.app.id, github.app.privateKey));
  const [installation] = (await app.rest.apps.listInstallations()).data;
  const made = await app.rest.apps.createInstallationAccessToken({ installation_id: installation?.id ?? 0 });
  return {
    github,
    repository,
    app,
    octokit: clientOf(github, made.data.token),
    received,
    async of(name) {
      await github.settled();
      return received.filter(({ event, payload }) => [event, `${event}.${payload.action}`].includes(name));
    },
  };
}

export function clientOf({ url }: { url: string }, token: string): Octokit {
  return new Octokit({ baseUrl: url, auth: token, log: SILENT });
}

/** A JSON web token, as Apps sign them with their key. */
export function appToken(appId: number, privateKey: string): string {
  const seconds = Math.floor(Date.now() / 1000);
  const parts = [
    { alg: 'RS256', typ: 'JWT' },
    { iss: appId, iat: seconds - 30, exp: seconds + 300 },
  ];
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
}

/** The status that the request is answered with, good or not. */
export async function statusOf(request: Promise<{ status: number }>): Promise<number> {
  try {
    return (await request).status;
  } catch (cause) {
    return cause instanceof Error && 'status' in cause ? Number(cause.status) : 0;
  }
}

/** Starts a server and gives its address. `status` answers each webhook. */
export async function receive(take: (received: Received) => void, status = () => 200): Promise<string> {
  const server = createServer(async (request, response) => {
    const text = Buffer.concat(await Array.fromAsync(request)).toString();
    take({
      event: String(request.headers['x-github-event']),
      headers: request.headers,
      text,
      payload: JSON.parse(text),
    });
    response.writeHead(status()).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
}

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
