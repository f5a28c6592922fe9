/**
 * What oasdiff's public test cases and docs say of pairs of documents (oasdiff/oasdiff, checker/*_test.go and
 * docs/BREAKING-CHANGES-EXAMPLES.md): ERR is breaking, WARN risky, INFO and no finding at all neither. Facts, in documents of our own.
 */

type Schema = Readonly<Record<string, unknown>> | boolean;

/** A document of one operation, `POST /things/{id}`, with this in it. */
export function document(operation: object, method = 'post', path = '/things/{id}'): string {
  const whole = {
    openapi: '3.0.3',
    info: { title: 'things', version: '1' },
    paths: { [path]: { [method]: { responses: { 200: { description: 'done' } }, ...operation } } },
  };
  return JSON.stringify(whole, null, 2);
}

const parameter = (more: object, schema: Schema = { type: 'string' }, where = 'query') =>
  document({ parameters: [{ name: 'p', in: where, schema, ...more }] });
const none = document({});
const body = (schema: Schema, more: object = {}, media = 'application/json') =>
  document({ requestBody: { content: { [media]: { schema } }, ...more } });
const answer = (schema: Schema, media = 'application/json') =>
  document({ responses: { 200: { description: 'done', content: { [media]: { schema } } } } });
const header = (more?: object) =>
  document({ responses: { 200: { description: 'done', ...(more && { headers: { 'X-Left': more } }) } } });
const status = (...codes: readonly string[]) =>
  document({ responses: Object.fromEntries(codes.map((code) => [code, { description: 'done' }])) });
const object = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  ...(required.length > 0 && { required }),
});

const text = { type: 'string' };
const whole = { type: 'integer' };
const number = { type: 'number' };

export type Fact = readonly [
  what: string,
  base: string,
  head: string,
  change: string,
  compatibility: 'breaking' | 'risky' | 'safe',
];

