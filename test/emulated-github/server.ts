/** The HTTP server: takes a request through faults, checks and its route, writes the answer and remembers both. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, Refusal } from './call.ts';
import { admit, callerOf, nameOf } from './callers.ts';
import { answerOf, type Fault, type FaultBox } from './faults.ts';
import { answerGraphql } from './graphql.ts';
import { byName, leadOn } from './leading-on.ts';
import { answerWeb, type WebRequest } from './logins.ts';
import type { CheckRequest } from './openapi.ts';
import { matchPath } from './path.ts';
import { ROUTES } from './routes.ts';
import type { World } from './world.ts';

const LIMIT = 5000;

export interface LoggedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** As it came; '' for none. */
  readonly body: string;
  /** 0: cut, no answer. */
  readonly status: number;
  /** `app`, `installation 12`, a login, `anonymous`. */
  readonly who: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface Books {
  readonly requests: LoggedRequest[];
  /** What the App may never do: see `openapi.ts`; and the App's private key in a request or an answer. */
  readonly violations: string[];
  readonly check: CheckRequest;
}

/** Listens on a free port of this machine. `world` is asked for when a request comes, so that it can know the port. */
export async function listen(
  world: () => World,
  faults: FaultBox,
  books: Books,
): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    void serve(world(), faults, books, request, response).catch((cause: unknown) => {
      books.violations.push(`${request.method} ${request.url}: ${cause instanceof Error ? cause.stack : cause}`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, url: `http://127.0.0.1:${address.port}` };
}

async function serve(world: World, faults: FaultBox, books: Books, request: IncomingMessage, response: ServerResponse) {
  const method = request.method ?? 'GET';
  // GitHub Enterprise has its API below this path.
  const target = (request.url ?? '/').replace(/^\/api(\/v3(?=\/)|(?=\/graphql$))/, '');
  const body = Buffer.concat(await Array.fromAsync(request));
  let who = 'unknown';
  const { answer, half, silent } = await meetFaults(faults, `${method} ${target}`, body.toString(), async () => {
    try {
      const web = answerWeb(world, webRequest(method, target, body, request.headers.cookie));
      if (web !== undefined) return web;
      const caller = callerOf(world, request.headers.authorization);
      who = nameOf(caller);
      return await route({ world, books, method, target, body, accept: request.headers.accept ?? '', caller });
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      return {
        status: cause.status,
        body: { message: cause.message, documentation_url: 'https://docs.github.com/rest' },
      };
    }
  });
  const sent = answer === undefined ? 0 : answer.status;
  books.requests.push({ method, path: target, body: body.toString(), status: sent, who, at: Date.now() });
  const bytes = bytesOf(answer);
  lookForKey(world, books, `${method} ${target}`, [Buffer.from(JSON.stringify(request.headers)), body, bytes]);
  if (silent) return;
  if (answer === undefined) {
    request.socket.destroy();
    return;
  }
  response.writeHead(answer.status, headersOf(world, books, answer, bytes));
  if (half) response.write(bytes.subarray(0, bytes.length / 2), () => request.socket.destroy());
  else response.end(bytes);
}

interface Met {
  /** Undefined where the connection is cut before. */
  readonly answer: Answer | undefined;
  /** The connection is cut in the middle of the answer. */
  readonly half: boolean;
  /** No answer, and the connection stays. */
  readonly silent?: boolean;
}

async function meetFaults(faults: FaultBox, line: string, sent: string, work: () => Promise<Answer>): Promise<Met> {
  const before = faults.strike(line, 'before', sent);
  if (before !== undefined && isInstead(before)) {
    return { answer: answerOf(before), half: false, silent: before.what === 'silence' };
  }
  if (before?.what === 'slow') await pause((before.seconds ?? 1) * 1000);
  if (before?.what === 'held') await before.hold?.(line, sent);
  const answer = await work();
  const after = faults.strike(line, 'after', sent);
  if (after !== undefined && isInstead(after)) return { answer: answerOf(after), half: false };
  if (after?.what === 'slow') await pause((after.seconds ?? 1) * 1000);
  const whole = before?.what === 'beginning' ? { ...answer, body: beginningOf(answer) } : answer;
  return { answer: whole, half: before?.what === 'half' || after?.what === 'half' };
}

/** True where the right answer is not given. */
function isInstead({ what }: Fault): boolean {
  return what !== 'slow' && what !== 'held' && what !== 'half' && what !== 'beginning';
}

/** What comes is half of it, and says that it is all. */
function beginningOf(answer: Answer): Buffer {
  const bytes = bytesOf(answer);
  return bytes.subarray(0, bytes.length / 2);
}

function webRequest(method: string, target: string, body: Buffer, cookie = ''): WebRequest {
  const [path = '', search = ''] = target.split('?');
  return { method, path, query: new URLSearchParams(search), body, cookie };
}

async function route(request: {
  world: World;
  books: Books;
  method: string;
  target: string;
  body: Buffer;
  accept: string;
  caller: ReturnType<typeof callerOf>;
}): Promise<Answer> {
  const { world, books, method, accept, caller } = request;
  const led = leadOn(world, method, request.target);
  if (led) return led;
  const target = byName(world, request.target);
  const [path = '', search = ''] = target.split('?');
  const query = new URLSearchParams(search);
  const body = parse(request.body);
  if (method === 'POST' && path === '/graphql') {
    return answerGraphql(world, caller, body, (problem) => books.violations.push(`${method} ${target}: ${problem}`));
  }
  const problem = books.check({ method, path, query, body });
  if (problem !== undefined) {
    books.violations.push(`${method} ${target}: ${problem.message}`);
    throw new Refusal(problem.status, problem.message);
  }
  for (const one of ROUTES) {
    const params = one.method === method ? matchPath(one.path, path) : undefined;
    if (params === undefined) continue;
    admit(caller, one);
    return one.handle({ world, method, target, params, query, accept, body, caller });
  }
  throw new Refusal(404, 'Not Found');
}

function parse(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new Refusal(400, 'Problems parsing JSON');
  }
}

function bytesOf(answer: Answer | undefined): Buffer {
  if (answer?.body === undefined) return Buffer.alloc(0);
  return Buffer.isBuffer(answer.body) ? answer.body : Buffer.from(JSON.stringify(answer.body));
}

function headersOf(
  { logins }: World,
  { requests }: Books,
  answer: Answer,
  bytes: Buffer,
): Record<string, string | number> {
  const used = requests.length % LIMIT;
  return {
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
    date: new Date(Date.now() + logins.aheadSeconds * 1000).toUTCString(),
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': `EMUL:${requests.length.toString(16).toUpperCase()}`,
    'x-ratelimit-limit': String(LIMIT),
    'x-ratelimit-remaining': String(LIMIT - used),
    'x-ratelimit-used': String(used),
    'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 3600),
    'x-ratelimit-resource': 'core',
    ...answer.headers,
  };
}

/** A line out of its middle would give the key away, however it were wrapped. */
function lookForKey({ app }: World, { violations }: Books, line: string, places: readonly Buffer[]): void {
  const secret = app.privateKey.split('\n')[5] ?? app.privateKey;
  if (places.some((place) => place.includes(secret))) violations.push(`${line}: holds the App's private key`);
}
