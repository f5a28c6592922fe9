/**
 * Whether a request to GitHub that failed is worth repeating, and after how long. Pure; `octokit.ts` asks after each
 * failure.
 */

export interface Pauses {
  /** Milliseconds before the first repetition after a fault; doubles each time. */
  readonly fault: number;
  /** Milliseconds before the first repetition where GitHub says "too often" but not until when; doubles each time. */
  readonly limit: number;
  /** Nobody waits longer than so many milliseconds at once. */
  readonly longest: number;
  /** How often a request is repeated at most. */
  readonly retries: number;
}

/** GitHub: wait at least a minute, and longer each time. Its primary limit starts anew each hour. */
export const GITHUB_PAUSES: Pauses = { fault: 1000, limit: 60_000, longest: 3_660_000, retries: 5 };

export interface Pause {
  readonly milliseconds: number;
  /** True where GitHub wants to hear nothing at all from this installation meanwhile. */
  readonly everyone: boolean;
}

/** What is known of the request; `body` are the parameters that Octokit was called with. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly output?: unknown;
}

/**
 * Undefined where repeating is no use or does harm. `attempt` counts from 0, `now` is in milliseconds.
 *
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export function pauseAfter(
  error: unknown,
  sent: Sent,
  attempt: number,
  pauses: Pauses,
  now: number,
): Pause | undefined {
  const failure = failureIn(error);
  if (failure === undefined || attempt >= pauses.retries) return undefined;
  const everyone = isLimit(failure);
  const worthIt = everyone || (isFault(failure) && isRepeatable(sent)) || isBrief(failure, sent, attempt);
  if (!worthIt) return undefined;
  // By GitHub's own clock, where the answer says how late that is: ours may be an hour off.
  const said = Date.parse(String(failure.headers.date ?? ''));
  const told = toldPause(failure, Number.isNaN(said) ? now : said);
  // Requests that failed together are not repeated together: GitHub may just be getting up again.
  const own = (everyone ? pauses.limit : pauses.fault * (0.5 + Math.random() / 2)) * 2 ** attempt;
  const milliseconds = told ?? own;
  return milliseconds > pauses.longest ? undefined : { milliseconds, everyone };
}

/**
 * A POST makes something, and an update of a check adds its annotations to those that are there. Where it is not known
 * whether GitHub did it, the whole job is repeated, and looks first what is there. Tokens and reactions may be asked for
 * twice: a reaction that exists is not added again.
 */
function isRepeatable({ method, url, output }: Sent): boolean {
  if (method === 'POST') return /\/(access_tokens|reactions)$/.test(url);
  return typeof output !== 'object' || output === null || !('annotations' in output);
}

interface Failure {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** GitHub answers both kinds of limit with 403 or 429; a 403 without these signs is a permission that is missing. */
function isLimit({ status, message, headers }: Failure): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return (
    headers['retry-after'] !== undefined ||
    headers['x-ratelimit-remaining'] === '0' ||
    /secondary rate|rate limit exceeded|abuse detection/i.test(message)
  );
}

/** Octokit gives cut connections and timeouts the status 500. */
function isFault({ status }: Failure): boolean {
  return status >= 500 || status === 408;
}

/** What was made a moment ago and may not be known to the server that was asked: commits with all that is in them, branches, checks. */
const FRESH =
  /\/(git\/(ref|matching-refs|commits|trees|blobs)\/|compare\/|pulls\/[^/]+$|commits\/[^/]+\/check-runs|check-runs(\/|$))/;

/** How often that is asked for again. */
const BRIEFLY = 3;

/**
 * "Not there" of something that was just made, and "busy": nothing was carried out, so that every kind of request may be
 * repeated, and after a few seconds the answer counts. Two commits without a common ancestor are told in a 404, too.
 */
function isBrief({ status, message }: Failure, { url }: Sent, attempt: number): boolean {
  if (attempt >= BRIEFLY || !FRESH.test(url) || message.startsWith('No common ancestor')) return false;
  return status === 404 || status === 409 || (status === 422 && message.startsWith('No commit found'));
}

/** Milliseconds that GitHub asks for: seconds or a date in `retry-after`, else the second at which the limit starts anew. */
function toldPause({ headers }: Failure, now: number): number | undefined {
  const after = headers['retry-after'];
  if (typeof after === 'string' && after !== '') {
    const seconds = Number(after);
    const until = Number.isNaN(seconds) ? Date.parse(after) : now + seconds * 1000;
    if (!Number.isNaN(until)) return Math.max(0, until - now);
  }
  const reset = Number(headers['x-ratelimit-reset']);
  if (headers['x-ratelimit-remaining'] !== '0' || !(reset > 0)) return undefined;
  // A second more, since clocks differ and the reset comes without its fraction.
  return Math.max(0, reset * 1000 - now) + 1000;
}

/** Undefined for what is no failed request: a bug. */
function failureIn(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined;
  const response = 'response' in error && isRecord(error.response) ? error.response : {};
  const headers = 'headers' in response && isRecord(response.headers) ? response.headers : {};
  return { status: error.status, message: error.message, headers };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
