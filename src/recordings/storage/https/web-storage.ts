/** A storage of files on web servers: one address, one file, since these have no listings. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { WeirError } from '../../../errors.ts';
import { isAllowedAddress } from '../allowed-addresses.ts';
import type { Trouble } from '../bucket/bucket.ts';
import { codeOf, connectionCode, troubleError, troubleOf } from '../bucket/trouble.ts';
import { download } from '../download.ts';
import type { FetchWatch, Listing, Question, Remote, Storage } from '../storage.ts';
import { Astray, request } from './request.ts';
import { readValidators, type Validators } from './validators.ts';

export function webStorage(scheme: 'https' | 'http', about: string): Storage {
  return { scheme, address: `${scheme}://…`, about, where: 'elsewhere', list };
}

/** An answer that is no file. */
class Refused extends Error {
  readonly status: number;
  constructor(status: number) {
    super();
    this.status = status;
  }
}

class Replaced extends Error {}

async function list(question: Question): Promise<Listing> {
  const { files, storage, fail } = question;
  const url = readAddress(question);
  const wording = {
    where: url.host,
    credentials: 'a name and a password for it in ~/.netrc, or in the file that NETRC names',
  };
  const mayAsk = ({ href }: URL): boolean => storage.outside === undefined || isAllowedAddress(href, storage.outside);
  try {
    const found = await look();
    return { found: found ? [found] : [], candidates: [] };
  } catch (error) {
    throw explained(error);
  }

  async function look(): Promise<Remote | undefined> {
    // The first byte says as much as HEAD, also where that is not allowed.
    const response = await request(files, { range: 'bytes=0-0' }, mayAsk);
    response.destroy();
    const { statusCode = 0 } = response;
    if (statusCode === 404 || statusCode === 410) return undefined;
    // A file of no bytes has no first one.
    if (![200, 206, 416].includes(statusCode)) throw new Refused(statusCode);
    const validators = readValidators(response);
    if (validators === undefined) {
      throw fail(`${files}: the server does not say how long it is`, 'an answer with Content-Length');
    }
    // Without an ETag or a date nothing tells two contents apart, so each answer counts as a new version.
    const { size, said: version = randomUUID(), strong } = validators;
    const isExact = strong !== undefined;
    return { name: files, version, isExact, size, fetch: (file, watch) => fetchFile(file, validators, watch) };
  }

  function fetchFile(file: string, { size, said, strong }: Validators, watch?: FetchWatch): Promise<void> {
    return download(
      file,
      {
        size,
        async open(from) {
          // Only a strong ETag says that two halves are of one file. https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1
          const condition = strong === undefined ? {} : { 'if-match': strong, range: `bytes=${from}-` };
          const response = await request(files, condition, mayAsk);
          const start = startOf(response);
          if (start === undefined || start > from) {
            response.destroy();
            throw response.statusCode === 412 ? new Replaced() : new Refused(response.statusCode ?? 0);
          }
          const now = readValidators(response);
          if (now?.said !== said || now?.size !== size) {
            response.destroy();
            throw new Replaced();
          }
          return { start, bytes: response };
        },
        isFinal: (error) => !['unreachable', 'other'].includes(explain(error).why),
        failed: explained,
        fail: (message, expected) => fail(`${files} ${message}`, expected),
      },
      watch,
    );
  }

  function explained(error: unknown): unknown {
    if (error instanceof WeirError) return error;
    if (error instanceof Astray) {
      return fail(`${url.host} sends on to where recordings are not read`, 'an address that holds the file itself');
    }
    return troubleError(explain(error), files, wording, fail);
  }
}

/** Where the bytes of an answer begin; undefined for one that is no file. */
function startOf({ statusCode, headers }: IncomingMessage): number | undefined {
  if (statusCode === 200) return 0;
  const [, first] = /^bytes (\d+)-/.exec(headers['content-range'] ?? '') ?? [];
  return statusCode === 206 && first !== undefined ? Number(first) : undefined;
}

function explain(error: unknown): Trouble {
  if (error instanceof Replaced) return { why: 'replaced' };
  if (error instanceof Refused) {
    // No credentials were given, or not the right ones; the server says the same.
    return troubleOf(error, {}, error.status === 410 ? 404 : error.status);
  }
  const code = connectionCode(error);
  return code === undefined ? { why: 'other', code: codeOf(errorName(error)) } : { why: 'unreachable', code };
}

function errorName(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function readAddress({ files, fail }: Question): URL {
  const expected = 'the address of one file, as https://logs.acme.example/traffic/june.jsonl.gz';
  if (!URL.canParse(files)) throw fail('an address that is none', expected);
  const url = new URL(files);
  // Nothing of it is shown: what stands there is, or may be, a secret.
  if (url.username || url.password) throw fail('an address with a name or a password in it', 'these in ~/.netrc');
  if (url.search || url.hash) {
    throw fail(
      'an address with a query or a fragment, which may be a secret',
      `${expected}, or s3://…, gs://… or az://…`,
    );
  }
  if (/[*{}]/.test(files)) {
    throw fail('an address with wildcards, and web servers have no listings', expected);
  }
  return url;
}
