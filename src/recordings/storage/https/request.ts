/** Asks a web server for a file. Unlike fetch it hands on the bytes as they lie there, packed where they are packed. */

import { once } from 'node:events';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { authorizationFor } from './netrc.ts';

const MOST_REDIRECTS = 5;
/** Milliseconds until the server has to begin to answer. */
const PATIENCE = 30_000;

/** A server that sends on to where recordings may not be read. */
export class Astray extends Error {}

/**
 * The answer, whatever its status; its body has to be read or destroyed. Redirects are followed where `mayAsk` lets it, and
 * never from https to http. Throws Astray, and what Node throws of connections.
 */
export async function request(
  address: string,
  headers: OutgoingHttpHeaders,
  mayAsk: (url: URL) => boolean,
): Promise<IncomingMessage> {
  let url = new URL(address);
  for (let asked = 0; asked <= MOST_REDIRECTS; asked += 1) {
    if (!mayAsk(url)) throw new Astray();
    const response = await ask(url, headers);
    const { statusCode = 0, headers: answered } = response;
    if (![301, 302, 303, 307, 308].includes(statusCode) || answered.location === undefined) return response;
    response.destroy();
    if (!URL.canParse(answered.location, url.href)) return response;
    const next = new URL(answered.location, url);
    const isKnown = next.protocol === 'https:' || next.protocol === 'http:';
    if (!isKnown || (url.protocol === 'https:' && next.protocol !== 'https:')) throw new Astray();
    url = next;
  }
  throw new Astray();
}

async function ask(url: URL, headers: OutgoingHttpHeaders): Promise<IncomingMessage> {
  // Looked up for each host: after a redirect, one host's password must not reach another.
  const authorization = await authorizationFor(url.hostname, process.env);
  // Loading these takes a tenth of a small check, and most read no web server.
  const { get } = await (url.protocol === 'https:' ? import('node:https') : import('node:http'));
  const sent = get(url, {
    headers: { 'accept-encoding': 'identity', ...headers, ...(authorization && { authorization }) },
  });
  // How long the body may take is for who reads it.
  const timer = setTimeout(() => sent.destroy(Object.assign(new Error(), { code: 'ETIMEDOUT' })), PATIENCE);
  try {
    const [response]: IncomingMessage[] = await once(sent, 'response');
    if (response === undefined) throw new Error('no answer');
    return response;
  } finally {
    clearTimeout(timer);
  }
}
