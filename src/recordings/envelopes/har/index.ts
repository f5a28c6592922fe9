/**
 * Entries of an HTTP Archive, as browsers and proxies write it: one document, whose `log.entries` are read one by one. Each is
 * a recorded call.
 * http://www.softwareishard.com/blog/har-12-spec/
 */
import type { Envelope, Opened } from '../envelope.ts';
import { isObject } from '../payload.ts';
import { unusable } from '../unusable.ts';
import { answerOf, bodyOf } from './bodies.ts';
import { clientOf } from './client.ts';
import { headersOf, pathOf, valuesOf } from './fields.ts';

export const har: Envelope = {
  id: 'har',
  about:
    'entries of HTTP archives (HAR 1.2): each call with its method, path, query, headers, body, status and answer.',
  container: { otherwise: 'json', within: ['log', 'entries'], extension: 'har' },
  parts: { input: '/input', output: '/output', time: '/time' },
  options: {},
  open: { holds: 'one', members: ['startedDateTime', 'request', 'response'], open },
  recognise: (records) =>
    records.length > 0 &&
    records.every((record) => isObject(record) && isObject(record.request) && 'startedDateTime' in record),
};

function open(raw: unknown): Opened {
  if (!isObject(raw) || !isObject(raw.request)) return unusable('no entry of an HTTP archive');
  const { request, response, startedDateTime: time } = raw;
  const { method, url, queryString } = request;
  const path = pathOf(url);
  if (typeof method !== 'string' || path === undefined) return unusable('a request without method and address');
  // What a browser writes of a request that was blocked or aborted.
  if (!isObject(response) || typeof response.status !== 'number' || response.status < 100)
    return unusable('a request without its response');
  const body = bodyOf(request.postData);
  if (body.why !== undefined) return unusable(`the request is ${body.why}`);
  const answer = answerOf(response.content);
  if (answer.why !== undefined) return unusable(`the response is ${answer.why}`);
  const { status } = response;
  const client = clientOf(request.headers);
  const input = {
    ...(client !== undefined && { client }),
    ...{ method, path, query: valuesOf(queryString), headers: headersOf(request.headers, request.postData) },
    ...(body.value !== undefined && { body: body.value }),
    ...{ status, response: { headers: headersOf(response.headers, response.content), ...said(answer.value) } },
  };
  const isGood = status >= 200 && status < 300 && answer.value !== undefined;
  return {
    is: 'record',
    record: { input, ...(isGood && { output: answer.value }), ...(typeof time === 'string' && { time }) },
  };
}

function said(body: unknown): { readonly body?: unknown } {
  return body === undefined ? {} : { body };
}
