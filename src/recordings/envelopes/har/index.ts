/**
 * Entries of an HTTP Archive, as browsers and proxies write it: one document, whose `log.entries` are read one by one.
 * http://www.softwareishard.com/blog/har-12-spec/
 */
import type { Envelope, Opened } from '../envelope.ts';
import { type Decoded, decodeBase64, decodeJson, isObject } from '../payload.ts';
import { unusable } from '../unusable.ts';

export const har: Envelope = {
  id: 'har',
  about: 'entries of HTTP archives (HAR 1.2): what was sent, and the JSON that was answered.',
  container: { otherwise: 'json', within: ['log', 'entries'] },
  parts: { input: '/input', output: '/output', time: '/time' },
  options: {},
  open: { holds: 'one', members: ['startedDateTime', 'request', 'response'], open },
  recognise: (records) =>
    records.length > 0 &&
    records.every((record) => isObject(record) && isObject(record.request) && 'startedDateTime' in record),
};

function open(raw: unknown): Opened {
  if (!isObject(raw) || !isObject(raw.request)) return unusable('no entry of an HTTP archive');
  const input = inputOf(raw.request);
  if (input.why !== undefined) return unusable(`the request is ${input.why}`);
  if (!isObject(raw.response)) return unusable('a request without its response');
  const { status, content } = raw.response;
  if (typeof status !== 'number' || status < 200 || status > 299) {
    return unusable(status === 0 ? 'a request without its response' : `answered with status ${Number(status)}`);
  }
  const output = outputOf(content);
  if (output.why !== undefined) return unusable(`the response is ${output.why}`);
  const { startedDateTime: time } = raw;
  return {
    is: 'record',
    record: { input: input.value, output: output.value, ...(typeof time === 'string' && { time }) },
  };
}

/** The body where there is one: JSON, or the fields of a form; else the fields of the query. */
function inputOf({ postData, queryString }: Readonly<Record<string, unknown>>): Decoded {
  if (!isObject(postData)) return { value: fieldsOf(queryString) };
  const { mimeType, text, params } = postData;
  if (/\bjson\b/i.test(String(mimeType))) return typeof text === 'string' ? decodeJson(text) : { why: 'not there' };
  if (!/^application\/x-www-form-urlencoded\b/i.test(String(mimeType))) return unread(mimeType);
  if (Array.isArray(params) && params.length > 0) return { value: fieldsOf(params) };
  return { value: Object.fromEntries(new URLSearchParams(typeof text === 'string' ? text : '')) };
}

function outputOf(content: unknown): Decoded {
  if (!isObject(content) || typeof content.text !== 'string' || content.text === '') return { why: 'not there' };
  const { mimeType, text, encoding } = content;
  if (!/\bjson\b/i.test(String(mimeType))) return unread(mimeType);
  if (encoding === undefined || encoding === '') return decodeJson(text);
  if (encoding !== 'base64') return { why: 'of an encoding that is none of HAR 1.2' };
  const decoded = decodeBase64(text);
  return decoded.why === undefined ? decodeJson(decoded.value) : decoded;
}

/** Name and value of each; the last of a name counts. */
function fieldsOf(list: unknown): Record<string, unknown> {
  if (!Array.isArray(list)) return {};
  return Object.fromEntries(list.filter(isObject).map(({ name, value }) => [String(name), value ?? '']));
}

function unread(type: unknown): Decoded {
  const [known = 'of no content type'] = /^[\w.+-]+\/[\w.+-]+/.exec(String(type)) ?? [];
  return { why: `${known}, which is not read` };
}
