/** A recorded HTTP call, as records have it. */
import { isObject } from '../../../document/is-object.ts';

export interface Exchange {
  /** In capitals. */
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  /** By names in small letters; undefined where none were recorded. */
  readonly headers: Readonly<Record<string, unknown>> | undefined;
  /** Undefined where none were recorded: they are credentials, and often left out. */
  readonly cookies: Readonly<Record<string, unknown>> | undefined;
  readonly body: unknown;
  readonly status: number | undefined;
  readonly answer: unknown;
  /** As `headers`. */
  readonly answerHeaders: Readonly<Record<string, unknown>> | undefined;
  /** The response's content type, where it was recorded. */
  readonly answerType: unknown;
}

/** `{ method, path, query, headers, body, status, response: { status, headers, body } }`; undefined for what has no method and path. */
export function callOf(document: unknown): Exchange | undefined {
  if (!isObject(document)) return undefined;
  const { method, path = document.url } = document;
  if (typeof method !== 'string' || typeof path !== 'string') return undefined;
  const [place = '', search = ''] = pathOf(path).split('?');
  const headers = isObject(document.headers) ? headersOf(document.headers) : undefined;
  const response = isObject(document.response) ? document.response : {};
  const answerHeaders = isObject(response.headers) ? headersOf(response.headers) : undefined;
  const status = Number(document.status ?? response.status);
  return {
    method: method.toUpperCase(),
    path: place,
    query: isObject(document.query) ? document.query : queryOf(search),
    headers,
    cookies: cookiesOf(headers?.cookie),
    body: document.body ?? undefined,
    status: Number.isInteger(status) && status >= 100 ? status : undefined,
    answer: response.body,
    answerHeaders,
    answerType: answerHeaders?.['content-type'],
  };
}

/** Of an address what a server is asked. */
function pathOf(path: string): string {
  const [plain = ''] = path.split('#');
  return plain.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i, '') || '/';
}

/** A name that comes several times is a list. */
function queryOf(search: string): Record<string, unknown> {
  const pairs = new URLSearchParams(search);
  return Object.fromEntries(
    [...new Set(pairs.keys())].map((name) => {
      const values = pairs.getAll(name);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
}

function headersOf(headers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function cookiesOf(header: unknown): Record<string, unknown> | undefined {
  if (typeof header !== 'string') return undefined;
  return Object.fromEntries(
    header.split(';').map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [name.trim(), value.join('=')];
    }),
  );
}
