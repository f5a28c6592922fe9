/** Pipelines of every engine that tells what it reads, with requests of which each shows another thing that they read. */
import { readFileSync } from 'node:fs';
import type { StepConfig } from '../../src/config/config.ts';
import { type Contents, output, recorded, rules, type Setting, schema } from './setting.ts';
import { LANGUAGE_PIPELINES } from './telling-languages.ts';

export interface Pipeline {
  readonly steps: readonly StepConfig[];
  readonly contents: Contents;
  readonly more?: Setting;
  readonly documents: readonly object[];
  /** Places of a document that it cannot do without: evidence is another where one of them may be anything. */
  readonly matter: readonly string[];
  /** And such of a record. */
  readonly matterBeside?: readonly string[];
}

const delays = [
  { delay: 200, distance: 900, fare: { amount: 120, currency: 'EUR' }, legs: [{ to: 'LAX', by: 'B7' }] },
  { delay: 200, distance: 9000, fare: { amount: 80 }, legs: [] },
  { delay: 3, distance: 900, fare: null, legs: [{ to: 'JFK' }, { to: 'LAX' }] },
  { delay: 130, distance: 1500, origin: 'JFK', legs: 'none' },
  { delay: 190.5, fare: { amount: '12' }, legs: [{ to: 'LAX', by: null }] },
  { delay: 'late', distance: -1, fare: [] },
  { delay: 3, distance: 1, fare: { amount: 120, currency: 'EUR' }, legs: [] },
  { delay: 3, distance: 1, fare: { amount: 120, tip: 1 }, legs: [{ to: 'LAX' }] },
  {},
];

const rule = (minutes: number) => ({
  if: [
    { and: [{ '>=': [{ var: 'delay' }, minutes] }, { '<': [{ var: ['fare.amount', 100] }, 100] }] },
    { cat: ['short', { var: 'distance' }] },
    { some: [{ var: 'legs' }, { '==': [{ var: 'to' }, 'LAX'] }] },
    'by way of LAX',
    { missing: ['distance', 'fare.currency'] },
  ],
});
const table = (minutes: number) => `hit: first
inputs: [delay, distance, /fare/amount]
outputs: [tier]
rules:
  - { when: { delay: '>= ${minutes}', distance: '< 1500' }, then: { tier: short } }
  - { when: { delay: '>= 100' }, then: { tier: long } }
  - { when: { /fare/amount: '> 100' }, then: { tier: dear } }
default: { tier: none }
`;
const flight = (least: number) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['delay'],
  dependentRequired: { origin: ['distance'] },
  properties: {
    delay: { type: 'number', minimum: least },
    origin: { type: 'string' },
    fare: {
      type: ['object', 'null'],
      additionalProperties: false,
      properties: { amount: { type: 'number' }, currency: { enum: ['EUR'] } },
    },
  },
});
const judged = [
  ...delays,
  { delay: -5, distance: 3 },
  { delay: 1, fare: { amount: 1, tip: 1 } },
  { delay: 1, fare: {} },
];

const avroOf = (...fields: object[]) => ({ type: 'record', name: 'Flight', fields });

const operations = [
  { query: '{ flight(id: 1) { delay } }' },
  { query: 'query A { flight(id: 1) { late } } query B { hotel }', operationName: 'A' },
  { query: 'query A { flight(id: 1) { delay } } query B { flight(id: 2) { delay } }', operationName: 'B' },
  { query: 'query ($at: Int!) { flight(id: $at) { delay } }', variables: { at: 7 } },
  { query: 'query ($at: Int!) { flight(id: $at) { delay } }', variables: { at: 'far' } },
  { query: 7 },
  {},
];
const sdl = (field: string) => `type Query { flight(id: Int!): Flight }\ntype Flight { ${field}: Int! }\n`;

