/**
 * The client for GitHub's API that the App uses everywhere: Probot's, with requests that are bounded, paced and repeated.
 *
 * Probot's own plugins for that are switched off. Its throttling logs a secondary limit and gives up, and lets one write
 * a second through for all; the plugin that repeats asks again too early after a 429 without these words, repeats a POST
 * that may have been carried out, and does not stop for an AbortSignal. `test/github/octokit` shows each.
 */
import { type Probot, ProbotOctokit } from 'probot';
import { boundedFetch } from '../requests/bounded-fetch.ts';
import { createPacer, GITHUB_LIMITS, type Limits, NO_LIMITS, type Pacer, sleep } from '../requests/pace.ts';
import { GITHUB_PAUSES, type Pauses, pauseAfter } from '../requests/pause.ts';
import { untilAborted } from '../requests/until-aborted.ts';
import { wholeFetch } from '../requests/whole-fetch.ts';
import { tokenCache } from './token-cache.ts';

/** Retries, waits for rate limits and pages by itself. */
export type Octokit = InstanceType<typeof ProbotOctokit>;

export interface ClientOptions {
  /** Which GitHub: github.com has limits that others do not have. */
  readonly baseUrl: string;
  /** Told the status of each answer, `none` where none came. */
  readonly onAnswer?: (status: string) => void;
  readonly onRetry?: () => void;
  readonly pauses?: Pauses;
  readonly limits?: Limits;
  /** Milliseconds that an answer may take, and one that carries a file, of which something must come all the time. */
  readonly timeout?: number;
  readonly fileTimeout?: number;
}

/** For Probot's option `Octokit`. All clients made of it, whosever installation they are for, know of each other. */
export function appOctokit(options: ClientOptions): typeof ProbotOctokit {
  const pacers = new Map<unknown, Pacer>();
  const cache = tokenCache();
  const limits = options.limits ?? (isGitHubDotCom(options.baseUrl) ? GITHUB_LIMITS : NO_LIMITS);
  return ProbotOctokit.plugin((octokit, { auth }) => {
    const installation: unknown = auth?.installationId;
    const pacer = pacers.get(installation) ?? createPacer(limits);
    pacers.set(installation, pacer);
    const judged = new WeakSet<object>();
    octokit.hook.wrap('request', (request, sent) => send(request, sent, { ...options, pacer, judged }));
  }).defaults((own: { baseUrl?: string; auth?: object }) => ({
    ...own,
    ...(own.auth && { auth: { ...own.auth, cache } }),
    baseUrl: own.baseUrl ?? options.baseUrl,
    throttle: { enabled: false },
    retry: { enabled: false },
  }));
}

/** A client with the installation's token. Once `signal` is aborted, what it is asked rejects with the signal's reason. */
export async function installationOctokit(
  probot: Probot,
  installation: number,
  signal?: AbortSignal,
): Promise<Octokit> {
  const octokit = await probot.auth(installation);
  octokit.hook.before('request', (options) => {
    const own: AbortSignal | undefined = options.request?.signal;
    options.request = { ...options.request, signal: signal && own ? AbortSignal.any([signal, own]) : (own ?? signal) };
  });
  return octokit;
}

interface Client extends ClientOptions {
  readonly pacer: Pacer;
  /** Errors that were judged once: a request for a token fails within the one that needs it, which is not repeated. */
  readonly judged: WeakSet<object>;
}

interface Sent {
  readonly method: string;
  readonly url: string;
  request: {
    readonly signal?: AbortSignal;
    readonly fetch?: typeof globalThis.fetch;
    readonly parseSuccessResponseBody?: boolean;
  };
}

type Request<Options, Answer> = (options: Options) => Answer | Promise<Answer>;

async function send<Options extends Sent, Answer>(
  request: Request<Options, Answer>,
  sent: Options,
  client: Client,
): Promise<Answer> {
  const { pacer, judged, pauses = GITHUB_PAUSES } = client;
  const { signal } = sent.request;
  // In place, since every hook is bound to the same options; but `request` itself may be that of all requests.
  sent.request = { ...sent.request, fetch: fetchFor(sent, client) };
  for (let attempt = 0; ; attempt++) {
    try {
      return await sendOnce(request, sent, client);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof Error)) throw error;
      if (isBusyList(error, sent)) error.status = 503;
      const pause = judged.has(error) ? undefined : pauseAfter(error, sent, attempt, pauses, Date.now());
      judged.add(error);
      if (pause === undefined) throw error;
      client.onRetry?.();
      if (pause.everyone) pacer.hold(pause.milliseconds);
      await sleep(pause.milliseconds, signal);
    }
  }
}

/**
 * Octokit takes a 409 to one page of a list for the end of the list: "no comments" and "no checks", where GitHub has said
 * nothing of that kind.
 */
function isBusyList(error: Error, { method, url }: Sent): error is Error & { status: number } {
  return 'status' in error && error.status === 409 && method === 'GET' && !/\/(git|compare)\//.test(url);
}

async function sendOnce<Options extends Sent, Answer>(
  request: Request<Options, Answer>,
  sent: Options,
  client: Client,
): Promise<Answer> {
  // A request for a token is part of the one that waits for it, and has its place.
  const waits = !sent.url.endsWith('/access_tokens');
  const leave = waits ? await client.pacer.enter(sent.method, sent.url, sent.request.signal) : undefined;
  try {
    // A token that is fetched for it does not hear of the signal.
    return await untilAborted(Promise.resolve(request(sent)), sent.request.signal);
  } finally {
    leave?.();
  }
}

function fetchFor({ url, request }: Sent, client: Client): typeof globalThis.fetch {
  const file = /\/(blobs|contents|tarball|zipball)\//.test(url);
  const silence = client.timeout ?? 30_000;
  const whole = file ? (client.fileTimeout ?? 600_000) : silence;
  const fetch = boundedFetch(request.fetch ?? globalThis.fetch, { silence, whole }, client.onAnswer);
  // Whoever wants the answer as a stream reads it, and sees for himself whether it is cut.
  return request.parseSuccessResponseBody === false ? fetch : wholeFetch(fetch);
}

/** api.github.com, and the hosts of Enterprise Cloud with data residency. */
function isGitHubDotCom(baseUrl: string): boolean {
  return /(^|\.)(github|ghe)\.com$/.test(new URL(baseUrl).hostname);
}
