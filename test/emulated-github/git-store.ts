/** `emulate`, which keeps repositories, git objects, branches and files. Nobody but the proxy talks to it. */
import { createEmulator } from 'emulate';
import { freePort } from '../free-port.ts';

const KEEPER = 'keeper-of-emulate';

/** `emulate` takes 5,000 requests an hour with a token, and GitHub's own limits are not its business here. */
const TOKENS = Array.from({ length: 1000 }, (_, index) => `${KEEPER}-${index}`);
const REQUESTS_A_TOKEN = 4000;

export interface GitStore {
  /** One request, passed on as it is. `path` starts at `/repos`. */
  request(method: string, path: string, body?: unknown, accept?: string): Promise<StoreAnswer>;
  close(): Promise<void>;
}

export interface StoreAnswer {
  readonly status: number;
  readonly type: string;
  readonly link: string | null;
  readonly body: Buffer;
}

/** `url`: what its answers name as their address. Repositories belong to `organizations`, which it learns at its start only. */
export async function startGitStore(url: string, organizations: readonly string[]): Promise<GitStore> {
  const port = await freePort();
  const emulator = await createEmulator({
    service: 'github',
    port,
    baseUrl: url,
    seed: {
      tokens: Object.fromEntries(TOKENS.map((token) => [token, { login: KEEPER, scopes: ['repo', 'user'] }])),
      github: {
        users: [{ login: KEEPER }],
        orgs: organizations.map((login) => ({ login, members: [{ login: KEEPER, role: 'admin' }] })),
      },
    },
  });
  let requests = 0;
  return {
    async request(method, path, body, accept = 'application/vnd.github+json') {
      const token = TOKENS[Math.floor(requests / REQUESTS_A_TOKEN) % TOKENS.length];
      requests += 1;
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: { authorization: `token ${token}`, accept, 'content-type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      return {
        status: response.status,
        type: response.headers.get('content-type') ?? 'application/json',
        link: response.headers.get('link'),
        body: Buffer.from(await response.arrayBuffer()),
      };
    },
    close: () => emulator.close(),
  };
}

/** The store's answer as JSON. Throws where it refused. The caller knows what the store answers there. */
export async function ask<T>(git: GitStore, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await git.request(method, path, body);
  if (answer.status >= 300) throw new Error(`emulate answered ${answer.status} to ${method} ${path}: ${answer.body}`);
  return JSON.parse(answer.body.toString()) as T;
}
