/** Asks an endpoint for a replay: within its budgets, so many at once, again where it asks for patience, and never twice the same. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Turns } from '../../../turns.ts';
import type { Artifact } from '../../artifact.ts';
import {
  type Answer,
  type AskOptions,
  type Carrier,
  refusing,
  type Surroundings,
  type Unanswered,
  type VersionSide,
} from '../../outside.ts';
import { addressOf } from './address.ts';
import { DEPLOYMENT, type Settings, settingsOf } from './settings.ts';
import { isForbiddenHost, type Posted, Web } from './web.ts';

const CONCURRENCY = 8;
const TRIES = 4;
/** Seconds; a server that wants more patience gets none. */
const MOST_PATIENCE = 60;
/** Seconds until the second try, twice as long until each further one. */
const FIRST_PAUSE = 0.25;
/** What may be gone when asked again. */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

export async function open(
  { path, options }: Artifact,
  side: VersionSide,
  surroundings: Surroundings,
): Promise<Carrier> {
  const settings = settingsOf(options);
  const address = addressOf(settings, options, side, surroundings);
  if ('refused' in address) return refusing(`${path} was not asked: ${address.refused}`);
  const { url } = address;
  if (isForbiddenHost(url.hostname))
    return refusing(`${path} was not asked: no endpoint has an address like ${url.hostname}`);
  const { secret } = settings;
  const token = secret === undefined ? undefined : surroundings.environment[secret];
  if (secret !== undefined && !token) return refusing(`${path} was not asked: the environment has no ${secret}`);
  // The same address may answer for another commit by now.
  const isPassing = side === 'head' && settings.head === DEPLOYMENT;
  const endpoint = new Endpoint(url, settings, token, isPassing ? undefined : surroundings.cache);
  return {
    ask: (requests, asked) => endpoint.ask(requests, asked),
    async [Symbol.asyncDispose]() {
      endpoint[Symbol.dispose]();
    },
  };
}

class Endpoint implements Disposable {
  readonly #url: URL;
  readonly #settings: Settings;
  readonly #token: string | undefined;
  readonly #cache: string | undefined;
  readonly #web: Web;
  readonly #turns: Turns;
  /** Same requests at the same time are one. */
  readonly #underWay = new Map<string, Promise<Answer>>();
  #requests = 0;
  #tokens = 0;

  constructor(url: URL, settings: Settings, token: string | undefined, cache: string | undefined) {
    this.#url = url;
    this.#settings = settings;
    this.#token = token;
    this.#cache = cache && join(cache, 'answers');
    const concurrency = settings.concurrency ?? CONCURRENCY;
    this.#turns = new Turns(concurrency);
    this.#web = new Web(concurrency);
  }

  [Symbol.dispose](): void {
    this.#web[Symbol.dispose]();
  }

  ask(requests: readonly string[], { again = false, signal }: AskOptions = {}): Promise<readonly Answer[]> {
    return Promise.all(
      requests.map((request) => (again ? this.#inTurn(request, signal) : this.#once(request, signal))),
    );
  }

  #once(request: string, signal: AbortSignal | undefined): Promise<Answer> {
    const known = this.#underWay.get(request);
    if (known) return known;
    const answer = this.#kept(request, signal).finally(() => this.#underWay.delete(request));
    this.#underWay.set(request, answer);
    return answer;
  }

  /** What this address has answered before, or is asked for now. */
  async #kept(request: string, signal: AbortSignal | undefined): Promise<Answer> {
    if (this.#cache === undefined) return this.#inTurn(request, signal);
    const key = createHash('sha256')
      .update(JSON.stringify([this.#url.href, request]))
      .digest('hex');
    const file = join(this.#cache, key.slice(0, 2), key);
    const known = await readFile(file, 'utf8').catch(() => undefined);
    if (known !== undefined) return known;
    const answer = await this.#inTurn(request, signal);
    if (typeof answer === 'string') await keep(file, answer);
    return answer;
  }

  async #inTurn(request: string, signal: AbortSignal | undefined): Promise<Answer> {
    using _turn = await this.#turns.take();
    return await this.#try(request, signal);
  }

  async #try(request: string, signal: AbortSignal | undefined): Promise<Answer> {
    const { requests, tokens, timeout } = this.#settings;
    const headers: Record<string, string> = this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` };
    for (let tries = 1; ; tries += 1) {
      if (signal?.aborted) return failed('the replay was stopped');
      if (this.#requests >= requests) return unreplayable(`the budget of ${requests} requests is used up`);
      if (this.#tokens >= tokens) return unreplayable(`the budget of ${tokens} tokens is used up`);
      this.#requests += 1;
      const posted = await this.#web
        .post(this.#url, request, headers, { timeout, ...(signal && { signal }) })
        .catch((error: unknown) => whyNot(error, timeout));
      if (typeof posted !== 'string' && posted.status >= 200 && posted.status < 300) return this.#read(posted);
      const reason = typeof posted === 'string' ? posted : said(posted);
      const wait = typeof posted === 'string' ? 0 : (posted.retryAfter ?? 0);
      const isPassing = typeof posted === 'string' ? posted !== FORBIDDEN : PASSING.has(posted.status);
      if (!isPassing || tries === TRIES || wait > MOST_PATIENCE) return failed(reason);
      await pause(1000 * Math.max(wait, FIRST_PAUSE * 2 ** (tries - 1)), undefined, signal && { signal }).catch(
        () => {},
      );
    }
  }

  #read({ body }: Posted): Answer {
    let value: unknown;
    try {
      value = JSON.parse(body);
    } catch {
      return failed(
        /^\s*</.test(body) ? 'the endpoint answered with a page, not with JSON' : 'the endpoint answered with no JSON',
      );
    }
    this.#tokens += tokensIn(value);
    return body;
  }
}

/** As OpenAI and those who follow it state it. */
function tokensIn(value: unknown): number {
  if (typeof value !== 'object' || value === null || !('usage' in value)) return 0;
  const { usage } = value;
  if (typeof usage !== 'object' || usage === null || !('total_tokens' in usage)) return 0;
  // A negative count is nonsense, and must not lower what was spent.
  return typeof usage.total_tokens === 'number' ? Math.max(0, usage.total_tokens) : 0;
}

function failed(reason: string): Unanswered {
  return { outcome: 'failed', reason };
}

function unreplayable(reason: string): Unanswered {
  return { outcome: 'unreplayable', reason };
}

/** What a server says beside its status may hold what the record holds. */
function said({ status }: Posted): string {
  if (status >= 300 && status < 400) return `the endpoint sends elsewhere (status ${status}), where nobody follows`;
  return `the endpoint answered with status ${status}`;
}

const FORBIDDEN = 'the name of the endpoint leads to this machine or its network card, where no endpoint is';

/** Nothing of an error but its code: its text may hold the address, and what was sent. */
function whyNot(error: unknown, timeout: number): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no code';
  if (code === 'FORBIDDEN') return FORBIDDEN;
  if (code === 'ETIMEDOUT') return `the endpoint did not answer within ${timeout / 1000} s`;
  if (code === 'HALF' || code === 'ECONNRESET') return 'the endpoint broke off before its answer was whole';
  if (code === 'TOO_LONG') return 'the endpoint answered with more than 16 MB';
  return `the endpoint was not reached (${code})`;
}

/** Nobody sees half of it. */
async function keep(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    const unfinished = `${file}.${process.pid}`;
    await writeFile(unfinished, text, { mode: 0o600 });
    await rename(unfinished, file);
  } catch {
    // What cannot be kept is asked for again the next time.
  }
}
