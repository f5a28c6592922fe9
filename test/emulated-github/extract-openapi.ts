/**
 * Writes `openapi.json`: the requests that the emulated GitHub answers, out of GitHub's own description of its API.
 *
 *     npm install --prefix /tmp/openapi @octokit/openapi@23.0.2
 *     node test/emulated-github/extract-openapi.ts /tmp/openapi/node_modules/@octokit/openapi/generated/api.github.com.json
 *
 * Answers and descriptions are left out, and limits on lengths too: `check-rules.ts` has them, because GitHub's answer to
 * those is one that the App has to live with.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Operation } from './openapi.ts';
import { ROUTES } from './routes.ts';

type Json = { readonly [key: string]: unknown };

const LEFT_OUT = new Set([
  'description',
  'summary',
  'example',
  'examples',
  'title',
  'deprecated',
  'default',
  'minLength',
]);
const LENGTHS = new Set(['maxLength', 'maxItems', 'minItems', 'maxProperties']);

const [, , file = ''] = process.argv;
const description = object(JSON.parse(readFileSync(file, 'utf8')));
const operations = ROUTES.map(({ method, path }) => extract(method, path));
writeFileSync(new URL('openapi.json', import.meta.url), `${JSON.stringify(operations, null, 1)}\n`);

function extract(method: string, path: string): Operation {
  const item = object(object(description.paths)[path], path);
  const operation = object(item[method.toLowerCase()], `${method} ${path}`);
  const parameters = [...list(item.parameters), ...list(operation.parameters)].map((one) => object(resolve(one)));
  const body = operation.requestBody === undefined ? undefined : object(resolve(operation.requestBody));
  const schema = body && object(object(body.content)['application/json']).schema;
  return {
    method,
    path,
    id: String(operation.operationId),
    params: parametersSchema(parameters.filter((one) => one.in === 'path')),
    query: parametersSchema(parameters.filter((one) => one.in === 'query')),
    ...(schema !== undefined && { body: object(simplify(schema)), bodyRequired: body?.required === true }),
  };
}

function parametersSchema(parameters: readonly Json[]): Json {
  return {
    type: 'object',
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [String(name), simplify(schema)])),
    required: parameters.filter(({ required }) => required === true).map(({ name }) => name),
    additionalProperties: false,
  };
}

/** References put in place; `nullable`, which is OpenAPI's alone, said as JSON Schema says it. */
function simplify(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(simplify);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, ...rest } = object(resolve(schema));
  const kept = Object.entries(rest).filter(([key]) => !isLeftOut(key, rest[key]));
  const simple: Json = Object.fromEntries(
    kept.map(([key, value]) => [key, key === 'properties' ? simplifyEach(object(value)) : simplify(value)]),
  );
  return nullable === true && typeof simple.type === 'string' ? { ...simple, type: [simple.type, 'null'] } : simple;
}

/** Names of properties are not keywords: one may be called `title`. */
function simplifyEach(properties: Json): Json {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, simplify(schema)]));
}

function isLeftOut(key: string, value: unknown): boolean {
  return LEFT_OUT.has(key) || (LENGTHS.has(key) && typeof value === 'number') || key.startsWith('x-');
}

function resolve(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$ref' in value)) return value;
  const steps = String(value.$ref).replace('#/', '').split('/');
  return resolve(steps.reduce<unknown>((place, step) => object(place)[step], description));
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function object(value: unknown, what = 'part of the description'): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`no ${what}`);
  return Object.fromEntries(Object.entries(value));
}
