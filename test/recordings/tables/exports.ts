/** Rows of a table with columns of many types, an export of them, and what a replay of either has to leave behind. */
import fc from 'fast-check';
import type { LimitConfig } from '../../../src/config/config.ts';
import type { Evidence } from '../../../src/impact/evidence.ts';
import { type Contents, output, recorded, rules, type Setting, schema } from '../../replay/setting.ts';

const flight = {
  type: 'object',
  required: ['delay'],
  properties: {
    delay: { type: ['number', 'null', 'string'] },
    origin: { type: ['string', 'null'], pattern: '^[A-Z]{3}$' },
    amount: { type: ['number', 'string', 'null'] },
  },
};

export const contents: Contents = {
  'flight.json': [flight, { ...flight, properties: { ...flight.properties, delay: { type: 'number', minimum: 0 } } }],
  'tier.json': [
    { if: [{ '<': [{ var: 'delay' }, 60] }, 'none', { cat: ['short', { var: 'origin' }] }] },
    { if: [{ '<': [{ var: 'delay' }, 90] }, 'none', { cat: ['short', { var: 'origin' }] }] },
  ],
  'deep.json': [{ var: 'fare.amount' }, { '+': [{ var: ['fare.amount', 0] }, 1] }],
  'raw.json': [{ var: ['raw.a', 'nothing'] }, { var: ['raw.b.c', 'nothing'] }],
  'sum.json': [{ '/': [1, { var: 'amount' }] }, { '*': [{ var: 'amount' }, 2] }],
  'exact.json': [{ var: 'exact' }],
};

const limit: LimitConfig = {
  key: 'tier.changed',
  output: 'tier',
  measure: 'changed',
  limit: { kind: 'share', amount: 0.01 },
  text: '1%',
  range: { line: 1, column: 1, endLine: 1, endColumn: 1 },
};

const steps = [
  schema('flight.json'),
  rules('tier.json', '/tier', 'json-logic-engine'),
  rules('deep.json', '/deep'),
  rules('raw.json', '/text'),
  rules('sum.json', '/sum'),
  rules('exact.json', '/same'),
  recorded('/answer', '/output/tier'),
];
const outputs = [
  output('/tier'),
  output('/deep', 'number', { tolerance: 0.01 }),
  output('/text', 'text'),
  output('/sum', 'number'),
  output('/same', 'category'),
  output('/fare', 'category', { recorded: '/fare' }),
  output('/raw', 'category'),
  output('/flag', 'category'),
];

/** Pipelines on whole rows. */
export const setting: fc.Arbitrary<Setting> = fc.record({
  steps: fc.subarray(steps, { minLength: 1, maxLength: 3 }),
  outputs: fc.subarray(outputs, { minLength: 1, maxLength: 3 }),
  segments: fc.subarray(['/origin', '/tier', '/fare/currency', '/day', '/fare/list/0']),
  limits: fc.constantFrom([], [limit]),
  recording: fc
    .record({
      zone: fc.constantFrom(undefined, 'Asia/Kolkata', 'America/New_York'),
      time: fc.constantFrom(undefined, '/at', '/day', '/local', '/said', '/epoch'),
      id: fc.constantFrom(undefined, '/id'),
      weight: fc.constantFrom(undefined, '/weight'),
      value: fc.constantFrom(undefined, '/amount'),
      label: fc.constantFrom(undefined, '/origin', '/flag'),
      output: fc.constantFrom(undefined, '/answer'),
    })
    .map((pointers) => Object.fromEntries(Object.entries(pointers).filter(([, pointer]) => pointer !== undefined))),
});

/** Without the malformed records that a report shows, since these are the first ones and rows come in another order. */
export function comparable({ malformedExamples, ...evidence }: Evidence): unknown {
  return { ...evidence, isMalformed: malformedExamples.length > 0 };
}