export const facts: readonly Fact[] = [
  ['adding a required request body', none, body(text, { required: true }), 'request-body-added', 'breaking'],
  ['adding an optional request body', none, body(text), 'request-body-added', 'safe'],
  ['a request body becomes required', body(text), body(text, { required: true }), 'request-body-required', 'breaking'],
  ['a request body becomes optional', body(text, { required: true }), body(text), 'request-body-optional', 'safe'],
  ['removing a request body', body(text), none, 'request-body-removed', 'breaking'],
  [
    'a new required header parameter',
    none,
    parameter({ required: true }, text, 'header'),
    'parameter-added',
    'breaking',
  ],
  ['a new required query parameter', none, parameter({ required: true }), 'parameter-added', 'breaking'],
  [
    'a new required cookie parameter',
    none,
    parameter({ required: true }, text, 'cookie'),
    'parameter-added',
    'breaking',
  ],
  [
    'a new path parameter',
    none,
    parameter({ name: 'id', required: true }, text, 'path'),
    'parameter-added',
    'breaking',
  ],
  ['a new optional header parameter', none, parameter({}, text, 'header'), 'parameter-added', 'safe'],
  ['a new optional query parameter', none, parameter({}), 'parameter-added', 'safe'],
  [
    'a header parameter becomes required',
    parameter({}, text, 'header'),
    parameter({ required: true }, text, 'header'),
    'parameter-required',
    'breaking',
  ],
  [
    'a header parameter becomes optional',
    parameter({ required: true }, text, 'header'),
    parameter({}, text, 'header'),
    'parameter-optional',
    'safe',
  ],
  ['deleting a parameter without deprecation', parameter({}), none, 'parameter-removed', 'risky'],
  [
    'deleting an enum value of a parameter',
    parameter({}, { type: 'string', enum: ['a', 'b'] }),
    parameter({}, { type: 'string', enum: ['a'] }),
    'request-enum-value-removed',
    'breaking',
  ],
  [
    'adding an enum value to a parameter',
    parameter({}, { type: 'string', enum: ['a'] }),
    parameter({}, { type: 'string', enum: ['a', 'b'] }),
    'request-enum-value-added',
    'safe',
  ],
  [
    'a path parameter becomes an enum',
    parameter({ name: 'id' }, text, 'path'),
    parameter({ name: 'id' }, { type: 'string', enum: ['a'] }, 'path'),
    'request-enum-added',
    'breaking',
  ],
  [
    'adding a pattern to a parameter',
    parameter({}),
    parameter({}, { type: 'string', pattern: '^a' }),
    'request-pattern-added',
    'breaking',
  ],
  [
    'removing a pattern of a parameter',
    parameter({}, { type: 'string', pattern: '^a' }),
    parameter({}),
    'request-pattern-removed',
    'safe',
  ],
  ['a parameter becomes a number', parameter({}), parameter({}, number), 'request-type-changed', 'breaking'],
  [
    'setting the default value of a parameter',
    parameter({}),
    parameter({}, { type: 'string', default: 'a' }),
    'request-default-added',
    'risky',
  ],
  [
    'another default value of a parameter',
    parameter({}, { type: 'string', default: 'a' }),
    parameter({}, { type: 'string', default: 'b' }),
    'request-default-changed',
    'risky',
  ],
  [
    'removing the default value of a parameter',
    parameter({}, { type: 'string', default: 'a' }),
    parameter({}),
    'request-default-removed',
    'risky',
  ],
  [
    'reducing max of a parameter',
    parameter({}, { type: 'number', maximum: 9 }),
    parameter({}, { type: 'number', maximum: 8 }),
    'request-maximum-tightened',
    'breaking',
  ],
  [
    'increasing max of a parameter',
    parameter({}, { type: 'number', maximum: 8 }),
    parameter({}, { type: 'number', maximum: 9 }),
    'request-maximum-loosened',
    'safe',
  ],
  [
    'increasing min of a parameter',
    parameter({}, { type: 'number', minimum: 1 }),
    parameter({}, { type: 'number', minimum: 2 }),
    'request-minimum-tightened',
    'breaking',
  ],
  [
    'reducing max items of a parameter',
    parameter({}, { type: 'array', items: text, maxItems: 9 }),
    parameter({}, { type: 'array', items: text, maxItems: 8 }),
    'request-max-items-tightened',
    'breaking',
  ],
  [
    'setting min length of a parameter',
    parameter({}),
    parameter({}, { type: 'string', minLength: 2 }),
    'request-min-length-tightened',
    'breaking',
  ],
  [
    'reducing max length in a request',
    body({ type: 'string', maxLength: 9 }),
    body({ type: 'string', maxLength: 8 }),
    'request-max-length-tightened',
    'breaking',
  ],
  [
    'max length in a request from nil to any value',
    body(text),
    body({ type: 'string', maxLength: 8 }),
    'request-max-length-tightened',
    'breaking',
  ],
  [
    'max length in a request from any value to nil',
    body({ type: 'string', maxLength: 8 }),
    body(text),
    'request-max-length-loosened',
    'safe',
  ],
  [
    'increasing min items in a request',
    body({ type: 'array', items: text, minItems: 1 }),
    body({ type: 'array', items: text, minItems: 2 }),
    'request-min-items-tightened',
    'breaking',
  ],
  [
    'adding a pattern to a request body',
    body(text),
    body({ type: 'string', pattern: '^a' }),
    'request-pattern-added',
    'breaking',
  ],
  [
    'a request body becomes an enum',
    body(text),
    body({ type: 'string', enum: ['a'] }),
    'request-enum-added',
    'breaking',
  ],
  [
    'adding an enum value to a request body',
    body({ type: 'string', enum: ['a'] }),
    body({ type: 'string', enum: ['a', 'b'] }),
    'request-enum-value-added',
    'safe',
  ],
  [
    'deleting an enum value of a request body',
    body({ type: 'string', enum: ['a', 'b'] }),
    body({ type: 'string', enum: ['a'] }),
    'request-enum-value-removed',
    'breaking',
  ],
  ['a request body from string to number', body(text), body(number), 'request-type-changed', 'breaking'],
  ['a request body from number to integer', body(number), body(whole), 'request-number-to-integer', 'breaking'],
  ['a request body from integer to number', body(whole), body(number), 'request-integer-to-number', 'safe'],
  [
    'a request property becomes an enum',
    body(object({ a: text })),
    body(object({ a: { type: 'string', enum: ['x'] } })),
    'request-enum-added',
    'breaking',
  ],
  [
    'a request property becomes not nullable',
    body(object({ a: { type: 'string', nullable: true } })),
    body(object({ a: text })),
    'request-type-narrowed',
    'breaking',
  ],
  [
    'a request property becomes nullable',
    body(object({ a: text })),
    body(object({ a: { type: 'string', nullable: true } })),
    'request-type-widened',
    'safe',
  ],
  [
    'a request property becomes required',
    body(object({ a: text })),
    body(object({ a: text }, ['a'])),
    'request-required-added',
    'breaking',
  ],
  [
    'a request property becomes optional',
    body(object({ a: text }, ['a'])),
    body(object({ a: text })),
    'request-required-removed',
    'safe',
  ],
  [
    'a new required request property',
    body(object({ a: text })),
    body(object({ a: text, b: text }, ['b'])),
    'request-required-added',
    'breaking',
  ],
  [
    'deleting a required request property',
    body(object({ a: text, b: text }, ['b'])),
    body(object({ a: text })),
    'request-property-removed',
    'risky',
  ],
  [
    'deleting an optional request property in items',
    body({ type: 'array', items: object({ a: text, b: text }) }),
    body({ type: 'array', items: object({ a: text }) }),
    'request-property-removed',
    'risky',
  ],
  [
    'a request property of items becomes required',
    body({ type: 'array', items: object({ a: text }) }),
    body({ type: 'array', items: object({ a: text }, ['a']) }),
    'request-required-added',
    'breaking',
  ],
  [
    'a nested request property becomes required',
    body(object({ o: object({ a: text }) })),
    body(object({ o: object({ a: text }, ['a']) })),
    'request-required-added',
    'breaking',
  ],
  [
    'removing an anyOf of a request body',
    body({ anyOf: [text, whole] }),
    body({ anyOf: [text] }),
    'request-any-of-branch-removed',
    'breaking',
  ],
  [
    'removing a oneOf of a request body',
    body({ oneOf: [text, whole] }),
    body({ oneOf: [text] }),
    'request-one-of-branch-removed',
    'breaking',
  ],
  [
    'removing a media type of a request body',
    document({ requestBody: { content: { 'application/json': {}, 'text/plain': {} } } }),
    document({ requestBody: { content: { 'application/json': {} } } }),
    'request-media-type-removed',
    'breaking',
  ],
  [
    'adding a media type to a request body',
    document({ requestBody: { content: { 'application/json': {} } } }),
    document({ requestBody: { content: { 'application/json': {}, 'text/plain': {} } } }),
    'request-media-type-added',
    'safe',
  ],
  [
    'a response body becomes nullable',
    answer(text),
    answer({ type: 'string', nullable: true }),
    'response-type-widened',
    'breaking',
  ],
  [
    'a response property becomes nullable',
    answer(object({ a: text })),
    answer(object({ a: { type: 'string', nullable: true } })),
    'response-type-widened',
    'breaking',
  ],
  [
    'a response property becomes not nullable',
    answer(object({ a: { type: 'string', nullable: true } })),
    answer(object({ a: text })),
    'response-type-narrowed',
    'safe',
  ],
  [
    'a nested response property becomes nullable',
    answer(object({ o: object({ a: text }) })),
    answer(object({ o: object({ a: { type: 'string', nullable: true } }) })),
    'response-type-widened',
    'breaking',
  ],
  [
    'a response property becomes optional',
    answer(object({ a: text }, ['a'])),
    answer(object({ a: text })),
    'response-required-removed',
    'breaking',
  ],
  [
    'a response property becomes required',
    answer(object({ a: text })),
    answer(object({ a: text }, ['a'])),
    'response-required-added',
    'safe',
  ],
  [
    'a new required response property',
    answer(object({ a: text })),
    answer(object({ a: text, b: text }, ['b'])),
    'response-required-added',
    'safe',
  ],
  [
    'deleting a required response property',
    answer(object({ a: text, b: text }, ['b'])),
    answer(object({ a: text })),
    'response-required-removed',
    'breaking',
  ],
  [
    'deleting an optional response property',
    answer(object({ a: text, b: text })),
    answer(object({ a: text })),
    'response-property-removed',
    'risky',
  ],
  [
    'adding an enum value to a response',
    answer({ type: 'string', enum: ['a'] }),
    answer({ type: 'string', enum: ['a', 'b'] }),
    'response-enum-value-added',
    'breaking',
  ],
  [
    'deleting an enum value of a response',
    answer({ type: 'string', enum: ['a', 'b'] }),
    answer({ type: 'string', enum: ['a'] }),
    'response-enum-value-removed',
    'safe',
  ],
  ['a response body from string to number', answer(text), answer(number), 'response-type-changed', 'breaking'],
  ['a response body from integer to number', answer(whole), answer(number), 'response-integer-to-number', 'breaking'],
  ['a response body from number to integer', answer(number), answer(whole), 'response-number-to-integer', 'safe'],
  [
    'increasing max length in a response',
    answer({ type: 'string', maxLength: 8 }),
    answer({ type: 'string', maxLength: 9 }),
    'response-max-length-loosened',
    'breaking',
  ],
  [
    'max length in a response from any value to nil',
    answer({ type: 'string', maxLength: 8 }),
    answer(text),
    'response-max-length-loosened',
    'breaking',
  ],
  [
    'reducing min length in a response',
    answer({ type: 'string', minLength: 3 }),
    answer({ type: 'string', minLength: 2 }),
    'response-min-length-loosened',
    'breaking',
  ],
  [
    'reducing min items in a response',
    answer({ type: 'array', items: text, minItems: 3 }),
    answer({ type: 'array', items: text, minItems: 2 }),
    'response-min-items-loosened',
    'breaking',
  ],
  [
    'adding a oneOf to a response body',
    answer({ oneOf: [text] }),
    answer({ oneOf: [text, whole] }),
    'response-one-of-branch-added',
    'breaking',
  ],
  [
    'removing a media type of a response',
    document({ responses: { 200: { content: { 'application/json': {}, 'text/plain': {} } } } }),
    document({ responses: { 200: { content: { 'text/plain': {} } } } }),
    'response-media-type-removed',
    'breaking',
  ],
  [
    'adding a media type to a response',
    document({ responses: { 200: { content: { 'text/plain': {} } } } }),
    document({ responses: { 200: { content: { 'application/json': {}, 'text/plain': {} } } } }),
    'response-media-type-added',
    'safe',
  ],
  [
    'a response header becomes optional',
    header({ required: true, schema: text }),
    header({ schema: text }),
    'response-header-optional',
    'breaking',
  ],
  [
    'removing a required response header',
    header({ required: true, schema: text }),
    header(),
    'response-header-removed',
    'breaking',
  ],
  ['removing an optional response header', header({ schema: text }), header(), 'response-header-removed', 'risky'],
  [
    'a new required response header',
    header(),
    header({ required: true, schema: text }),
    'response-header-added',
    'safe',
  ],
  ['removing a success status', status('200', '201'), status('201'), 'response-removed', 'breaking'],
  ['removing a status that is no success', status('200', '400'), status('200'), 'response-removed', 'safe'],
  ['removing the default response', status('200', 'default'), status('200'), 'response-removed', 'safe'],
  ['removing a path', document({}, 'get', '/others'), none, 'api-removed', 'breaking'],
  ['removing an operation', document({}, 'get'), document({}, 'put'), 'api-removed', 'breaking'],
  ['adding an operation', document({}, 'get'), document({}, 'put'), 'api-added', 'safe'],
  [
    'another operation id',
    document({ operationId: 'a' }),
    document({ operationId: 'b' }),
    'annotation-changed',
    'safe',
  ],
  ['adding a tag', document({ tags: ['a'] }), document({ tags: ['a', 'b'] }), 'annotation-changed', 'safe'],
  ['deprecating an operation', none, document({ deprecated: true }), 'annotation-changed', 'safe'],
];

/** Pairs of which nothing breaks. */
export const unbroken: readonly (readonly [what: string, base: string, head: string])[] = [
  [
    'renaming a path parameter',
    document({ parameters: [{ name: 'id', in: 'path', schema: text }] }),
    document({ parameters: [{ name: 'key', in: 'path', schema: text }] }, 'post', '/things/{key}'),
  ],
  [
    'a new required property that is only read',
    body(object({ a: text })),
    body(object({ a: text, b: { type: 'string', readOnly: true } }, ['b'])),
  ],
  [
    'deleting a required property that is only written',
    answer(object({ a: { type: 'string', writeOnly: true } }, ['a'])),
    answer(object({ a: { type: 'string', writeOnly: true } })),
  ],
];
