import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployment } from '../../src/artifacts/model/deployment/index.ts';
import { dotprompt } from '../../src/artifacts/model/dotprompt/index.ts';
import { handlebars } from '../../src/artifacts/model/handlebars/index.ts';
import { jinja } from '../../src/artifacts/model/jinja/index.ts';
import { lightgbm } from '../../src/artifacts/model/lightgbm/index.ts';
import { liquid } from '../../src/artifacts/model/liquid/index.ts';
import { mustache } from '../../src/artifacts/model/mustache/index.ts';
import { onnx } from '../../src/artifacts/model/onnx/index.ts';
import { params } from '../../src/artifacts/model/params/index.ts';
import { recorded } from '../../src/artifacts/model/recorded/index.ts';
import { xgboost } from '../../src/artifacts/model/xgboost/index.ts';
import { program } from '../../src/artifacts/program/index.ts';
import { cel } from '../../src/artifacts/rules/cel/index.ts';
import { celBufbuild } from '../../src/artifacts/rules/cel-bufbuild/index.ts';
import { decisionTable } from '../../src/artifacts/rules/decision-table/index.ts';
import { dmn } from '../../src/artifacts/rules/dmn/index.ts';
import { flagd } from '../../src/artifacts/rules/flagd/index.ts';
import { jdm } from '../../src/artifacts/rules/jdm/index.ts';
import { jsonLogicEngine } from '../../src/artifacts/rules/json-logic-engine/index.ts';
import { jsonLogicJs } from '../../src/artifacts/rules/json-logic-js/index.ts';
import { jsonRulesEngine } from '../../src/artifacts/rules/json-rules-engine/index.ts';
import { jsonata } from '../../src/artifacts/rules/jsonata/index.ts';
import { rego } from '../../src/artifacts/rules/rego/index.ts';
import { sql } from '../../src/artifacts/rules/sql/index.ts';
import { avro } from '../../src/artifacts/schema/avro/index.ts';
import { dbt } from '../../src/artifacts/schema/dbt/index.ts';
import { graphql } from '../../src/artifacts/schema/graphql/index.ts';
import { jsonSchema, jsonSchemaAjv } from '../../src/artifacts/schema/json-schema/index.ts';
import { odcs } from '../../src/artifacts/schema/odcs/index.ts';
import { openapi } from '../../src/artifacts/schema/openapi/index.ts';
import { protobuf } from '../../src/artifacts/schema/protobuf/index.ts';
import { sqlDdl } from '../../src/artifacts/schema/sql-ddl/index.ts';
import { describeEngine, type Samples } from './contract.ts';

const rules: Samples = {
  path: 'rules/compensation.json',
  valid: `{"if": [
  {"and": [{">=": [{"var": "delay"}, 180]}, {"<": [{"var": "distance"}, 1500]}]}, {"tier": "short", "amount": 250},
  {">=": [{"var": "delay"}, 180]}, {"tier": "long", "amount": 600},
  {"tier": "none", "amount": 0}
]}`,
  reformatted: [
    `{"if":[{"and":[{">=":[{"var":"delay"},180.0]},{"<":[{"var":"distance"},1.5e3]}]},{"amount":250,"tier":"short"},
{">=":[{"var":"delay"},180]},{"amount":600,"tier":"long"},{"amount":0,"tier":"none"}]}`,
  ],
  changed: ['{"var": "delay"}', '[]', '{"if": [\n  {">": [{"var": "delay"}, 120]}, "short",\n  "none"]}'],
  invalid: ['', '{', '{"iff": [1, 2]}', '{"if": [1,\n {"var": "a.__proto__"}]}', '{"method": ["a", "toString"]}'],
  documents: [{ delay: 200, distance: 900 }, { delay: 200, distance: 9000 }, { delay: 3, distance: 900 }, {}],
};

