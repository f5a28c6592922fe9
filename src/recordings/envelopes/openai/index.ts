/**
 * Calls of OpenAI's API, and of what speaks it: the files of its batch API (requests in one, answers in another, with one
 * `custom_id`), and logs with a line for each call, its `request` and its `response`.
 * https://platform.openai.com/docs/guides/batch
 * https://platform.openai.com/docs/api-reference/chat/create
 */
import type { Envelope, Opened } from '../envelope.ts';
import { type Decoded, decodeJson, isObject } from '../payload.ts';
import { unusable } from '../unusable.ts';

export const openai: Envelope = {
  id: 'openai',
  about: 'files of OpenAI’s batch API, requests and answers joined by custom_id, or logs of calls of its API.',
  container: { otherwise: 'jsonl' },
  parts: { input: '/input', output: '/output', id: '/id', time: '/time' },
  options: {},
  open: {
    holds: 'halves',
    members: ['custom_id', 'method', 'url', 'body', 'response', 'error', 'request', 'id', 'created'],
    verbatim: [{ path: ['body'] }, { path: ['response', 'body'], looksAt: ['created', 'created_at'] }],
    open,
  },
  recognise: (records) => records.length > 0 && records.every((record) => isObject(record) && isCall(record)),
};

type Line = Readonly<Record<string, unknown>>;

function open(raw: unknown): Opened {
  if (!isObject(raw)) return unusable('no call of the API');
  if ('custom_id' in raw) return openBatch(raw);
  if ('request' in raw) return openLogged(raw);
  return unusable('neither a line of the batch API nor a call with request and response');
}

function openBatch(raw: Line): Opened {
  const { custom_id: key, body, response, error } = raw;
  const half = 'body' in raw ? 'request' : 'response';
  if (typeof key !== 'string' || key === '') return unusable(`a ${half} without a custom_id`);
  if (half === 'request') {
    return isObject(body)
      ? { is: 'request', key, record: { input: body, id: key } }
      : unusable('the body of the request is no object');
  }
  if (error !== undefined && error !== null) return { is: 'response', key, why: 'the call ended in an error' };
  if (!isObject(response)) return unusable('neither a request nor a response of the batch API');
  const { status_code: status, body: answer } = response;
  if (status !== undefined && status !== 200) return { is: 'response', key, why: `answered with status ${status}` };
  if (!isObject(answer)) return { is: 'response', key, why: 'the body of the response is no object' };
  return { is: 'response', key, record: { output: answer, ...timeOf(answer) } };
}

function openLogged(raw: Line): Opened {
  const request = bodyOf(raw.request);
  if (request.why !== undefined) return unusable(`the request is ${request.why}`);
  const response = bodyOf(raw.response);
  if (response.why !== undefined) return unusable(`the response is ${response.why}`);
  if (isObject(response.value.error)) return unusable('the call ended in an error');
  const id = [raw.id, response.value.id].find((one) => typeof one === 'string' && one !== '');
  const time = 'created' in raw ? timeOf(raw) : timeOf(response.value);
  return {
    is: 'record',
    record: { input: request.value, output: response.value, ...(id !== undefined && { id }), ...time },
  };
}

function isCall(line: Line): boolean {
  if ('custom_id' in line) return 'body' in line || isObject(line.response);
  const request = bodyOf(line.request);
  return request.why === undefined && 'model' in request.value && bodyOf(line.response).why === undefined;
}

/** Loggers write a body as it is, or as text. */
function bodyOf(body: unknown): Decoded<Line> {
  if (body === undefined || body === null) return { why: 'not there' };
  const decoded = typeof body === 'string' ? decodeJson(body) : { value: body };
  if (decoded.why !== undefined) return decoded;
  return isObject(decoded.value) ? { value: decoded.value } : { why: 'no object' };
}

/** Seconds since 1970: chat completions say `created`, responses `created_at`. */
function timeOf({ created, created_at }: Line): { time?: unknown } {
  const time = created ?? created_at;
  return time === undefined || time === null ? {} : { time };
}
