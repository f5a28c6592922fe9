/** Answers to people's browsers as plain values, each with the headers that keep a report to its reader. */
import type { ServerResponse } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
}

/** Nothing may be loaded, run, sent or framed. */
const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'";

/** @param policy what the page may do, as its own Content-Security-Policy has it */
export function page(status: number, body: string, policy: string = NOTHING): Answer {
  return { status, body, headers: { ...guards(policy), 'content-type': 'text/html; charset=utf-8' } };
}

export function json(body: string): Answer {
  return { status: 200, body, headers: { ...guards(), 'content-type': 'application/json; charset=utf-8' } };
}

/** For anybody, on any site: GitHub fetches it and shows its own copy, or lets people's browsers fetch it. */
export function image(body: string): Answer {
  const headers = {
    ...guards("default-src 'none'; style-src 'unsafe-inline'; sandbox"),
    'content-type': 'image/svg+xml; charset=utf-8',
    // A check that is judged again keeps the address of its chart.
    'cache-control': 'public, max-age=300',
    'cross-origin-resource-policy': 'cross-origin',
  };
  return { status: 200, body, headers };
}

/** With cookies to set. */
export function redirect(location: string, cookies: readonly string[]): Answer {
  const headers = { ...guards(), 'content-type': 'text/plain; charset=utf-8', location, 'set-cookie': cookies };
  return { status: 302, body: '', headers };
}

export function plain(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  const all = { ...guards(), 'content-type': 'text/plain; charset=utf-8', ...headers };
  return { status, body: `${body}\n`, headers: all };
}

/** To a HEAD request Node sends the headers alone. */
export function send(response: ServerResponse, { status, headers, body }: Answer): void {
  for (const [name, value] of Object.entries(headers)) {
    response.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
  response.writeHead(status, { 'content-length': Buffer.byteLength(body) }).end(body);
}

function guards(policy: string = NOTHING): Record<string, string> {
  return {
    'cache-control': 'private, no-store',
    'content-security-policy': `${policy}; frame-ancestors 'none'`,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    // Addresses name repositories; no other site learns them.
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
}