describeEngine(jsonLogicJs, rules);
describeEngine(jsonLogicEngine, rules);
describeEngine(jsonLogicJs, {
  path: 'rules/compensation.yaml',
  valid: 'if:\n  - ">=": [{ var: delay }, 180] # minutes\n  - short\n  - none\n',
  reformatted: ['# Three hours.\nif: [{ ">=": [{ var: "delay" }, 180.0] }, "short", none]\n'],
  changed: ['if:\n  - ">=": [{ var: delay }, 180]\n  - short\n', 'none\n'],
  invalid: ['if: [', '- when: 1\n'],
  documents: [{ delay: 180 }, { delay: 179 }],
});
for (const engine of [jsonSchema, jsonSchemaAjv]) {
  describeEngine(engine, {
    path: 'schemas/flight.schema.json',
    valid: `{"type": "object",
  "properties": {"delay": {"type": "integer", "minimum": 0}, "origin": {"type": "string"}},
  "required": ["delay"]
}`,
    reformatted: [
      '{"required": ["delay"], "properties": {"origin": {"type": "string"}, "delay": {"minimum": 0.0, "type": "integer"}}, "type": "object"}',
    ],
    changed: ['{"type": "object",\n  "properties": {"delay": {"type": "integer"}}}', 'true', '{"type": "array"}'],
    invalid: ['', '{', '{"type": "objekt"}', '{"properties": {"a":\n {"pattern": "("}}}', '{"$ref": "#/$defs/none"}'],
    documents: [{ delay: 200, origin: 'JFK' }, { delay: -1 }, { origin: 'JFK' }, {}, 3],
  });
}
describeEngine(graphql, {
  path: 'api/schema.graphql',
  valid:
    'type Query {\n  flight(id: ID!, near: Point): Flight\n}\ntype Flight {\n  delay: Int!\n  origin: String\n}\ninput Point {\n  lat: Float!\n}\n',
  reformatted: [
    '# Flights.\ntype Flight { origin: String, delay: Int! }\ninput Point { lat: Float! }\nschema { query: Query }\ntype Query { flight(near: Point id: ID!): Flight }',
  ],
  changed: ['type Query {\n  flight(id: ID!): Int\n}\n', 'type Query { none: Int }', 'enum Tier { SHORT }'],
  invalid: ['', '{', 'type Query', 'type Query { a: Flight }', '{ flight { delay } }', 'enum Tier { SHORT }'],
  documents: [
    { query: '{ flight(id: 1) { delay } }' },
    { query: 'query ($at: Point) { flight(id: 1, near: $at) { delay } }', variables: { at: { lat: 'far' } } },
    { query: '{ hotel }' },
    {},
  ],
});
describeEngine(avro, {
  path: 'schemas/flight.avsc',
  valid: `{"type": "record", "name": "Flight", "namespace": "com.acme", "fields": [
  {"name": "delay", "type": "int"},
  {"name": "origin", "type": ["null", "string"], "default": null}
]}`,
  reformatted: [
    '{"fields": [{"type": {"type": "int"}, "name": "delay"}, {"default": null, "name": "origin", "type": ["null", "string"]}], "name": "com.acme.Flight", "type": "record"}',
    '// Of a day.\n{"type": "record", "namespace": "com.acme", "name": "Flight", "doc": "A flight", "fields": [\n/* minutes */ {"name": "delay", "type": "int"}, {"name": "origin", "type": ["null", "string"], "default": null}]}',
  ],
  changed: [
    '{"type": "record", "name": "Flight", "namespace": "com.acme",\n "fields": [{"name": "delay", "type": "long"}]}',
    '"string"',
    '{"type": "array",\n "items": "int"}',
  ],
  invalid: [
    '',
    '{',
    '3',
    '{"type": "rekord"}',
    '{"type": "record", "name": "Flight",\n "fields": [{"name": "delay", "type": "Delay"}]}',
    '{"type": "record", "name": "Flight", "fields": [{"name": "delay", "type": "int", "default": "none"}]}',
    '{"type": "record", "name": "Flight", "fields": [{"name": "next", "type": "Flight"}]}',
    '[]',
    '["null", "null"]',
  ],
  documents: [
    { delay: 200, origin: 'JFK' },
    { delay: 1.5 },
    { origin: 'JFK' },
    { delay: 3, origin: { string: 'JFK' } },
    3,
  ],
});
describeEngine(protobuf, {
  path: 'proto/flight.proto',
  valid:
    'syntax = "proto3";\npackage acme;\nmessage Flight {\n  int32 delay = 1;\n  string origin = 2;\n  oneof fare {\n    double paid = 3;\n  }\n}\n',
  reformatted: [
    '// Flights.\nsyntax="proto3";package acme;\nmessage Flight{string origin=2;/* minutes */int32 delay=1;oneof fare{double paid=3;}}',
    'syntax = \'proto3\';\npackage acme;\nmessage Flight {\n  oneof fare { double paid = 0x3; }\n  int32 delay = 1;\n  string origin = 2 [json_name = "origin"];;\n}\n',
  ],
  changed: [
    'syntax = "proto3";\npackage acme;\nmessage Flight {\n  int64 delay = 1;\n  double paid = 3;\n}\n',
    'syntax = "proto3"; package acme.v2;\nmessage Flight { int32 late = 1; repeated string origin = 2; }\nenum Tier { NONE = 0; }',
    'syntax = "proto2"; package acme;\nmessage Flight { required int32 delay = 1; }',
  ],
  invalid: [
    '',
    '{',
    'message',
    'message Flight {',
    'message Flight { int32 delay = 1; }',
    'syntax = "proto3"; message Flight { int32 delay = 0.5; }',
    'syntax = "proto3"; message Flight { int32 delay = 1;\n string origin = 1; }',
    'syntax = "proto3"; message Flight { int32 delay = 1; int32 delay = 2; }',
    'syntax = "proto3"; message Flight { reserved 1; int32 delay = 1; }',
    'syntax = "proto3"; message Flight {\n Delay delay = 1; }',
    'syntax = "proto3"; import "none.proto"; message Flight { none.Delay delay = 1; }',
    'syntax = "proto4"; message Flight {}',
    'syntax = "proto3"; enum Tier { NONE = 0; SHORT = 0; } message Flight {}',
    'syntax = "proto3"; message Flight {} message Hotel {}',
    'syntax = "proto3"; service Flights { rpc Get(Flight) returns (Flight); } message Flights2 {}',
  ],
  documents: [
    { delay: 200, origin: 'JFK' },
    { delay: '200' },
    { delay: 1.5 },
    { speed: 3 },
    'CMgBEgNKRks=',
    'CMgB!',
    'Ew==',
    3,
  ],
});
const flightRows = [
  { delay: 200, origin: 'JFK' },
  { delay: '200', origin: 'LHR' },
  { delay: 1.5, origin: null },
  { DELAY: 3, origin: 'JFK' },
  { origin: 'JFK' },
  3,
];
describeEngine(odcs, {
  path: 'contracts/flights.odcs.yaml',
  valid: `apiVersion: v3.0.2
kind: DataContract
schema:
  - name: flights
    properties:
      - name: delay
        logicalType: integer
        required: true
      - name: origin
        logicalType: string
        logicalTypeOptions: { maxLength: 3 }
`,
  reformatted: [
    `# Of a day.
kind: DataContract
schema: [{ properties: [{ required: true, logicalType: integer, name: delay, description: minutes },
  { name: origin, logicalTypeOptions: { maxLength: 3.0 }, logicalType: "string" }], name: flights }]
apiVersion: v3.1.0
`,
  ],
  changed: [
    'apiVersion: v3.0.2\nkind: DataContract\nschema:\n  - name: flights\n    properties:\n      - name: delay\n        logicalType: number\n        unique: true\n',
    'apiVersion: v3.0.2\nkind: DataContract\nschema:\n  - name: trains\n',
  ],
  invalid: [
    '',
    '{',
    'kind: DataContract\napiVersion: v2.2.2\n',
    'dataContractSpecification: 1.1.0\n',
    'kind: DataContract\napiVersion: v3.0.0\n',
    'kind: DataContract\napiVersion: v3.0.0\nschema:\n  - name: a\n    properties: [{ name: b, logicalType: strng }]\n',
    'kind: DataContract\napiVersion: v3.0.0\nschema:\n  - name: a\n    properties: [{ name: b }, { name: b }]\n',
    'kind: DataContract\napiVersion: v3.0.0\nschema:\n  - name: a\n    properties: [{ name: b, required: "yes" }]\n',
    'kind: DataContract\napiVersion: v3.0.0\nschema: [{ name: a }, { name: b }]\n',
  ],
  documents: flightRows,
});
describeEngine(dbt, {
  path: 'models/schema.yml',
  valid: `version: 2
models:
  - name: flights
    columns:
      - name: delay
        data_type: integer
        data_tests: [not_null]
      - name: origin
        data_tests:
          - accepted_values: { arguments: { values: [JFK, LHR] } }
`,
  reformatted: [
    `# Of a day.
models: [{ columns: [{ data_type: INT, name: delay, description: minutes, tests: ["not_null"] },
  { tests: [{ accepted_values: { values: [JFK, LHR] } }], name: origin }], name: flights }]
`,
  ],
  changed: [
    'models:\n  - name: flights\n    columns:\n      - name: delay\n        data_type: numeric\n        data_tests: [unique]\n',
    'models:\n  - name: trains\n    columns: [{ name: delay }]\n',
  ],
  invalid: [
    '',
    '{',
    'version: 2\n',
    'models: []\n',
    'models:\n  - name: a\n    columns: [{ name: b }, { name: b }]\n',
    'models:\n  - name: a\n    columns: [{ name: b, constraints: [{ type: unik }] }]\n',
    'models:\n  - name: a\n    columns: [{ name: b, tests: [{ accepted_values: { values: [] } }] }]\n',
    'models: [{ name: a }, { name: b }]\n',
  ],
  documents: flightRows,
});
describeEngine(sqlDdl, {
  path: 'db/structure.sql',
  valid: 'CREATE TABLE flights (\n  delay integer NOT NULL,\n  origin varchar(3)\n);\n',
  reformatted: [
    `-- Of a day.
SET client_encoding = 'UTF8';
create table flights (delay INT /* minutes */, origin character varying(3));
ALTER TABLE ONLY flights ALTER COLUMN delay SET NOT NULL;
`,
  ],
  changed: [
    'CREATE TABLE flights (\n  delay bigint,\n  origin varchar(3) UNIQUE\n);\n',
    'CREATE TABLE trains (delay int);\n',
  ],
  invalid: [
    '',
    'SELECT 1;',
    'CREATE TABLE a (b int, b text);',
    'CREATE TABLE a (b int',
    'CREATE TABLE a (b int,, c int);',
    "CREATE TABLE a (b text DEFAULT 'x);",
    'CREATE TABLE a (b int);\nCREATE TABLE a (c int);',
    'CREATE TABLE a (b int, PRIMARY KEY (c));',
    'CREATE TABLE a (b int);\nCREATE TABLE c (d int);',
  ],
  documents: flightRows,
});
describeEngine(openapi, {
  path: 'api/openapi.json',
  valid: `{"openapi": "3.0.3", "info": {"title": "a", "version": "1"}, "paths": {"/flights/{id}": {"get": {
  "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}}],
  "responses": {"200": {"description": "a flight"}}
}}}}`,
  reformatted: [
    `{"info": {"version": "1", "title": "a"}, "openapi": "3.0.3", "paths": {"/flights/{id}": {"get": {"responses": {"200": {"description": "a flight"}},
 "parameters": [{"in": "path", "name": "id", "schema": {"type": "integer"}, "required": true}]}}}}`,
  ],
  changed: [
    '{"openapi": "3.0.3", "paths": {}}',
    '{"openapi": "3.0.3", "paths": {"/flights/{id}": {"get": {\n "parameters": [{"name": "id", "in": "path", "schema": {"type": "string"}}]}}}}',
  ],
  invalid: [
    '',
    '{',
    '{}',
    '[]',
    '{"openapi": "4.0.0"}',
    '{"openapi": "3.0.3", "paths": {"/a": {"get": {"parameters": [{"name": "q", "in": "query", "schema": {"$ref": "#/none"}}]}}}}',
  ],
  documents: [
    { method: 'GET', path: '/flights/7' },
    { method: 'GET', path: '/flights/x' },
    { method: 'PUT', path: '/' },
    {},
  ],
});
describeEngine(params, {
  path: 'config/compensation.yaml',
  valid: 'tiers:\n  short: { min_delay: 180 }\n  long: { min_delay: 240 }\ncurrency: EUR\n',
  reformatted: ['# EU 261\ncurrency: "EUR"\ntiers: { long: { min_delay: 240.0 }, short: { min_delay: 180 } }\n'],
  changed: ['currency: USD\n', 'tiers:\n  short: { min_delay: 120 }\nbands: [1, 2]\n'],
  invalid: ['', '- 1\n', 'a: ['],
  documents: [{ delay: 180 }, { delay: 179 }],
});
describeEngine(
  recorded,
  {
    path: 'recorded',
    options: { from: '/output/score' },
    valid: '',
    reformatted: [],
    changed: [],
    invalid: [],
    documents: [{ input: {}, output: { score: 0.5 } }, { input: {}, output: {} }, { input: {} }],
  },
  {
    'a side that does not parse is an error with its place': 'it has no file',
    'it recognises its own files': 'it has no file',
    'a file nested 10,000 deep is an error or an edit': 'it has no file',
  },
);
describeEngine(
  cel,
  {
    path: 'rules/compensation.cel',
    valid: '// Minutes.\ndelay >= 180.0\n  ? (distance < 1500.0 ? "short" : "long")\n  : "none"\n',
    reformatted: ['delay  >=  180.0 // minutes\n\n? (distance < 1500.0 ? "short" : "long")\n: "none"'],
    changed: [
      'delay >= 120.0\n  ? (distance < 1500.0 ? "short" : "long")\n  : "none"\n',
      '"none"',
      'delay >= 180.0\n  ? "all"\n  // Nothing\n  : "none"\n',
    ],
    invalid: ['', 'delay >=', 'delay >= 180.0 ? 1 : "none"', '\n  size(1)', `${'('.repeat(10_000)}1`],
    documents: [{ delay: 200, distance: 900 }, { delay: 200, distance: 9000 }, { delay: 3 }, {}],
  },
  {
    'a side that does not parse is an error with its place':
      'its text is compared line by line; what does not compile at head is an error of the replay',
  },
);

