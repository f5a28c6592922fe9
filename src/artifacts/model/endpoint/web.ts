/** Posts requests to one address, as its step in weir.yml allows: no redirect is followed, and nothing is asked twice in vain. */
import { lookup as resolve } from 'node:dns';
import { Agent as PlainAgent, request as requestPlain } from 'node:http';
import { request as requestSecure, Agent as SecureAgent } from 'node:https';
import type { LookupFunction } from 'node:net';
import { BlockList, isIP } from 'node:net';

export interface Posted {
  readonly status: number;
  /** Seconds to wait before asking again, where the server says so. */
  readonly retryAfter?: number;
  readonly body: string;
}

/** Bytes of an answer. */
const MOST_BYTES = 16 * 1024 * 1024;

export class Web implements Disposable {
  readonly #plain: PlainAgent;
  readonly #secure: SecureAgent;

  constructor(concurrency: number) {
    const options = { keepAlive: true, maxSockets: concurrency };
    this.#plain = new PlainAgent(options);
    this.#secure = new SecureAgent(options);
  }

  [Symbol.dispose](): void {
    this.#plain.destroy();
    this.#secure.destroy();
  }

  /** Throws Error with a code where there is no whole answer in time. */
  post(
    url: URL,
    body: string,
    headers: Readonly<Record<string, string>>,
    { timeout, signal }: { readonly timeout: number; readonly signal?: AbortSignal },
  ): Promise<Posted> {
    const isSecure = url.protocol === 'https:';
    const { promise, resolve, reject } = Promise.withResolvers<Posted>();
    const ask = (isSecure ? requestSecure : requestPlain)(
      url,
      {
        method: 'POST',
        agent: isSecure ? this.#secure : this.#plain,
        lookup: lookUp,
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          'content-length': Buffer.byteLength(body),
          ...headers,
        },
        ...(signal && { signal }),
      },
      (response) => {
        const parts: Buffer[] = [];
        let size = 0;
        response.on('data', (part: Buffer) => {
          size += part.length;
          if (size > MOST_BYTES) ask.destroy(coded('TOO_LONG'));
          else parts.push(part);
        });
        response.on('error', reject);
        response.on('end', () => {
          if (!response.complete) return reject(coded('HALF'));
          const { statusCode: status = 0, headers: answered } = response;
          const retryAfter = secondsIn(answered['retry-after']);
          resolve({
            status,
            body: Buffer.concat(parts).toString('utf8'),
            ...(retryAfter !== undefined && { retryAfter }),
          });
        });
        // A body that breaks off ends without an end.
        response.on('aborted', () => reject(coded('HALF')));
      },
    );
    const timer = setTimeout(() => ask.destroy(coded('ETIMEDOUT')), timeout);
    ask.on('error', reject);
    ask.end(body);
    return promise.finally(() => clearTimeout(timer));
  }
}

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** RFC 9110, 10.2.3: seconds, or a date. */
function secondsIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text.trim())) return Number(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - Date.now()) / 1000);
}

/**
 * A name leads nowhere where no endpoint is and clouds keep their credentials; and to this machine only where the address
 * in weir.yml says so: who answers for a name may change that at any time.
 */
const lookUp: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const allowed = addresses.filter(({ address }) => !isForbidden(address, hostname));
    const [first] = allowed;
    if (!first) return callback(Object.assign(new Error('FORBIDDEN'), { code: 'FORBIDDEN' }), '', 0);
    if (options.all) callback(null, allowed);
    else callback(null, first.address, first.family);
  });
};

/** Link-local, where clouds answer with credentials, and what names no machine. IPv4 in IPv6 is looked through. */
const nowhere = new BlockList();
nowhere.addSubnet('0.0.0.0', 8, 'ipv4');
nowhere.addSubnet('169.254.0.0', 16, 'ipv4');
nowhere.addSubnet('fe80::', 10, 'ipv6');
nowhere.addAddress('fd00:ec2::254', 'ipv6');
nowhere.addAddress('::', 'ipv6');

const here = new BlockList();
here.addSubnet('127.0.0.0', 8, 'ipv4');
here.addAddress('::1', 'ipv6');

function isForbidden(address: string, hostname: string): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (nowhere.check(address, family)) return true;
  return here.check(address, family) && hostname !== 'localhost' && !hostname.endsWith('.localhost');
}

/** An address that is written as numbers is looked up by nobody. */
export function isForbiddenHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) !== 0 && isForbidden(bare, 'localhost');
}
