/** Checks requests against GitHub's own description of them (`openapi.json`, made by `extract-openapi.ts`). */
import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { matchPath } from './path.ts';

export interface Operation {
  readonly method: string;
  readonly path: string;
  /** As in Octokit: `checks/create`. */
  readonly id: string;
  readonly params: Schema;
  readonly query: Schema;
  readonly body?: Schema;
  readonly bodyRequired?: boolean;
}

type Schema = Readonly<Record<string, unknown>>;

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

export interface Problem {
  /** 599, which GitHub never answers, for what it does not describe; 422 for a description that is not met. */
  readonly status: 599 | 422;
  readonly message: string;
}

export type CheckRequest = (request: Request) => Problem | undefined;

/** Reads the description. What it gives says what is wrong with a request, if anything. */
export function readDescription(): CheckRequest {
  const operations: Operation[] = JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8'));
  const compiled = new Map<Operation, Checks>();
  return (request) => {
    const found = find(operations, request);
    if (found === undefined) {
      const message = `${request.method} ${request.path} is not among the described operations: see test/emulated-github/routes.ts`;
      return { status: 599, message };
    }
    const { operation, params } = found;
    const checks = compiled.get(operation) ?? compile(operation);
    compiled.set(operation, checks);
    const problems = [
      ...problemsOf(checks.params, params, 'path'),
      ...problemsOf(checks.query, Object.fromEntries(request.query), 'query'),
      ...bodyProblems(operation, checks.body, request.body),
    ];
    if (problems.length === 0) return undefined;
    return { status: 422, message: `Invalid request.\n\n${operation.id}: ${problems.join('; ')}` };
  };
}

interface Checks {
  readonly params: ValidateFunction;
  readonly query: ValidateFunction;
  readonly body: ValidateFunction | undefined;
}

function compile({ params, query, body }: Operation): Checks {
  // What stands in an address is text: `12` counts as a number there, but not in a body.
  const text = withFormats({ strict: false, allErrors: true, coerceTypes: true });
  const json = withFormats({ strict: false, allErrors: true });
  return { params: text.compile(params), query: text.compile(query), body: body && json.compile(body) };
}

function withFormats(options: ConstructorParameters<typeof Ajv>[0]): Ajv {
  const ajv = new Ajv(options);
  addFormats.default(ajv);
  // GitHub's own, `owner/name`.
  ajv.addFormat('repo.nwo', /^[^/]+\/[^/]+$/);
  return ajv;
}

function find(operations: readonly Operation[], { method, path }: Request) {
  for (const operation of operations) {
    const params = operation.method === method ? matchPath(operation.path, path) : undefined;
    if (params !== undefined) return { operation, params };
  }
  return undefined;
}

function bodyProblems({ body: schema, bodyRequired }: Operation, check: ValidateFunction | undefined, body: unknown) {
  if (body === undefined) return bodyRequired === true ? ['a body is required'] : [];
  if (schema === undefined || check === undefined) return isEmpty(body) ? [] : ['there is no body to this request'];
  const known = namesIn(schema);
  const unknown = Object.keys(Object(body)).filter((name) => known.size > 0 && !known.has(name));
  return [...problemsOf(check, body, 'body'), ...unknown.map((name) => `body has no ${name}`)];
}

function isEmpty(body: unknown): boolean {
  return Object.keys(Object(body)).length === 0;
}

function problemsOf(check: ValidateFunction, value: unknown, place: string): readonly string[] {
  if (check(value)) return [];
  return (check.errors ?? []).map(({ instancePath, message, params }) => {
    const allowed = 'allowedValues' in params ? `: ${String(params.allowedValues)}` : '';
    return `${place}${instancePath} ${message}${allowed}`;
  });
}

/** Properties the schema knows at its top, in whatever alternative. GitHub drops others in silence, and that hides mistakes. */
function namesIn(schema: unknown): ReadonlySet<string> {
  if (typeof schema !== 'object' || schema === null) return new Set();
  const names = 'properties' in schema ? Object.keys(Object(schema.properties)) : [];
  const alternatives = Object.entries(schema).flatMap(([key, value]) =>
    ['anyOf', 'oneOf', 'allOf'].includes(key) && Array.isArray(value) ? value : [],
  );
  return new Set([...names, ...alternatives.flatMap((one) => [...namesIn(one)])]);
}
