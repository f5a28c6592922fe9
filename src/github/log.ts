/** The log of an App and of a worker: lines of JSON on standard output. */
import { type Logger, pino } from 'pino';

/** @param level as pino calls it */
export function openLog(level: string, to?: Parameters<typeof pino>[1]): Logger {
  const options = { level, serializers: { err: describeError } };
  return to === undefined ? pino(options) : pino(options, to);
}

/** An error's causes have causes; a circle of them has no end. */
const DEEPEST = 5;

/**
 * What is known to hold no secret. Libraries hang what they sent and got on their errors: a command of Redis with the password
 * in it, the token that a bucket has refused.
 */
function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error) || depth === DEEPEST) return undefined;
  const { name, message, stack, cause } = error;
  const { code, status, syscall, path, $metadata } = error as Error & Record<string, unknown>;
  const answered = typeof $metadata === 'object' && $metadata !== null ? { ...$metadata } : {};
  return {
    ...{ type: name, message, stack },
    ...plain({ code, status: status ?? Reflect.get(answered, 'httpStatusCode'), syscall, path }),
    ...plain({ request: requestOf(error) }),
    ...(cause !== undefined && { cause: describeError(cause, depth + 1) ?? String(cause) }),
    ...(error instanceof AggregateError && { errors: error.errors.map((one) => describeError(one, depth + 1)) }),
  };
}

/** Words and numbers alone. */
function plain(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => ['string', 'number'].includes(typeof value)));
}

/** Of GitHub: method and address, without what is asked for. */
function requestOf(error: Error): string | undefined {
  const request: unknown = Reflect.get(error, 'request');
  if (typeof request !== 'object' || request === null) return undefined;
  const [method, url] = [Reflect.get(request, 'method'), Reflect.get(request, 'url')];
  return typeof method === 'string' && typeof url === 'string' ? `${method} ${url.split('?')[0]}` : undefined;
}
