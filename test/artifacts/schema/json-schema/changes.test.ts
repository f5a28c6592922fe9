// biome-ignore-all lint/suspicious/noThenProperty: a keyword of JSON Schema
/** One row a kind of change: what head accepts and rejects that base does not, worked out by hand. */
import { describe, expect, test } from 'vitest';
import { processorTime } from '../../../processor-time.ts';
import { diff } from './artifact.ts';

/** `?` in a row: only traffic can tell. */
type Expected = 'accepts' | 'rejects' | 'both' | 'neither' | '?' | 'accepts, rejects?';

type Row = readonly [change: string, base: unknown, head: unknown, expected: Expected, compatibility: string];

const string = { type: 'string' };
const integer = { type: 'integer' };
const a = { properties: { a: string } };
const closed = { additionalProperties: false };
const overlapping = [{ type: 'string' }, { maxLength: 5 }];

// biome-ignore format: a table
const ROWS: readonly Row[] = [
  ['type-widened', string, { type: ['string', 'null'] }, 'accepts', 'risky'],
  ['type-narrowed', { type: ['string', 'null'] }, string, 'rejects', 'breaking'],
  ['type-narrowed', {}, string, 'rejects', 'breaking'],
  ['type-widened', string, {}, 'accepts', 'risky'],
  ['type-changed', string, integer, 'both', 'breaking'],
  ['integer-to-number', integer, { type: 'number' }, 'accepts', 'risky'],
  ['number-to-integer', { type: 'number' }, integer, 'rejects', 'breaking'],
  ['schema-closed', a, { properties: { a: false } }, 'rejects', 'breaking'],
  ['schema-opened', { properties: { a: false } }, a, 'accepts', 'risky'],

  // A keyword says nothing of values of other types than its own.
  ['max-length-tightened', integer, { type: 'integer', maxLength: 3 }, 'neither', 'safe'],
  ['minimum-tightened', string, { type: 'string', minimum: 3 }, 'neither', 'safe'],
  ['max-items-tightened', { type: ['object', 'null'] }, { type: ['object', 'null'], maxItems: 1 }, 'neither', 'safe'],
  ['max-items-tightened', { type: ['array', 'null'] }, { type: ['array', 'null'], maxItems: 1 }, 'rejects', 'breaking'],
  ['minimum-tightened', { type: ['integer', 'null'] }, { type: ['integer', 'null'], minimum: 3 }, 'rejects', 'breaking'],
  ['required-added', string, { type: 'string', required: ['a'] }, 'neither', 'safe'],
  ['required-removed', { type: 'array', required: ['a'] }, { type: 'array' }, 'neither', 'safe'],
  ['format-added', integer, { type: 'integer', format: 'email' }, 'neither', 'safe'],
  ['format-added', integer, { type: 'integer', format: 'int32' }, 'rejects', 'breaking'],
  ['unique-items-added', string, { type: 'string', uniqueItems: true }, 'neither', 'safe'],
  ['multiple-of-tightened', integer, { type: 'integer', multipleOf: 1 }, 'neither', 'safe'],
  ['multiple-of-loosened', { type: 'integer', multipleOf: 0.5 }, integer, 'neither', 'safe'],
  ['multiple-of-tightened', { type: 'number' }, { type: 'number', multipleOf: 1 }, 'rejects', 'breaking'],
  ['pattern-added', string, { type: 'string', pattern: '.*' }, 'neither', 'safe'],
  ['pattern-changed', { pattern: '^' }, { pattern: '' }, 'neither', 'safe'],
  ['pattern-added', {}, { pattern: '^.*$' }, 'rejects', 'breaking'],
  ['condition-added', {}, { if: string, then: true, else: {} }, 'neither', 'safe'],

  ['enum-added', string, { type: 'string', enum: ['x'] }, 'rejects', 'breaking'],
  ['enum-removed', { type: 'string', enum: ['x'] }, string, 'accepts', 'risky'],
  ['enum-value-added', { enum: ['x'] }, { enum: ['x', 'y'] }, 'accepts', 'risky'],
  ['enum-value-removed', { enum: ['x', 'y'] }, { enum: ['x'] }, 'rejects', 'breaking'],
  ['enum-value-added', { const: 'x' }, { enum: ['x', 'y'] }, 'accepts', 'risky'],
  ['const-added', {}, { const: 1 }, 'rejects', 'breaking'],
  ['const-removed', { const: 1 }, {}, 'accepts', 'risky'],
  ['const-changed', { const: 1 }, { const: 2 }, 'both', 'breaking'],

  ['minimum-tightened', { minimum: 1 }, { minimum: 2 }, 'rejects', 'breaking'],
  ['minimum-loosened', { minimum: 2 }, { minimum: 1 }, 'accepts', 'risky'],
  ['minimum-tightened', { minimum: 1 }, { exclusiveMinimum: 1 }, 'rejects', 'breaking'],
  ['minimum-tightened', {}, { minimum: 0 }, 'rejects', 'breaking'],
  ['maximum-tightened', { maximum: 2 }, { maximum: 1 }, 'rejects', 'breaking'],
  ['maximum-loosened', { exclusiveMaximum: 2 }, { maximum: 2 }, 'accepts', 'risky'],
  ['maximum-loosened', { maximum: 2 }, {}, 'accepts', 'risky'],
  ['multiple-of-tightened', { multipleOf: 5 }, { multipleOf: 10 }, 'rejects', 'breaking'],
  ['multiple-of-loosened', { multipleOf: 0.1 }, { multipleOf: 0.01 }, 'accepts', 'risky'],
  ['multiple-of-changed', { multipleOf: 2 }, { multipleOf: 3 }, 'both', 'breaking'],
  ['min-length-tightened', { minLength: 1 }, { minLength: 2 }, 'rejects', 'breaking'],
  ['min-length-loosened', { minLength: 2 }, { minLength: 1 }, 'accepts', 'risky'],
  ['max-length-tightened', { maxLength: 2 }, { maxLength: 1 }, 'rejects', 'breaking'],
  ['max-length-loosened', { maxLength: 1 }, { maxLength: 2 }, 'accepts', 'risky'],
  ['min-items-tightened', {}, { minItems: 1 }, 'rejects', 'breaking'],
  ['min-items-loosened', { minItems: 1 }, { minItems: 0 }, 'accepts', 'risky'],
  ['max-items-tightened', {}, { maxItems: 1 }, 'rejects', 'breaking'],
  ['max-items-loosened', { maxItems: 1 }, {}, 'accepts', 'risky'],
  ['min-properties-tightened', {}, { minProperties: 1 }, 'rejects', 'breaking'],
  ['min-properties-loosened', { minProperties: 1 }, {}, 'accepts', 'risky'],
  ['max-properties-tightened', {}, { maxProperties: 1 }, 'rejects', 'breaking'],
  ['max-properties-loosened', { maxProperties: 1 }, {}, 'accepts', 'risky'],
  ['min-contains-tightened', { contains: string }, { contains: string, minContains: 2 }, 'rejects', 'breaking'],
  ['min-contains-loosened', { contains: string }, { contains: string, minContains: 0 }, 'accepts', 'risky'],
  ['max-contains-tightened', { contains: string }, { contains: string, maxContains: 2 }, 'rejects', 'breaking'],
  ['max-contains-loosened', { contains: string, maxContains: 2 }, { contains: string }, 'accepts', 'risky'],

  ['pattern-added', {}, { pattern: '^x' }, 'rejects', 'breaking'],
  ['pattern-removed', { pattern: '^x' }, {}, 'accepts', 'risky'],
  ['pattern-changed', { pattern: '^x' }, { pattern: '^y' }, '?', 'risky'],
  ['format-added', {}, { format: 'date' }, 'rejects', 'breaking'],
  ['format-removed', { format: 'date' }, {}, 'accepts', 'risky'],
  ['format-changed', { format: 'date' }, { format: 'date-time' }, '?', 'risky'],

  ['required-added', {}, { required: ['a'] }, 'rejects', 'breaking'],
  ['required-removed', { required: ['a', 'b'] }, { required: ['b'] }, 'accepts', 'risky'],
  ['property-added', { properties: {} }, a, 'rejects', 'risky'],
  ['property-added', { properties: {}, ...closed }, { ...a, ...closed }, 'accepts', 'risky'],
  ['property-added', { properties: {} }, { properties: { a: true } }, 'neither', 'safe'],
  ['property-removed', a, { properties: {} }, 'accepts', 'risky'],
  ['property-removed', { ...a, ...closed }, closed, 'rejects', 'breaking'],
  ['property-removed', { properties: { a: true } }, { properties: {} }, 'neither', 'risky'],
  ['pattern-property-added', {}, { patternProperties: { '^x': string } }, 'rejects', 'breaking'],
  ['pattern-property-added', closed, { patternProperties: { '^x': true }, ...closed }, 'accepts', 'risky'],
  ['pattern-property-removed', { patternProperties: { '^x': string } }, {}, 'accepts', 'risky'],
  ['additional-properties-closed', a, { ...a, ...closed }, 'rejects', 'breaking'],
  ['additional-properties-opened', { ...a, ...closed }, a, 'accepts', 'risky'],
  ['additional-properties-narrowed', {}, { additionalProperties: string }, 'rejects', 'breaking'],
  ['additional-properties-widened', { additionalProperties: string }, { additionalProperties: true }, 'accepts', 'risky'],
  ['type-changed', { additionalProperties: string }, { additionalProperties: integer }, 'both', 'breaking'],
  ['property-names-narrowed', {}, { propertyNames: { maxLength: 3 } }, 'rejects', 'breaking'],
  ['property-names-widened', { propertyNames: { maxLength: 3 } }, {}, 'accepts', 'risky'],
  ['property-names-closed', {}, { propertyNames: false }, 'rejects', 'breaking'],
  ['property-names-opened', { propertyNames: false }, {}, 'accepts', 'risky'],
  ['max-length-tightened', { propertyNames: { maxLength: 3 } }, { propertyNames: { maxLength: 2 } }, 'rejects', 'breaking'],
  ['dependent-required-added', {}, { dependentRequired: { a: ['b'] } }, 'rejects', 'breaking'],
  ['dependent-required-removed', { dependentRequired: { a: ['b'] } }, {}, 'accepts', 'risky'],
  ['dependent-schema-added', {}, { dependentSchemas: { a: { required: ['b'] } } }, 'rejects', 'breaking'],
  ['dependent-schema-removed', { dependentSchemas: { a: { required: ['b'] } } }, {}, 'accepts', 'risky'],

  ['items-narrowed', {}, { items: string }, 'rejects', 'breaking'],
  ['items-widened', { items: string }, {}, 'accepts', 'risky'],
  ['items-closed', { prefixItems: [string] }, { prefixItems: [string], items: false }, 'rejects', 'breaking'],
  ['items-opened', { prefixItems: [string], items: false }, { prefixItems: [string] }, 'accepts', 'risky'],
  ['item-added', { prefixItems: [string] }, { prefixItems: [string, string] }, 'rejects', 'breaking'],
  ['item-added', { prefixItems: [string], items: string }, { prefixItems: [string, string], items: string }, 'neither', 'safe'],
  ['item-removed', { prefixItems: [string, string] }, { prefixItems: [string] }, 'accepts', 'risky'],
  ['item-removed', { prefixItems: [string, string], items: false }, { prefixItems: [string], items: false }, 'rejects', 'breaking'],
  ['type-changed', { items: string }, { items: integer }, 'both', 'breaking'],
  ['contains-added', {}, { contains: string }, 'rejects', 'breaking'],
  ['contains-removed', { contains: string }, {}, 'accepts', 'risky'],
  ['type-widened', { contains: string, maxContains: 1 }, { contains: {}, maxContains: 1 }, '?', 'risky'],
  ['unique-items-added', {}, { uniqueItems: true }, 'rejects', 'breaking'],
  ['unique-items-removed', { uniqueItems: true }, { uniqueItems: false }, 'accepts', 'risky'],

  ['all-of-branch-added', { allOf: [string, { minLength: 1 }] }, { allOf: [string, { minLength: 1 }, { maxLength: 5 }] }, 'rejects', 'breaking'],
  ['all-of-branch-removed', { allOf: [string, { minLength: 1 }, { maxLength: 9 }] }, { allOf: [string, { maxLength: 9 }] }, 'accepts', 'risky'],
  ['any-of-added', {}, { anyOf: [string, integer] }, 'rejects', 'breaking'],
  ['any-of-removed', { anyOf: [string, integer] }, {}, 'accepts', 'risky'],
  ['any-of-branch-added', { anyOf: [string] }, { anyOf: [string, integer] }, 'accepts', 'risky'],
  ['any-of-branch-added', { anyOf: [string] }, { anyOf: [string, { enum: ['x'], type: 'string' }] }, 'neither', 'safe'],
  ['any-of-branch-removed', { anyOf: [string, integer] }, { anyOf: [integer] }, 'rejects', 'breaking'],
  ['any-of-branch-removed', { anyOf: [integer, { type: 'number' }] }, { anyOf: [{ type: 'number' }] }, 'neither', 'safe'],
  ['one-of-added', {}, { oneOf: [string, integer] }, 'rejects', 'breaking'],
  ['one-of-removed', { oneOf: [string, integer] }, {}, 'accepts', 'risky'],
  ['one-of-branch-added', { oneOf: [string] }, { oneOf: [string, integer] }, 'accepts', 'risky'],
  ['one-of-branch-removed', { oneOf: [string, integer] }, { oneOf: [string] }, 'rejects', 'breaking'],
  ['max-length-loosened', { oneOf: overlapping }, { oneOf: [{ type: 'string' }, { maxLength: 9 }] }, 'accepts, rejects?', 'risky'],
  ['combinator-changed', { oneOf: overlapping }, { anyOf: overlapping }, 'accepts', 'risky'],
  ['combinator-changed', { anyOf: overlapping }, { oneOf: overlapping }, 'rejects', 'breaking'],
  ['combinator-changed', { oneOf: [string, integer] }, { anyOf: [string, integer] }, 'neither', 'safe'],
  ['not-added', {}, { not: string }, 'rejects', 'breaking'],
  ['not-removed', { not: string }, {}, 'accepts', 'risky'],
  ['type-widened', { not: string }, { not: { type: ['string', 'null'] } }, 'rejects', 'breaking'],
  ['condition-added', {}, { if: string, then: { minLength: 1 } }, 'rejects', 'breaking'],
  ['condition-removed', { if: string, then: { minLength: 1 } }, {}, 'accepts', 'risky'],
  ['min-length-tightened', { if: string, then: { minLength: 1 } }, { if: string, then: { minLength: 2 } }, 'rejects', 'breaking'],
  ['type-changed', { if: string, then: { minLength: 1 } }, { if: integer, then: { minLength: 1 } }, '?', 'risky'],
  ['then-closed', { if: string, else: false }, { if: string, then: false, else: false }, 'rejects', 'breaking'],
  ['then-opened', { if: string, then: false, else: a }, { if: string, else: a }, 'accepts', 'risky'],
  ['then-narrowed', { if: string, else: false }, { if: string, then: { minLength: 1 }, else: false }, 'rejects', 'breaking'],
  ['then-widened', { if: string, then: { minLength: 1 }, else: false }, { if: string, else: false }, 'accepts', 'risky'],
  ['else-closed', { if: string, then: false }, { if: string, then: false, else: false }, 'rejects', 'breaking'],
  ['else-opened', { if: string, then: a, else: false }, { if: string, then: a }, 'accepts', 'risky'],
  ['else-narrowed', { if: string, then: false }, { if: string, then: false, else: integer }, 'rejects', 'breaking'],
  ['else-widened', { if: string, then: false, else: integer }, { if: string, then: false }, 'accepts', 'risky'],

  ['evaluated-changed', { unevaluatedProperties: false }, { if: a, unevaluatedProperties: false }, '?', 'risky'],
  ['evaluated-changed', { allOf: [true], unevaluatedProperties: false }, { allOf: [{ additionalProperties: true }], unevaluatedProperties: false }, '?', 'risky'],

  ['default-added', a, { properties: { a: { ...string, default: 'x' } } }, 'neither', 'risky'],
  ['default-removed', { properties: { a: { ...string, default: 'x' } } }, a, 'neither', 'risky'],
  ['default-changed', { default: 1 }, { default: 2 }, 'neither', 'risky'],
  ['rename-declaration-changed', a, { properties: { a: { ...string, 'x-renamed-from': 'b' } } }, 'neither', 'risky'],
  ['annotation-added', string, { ...string, description: 'a name' }, 'neither', 'safe'],
  ['annotation-removed', { ...string, title: 'Name' }, string, 'neither', 'safe'],
  ['annotation-changed', { deprecated: false }, { deprecated: true }, 'neither', 'safe'],
  ['annotation-changed', { $comment: 'x' }, { $comment: 'y' }, 'neither', 'safe'],
  ['draft-changed', { $schema: 'http://json-schema.org/draft-07/schema#' }, { $schema: 'https://json-schema.org/draft/2020-12/schema' }, 'neither', 'safe'],
  ['reference-changed', { $ref: 'https://json-schema.org/draft/2020-12/schema' }, { $ref: 'https://json-schema.org/draft/2019-09/schema' }, '?', 'risky'],
];