const messages = [
  { body: { message: { delay: 200, origin: 'JFK' }, at: 1 } },
  { body: { message: { delay: 1.5 } } },
  { body: { message: 'CMgBEgNKRks=' } },
  { body: { message: { speed: 1 } } },
  { body: {} },
  {},
];
const proto = (type: string) => `syntax = "proto3";\nmessage Flight {\n  ${type} delay = 1;\n  string origin = 2;\n}\n`;

const scored = [
  { amount: 0.2, age: -1, hour: 3, person: { country: 0 } },
  { amount: 2.04, age: -2.5, hour: 0, person: { country: 1 } },
  { amount: -0.45, age: 3.3, hour: -2, person: { country: 5 } },
  { amount: 0.88, age: 1.5, hour: 2, person: { country: null } },
  { amount: true, age: 0.5, hour: 1 },
  { amount: 'much' },
];
const features = ['/amount', '/age', '/hour', '/person/country'];

function model(engine: string, path: string, options: object): StepConfig {
  const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  return { kind: 'model', engine, path, into: '/tier', options: { ...options }, range } as StepConfig;
}

function fixture(name: string): Buffer {
  return readFileSync(new URL(`../artifacts/model/fixtures/${name}`, import.meta.url));
}

export const PIPELINES: Readonly<Record<string, Pipeline>> = {
  ...LANGUAGE_PIPELINES,
  ...Object.fromEntries(
    ['json-logic-js', 'json-logic-engine'].map((engine) => [
      engine,
      {
        steps: [rules('tier.json', '/tier', engine)],
        contents: { 'tier.json': [rule(180), rule(120)] },
        documents: delays,
        matter: ['/delay', '/distance', '/fare/amount', '/fare/currency', '/legs'],
      },
    ]),
  ),
  'json-logic-js with params, which hide a member of that name': {
    steps: [rules('tier.json', '/tier')],
    contents: {
      'tier.json': [{ '>=': [{ var: 'delay' }, { var: 'params.limit' }] }],
      'params.json': [{ limit: 180 }, { limit: 120 }],
    },
    more: { params: 'params.json' },
    documents: delays.map((document) => ({ ...document, params: { limit: 1 } })),
    matter: ['/delay'],
  },
  'json-logic-js whose answer nobody asks for, written into what a request holds': {
    steps: [rules('tier.json', '/fare/legs/0')],
    contents: { 'tier.json': [{ '>=': [{ var: 'delay' }, 180] }] },
    more: { outputs: [output('/distance')] },
    documents: delays,
    matter: ['/distance'],
  },
  'decision-table': {
    steps: [rules('tier.yaml', '/tier', 'decision-table')],
    contents: { 'tier.yaml': [table(180), table(120)] },
    documents: delays,
    matter: ['/delay', '/distance', '/fare/amount'],
  },
  cel: {
    steps: [rules('tier.cel', '/tier', 'cel')],
    contents: {
      'tier.cel': [180, 120].map(
        (minutes) =>
          `delay >= ${minutes}.0 ? (distance < 1500.0 ? "short" : "long") : legs[0].to + string(fare["amount"])`,
      ) as [string, string],
    },
    documents: delays,
    matter: ['/delay', '/distance', '/legs', '/fare/amount'],
  },
  ...Object.fromEntries(
    ['json-schema', 'json-schema-ajv'].map((engine) => [
      engine,
      {
        steps: [{ ...schema('flight.json'), engine } as StepConfig],
        contents: { 'flight.json': [flight(0), flight(100)] },
        more: { outputs: [output('/origin')] },
        documents: judged,
        matter: ['/delay', '/origin', '/distance', '/fare', '/fare/currency'],
      },
    ]),
  ),
  'json-schema that renames, fills in and drops before a rule': {
    steps: [schema('flight.json'), rules('tier.json', '/tier')],
    contents: {
      'flight.json': [
        { properties: { delay: { type: 'number' }, distance: true } },
        { properties: { late: { type: 'number', 'x-renamed-from': 'delay' }, gate: { default: 'A' } } },
      ],
      'tier.json': [{ cat: [{ var: 'delay' }, { var: 'late' }, { var: 'gate' }, { var: 'distance' }] }],
    },
    documents: [...delays, { late: 3, gate: 'B' }, { delay: 3, late: 5 }],
    matter: ['/delay', '/distance', '/late', '/gate'],
  },
  'avro that renames, fills in and drops before a rule': {
    steps: [{ ...schema('flight.avsc'), engine: 'avro' } as StepConfig, rules('tier.json', '/tier')],
    contents: {
      'flight.avsc': [
        avroOf({ name: 'delay', type: ['long', 'double', 'string'] }, { name: 'distance', type: 'long', default: 1 }),
        avroOf(
          { name: 'late', type: ['long', 'double'], aliases: ['delay'] },
          { name: 'gate', type: 'string', default: 'A' },
        ),
      ],
      'tier.json': [{ cat: [{ var: 'gate' }, { var: 'distance' }] }],
    },
    documents: [...delays, { late: 3, gate: 'B' }, { delay: 3, late: 5 }],
    matter: ['/delay', '/distance', '/late', '/gate'],
  },
  'odcs before a rule': {
    steps: [{ ...schema('flight.odcs.yaml'), engine: 'odcs' } as StepConfig, rules('tier.json', '/tier')],
    contents: {
      'flight.odcs.yaml': [0, 100].map((minimum) =>
        JSON.stringify({
          ...{ apiVersion: 'v3.1.0', kind: 'DataContract', id: 't' },
          schema: [
            {
              name: 'flights',
              properties: [
                { name: 'delay', logicalType: 'number', required: true, logicalTypeOptions: { minimum } },
                { name: 'origin', logicalType: 'string' },
              ],
            },
          ],
        }),
      ) as [string, string],
      'tier.json': [{ cat: [{ var: 'distance' }] }],
    },
    documents: [...judged, { delay: 3, origin: 7 }],
    matter: ['/delay', '/origin', '/distance'],
  },
  graphql: {
    steps: [{ ...schema('api.graphql'), engine: 'graphql' } as StepConfig],
    contents: { 'api.graphql': [sdl('delay'), sdl('late')] },
    more: { outputs: [output('/operationName')] },
    documents: operations,
    matter: ['/query', '/variables', '/operationName'],
  },
  protobuf: {
    steps: [{ ...schema('flight.proto'), engine: 'protobuf', options: { payload: '/body/message' } } as StepConfig],
    contents: { 'flight.proto': [proto('int32'), proto('bool')] },
    more: { outputs: [output('/body/message/origin')] },
    documents: messages,
    matter: ['/body/message'],
  },
  onnx: {
    steps: [model('onnx', 'network.onnx', { inputs: { x: features } })],
    contents: { 'network.onnx': [fixture('network.onnx'), fixture('network-retrained.onnx')] },
    documents: scored,
    matter: features,
  },
  xgboost: {
    steps: [model('xgboost', 'fraud.json', { inputs: { country: '/person/country' } })],
    contents: {
      'fraud.json': [fixture('xgboost-binary.json').toString(), fixture('xgboost-number.json').toString()],
    },
    documents: scored,
    matter: ['/amount', '/age'],
  },
  lightgbm: {
    steps: [model('lightgbm', 'fraud.txt', { inputs: { country: '/person/country' } })],
    contents: {
      'fraud.txt': [fixture('lightgbm-binary.txt').toString(), fixture('lightgbm-number.txt').toString()],
    },
    documents: scored,
    matter: ['/amount', '/age'],
  },
  'recorded answers, and a rule that reads one': {
    steps: [recorded('/score', '/output/score'), rules('tier.json', '/tier')],
    contents: { 'tier.json': [{ '>': [{ var: 'score' }, 1] }, { '>': [{ var: 'score' }, 2] }] },
    more: { outputs: [output('/tier'), output('/score', 'number')], recording: { output: '/answer' } },
    documents: delays,
    matter: [],
    matterBeside: ['/answer/score'],
  },
};
