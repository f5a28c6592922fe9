/** The App's HTTP server: GitHub's webhooks, and what those who operate it ask. `app.ts` starts it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Probot } from 'probot';
import { UsageError } from '../../errors.ts';
import { version } from '../../version.ts';
import type { Metrics } from '../metrics.ts';
import type { Settings } from '../settings.ts';
import { readBody } from './body.ts';

export const WEBHOOK_PATH = '/api/github/webhooks';

/** GitHub sends no more. https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap */
const LONGEST_WEBHOOK = 25 * 1024 * 1024;

export interface ServerOptions {
  readonly settings: Pick<Settings, 'host' | 'port'>;
  /** Has verified the sender before anybody is told of an event. */
  readonly probot: Probot;
  readonly metrics: Pick<Metrics, 'registry'>;
  /** Reasons why this process cannot work now. */
  readonly notReady: () => Promise<readonly string[]>;
  /** What who operates it should know, at `/`; names no repository. */
  readonly notices?: () => readonly string[];
  /** Asked about every request that is no webhook; true where it has answered. */
  readonly pages?: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
}

export interface RunningServer {
  readonly port: number;
  /** Takes no more connections, and resolves when those under way have been answered or the milliseconds have passed. */
  close(milliseconds: number): Promise<void>;
}

/** Throws a UsageError where the port cannot be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const webhooks = await options.probot.getNodeMiddleware({ path: WEBHOOK_PATH });
  const server = createServer(
    // Longer than a load balancer keeps a connection (60 s), so that it never sends on one that is being closed.
    { keepAliveTimeout: 65_000, headersTimeout: 10_000, requestTimeout: 30_000 },
    (request, response) => {
      answer(request, response, options, webhooks).catch((error) => {
        // Who hung up gets no answer, and that is no fault of ours.
        if (!request.destroyed) options.probot.log.error({ err: error, path: pathOf(request) }, 'request failed');
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    },
  );
  await listen(server, options.settings);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.settings.port,
    close: (milliseconds) => close(server, milliseconds),
  };
}

type Middleware = Awaited<ReturnType<Probot['getNodeMiddleware']>>;

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { metrics, notReady, pages, notices = () => [] }: ServerOptions,
  webhooks: Middleware,
): Promise<void> {
  const path = pathOf(request);
  if (path === WEBHOOK_PATH) return await takeWebhook(request, response, webhooks);
  if (await pages?.(request, response)) return;
  if (request.method !== 'GET' && request.method !== 'HEAD') return say(response, 404, 'not found');
  switch (path) {
    case '/':
      return say(
        response,
        200,
        [`Weir ${version}, a GitHub App. It listens to webhooks at ${WEBHOOK_PATH}.`, ...notices()].join('\n'),
      );
    case '/healthz':
      return say(response, 200, 'ok');
    case '/readyz': {
      const reasons = await notReady();
      const body = JSON.stringify({ ready: reasons.length === 0, reasons });
      return say(response, reasons.length === 0 ? 200 : 503, body, 'application/json');
    }
    case '/metrics':
      return say(response, 200, await metrics.registry.metrics(), metrics.registry.contentType);
    default:
      return say(response, 404, 'not found');
  }
}

/** Without the query, which may hold a code of somebody's login. */
function pathOf({ url = '/' }: IncomingMessage): string | undefined {
  return url.split('?')[0];
}

/** The middleware would read a body of any length, and fail at one that is JSON but no object. */
async function takeWebhook(request: IncomingMessage, response: ServerResponse, webhooks: Middleware): Promise<void> {
  if (request.method === 'POST') {
    const body = await readBody(request, LONGEST_WEBHOOK);
    if (body === undefined) {
      response.setHeader('connection', 'close');
      return say(response, 413, 'too long');
    }
    if (!/^\s*\{/.test(body)) return say(response, 400, 'not a JSON object');
    Object.assign(request, { body });
  }
  await webhooks(request, response);
}

function say(response: ServerResponse, status: number, body: string, type = 'text/plain; charset=utf-8'): void {
  response
    .writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
    .end(body.endsWith('\n') ? body : `${body}\n`);
}

function listen(server: Server, { host, port }: Pick<Settings, 'host' | 'port'>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(new UsageError([{ message: `cannot listen on ${host}:${port}`, found: cause.code }], { cause }));
    });
    server.listen({ host, port }, resolve);
  });
}

async function close(server: Server, milliseconds: number): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), milliseconds);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearTimeout(timer);
}
