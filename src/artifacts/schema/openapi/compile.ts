/** Makes a stage of a document: each recorded call is one that it describes, request and response, or it is rejected. */
import { ArtifactError } from '../../../errors.ts';
import type { Artifact, Document as Call, CompileOptions, Outcome, Stage } from '../../engine.ts';
import { withinStack } from '../../parse.ts';
import { callOf, type Exchange } from './call.ts';
import { type Direction, type Document, openDocument } from './document.ts';
import { createJudges, type Judges } from './judges.ts';
import { createMatch, type Match } from './match.ts';
import { type Content, type Operation, operationsOf, type Parameter, type Response } from './operations.ts';
import { mistakesIn } from './sound.ts';

/** Throws ArtifactError with file, line and column. For replay processes only. */
export async function compile(artifact: Artifact, options: CompileOptions = {}): Promise<Stage> {
  return withinStack(artifact.path, () => {
    const document = openDocument(artifact, options.inForce);
    const operations = operationsOf(document);
    if (!options.inForce) assertSound(document, operations, options.unchanged);
    const stand: Stand = {
      match: createMatch(document, operations),
      judges: createJudges(document),
      wanted: options.recordedUnder && wantedUnder(options.recordedUnder),
    };
    return { run: (batch: readonly Call[]) => batch.map((call) => guarded(call, stand)) };
  });
}

/** What calls are held to. */
interface Stand {
  readonly match: Match;
  readonly judges: Judges;
  /** What the version that the calls were made under requires of one; undefined where that is this version. */
  readonly wanted: ((call: Exchange) => readonly Parameter[]) | undefined;
}

function wantedUnder(recordedUnder: Artifact): (call: Exchange) => readonly Parameter[] {
  const document = openDocument(recordedUnder, true);
  const match = createMatch(document, operationsOf(document));
  return ({ method, path }) => {
    const found = match(method, path);
    return 'refused' in found ? [] : found.operation.parameters.filter(({ required }) => required);
  };
}

function assertSound(document: Document, operations: readonly Operation[], unchanged: boolean | undefined): void {
  const problems = mistakesIn(document, operations, unchanged);
  if (problems.length > 0) throw new ArtifactError(problems);
}

/** A call may nest deeper than the stack; an error's own message may hold data, so only its kind is said. */
function guarded(document: Call, stand: Stand): Outcome {
  const call = callOf(document);
  if (call === undefined) return { outcome: 'unreplayable', reason: 'the recording has no method and path of a call' };
  try {
    return outcomeOf(call, stand) ?? { outcome: 'ok', value: document };
  } catch (error) {
    return { outcome: 'failed', reason: `the validator broke: ${error instanceof Error ? error.name : 'an error'}` };
  }
}

/** Undefined for a call that may be made. */
function outcomeOf(call: Exchange, { match, judges, wanted }: Stand): Outcome | undefined {
  const found = match(call.method, call.path);
  if ('refused' in found) return { outcome: 'rejected', reason: found.refused };
  const { operation, values } = found;
  const given = { path: values, query: call.query, header: call.headers, cookie: call.cookies } as const;
  let unrecorded: Parameter | undefined;
  for (const parameter of operation.parameters.filter(isParameter)) {
    const group = given[parameter.in as keyof typeof given];
    const reason =
      group && valueRefusal('request', parameter, group, `${parameter.in} parameter ${parameter.name}`, judges);
    if (reason !== undefined) return { outcome: 'rejected', reason };
    if (!group && parameter.in in given && parameter.required) unrecorded ??= isNew(parameter) ? parameter : undefined;
  }
  const reason = bodyRefusal(operation, call, judges) ?? responseRefusal(operation, call, judges);
  if (reason !== undefined) return { outcome: 'rejected', reason };
  if (!unrecorded) return undefined;
  const kinds = unrecorded.in === 'cookie' ? 'cookies' : 'headers';
  return {
    outcome: 'unreplayable',
    reason: `head requires the ${unrecorded.in} parameter ${unrecorded.name}; the recording has no ${kinds}`,
  };

  /** What base requires too was there, recorded or not. */
  function isNew({ in: where, name }: Parameter): boolean {
    const same = (one: string): boolean =>
      where === 'header' ? one.toLowerCase() === name.toLowerCase() : one === name;
    return wanted !== undefined && !wanted(call).some((one) => one.in === where && same(one.name));
  }
}

/** https://spec.openapis.org/oas/v3.1.0#parameter-object: definitions of these headers are ignored. */
function isParameter({ in: where, name }: Parameter): boolean {
  return where !== 'header' || !['accept', 'authorization', 'content-type'].includes(name.toLowerCase());
}

/** Of a parameter, or of a header of an answer, among those that were recorded. */
function valueRefusal(
  direction: Direction,
  { in: where, name, required, schema }: Parameter,
  group: Readonly<Record<string, unknown>>,
  what: string,
  judges: Judges,
): string | undefined {
  const key = where === 'header' ? name.toLowerCase() : name;
  const value = Object.hasOwn(group, key) ? group[key] : undefined;
  if (value === undefined) return required ? `${what} is required` : undefined;
  // A header that comes several times says the same as one with all of it, RFC 9110, 5.3.
  const text = where === 'header' && Array.isArray(value) ? value.join(',') : value;
  return schema && judges.ofText(direction, schema, text, what);
}

function bodyRefusal({ body }: Operation, { body: sent, headers }: Exchange, judges: Judges): string | undefined {
  if (!body) return undefined;
  if (sent === undefined) return body.required ? 'a request body is required' : undefined;
  return contentRefusal('request', body.content, sent, headers?.['content-type'], 'request body', judges);
}

function responseRefusal(operation: Operation, call: Exchange, judges: Judges): string | undefined {
  const { status, answer } = call;
  if (status === undefined) return undefined;
  const response = responseFor(operation, status);
  if (!response) return `status ${status} is not among the responses of ${operation.method} ${operation.path}`;
  const header = headerRefusal(response, status, call, judges);
  if (header !== undefined || answer === undefined) return header;
  return contentRefusal('response', response.content, answer, call.answerType, `response ${status} body`, judges);
}

function headerRefusal({ headers }: Response, status: number, { answerHeaders }: Exchange, judges: Judges) {
  if (!answerHeaders) return undefined;
  for (const header of headers.values()) {
    const what = `response ${status} header ${header.name}`;
    const reason = isParameter(header) ? valueRefusal('response', header, answerHeaders, what, judges) : undefined;
    if (reason !== undefined) return reason;
  }
  return undefined;
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