const fees = readFileSync(new URL('rules/jdm/fees.json', import.meta.url), 'utf8');
describeEngine(jdm, {
  path: 'rules/fees.json',
  valid: fees,
  reformatted: [JSON.stringify(JSON.parse(fees)), fees.replace('"x": 380', '"x": 400')],
  changed: [
    fees.replace('> 1000', '> 900'),
    fees.replace(/ *\{ "_id": "r2".*\n/, ''),
    fees.replace('"first"', '"collect"'),
    fees.replace('{ "id": "a", "type": "edge", "sourceId": "in", "targetId": "fees" },', ''),
  ],
  invalid: [
    '',
    '{',
    '[]',
    '{"nodes": []}',
    fees.replace('expressionNode', 'functionNode'),
    fees.replace('fee * 2', 'fee * ('),
  ],
  documents: [{ amount: 2000, country: 'US' }, { amount: 2000 }, { amount: 'many' }, {}],
});

const model = readFileSync(new URL('rules/dmn/fees.dmn', import.meta.url), 'utf8');
describeEngine(dmn, {
  path: 'rules/fees.dmn',
  valid: model,
  reformatted: [
    model.replace(/\n */g, '\n').replace('x="150"', 'x="170"').replace(' // with tax', ''),
    model
      .replace('&gt; 1000', '&gt;1000.0')
      .replaceAll(/<(\/?)(?=[a-z]+[ >/])/gi, '<$1dmn:')
      .replace('xmlns=', 'xmlns:dmn='),
  ],
  changed: [
    model.replace('&gt; 1000', '&gt; 900'),
    model.replace(/ *<rule id="r2">[\s\S]*?<\/rule>\n/, ''),
    model.replace('FIRST', 'UNIQUE'),
    model.replace('Fee * 2', 'Fee * 3'),
    model.replace(/<decision id="total"[\s\S]*<\/decision>/, ''),
  ],
  invalid: [
    '',
    '<definitions',
    '<definitions/>',
    model.replace('</rule>', ''),
    model.replace('Fee * 2 + 1', 'Fee * (2 + '),
    model.replace('#fee', '#fees'),
    model.replace('<definitions', '<!DOCTYPE d [<!ENTITY a "b">]><definitions'),
  ],
  documents: [{ Amount: 2000, 'Home Country': 'US' }, { Amount: 2000 }, { Amount: 'many' }, {}],
});

describeEngine(
  sql,
  {
    path: 'rules/fees.sql',
    valid: 'SELECT amount * 0.01 AS fee, -- one percent\n  country\nFROM input\nWHERE amount > 100\n',
    reformatted: ['select amount*0.01 as fee, country from input where amount > 100;'],
    changed: [
      'SELECT amount * 0.02 AS fee,\n  country\nFROM input\nWHERE amount > 100\n',
      'SELECT amount * 0.01 AS fee\nFROM input',
      'SELECT 1 AS one FROM input',
    ],
    invalid: [
      '',
      'SELEC 1',
      'SELECT 1 FROM other',
      "SELECT * FROM read_csv('a.csv')",
      'DROP TABLE input',
      '{{ var("x") }}',
    ],
    documents: [{ amount: 200, country: 'US' }, { amount: 20 }, { amount: 'many', country: 'DE' }, {}],
  },
  {
    'a side that does not parse is an error with its place':
      'its text is compared clause by clause; what does not compile at head is an error of the replay',
  },
);
describeEngine(
  decisionTable,
  {
    path: 'rules/compensation.csv',
    valid: 'hit: first,delay,distance,out: tier,out: amount\n,>= 180,< 1500,short,250\n,>= 180,,long,600\n,,,none,0\n',
    reformatted: [
      'hit: F;note: why;delay;distance;out: tier;out: amount\n\n;;>=180;<1.5e3;"short";250.0\n;;>= 180;-;long;600\n;;;;none;0',
    ],
    changed: [
      'hit: first,delay,distance,out: tier,out: amount\n,>= 120,< 1500,short,250\n,>= 180,,long,600\n,,,none,0\n',
      'hit: unique,delay,out: tier\n,>= 180,short\n',
      'out: tier\nshort\n',
    ],
    invalid: ['', 'delay,distance\n', 'delay,out: a\n>,1\n', 'delay,out: a\n"1,1\n', 'hit: last,delay,out: a\n'],
    documents: [{ delay: 200, distance: 900 }, { delay: 200, distance: 9000 }, { delay: 3 }, {}],
  },
  { 'a side that does not parse is an error with its place': 'almost any text is a CSV' },
);
describeEngine(decisionTable, {
  path: 'rules/compensation.yaml',
  valid:
    'hit: first\ninputs: [delay, distance]\noutputs: [tier]\nrules:\n  - { when: { delay: ">= 180", distance: "< 1500" }, then: { tier: short } }\n  - { when: { delay: ">= 180" }, then: { tier: long } }\ndefault: { tier: none }\n',
  reformatted: [
    'default: none\noutputs: [{ name: tier }]\ninputs: [distance, delay]\nhit: F\nrules:\n  - then: short\n    when: { distance: " <1500", delay: ">=180.0", }\n  # long\n  - then: { tier: "long" }\n    when: { delay: ">= 180", distance: "-" }\n',
  ],
  changed: [
    'inputs: [delay]\noutputs: [tier]\nrules:\n  - { when: { delay: ">= 180" }, then: { tier: short } }\n',
    'hit: first\noutputs: [tier]\nrules: [{ then: { tier: long } }]\n',
  ],
  invalid: ['', '- 1\n', 'hit: [', 'outputs: [a]\nrules: [{ when: { b: 1 }, then: { a: 1 } }]\n'],
  documents: [{ delay: 200, distance: 900 }, { delay: 200, distance: 9000 }, { delay: 3 }, {}],
});
describeEngine(
  program,
  {
    path: 'scoring/score.py',
    // A program that says what it is told.
    options: { ask: async (requests) => requests },
    valid: 'import sys\n\nfor line in sys.stdin:\n    print(line)\n',
    reformatted: ['import sys   \n\n\nfor line in sys.stdin:\n    print(line)'],
    changed: ['import sys\nfor line in sys.stdin:\n        print(1)\n', 'import sys\n'],
    invalid: [],
    documents: [{ delay: 200 }, { delay: 3 }],
  },
  {
    'a side that does not parse is an error with its place':
      'Weir reads no program; one that does not run is an error of the replay',
    'it recognises its own files': 'a file of code does not say whether production runs it; weir.yml does',
  },
);
describeEngine(
  onnx,
  {
    path: 'models/network.onnx',
    own: { inputs: { x: ['/delay', '/distance', '/hour', '/age'] } },
    valid: fixture('network.onnx'),
    reformatted: [],
    changed: [fixture('network-retrained.onnx'), fixture('trees.onnx'), fixture('logistic.onnx')],
    invalid: [
      '',
      '{}',
      'version https://git-lfs.github.com/spec/v1\n',
      fixture('network.onnx').subarray(0, 300),
      fixture('outside.onnx'),
    ],
    documents: [
      { delay: 0.2, distance: -1, hour: 3, age: 0 },
      { delay: 200, distance: 9000, hour: 1, age: 2 },
      { delay: 3 },
      {},
    ],
  },
  { 'formatting, comments and key order are no edits': 'it is a binary' },
);

const service = (uri: string) =>
  `apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata: { name: fraud }\nspec:\n  predictor:\n    model:\n      storageUri: ${uri}\n`;
describeEngine(deployment, {
  path: 'deploy/fraud.yaml',
  options: { from: '/output/score', unchanged: true },
  valid: service('s3://models/fraud/3'),
  reformatted: [`# Production\n${service('"s3://models/fraud/3"')}`],
  changed: [service('s3://models/fraud/4'), service('s3://models/fraud/3').replace('name: fraud', 'name: other')],
  invalid: ['', 'kind: Deployment\n', 'a: ['],
  documents: [{ input: {}, output: { score: 0.5 } }, { input: {} }],
});
const linewise = {
  'a side that does not parse is an error with its place':
    'its text is compared line by line; what does not compile at head is an error of the replay',
};
const trip = [{ delay: 200, origin: { name: 'JFK' } }, { delay: 3, origin: [] }, {}];
describeEngine(
  handlebars,
  {
    path: 'prompts/answer.hbs',
    valid: 'Say sorry to {{origin.name}}.\n{{#if delay}}It is {{delay}} minutes late.{{/if}}\n',
    reformatted: [],
    changed: ['Say hello to {{origin.name}}.\n{{#if delay}}It is {{delay}} minutes late.{{/if}}\n', 'Hello\n'],
    invalid: ['a {{#if x}}\n', '{{', 'x\n{{#each}'],
    documents: trip,
  },
  linewise,
);
describeEngine(
  mustache,
  {
    path: 'prompts/answer.mustache',
    valid: 'Say sorry to {{origin.name}}.\n{{#delay}}It is {{delay}} minutes late.{{/delay}}\n',
    reformatted: [],
    changed: ['Say hello to {{origin.name}}.\n', 'Hello\n'],
    invalid: ['a {{#x}}\n', '\n{{', '{{#a}}{{/b}}'],
    documents: trip,
  },
  linewise,
);
describeEngine(
  liquid,
  {
    path: 'prompts/answer.liquid',
    valid: 'Say sorry to {{ origin.name }}.\n{% if delay %}It is {{ delay }} minutes late.{% endif %}\n',
    reformatted: [],
    changed: ['Say hello to {{ origin.name }}.\n', 'Hello\n'],
    invalid: ['a {% if x %}\n', '\n{{', '{% nothing %}'],
    documents: trip,
  },
  linewise,
);
describeEngine(
  jinja,
  {
    path: 'prompts/answer.j2',
    valid: 'Say sorry to {{ origin.name }}.\n{% if delay %}It is {{ delay }} minutes late.{% endif %}\n',
    reformatted: [],
    changed: ['Say hello to {{ origin.name }}.\n', 'Hello\n'],
    invalid: ['a {% if x %}\n', '\n{{', '{% nothing %}'],
    documents: trip,
  },
  linewise,
);
describeEngine(
  dotprompt,
  {
    path: 'prompts/answer.prompt',
    valid: '---\nmodel: gpt-4o\nconfig: { temperature: 0.2 }\n---\nSay sorry to {{origin.name}}.\n',
    reformatted: [
      '---\n# The model.\nconfig: { temperature: 0.20 }\nmodel: "gpt-4o"\n---\nSay sorry to {{origin.name}}.\n',
    ],
    changed: [
      '---\nmodel: gpt-5\nconfig: { temperature: 0.2 }\n---\nSay sorry to {{origin.name}}.\n',
      '---\nmodel: gpt-4o\n---\nHello\nSay sorry to {{origin.name}}.\n',
      'Say sorry to {{origin.name}}.\n',
    ],
    invalid: ['---\na: [\n---\nx', '---\n- 1\n---\nx', '---\nmodel: x\n---\n{{#if a}}'],
    documents: trip,
  },
  linewise,
);

const rows = [{ amount: 0.2, age: -1, hour: 3, country: 0 }, { amount: 'much' }, {}];
describeEngine(xgboost, {
  path: 'models/fraud.json',
  valid: fixture('xgboost-binary.json').toString(),
  reformatted: [fixture('xgboost-binary.json').toString().replaceAll('[', '[\n')],
  changed: [fixture('xgboost-number.json').toString(), fixture('xgboost-classes.json').toString()],
  invalid: [
    '',
    '{',
    '{"learner": {}}',
    fixture('xgboost-binary.json').toString().replace('binary:logistic', 'binary:other'),
  ],
  documents: rows,
});
describeEngine(lightgbm, {
  path: 'models/fraud.txt',
  valid: fixture('lightgbm-binary.txt').toString(),
  reformatted: [fixture('lightgbm-binary.txt').toString().replaceAll('\n', '\r\n')],
  changed: [fixture('lightgbm-number.txt').toString(), fixture('lightgbm-classes.txt').toString()],
  invalid: [
    '',
    '{',
    'tree\nversion=v4\n',
    fixture('lightgbm-binary.txt').toString().replace('objective=binary', 'objective=other'),
  ],
  documents: rows,
});

function fixture(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, 'model/fixtures', name));
}

