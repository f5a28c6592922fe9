/** The smallest call that an operation is likely to describe, as records have calls, and the same with one part of it another. */
import { smallest } from '../json-schema/witness/smallest.ts';
import type { Direction, Document } from './document.ts';
import type { Operation, Parameter } from './operations.ts';

type Values = Readonly<Record<string, unknown>>;

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query?: Values;
  readonly headers?: Values;
  readonly body?: unknown;
  readonly status?: number;
  readonly response?: { readonly headers?: Values; readonly body?: unknown };
}

/** What has to be there, and nothing more; without an answer. */
export function callOf(document: Document, operation: Operation): Call {
  const { method, parameters, body } = operation;
  const required = parameters.filter((parameter) => parameter.required && parameter.in !== 'path');
  const call = required.reduce<Call>(
    (one, parameter) => withParameter(one, parameter, smallestOf(document, parameter)),
    { method, path: pathOf(document, operation) },
  );
  const [media, content] = [...(body?.content ?? [])][0] ?? [];
  if (!body?.required || !content) return call;
  return withBody(call, content.schema ? smallest(document.libraries.request, content.schema) : {}, media);
}

/** A value that a parameter may have, as a text may say it. */
export function smallestOf({ libraries }: Document, { schema }: Parameter, direction: Direction = 'request'): unknown {
  return (schema && smallest(libraries[direction], schema)) ?? 'a';
}

/** @param values of parameters, in place of the smallest ones */
export function pathOf(
  document: Document,
  { path, parameters }: Operation,
  values: Readonly<Record<string, unknown>> = {},
): string {
  return parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce(
      (text, parameter) =>
        text.replace(`{${parameter.name}}`, inPath(values[parameter.name] ?? smallestOf(document, parameter))),
      path,
    )
    .replace(/\{[^}]*\}/g, 'a');
}

function inPath(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return encodeURIComponent(text === '' ? 'a' : text);
}

/** @param value undefined for none */
export function withParameter(call: Call, { in: where, name }: Parameter, value: unknown): Call {
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  if (where === 'query') return { ...call, query: withMember(call.query, name, text) };
  if (where === 'header') return { ...call, headers: withMember(call.headers, name.toLowerCase(), text) };
  if (where === 'cookie')
    return {
      ...call,
      headers: withMember(call.headers, 'cookie', text === undefined ? '' : `${name}=${String(text)}`),
    };
  return call;
}

function withMember(values: Values = {}, name: string, value: unknown): Values {
  const others = Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
  return value === undefined ? others : { ...others, [name]: value };
}

/** @param body undefined for none */
export function withBody({ body: _, ...call }: Call, body: unknown, media?: string): Call {
  if (body === undefined) return call;
  const headers = media === undefined ? undefined : withMember(call.headers, 'content-type', media);
  return { ...call, ...(headers && { headers }), body };
}

/** @param status as the document has it: `200`, `4XX`, `default` */
export function withAnswer(call: Call, status: string, body?: unknown, media?: string): Call {
  const number = status === 'default' ? 599 : Number(status.replaceAll('X', '0').replaceAll('x', '0'));
  if (body === undefined) return { ...call, status: number };
  const headers = media === undefined ? undefined : { 'content-type': media };
  return { ...call, status: number, response: { ...(headers && { headers }), body } };
}

/** @param value undefined for none, though headers were recorded */
export function withAnswerHeader(call: Call, status: string, name: string, value: unknown): Call {
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  return { ...withAnswer(call, status), response: { headers: withMember({}, name.toLowerCase(), text) } };
}