test.each(ROWS)('%s: %j became %j', (change, base, head, expected, compatibility) => {
  expect(diff(base, head)).toEqual([
    expect.objectContaining({
      change,
      compatibility,
      ...effects(expected),
      kind: 'schema',
      engine: 'json-schema@8.20.0',
    }),
  ]);
});

describe('closed by what nothing else evaluates', () => {
  const open = { ...a, unevaluatedProperties: false };

  test.each([
    ['unevaluated-properties-closed', a, open],
    ['unevaluated-properties-opened', open, a],
    ['unevaluated-properties-narrowed', a, { ...a, unevaluatedProperties: string }],
    ['unevaluated-properties-widened', { ...a, unevaluatedProperties: string }, a],
    ['unevaluated-items-closed', {}, { unevaluatedItems: false }],
    ['unevaluated-items-opened', { unevaluatedItems: false }, {}],
    ['unevaluated-items-narrowed', {}, { unevaluatedItems: string }],
    ['unevaluated-items-widened', { unevaluatedItems: string }, {}],
  ])('%s is decided in the direction of the keyword', (change, base, head) => {
    const narrower = /closed|narrowed/.test(change);

    expect(diff(base, head)).toEqual([
      expect.objectContaining({ change, accepts: narrower ? undefined : true, rejects: narrower ? true : undefined }),
    ]);
  });
});

