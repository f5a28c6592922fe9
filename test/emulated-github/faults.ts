/** What goes wrong between the App and GitHub's API. Tests switch it on and off while the App runs. */
import type { Answer } from './call.ts';
import type { DeliveryCounts, DeliveryFaults, DeliveryTrouble } from './delivery-faults.ts';

export interface Fault {
  /**
   * `server-error`: 502. `too-many`: 429 with Retry-After. `secondary-limit`: 403 with Retry-After. `primary-limit`: 403,
   * nothing left until a time. `refused`: 422, which asking again does not help. `status`: the one that is named. `cut`: the connection ends without an answer;
   * `half`: in its middle. `slow`: the answer takes longer; `held`: as long as somebody wants; `silence`: it never comes. With 200: a page of HTML, the
   * beginning of the right answer, `{}`.
   */
  readonly what:
    | 'server-error'
    | 'too-many'
    | 'secondary-limit'
    | 'primary-limit'
    | 'refused'
    | 'status'
    | 'cut'
    | 'half'
    | 'slow'
    | 'held'
    | 'silence'
    | 'page'
    | 'beginning'
    | 'empty-object';
  /** For `status`. */
  readonly status?: number;
  /** For `status`, in place of what GitHub usually says with it. */
  readonly message?: string;
  /** Matches requests as `POST /repos/acme/claims/check-runs`. Undefined: all. */
  readonly on?: RegExp;
  /** Matches what they bring. Undefined: all. */
  readonly body?: RegExp;
  /** Share of those requests, between 0 and 1. Default 1. */
  readonly rate?: number;
  /** How often at most. Default: without end. */
  readonly times?: number;
  /** `after`: the request is carried out, and only its answer gets lost. Default `before`. */
  readonly when?: 'before' | 'after';
  /** Until when to wait (limits), or how much longer it takes (`slow`). Default 1. */
  readonly seconds?: number;
  /** For `held`: told of each, and the answer comes once this resolves. `line`: method and path. */
  readonly hold?: (line: string, sent: string) => Promise<void>;
}

export interface Faults {
  add(...faults: readonly Fault[]): void;
  /** Nothing goes wrong any more, webhooks included. */
  clear(): void;
  /** What goes wrong with webhooks. */
  deliveries(trouble: DeliveryTrouble): void;
  /** How many requests met a fault. */
  readonly count: number;
  /** How many webhooks did. */
  readonly deliveryCounts: Readonly<DeliveryCounts>;
}

export interface FaultBox extends Faults {
  /** The fault that this request meets now, if any. `line`: method and path. */
  strike(line: string, when: 'before' | 'after', sent: string): Fault | undefined;
}

export function makeFaults(random: () => number, deliveries: DeliveryFaults): FaultBox {
  let active: { fault: Fault; left: number }[] = [];
  let count = 0;
  const setTrouble = (trouble: DeliveryTrouble) => {
    deliveries.trouble = trouble;
  };
  return {
    get count() {
      return count;
    },
    deliveryCounts: deliveries.counts,
    add(...faults) {
      active.push(...faults.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY })));
    },
    clear() {
      active = [];
      setTrouble({});
    },
    deliveries: setTrouble,
    strike(line, when, sent) {
      const struck = active.find(
        ({ fault: { on, body, rate = 1, when: at = 'before' }, left }) =>
          left > 0 &&
          at === when &&
          on?.test(line) !== false &&
          body?.test(sent) !== false &&
          (rate >= 1 || random() < rate),
      );
      if (struck === undefined) return undefined;
      struck.left -= 1;
      count += 1;
      return struck.fault;
    },
  };
}

/** GitHub's answer where the fault is one; undefined where there is no answer (`cut`, `silence`) or the right one (`slow`, `held`, `half`, `beginning`). */
export function answerOf({ what, status = 500, message, seconds = 1 }: Fault): Answer | undefined {
  const wait = { 'retry-after': String(seconds) };
  switch (what) {
    case 'server-error':
      return { status: 502, body: { message: 'Server Error' } };
    case 'too-many':
      return { status: 429, body: { message: 'Too Many Requests' }, headers: wait };
    case 'secondary-limit':
      return { status: 403, body: { message: SECONDARY }, headers: wait };
    case 'primary-limit':
      return {
        status: 403,
        body: { message: 'API rate limit exceeded for installation ID 1.' },
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + seconds),
        },
      };
    case 'refused':
      return { status: 422, body: { message: 'Invalid request.\n\nThe output is not accepted.' } };
    case 'status':
      return {
        status,
        body: { message: message ?? WORDS[status] ?? 'Something else' },
        ...(status === 429 && { headers: wait }),
      };
    case 'page':
      return {
        status: 200,
        body: Buffer.from('<html><body>We are having a problem</body></html>'),
        headers: { 'content-type': 'text/html' },
      };
    case 'empty-object':
      return { status: 200, body: {} };
    case 'cut':
    case 'half':
    case 'slow':
    case 'held':
    case 'silence':
    case 'beginning':
      return undefined;
    default:
      throw new Error(`unknown fault ${String(what satisfies never)}`);
  }
}

/** As GitHub says it. */
const WORDS: Readonly<Record<number, string>> = {
  401: 'Bad credentials',
  403: 'Resource not accessible by integration',
  404: 'Not Found',
  409: 'Conflict',
  413: 'Payload Too Large',
  422: 'Validation Failed',
  429: 'Too Many Requests',
  500: 'Server Error',
};

const SECONDARY =
  'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID.';
