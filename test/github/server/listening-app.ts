/** The App's server and its events without what works on the jobs, and a sender of webhooks like GitHub. */
import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import pino from 'pino';
import { Probot } from 'probot';
import { subscribe } from '../../../src/github/events/index.ts';
import type { Job } from '../../../src/github/job.ts';
import { createMetrics } from '../../../src/github/metrics.ts';
import type { Queue } from '../../../src/github/queue/queue.ts';
import { type RunningServer, startServer } from '../../../src/github/server/server.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

export const APP = 7;
const SECRET = 'a long secret';

export interface ListeningApp {
  readonly url: string;
  readonly server: RunningServer;
  /** Jobs in the order they came, and their ids. */
  readonly jobs: Job[];
  readonly ids: (string | undefined)[];
  /** Posts a signed webhook; `headers` go over the right ones; an empty one is left out. */
  post(event: string, body: string | object, headers?: Record<string, string>): Promise<Response>;
}

export interface ListeningOptions {
  readonly add?: Queue['add'];
  readonly patience?: number;
  readonly notReady?: () => Promise<string[]>;
}

export async function startListening(options: ListeningOptions = {}): Promise<ListeningApp> {
  const jobs: Job[] = [];
  const ids: (string | undefined)[] = [];
  const probot = new Probot({ appId: APP, privateKey, secret: SECRET, log: pino({ level: 'silent' }) });
  const metrics = createMetrics(async () => ({ waiting: 3, running: 1 }));
  const add: Queue['add'] = async (job, given) => {
    await options.add?.(job, given);
    jobs.push(job);
    ids.push(given?.id);
  };
  subscribe(probot, { app: APP, queue: { add }, metrics, patience: options.patience });
  const server = await startServer({
    settings: { host: '127.0.0.1', port: 0 },
    probot,
    metrics,
    notReady: options.notReady ?? (async () => []),
  });
  const url = `http://127.0.0.1:${server.port}`;
  return {
    url,
    server,
    jobs,
    ids,
    post(event, body, headers) {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const all = {
        'content-type': 'application/json',
        'x-github-event': event,
        'x-github-delivery': randomUUID(),
        'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(text).digest('hex')}`,
        ...headers,
      };
      const given = Object.entries(all).filter(([, value]) => value !== '');
      return fetch(`${url}/api/github/webhooks`, { method: 'POST', body: text, headers: Object.fromEntries(given) });
    },
  };
}