// Compiled policies are bytes: rules/rego/rego.test.ts.
describeEngine(
  rego,
  {
    path: 'rules/fees.rego',
    valid: 'package fees\n\nallow if input.amount < 100\n',
    reformatted: ['# Fees.\npackage  fees\nallow  if input.amount < 100 # small ones'],
    changed: ['package fees\n\nallow if input.amount < 50\n', 'package fees\n'],
    invalid: [],
    documents: [{ amount: 20 }, {}],
  },
  { 'a side that does not parse is an error with its place': 'its text is compared line by line' },
);

describeEngine(
  jsonata,
  {
    path: 'rules/compensation.jsonata',
    valid: '/* Minutes. */\ndelay >= 180\n  ? (distance < 1500 ? "short" : "long")\n  : "none"\n',
    reformatted: ['delay  >=  180 /* minutes */\n\n? (distance < 1500 ? "short" : "long")\n: "none"'],
    changed: ['delay >= 120\n  ? (distance < 1500 ? "short" : "long")\n  : "none"\n', '"none"'],
    invalid: ['', 'delay >=', '(delay', '\n  $f(', `${'('.repeat(10_000)}1`],
    documents: [{ delay: 200, distance: 900 }, { delay: 200, distance: 9000 }, { delay: 3 }, {}],
  },
  {
    'a side that does not parse is an error with its place':
      'its text is compared line by line; what does not compile at head is an error of the replay',
  },
);