test('a rename is one edit, whatever else the property keeps', () => {
  const base = { properties: { delay: integer }, required: ['delay'] };
  const head = { properties: { minutes: { ...integer, 'x-renamed-from': 'delay' } }, required: ['minutes'] };

  expect(diff(base, head).map(({ change, message }) => [change, message])).toEqual([
    ['property-renamed', 'property delay was renamed to minutes'],
    ['required-removed', 'property delay is no longer required'],
    ['required-added', 'property minutes is now required'],
  ]);
});

test('order of branches is no edit, and a change inside of one is found there', () => {
  const base = { anyOf: [string, { type: 'integer', minimum: 1 }] };
  const head = { anyOf: [{ type: 'integer', minimum: 2 }, string] };

  expect(diff(base, { anyOf: [...base.anyOf].reverse() })).toEqual([]);
  expect(diff(base, head)).toEqual([
    expect.objectContaining({
      change: 'minimum-tightened',
      pointer: '/anyOf/0/minimum',
      accepts: false,
      rejects: true,
    }),
  ]);
});

test('the tuple of draft-07 and its additionalItems read as prefixItems and items', () => {
  const draft07 = { $schema: 'http://json-schema.org/draft-07/schema#' };
  const base = { ...draft07, items: [string], additionalItems: false };
  const head = { ...draft07, items: [string, integer], additionalItems: false };

  expect(diff(base, head)).toEqual([expect.objectContaining({ change: 'item-added', accepts: true, rejects: false })]);
});

function effects(expected: Expected): { accepts: boolean | undefined; rejects: boolean | undefined } {
  switch (expected) {
    case 'accepts':
      return { accepts: true, rejects: false };
    case 'rejects':
      return { accepts: false, rejects: true };
    case 'both':
      return { accepts: true, rejects: true };
    case 'neither':
      return { accepts: false, rejects: false };
    case '?':
      return { accepts: undefined, rejects: undefined };
    case 'accepts, rejects?':
      return { accepts: true, rejects: undefined };
  }
}

test('thousands of branches and values are compared in seconds', () => {
  const many = (make: (index: number) => unknown) => Array.from({ length: 20_000 }, (_, index) => make(index));

  const compare = () => {
    expect(
      diff({ anyOf: many((index) => ({ const: index })) }, { anyOf: many((index) => ({ const: -1 - index })) }),
    ).not.toEqual([]);
    expect(diff({ enum: many((index) => `a${index}`) }, { enum: many((index) => `b${index}`) })).toHaveLength(40_000);
  };

  expect(processorTime(compare)).toBeLessThan(20_000);
});
