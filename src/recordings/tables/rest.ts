/** Warehouses that take statements over HTTP: one request and its answer as JSON, asked again where the service is busy. */
import { setTimeout as pause } from 'node:timers/promises';
import { STATEMENT_SECONDS } from './table.ts';

/** What a service answered in place of what it was asked for. Its own words are not kept: they may hold values of rows. */
export class Refused extends Error {
  readonly status: number;
  /** As the service calls it. */
  readonly code: string | undefined;

  constructor(status: number, code?: string) {
    super(`HTTP ${status}`);
    this.status = status;
    this.code = code;
  }
}

export interface Ask {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** An answer that is no error; `body` is its JSON, undefined where it has none. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Part of an answer, without which the others would pass for all of it. Throws Refused where it did not come. */
export function part<T>(found: T | undefined): T {
  if (found === undefined) throw new Refused(200, 'an incomplete answer');
  return found;
}

const BUSY: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const TRIES = 6;
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 10_000;
/** Of one request; a statement that takes longer is asked for again by its name. */
const PATIENCE = 90_000;

/** Throws Refused, what `fetch` throws, and the signal's reason. */
export async function ask(url: string, { method = 'GET', headers = {}, body, signal }: Ask): Promise<Answer> {
  for (let tried = 1; ; tried += 1) {
    signal?.throwIfAborted();
    const patience = AbortSignal.timeout(PATIENCE);
    const response = await fetch(url, {
      method,
      headers,
      // Who is asked was named; where it leads to was not.
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    if (response.ok) return { status: response.status, body: text === '' ? undefined : parsed(text, response.status) };
    if (!BUSY.has(response.status) || tried === TRIES) throw new Refused(response.status, codeOf(text));
    const asked = Number(response.headers.get('retry-after') ?? 0) * 1000;
    const wait = Math.min(LONGEST_PAUSE, Math.max(asked || 0, FIRST_PAUSE * 2 ** (tried - 1)));
    await pause(wait, undefined, { signal });
  }
}

/** As a service is asked whether a statement has ended: at once, then less and less often. */
const LONGEST_WAIT = 2000;
/** Code of a statement that has not ended in the time that it has. */
export const TIMED_OUT = 'TIMED_OUT';

/** Asks again and again until it gives something. Throws Refused once a statement's time is over, and the signal's reason. */
export async function untilEnded<T>(look: () => Promise<T | undefined>, signal: AbortSignal | undefined): Promise<T> {
  const end = Date.now() + STATEMENT_SECONDS * 1000;
  for (let wait = FIRST_PAUSE; ; wait = Math.min(LONGEST_WAIT, wait * 2)) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Refused(200, TIMED_OUT);
    await pause(wait, undefined, { signal });
  }
}

/** A warehouse is asked over HTTPS, and in plain only on this machine, where a tunnel ends. */
export function originOf(host: string, port: number | undefined): string {
  const shown = host.includes(':') ? `[${host}]` : host;
  const isHere = host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host);
  return `${isHere ? 'http' : 'https'}://${shown}${port === undefined ? '' : `:${port}`}`;
}

function parsed(text: string, status: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(status, 'no JSON');
  }
}

function codeOf(text: string): string | undefined {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null) return undefined;
    const code = 'error_code' in body ? body.error_code : 'code' in body ? body.code : undefined;
    return typeof code === 'string' ? code : undefined;
  } catch {
    return undefined;
  }
}