describeEngine(jsonRulesEngine, {
  path: 'rules/compensation.json',
  valid: `[{
  "conditions": {"all": [{"fact": "delay", "operator": "greaterThanInclusive", "value": 180}]},
  "event": {"type": "late", "params": {"amount": 250}}
}]`,
  reformatted: [
    '[{"event":{"params":{"amount":250.0},"type":"late"},"conditions":{"all":[{"value":180,"fact":"delay","operator":"greaterThanInclusive"}]}}]',
  ],
  changed: [
    '[{"conditions":{"all":[{"fact":"delay","operator":"greaterThan","value":180}]},"event":{"type":"late"}}]',
    '{"rules":[{"conditions":{"not":{"fact":"delay","operator":"lessThan","value":1}},"event":{"type":"late"}}]}',
  ],
  invalid: [
    '',
    '{"rules": 1}',
    '[{"event": {"type": "a"}}]',
    '[{"conditions": {"all": [{"fact": "a", "operator": "like", "value": 1}]}, "event": {"type": "a"}}]',
    '[{"conditions": {"all": [{"fact": "a", "path": "$[?(@.b)]", "operator": "in", "value": []}]}, "event": {"type": "a"}}]',
    '[{"conditions": {"condition": "a"}, "event": {"type": "a"}}]',
  ],
  documents: [{ delay: 200 }, { delay: 3 }, { delay: 'x' }, {}],
});

