/** The operations of a document with all that belongs to them, references followed; of 2.0 in the words of 3.0. */
import { isObject, type JsonObject, own } from '../json-schema/keywords.ts';
import { descend, type Library, type Place } from '../json-schema/library.ts';
import type { Document } from './document.ts';

export interface Operation {
  /** In capitals. */
  readonly method: string;
  /** As it is written: `/users/{id}`. */
  readonly path: string;
  readonly place: Place;
  readonly parameters: readonly Parameter[];
  readonly body?: Body;
  /** By status: `200`, `2XX`, `default`. */
  readonly responses: ReadonlyMap<string, Response>;
}

export interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required: boolean;
  readonly place: Place;
  readonly schema?: Place;
}

export interface Body {
  readonly required: boolean;
  readonly place: Place;
  readonly content: Content;
}

export interface Response {
  readonly place: Place;
  readonly headers: ReadonlyMap<string, Parameter>;
  readonly content: Content;
}

/** By media type. */
export type Content = ReadonlyMap<string, { readonly place: Place; readonly schema?: Place }>;

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

export function operationsOf(document: Document): Operation[] {
  const { request, response } = document.libraries;
  const paths = descend(request.root, ['paths']);
  return keysOf(paths).flatMap((path) => {
    const item = follow(request, paths && descend(paths, [path]));
    return METHODS.flatMap((method): Operation[] => {
      const place = item && descend(item, [method]);
      if (!item || !place || !isObject(place.schema)) return [];
      const parameters = withOwn(parametersOf(request, item), parametersOf(request, place));
      const answers = placeIn(response, place);
      const body = document.version === '2.0' ? bodyOf2(document, place, parameters) : bodyOf(request, place);
      return [
        {
          method: method.toUpperCase(),
          path,
          place,
          parameters: parameters.filter((parameter) => !IN_BODY.includes(parameter.in)),
          ...(body && { body }),
          responses: answers ? responsesOf(document, answers) : new Map(),
        },
      ];
    });
  });
}

const IN_BODY: readonly string[] = ['body', 'formData'];

/** The same place among the schemas of answers. */
function placeIn(library: Library, place: Place): Place | undefined {
  const root = library.files.find(({ source }) => source.file === place.source.file);
  return root && descend(root, tokensOf(place.pointer));
}

function tokensOf(pointer: string): string[] {
  const tokens = pointer.split('/').slice(1);
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Where a reference leads, and what it leads to where that is one, too; the place itself where there is none. */
export function follow(library: Library, place: Place | undefined): Place | undefined {
  let current = place;
  for (let hops = 0; current && hops < 20; hops++) {
    const reference = isObject(current.schema) ? own(current.schema, '$ref') : undefined;
    if (typeof reference !== 'string') return current;
    current = library.resolve(current, reference);
  }
  return undefined;
}

function parametersOf(library: Library, holder: Place): Parameter[] {
  const list = isObject(holder.schema) ? own(holder.schema, 'parameters') : undefined;
  if (!Array.isArray(list)) return [];
  return list.flatMap((_, index): Parameter[] => {
    const place = follow(library, descend(holder, ['parameters', String(index)]));
    if (!place || !isObject(place.schema)) return [];
    const { name, in: where } = place.schema;
    return typeof name === 'string' && typeof where === 'string' ? [parameter(place, where, name)] : [];
  });
}

function parameter(place: Place, where: string, name: string): Parameter {
  const written = isObject(place.schema) ? place.schema : {};
  // 2.0 writes the keywords of the schema into the parameter itself; `required` is the parameter's.
  const itself = 'type' in written ? { ...place, schema: withoutRequired(written) } : undefined;
  const schema = descend(place, ['schema']) ?? itself ?? inContent(place);
  return { in: where, name, required: written.required === true || where === 'path', place, ...(schema && { schema }) };
}

function withoutRequired({ required: _, ...schema }: JsonObject): JsonObject {
  return schema;
}

function inContent(place: Place): Place | undefined {
  const content = descend(place, ['content']);
  const [media] = keysOf(content);
  return content && media !== undefined ? descend(content, [media, 'schema']) : undefined;
}

/** An operation's own parameter takes the place of its path's of that name. */
function withOwn(shared: readonly Parameter[], mine: readonly Parameter[]): Parameter[] {
  const same = (one: Parameter, other: Parameter) => one.in === other.in && one.name === other.name;
  return [...shared.filter((one) => !mine.some((other) => same(one, other))), ...mine];
}

function bodyOf(library: Library, operation: Place): Body | undefined {
  const place = follow(library, descend(operation, ['requestBody']));
  if (!place || !isObject(place.schema)) return undefined;
  return { required: place.schema.required === true, place, content: contentOf(place) };
}

function contentOf(holder: Place): Content {
  const content = descend(holder, ['content']);
  return new Map(
    keysOf(content).flatMap((media) => {
      const place = content && descend(content, [media]);
      const schema = place && descend(place, ['schema']);
      return place ? [[media, { place, ...(schema && { schema }) }] as const] : [];
    }),
  );
}

function bodyOf2(document: Document, operation: Place, parameters: readonly Parameter[]): Body | undefined {
  const body = parameters.find((one) => one.in === 'body');
  if (!body) return undefined;
  const { place, schema, required } = body;
  const media = mediaOf(document, operation, 'consumes');
  return { required, place, content: new Map(media.map((name) => [name, { place, ...(schema && { schema }) }])) };
}

/** Those of the operation, else of the document; JSON where nobody says. */
function mediaOf({ value }: Document, operation: Place, key: 'consumes' | 'produces'): readonly string[] {
  const mine = isObject(operation.schema) ? own(operation.schema, key) : undefined;
  const named = Array.isArray(mine) ? mine : own(value, key);
  return Array.isArray(named) && named.length > 0 ? named.map(String) : ['application/json'];
}

function responsesOf(document: Document, operation: Place): Map<string, Response> {
  const library = document.libraries.response;
  const responses = descend(operation, ['responses']);
  return new Map(
    keysOf(responses).flatMap((status) => {
      const place = follow(library, responses && descend(responses, [status]));
      if (!place || !isObject(place.schema)) return [];
      const schema = descend(place, ['schema']);
      const content: Content =
        document.version === '2.0'
          ? new Map(schema ? mediaOf(document, operation, 'produces').map((name) => [name, { place, schema }]) : [])
          : contentOf(place);
      return [[status, { place, headers: headersOf(library, place), content }] as const];
    }),
  );
}

/** Names of headers are the same in any case. */
function headersOf(library: Library, response: Place): Map<string, Parameter> {
  const headers = descend(response, ['headers']);
  // None of these names is an extension's.
  const names = isObject(headers?.schema) ? Object.keys(headers.schema) : [];
  return new Map(
    names.flatMap((name) => {
      const place = follow(library, headers && descend(headers, [name]));
      return place ? [[name.toLowerCase(), parameter(place, 'header', name)] as const] : [];
    }),
  );
}

export function keysOf(place: Place | undefined): string[] {
  return place && isObject(place.schema) ? Object.keys(place.schema).filter((key) => !key.startsWith('x-')) : [];
}
