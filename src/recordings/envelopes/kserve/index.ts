/**
 * What inference loggers write: a CloudEvent for each request and one for its answer, with one id. KServe's, as events or
 * as the records of its blob storage; Seldon's and Azure Machine Learning's, which have other names for the same.
 */
import type { Envelope, Opened } from '../envelope.ts';
import { type Decoded, decodeBase64, decodeJson, isObject } from '../payload.ts';
import { unusable } from '../unusable.ts';
import { eventOf, type LoggedEvent } from './event.ts';
import { type Side, sideOf } from './half.ts';

export const kserve: Envelope = {
  id: 'kserve',
  about:
    'CloudEvents of the inference loggers of KServe, Seldon and Azure ML, or the records of KServe’s blob storage; request and response are joined by id.',
  container: { otherwise: 'jsonl' },
  parts: { input: '/input', output: '/output', id: '/id', time: '/time' },
  options: {},
  open: { holds: 'halves', verbatim: [{ path: ['data'] }], open },
  recognise: (records) =>
    records.length > 0 && records.every((record) => isObject(record) && sideOf(eventOf(record).attributes)),
};

function open(raw: unknown): Opened | Opened[] {
  if (!isObject(raw)) return unusable('no event of an inference logger');
  const event = eventOf(raw);
  const side = sideOf(event.attributes);
  if (!side) return unusable('neither a request nor a response of an inference logger');
  const { half, id, rows } = side;
  if (typeof id !== 'string' || id === '') return unusable(`a ${half} without an id`);
  const body = bodyOf(event);
  if (body.why !== undefined) return { is: half, key: side.key(), why: `the body of the ${half} is ${body.why}` };
  const { value } = body;
  if (!rows || !Array.isArray(value)) return halfWith(value, id, side, event);
  const suffix = (row: number): string => (value.length === 1 ? '' : `/${row}`);
  return value.map((one, row) => halfWith(one, `${id}${suffix(row)}`, side, event, row));
}

function halfWith(value: unknown, id: string, { half, key }: Side, { attributes }: LoggedEvent, row?: number): Opened {
  const record = half === 'request' ? { input: value, id, ...timeOf(attributes) } : { output: value };
  return { is: half, key: key(row), record };
}

function timeOf({ time, occurrenceTime }: LoggedEvent['attributes']): { time?: unknown } {
  const found = time ?? occurrenceTime;
  return found === undefined || found === null ? {} : { time: found };
}

function bodyOf({ contentType, body, packed }: LoggedEvent): Decoded {
  if (typeof contentType === 'string' && contentType !== '' && !isJson(contentType)) {
    return { why: `${contentType}, which is not read` };
  }
  if (typeof packed === 'string') {
    const text = decodeBase64(packed);
    return text.why === undefined ? decodeJson(text.value) : text;
  }
  if (typeof body === 'string') return decodeJson(body);
  return body === undefined || body === null ? { why: 'not there' } : { value: body };
}

function isJson(contentType: string): boolean {
  return contentType === 'application/json' || /\bjson\b/i.test(contentType);
}