describeEngine(
  flagd,
  {
    path: 'flags.json',
    valid: `{"flags": {"tier": {
  "state": "ENABLED", "variants": {"a": 1, "b": 2}, "defaultVariant": "a",
  "targeting": {"if": [{">": [{"var": "delay"}, 180]}, "b"]}
}}}`,
    reformatted: [
      '{"flags":{"tier":{"targeting":{"if":[{">":[{"var":"delay"},180.0]},"b"]},"defaultVariant":"a","state":"ENABLED","variants":{"b":2,"a":1}}}}',
    ],
    changed: [
      '{"flags": {"tier": {"state": "DISABLED", "variants": {"a": 1}, "defaultVariant": "a"}}}',
      '{"flags": {"other": {"state": "ENABLED", "variants": {"a": true}, "defaultVariant": "a"}}}',
    ],
    invalid: [
      '',
      '{"flags": {}}',
      '{"flags": {"a": {"state": "ON", "variants": {"a": 1}, "defaultVariant": "a"}}}',
      '{"flags": {"a": {"state": "ENABLED", "variants": {"a": 1}, "targeting": {"fractionl": []}}}}',
    ],
    documents: [{ delay: 200 }, { delay: 3 }, { delay: 'x' }, {}],
  },
  { 'it recognises its own files': 'a flag is a part of its file' },
);

describeEngine(
  celBufbuild,
  {
    path: 'rules/compensation.cel',
    valid: 'delay >= 180.0\n  ? (distance < 1500.0 ? "short" : "long")\n  : "none"\n',
    reformatted: ['delay  >=  180.0 // minutes\n\n? (distance < 1500.0 ? "short" : "long")\n: "none"'],
    changed: ['"none"'],
    invalid: ['', 'delay >=', `${'('.repeat(10_000)}1`],
    documents: [{ delay: 200, distance: 900 }, { delay: 200, distance: 9000 }, { delay: 3 }, {}],
  },
  {
    'a side that does not parse is an error with its place':
      'its text is compared line by line; what does not compile at head is an error of the replay',
  },
);
