/**
 * Hands requests on to one service and its answers back, byte by byte, and shows what passes to a recorder. What it does
 * with headers is what RFC 9110, section 7.6, asks of an intermediary.
 */
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Recorder } from './recorder.ts';

export interface Proxy {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
  /** WebSockets and the like: handed on, never recorded. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Ends what was upgraded, which goes on for as long as both of its sides like. */
  hangUp(): void;
  /** Lets go of connections that are kept. */
  close(): void;
}

interface ProxyOptions {
  readonly upstream: URL;
  /** Only what is below it is shown to the recorder. */
  readonly path: string;
  readonly recorder: Recorder;
}

export function createProxy({ upstream, path, recorder }: ProxyOptions): Proxy {
  const { Agent, request: ask } = upstream.protocol === 'https:' ? https : http;
  const agent = new Agent({ keepAlive: true });
  const upgraded = new Set<Duplex>();

  function open(from: IncomingMessage, headers: string[]): http.ClientRequest {
    const { method, url } = from;
    const { hostname, port } = upstream;
    return ask({
      agent,
      method,
      path: url,
      headers,
      hostname: hostname.replace(/^\[|\]$/g, ''),
      ...(port && { port }),
    });
  }

  function handle(from: IncomingMessage, to: ServerResponse): void {
    const exchange = from.url?.startsWith(path) ? recorder.begin(from) : undefined;
    const onward = open(from, onwardHeaders(from, upstream));
    from.on('data', (chunk: Buffer) => exchange?.request(chunk));
    from.pipe(onward);
    onward.on('response', (answer) => {
      exchange?.answers(answer);
      to.writeHead(answer.statusCode ?? 502, answer.statusMessage, endToEnd(answer.rawHeaders));
      to.flushHeaders();
      answer.on('data', (chunk: Buffer) => exchange?.response(chunk));
      answer.pipe(to);
      // The client has to learn that something is missing.
      answer.on('error', () => to.destroy());
      answer.on('end', () => exchange?.end(answer.complete));
    });
    onward.on('error', () => {
      exchange?.end(false);
      if (to.headersSent || to.destroyed) to.destroy();
      else to.writeHead(502, { 'content-type': 'text/plain' }).end('weir record: the service did not answer\n');
    });
    // Who has gone need not be answered.
    to.on('close', () => {
      if (!to.writableFinished) onward.destroy();
    });
    from.on('error', () => onward.destroy());
  }

  function upgrade(from: IncomingMessage, socket: Duplex, head: Buffer): void {
    const onward = open(from, [
      ...onwardHeaders(from, upstream),
      'Connection',
      'Upgrade',
      'Upgrade',
      from.headers.upgrade ?? '',
    ]);
    const fail = (): void => void socket.destroy();
    onward.on('upgrade', (answer: IncomingMessage, service: Socket, first: Buffer) => {
      socket.write(`${statusLine(answer)}${lines(answer.rawHeaders)}\r\n`);
      if (first.length > 0) socket.write(first);
      if (head.length > 0) service.write(head);
      service.pipe(socket).pipe(service);
      join(socket, service);
      join(service, socket);
    });
    onward.on('response', (answer) => {
      socket.write(`${statusLine(answer)}${lines(endToEnd(answer.rawHeaders))}connection: close\r\n\r\n`);
      answer.pipe(socket);
    });
    onward.on('error', fail);
    socket.on('error', () => onward.destroy());
    onward.end();
  }

  /** Neither side is left with the half of a connection. */
  function join(one: Duplex, other: Duplex): void {
    upgraded.add(one);
    one.allowHalfOpen = false;
    one.on('error', () => other.destroy());
    one.on('close', () => {
      upgraded.delete(one);
      other.destroy();
    });
  }

  const hangUp = (): void => {
    for (const one of upgraded) one.destroy();
  };
  return { handle, upgrade, hangUp, close: () => agent.destroy() };
}

/** Those of one connection. https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const OF_ONE_CONNECTION = new Set([
  ...['connection', 'keep-alive', 'proxy-connection', 'proxy-authenticate', 'proxy-authorization', 'te'],
  ...['transfer-encoding', 'trailer', 'upgrade'],
]);

/** Name and value in turn, as Node has them, in their order and with those that stand twice. */
function endToEnd(raw: readonly string[]): string[] {
  const pairs = pairsOf(raw);
  const named = pairs.flatMap(([name, value]) =>
    name.toLowerCase() === 'connection' ? value.split(',').map((one) => one.trim().toLowerCase()) : [],
  );
  return pairs.flatMap(([name, value]) =>
    OF_ONE_CONNECTION.has(name.toLowerCase()) || named.includes(name.toLowerCase()) ? [] : [name, value],
  );
}

function onwardHeaders(from: IncomingMessage, { host, protocol: _ }: URL): string[] {
  const { host: asked, 'x-forwarded-for': before, 'transfer-encoding': coding } = from.headers;
  const replaced = new Set(['host', 'x-forwarded-for', 'x-forwarded-host']);
  const kept = pairsOf(endToEnd(from.rawHeaders)).filter(([name]) => !replaced.has(name.toLowerCase()));
  const chain = [before, from.socket.remoteAddress].filter(Boolean).join(', ');
  return [
    ...['Host', host],
    ...kept.flat(),
    ...(chain ? ['X-Forwarded-For', chain] : []),
    ...['X-Forwarded-Host', String(from.headers['x-forwarded-host'] ?? asked ?? '')],
    // A body of unknown length stays one, whatever the method.
    ...(coding ? ['Transfer-Encoding', 'chunked'] : []),
  ];
}

function pairsOf(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, at): [string, string][] => (at % 2 === 0 ? [[name, raw[at + 1] ?? '']] : []));
}

function statusLine({ statusCode, statusMessage }: IncomingMessage): string {
  return `HTTP/1.1 ${statusCode} ${statusMessage}\r\n`;
}

function lines(raw: readonly string[]): string {
  return pairsOf(raw)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
}
