/** A warehouse's HTTP interface, written down from its public reference: none of these can be installed here. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll } from 'vitest';

export interface Asked {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Answered {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Undefined: no body. Text stands as it is. */
  readonly body?: unknown;
  /** It never answers. */
  readonly isHanging?: boolean;
}

export interface Service {
  readonly port: number;
  /** All that was asked since the last `answer`. */
  readonly asked: readonly Asked[];
  answer(by: (asked: Asked) => Answered): void;
}

/** Ends with the tests of the file. */
export async function startService(): Promise<Service> {
  let asked: Asked[] = [];
  let answering: (asked: Asked) => Answered = () => ({ status: 500 });
  const server = createServer(async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    const one = { method, path, headers, body: await text(request) };
    asked.push(one);
    const answer = answering(one);
    if (answer.isHanging) return;
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
    const isText = typeof answer.body === 'string' || answer.body === undefined;
    response.end(isText ? answer.body : JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    get asked() {
      return asked;
    },
    answer(by) {
      asked = [];
      answering = by;
    },
  };
}
