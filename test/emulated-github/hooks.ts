/** Sends webhooks to the App and keeps GitHub's log of them. GitHub never sends one again by itself. */
import { createHmac, randomUUID } from 'node:crypto';
import type { DeliveryFaults } from './delivery-faults.ts';

/** GitHub waits so long for an answer. */
const PATIENCE_MS = 10_000;

export interface Delivery {
  readonly id: number;
  /** `X-GitHub-Delivery`; the same when it is sent again. */
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly redelivery: boolean;
  readonly deliveredAt: string;
  readonly installation: number | null;
  readonly repository: number | null;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Seconds. */
  readonly duration: number;
  /** 0 where no answer came. */
  readonly statusCode: number;
  readonly status: string;
}

export interface Hooks {
  /** Where webhooks go; undefined: nowhere, as if the App's server were down. */
  url: string | undefined;
  /** Oldest first. */
  readonly log: Delivery[];
  /** Resolves when the App has answered, or will not. */
  send(message: Message): Promise<void>;
  redeliver(delivery: Delivery): Promise<void>;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

export interface Message {
  readonly event: string;
  readonly action: string | null;
  readonly installation: number | null;
  readonly repository: number | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface HookOptions {
  readonly url: string | undefined;
  readonly secret: string;
  readonly appId: number;
  readonly faults: DeliveryFaults;
  nextId(): number;
}

export function makeHooks(options: HookOptions): Hooks {
  const underWay = new Set<Promise<unknown>>();
  const log: Delivery[] = [];
  const hooks: Hooks = {
    url: options.url,
    log,
    async send(message) {
      const guid = randomUUID();
      const sendings = options.faults.plan().map(async (fate) => {
        await fate.wait();
        log.push(await deliver({ ...message, guid, redelivery: false, refused: fate.refused }));
      });
      await track(Promise.all(sendings));
    },
    async redeliver(delivery) {
      await track(deliver({ ...delivery, redelivery: true, refused: false }).then((done) => log.push(done)));
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
  return hooks;

  async function track(promise: Promise<unknown>): Promise<void> {
    underWay.add(promise);
    await promise.finally(() => underWay.delete(promise));
  }

  async function deliver(
    message: Message & { guid: string; redelivery: boolean; refused: boolean },
  ): Promise<Delivery> {
    const { refused, ...rest } = message;
    const deliveredAt = new Date().toISOString();
    const began = performance.now();
    const statusCode = refused ? 502 : await post(rest);
    return {
      ...rest,
      id: options.nextId(),
      deliveredAt,
      duration: Math.round(performance.now() - began) / 1000,
      statusCode,
      status: statusCode === 0 ? 'timed out' : statusCode < 300 ? 'OK' : `Invalid HTTP Response: ${statusCode}`,
    };
  }

  /** The status of the answer, 0 where none came. */
  async function post(message: Message & { guid: string }): Promise<number> {
    if (hooks.url === undefined) return 0;
    const body = JSON.stringify(message.payload);
    try {
      const response = await fetch(hooks.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'GitHub-Hookshot/044aadd',
          'x-github-delivery': message.guid,
          'x-github-event': message.event,
          'x-github-hook-id': String(options.appId + 1),
          'x-github-hook-installation-target-id': String(options.appId),
          'x-github-hook-installation-target-type': 'integration',
          'x-hub-signature': `sha1=${createHmac('sha1', options.secret).update(body).digest('hex')}`,
          'x-hub-signature-256': `sha256=${createHmac('sha256', options.secret).update(body).digest('hex')}`,
        },
        body,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0;
    }
  }
}
