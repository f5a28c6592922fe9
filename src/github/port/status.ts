/** What GitHub has answered to a request that failed. */
import { MalformedAnswer } from '../requests/shapes.ts';

/** HTTP status; undefined for what is no failed request: a bug. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : undefined;
}

/** The answer has one of these statuses, and means it: a 403 or 429 also says that the App has asked too often. */
export function isAnswer(error: unknown, statuses: readonly number[]): error is Error {
  const status = statusOf(error);
  return (
    error instanceof Error && status !== undefined && statuses.includes(status) && !/rate limit/i.test(error.message)
  );
}

/** Undefined where GitHub answers with one of these statuses. */
export async function unlessStatus<T>(statuses: readonly number[], ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isAnswer(error, statuses)) return undefined;
    throw error;
  }
}

/** These pass: a token that is not known yet or has run out, a server that is busy, limits. */
const PASSING = [401, 408, 429];

/** GitHub has understood, and would say the same again. */
export function isRefusal(error: unknown): error is Error {
  const status = statusOf(error) ?? 0;
  return status >= 400 && status < 500 && !PASSING.includes(status) && isAnswer(error, [status]);
}

/** Undefined where GitHub refuses. */
export async function unlessRefusal<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

/** GitHub did not answer, or not as it should, or not in time. */
export function isOutOfReach(error: unknown): boolean {
  return statusOf(error) !== undefined || (error instanceof Error && error.name === 'TimeoutError');
}

/** A failed request in words. */
export interface Failure {
  /** Method and path: `GET git/trees/1f2e3d4`, without what names the repository, and commits cut short. */
  readonly request: string;
  /** `502`, `no answer`, `a part of an answer`, `an answer that makes no sense`. */
  readonly answer: string;
}

/** The connection broke, or what came is another object than the one that was asked for: worth another try, later. */
export class DownloadError extends Error {
  readonly request: string;

  constructor(message: string, object: string, options?: ErrorOptions) {
    super(message, options);
    this.request = `GET git/blobs/${object.slice(0, 7)}`;
  }
}

/** Undefined for what is no failed request. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof DownloadError) {
    const broken = error.cause !== undefined;
    return { request: error.request, answer: broken ? 'a part of an answer' : 'an answer that makes no sense' };
  }
  if (statusOf(error) === undefined || !(error instanceof Error)) return undefined;
  // What GitHub itself said: see `octokit/client.ts`.
  const answered = 'response' in error && isRecord(error.response) ? error.response.status : undefined;
  const malformed = error.cause instanceof MalformedAnswer;
  const answer = malformed ? 'an answer that makes no sense' : answered === undefined ? 'no answer' : String(answered);
  return { request: requestOf(error), answer };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function requestOf(error: Error): string {
  const { request } = error as { request?: { method?: unknown; url?: unknown } };
  const { method, url } = request ?? {};
  if (typeof method !== 'string' || typeof url !== 'string' || !URL.canParse(url)) return 'a request';
  const path = decodeURIComponent(new URL(url).pathname)
    .replace(/^.*?\/repos\/[^/]+\/[^/]+\/?/, '')
    .replace(/\b([0-9a-f]{7})[0-9a-f]{33,}\b/g, '$1');
  return `${method} ${path === '' ? 'the repository' : path}`;
}
