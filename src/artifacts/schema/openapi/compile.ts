/** Makes a stage of a document: each recorded call is one that it describes, request and response, or it is rejected. */
import { ArtifactError } from '../../../errors.ts';
import type { Artifact, Document as Call, CompileOptions, Outcome, Stage } from '../../engine.ts';
import { withinStack } from '../../parse.ts';
import { keyOf, type Place } from '../json-schema/library.ts';
import { findMistakes } from '../json-schema/mistakes.ts';
import { callOf, type Exchange } from './call.ts';
import { type Direction, type Document, openDocument } from './document.ts';
import { createJudges, type Judges } from './judges.ts';
import { createMatch, type Match } from './match.ts';
import { type Content, type Operation, operationsOf, type Parameter, type Response } from './operations.ts';

/** Throws ArtifactError with file, line and column. For replay processes only. */
export async function compile(artifact: Artifact, options: CompileOptions = {}): Promise<Stage> {
  return withinStack(artifact.path, () => {
    const document = openDocument(artifact, options.inForce);
    const operations = operationsOf(document);
    if (!options.inForce) assertSound(document, operations, options.unchanged);
    const match = createMatch(document, operations);
    const judges = createJudges(document);
    return { run: (batch: readonly Call[]) => batch.map((call) => guarded(call, match, judges)) };
  });
}

function assertSound({ libraries }: Document, operations: readonly Operation[], unchanged = false): void {
  const done = new Set<string>();
  const problems = operations.flatMap((operation) =>
    slotsOf(operation).flatMap(([direction, place]) => {
      const key = `${direction} ${keyOf(place)}`;
      if (done.has(key)) return [];
      done.add(key);
      // A parameter of 2.0 is its own schema, with keywords that are none of a schema's.
      const isParameter = operation.parameters.some((one) => keyOf(one.place) === keyOf(place));
      return findMistakes({ ...libraries[direction], root: place }, unchanged || isParameter);
    }),
  );
  const once = new Map(problems.map((problem) => [`${problem.file}:${problem.line}:${problem.message}`, problem]));
  if (once.size > 0) throw new ArtifactError([...once.values()]);
}

function slotsOf({ parameters, body, responses }: Operation): (readonly [Direction, Place])[] {
  const inside = (direction: Direction, content: Content = new Map()) =>
    [...content.values()].flatMap(({ schema }) => (schema ? [[direction, schema] as const] : []));
  return [
    ...parameters.flatMap(({ schema }) => (schema ? [['request', schema] as const] : [])),
    ...inside('request', body?.content),
    ...[...responses.values()].flatMap(({ content }) => inside('response', content)),
  ];
}

/** A call may nest deeper than the stack; an error's own message may hold data, so only its kind is said. */
function guarded(document: Call, match: Match, judges: Judges): Outcome {
  const call = callOf(document);
  if (call === undefined) return { outcome: 'unreplayable', reason: 'the recording has no method and path of a call' };
  try {
    const refused = refusalOf(call, match, judges);
    return refused === undefined ? { outcome: 'ok', value: document } : { outcome: 'rejected', reason: refused };
  } catch (error) {
    return { outcome: 'failed', reason: `the validator broke: ${error instanceof Error ? error.name : 'an error'}` };
  }
}

function refusalOf(call: Exchange, match: Match, judges: Judges): string | undefined {
  const found = match(call.method, call.path);
  if ('refused' in found) return found.refused;
  const { operation, values } = found;
  const given = { path: values, query: call.query, header: call.headers, cookie: call.cookies } as const;
  for (const parameter of operation.parameters) {
    const group = given[parameter.in as keyof typeof given];
    const refused = group && parameterRefusal(parameter, group, judges);
    if (refused !== undefined) return refused;
  }
  return bodyRefusal(operation, call, judges) ?? responseRefusal(operation, call, judges);
}

function parameterRefusal(
  parameter: Parameter,
  group: Readonly<Record<string, unknown>>,
  judges: Judges,
): string | undefined {
  const name = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
  const what = `${parameter.in} parameter ${parameter.name}`;
  const value = Object.hasOwn(group, name) ? group[name] : undefined;
  if (value === undefined) return parameter.required ? `${what} is required` : undefined;
  if (!parameter.schema) return undefined;
  return judges.ofText('request', parameter.schema, value, what);
}

function bodyRefusal({ body }: Operation, { body: sent, headers }: Exchange, judges: Judges): string | undefined {
  if (!body) return undefined;
  if (sent === undefined) return body.required ? 'a request body is required' : undefined;
  return contentRefusal('request', body.content, sent, headers['content-type'], 'request body', judges);
}

function responseRefusal(operation: Operation, call: Exchange, judges: Judges): string | undefined {
  const { status, answer } = call;
  if (status === undefined) return undefined;
  const response = responseFor(operation, status);
  if (!response) return `status ${status} is not among the responses of ${operation.method} ${operation.path}`;
  if (answer === undefined) return undefined;
  return contentRefusal('response', response.content, answer, call.answerType, `response ${status} body`, judges);
}

function responseFor({ responses }: Operation, status: number): Response | undefined {
  const range = `${Math.floor(status / 100)}XX`;
  return responses.get(String(status)) ?? responses.get(range) ?? responses.get('default');
}

function contentRefusal(
  direction: Direction,
  content: Content,
  value: unknown,
  type: unknown,
  what: string,
  judges: Judges,
): string | undefined {
  if (content.size === 0) return undefined;
  const media = typeof type === 'string' ? mediaFor(content, type) : [...content.keys()].find(isJson);
  if (media === undefined) {
    return typeof type === 'string'
      ? `${what}: its content type is not among ${[...content.keys()].join(', ')}`
      : undefined;
  }
  const schema = content.get(media)?.schema;
  if (!schema || !isJson(media)) return undefined;
  return judges.ofValue(direction, schema, value, what);
}

/** The most exact first: `application/json`, `application/*`, the range of all. */
function mediaFor(content: Content, type: string): string | undefined {
  const [sent = ''] = type.toLowerCase().split(';');
  const name = sent.trim();
  const range = `${name.split('/')[0]}/*`;
  const known = [...content.keys()];
  const plain = (media: string) => media.toLowerCase().split(';')[0]?.trim();
  return [name, range, '*/*'].map((wanted) => known.find((media) => plain(media) === wanted)).find(Boolean);
}

function isJson(media: string): boolean {
  return /[/+]json\b|^\*\/\*$|^application\/\*$/i.test(media);
}
