/**
 * Rows of a Databricks inference table, of model serving as of its AI Gateway: each a request to an endpoint, with both
 * bodies as JSON text. A body of several rows is several predictions, and so several records.
 * https://docs.databricks.com/aws/en/machine-learning/model-serving/inference-tables
 * https://docs.databricks.com/aws/en/ai-gateway/inference-tables
 */
import type { Envelope, NativeRecord, Opened } from '../envelope.ts';
import { type Decoded, decodeJson, isObject } from '../payload.ts';
import { unusable } from '../unusable.ts';
import { rowsOf } from './rows.ts';

export const databricks: Envelope = {
  id: 'databricks',
  about: 'rows of a Databricks inference table; a sampled row stands for as many requests as were left out with it.',
  container: { otherwise: 'parquet' },
  parts: { input: '/input', output: '/output', id: '/id', time: '/time', weight: '/weight' },
  options: {},
  open: {
    holds: 'many',
    members: [
      ...['databricks_request_id', 'client_request_id', 'invocation_id', 'request', 'response', 'status_code'],
      ...['sampling_fraction', 'timestamp_ms', 'request_time', 'event_time', 'logging_error_codes'],
    ],
    open,
  },
  recognise: (records) =>
    records.length > 0 &&
    records.every((record) => isObject(record) && 'databricks_request_id' in record && 'request' in record),
};

type Row = Readonly<Record<string, unknown>>;

function open(raw: unknown): Opened | Opened[] {
  if (!isObject(raw) || !('request' in raw || 'response' in raw)) return unusable('no row of an inference table');
  const status = numberOf(raw.status_code);
  if (status !== undefined && status !== 200) return unusable(`answered with status ${status}`);
  const weight = weightOf(raw.sampling_fraction);
  if (weight === undefined) return unusable('the sampling_fraction is no number above 0 and up to 1');
  const request = bodyOf(raw.request, raw);
  if (request.why !== undefined) return unusable(`the request is ${request.why}`);
  const response = bodyOf(raw.response, raw);
  if (response.why !== undefined) return unusable(`the response is ${response.why}`);
  const rows = rowsOf(request.value, response.value);
  if (rows.why !== undefined) return unusable(rows.why);
  // The id that the caller gave comes first: outcomes are known under it.
  const id = textOf(raw.client_request_id) ?? textOf(raw.databricks_request_id) ?? textOf(raw.invocation_id);
  const time = raw.request_time ?? raw.event_time ?? raw.timestamp_ms;
  const isOne = rows.value.length === 1;
  return rows.value.map(({ input, output }, index) => {
    const record: { -readonly [part in keyof NativeRecord]: NativeRecord[part] } = { input, output };
    if (id !== undefined) record.id = isOne ? id : `${id}/${index}`;
    if (time !== undefined && time !== null) record.time = time;
    if (weight !== 1) record.weight = weight;
    return { is: 'record', record };
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Null where it was too large to log; the table then says so. */
function bodyOf(body: unknown, { logging_error_codes: codes }: Row): Decoded {
  if (typeof body === 'string') return decodeJson(body);
  if (isObject(body)) return { value: body };
  const said = Array.isArray(codes) ? codes.filter((code) => /^[A-Z_]{1,60}$/.test(String(code))) : [];
  return { why: said.length > 0 ? `not there: ${said.join(', ')}` : 'not there' };
}

/** Of a tenth of the requests, each stands for ten; undefined for what is no such share. */
function weightOf(fraction: unknown): number | undefined {
  if (fraction === undefined || fraction === null) return 1;
  const share = numberOf(fraction);
  return share !== undefined && share > 0 && share <= 1 ? 1 / share : undefined;
}

/** Exports as text write numbers in quotes. */
function numberOf(value: unknown): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
