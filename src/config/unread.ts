/**
 * Formats that teams govern and Weir does not read yet, by the names that people use for them. So that what is met, in a
 * repository or in weir.yml, is called by its name and not taken for something else.
 */
import { basename } from 'node:path';
import { hasReader, isRead, namesOf } from './engines.ts';
import type { StepKind } from './schema.ts';

export interface UnreadFormat {
  /** `Avro`, as in "Avro is not read yet". */
  readonly name: string;
  /** One file of it: `Avro schema`. */
  readonly one: string;
  /** Several: `Avro schemas`. */
  readonly many: string;
  /** `source`: code and documents that few repositories are without, so that a change of one says nothing by itself. */
  readonly sort: 'schema' | 'rules' | 'model' | 'prompt' | 'source';
}

type Row = readonly [pattern: RegExp, name: string, one: string, many: string, sort: UnreadFormat['sort']];

/** Told by their names, whatever reads files of such endings. */
const documents: readonly Row[] = [
  [/^(openapi|swagger)[^/]*\.(json|ya?ml)$/i, 'OpenAPI', 'OpenAPI document', 'OpenAPI documents', 'schema'],
  [/^asyncapi[^/]*\.(json|ya?ml)$/i, 'AsyncAPI', 'AsyncAPI document', 'AsyncAPI documents', 'schema'],
];

/** Told by their endings, until an engine claims one or says that it reads the language. */
const table: readonly Row[] = [
  [/\.(avsc|avdl|avpr)$/i, 'Avro', 'Avro schema', 'Avro schemas', 'schema'],
  [/\.proto$/i, 'Protobuf', 'Protobuf file', 'Protobuf files', 'schema'],
  [/\.(graphqls?|gql)$/i, 'GraphQL', 'GraphQL schema', 'GraphQL schemas', 'schema'],
  [/\.thrift$/i, 'Thrift', 'Thrift file', 'Thrift files', 'schema'],
  [/\.fbs$/i, 'FlatBuffers', 'FlatBuffers schema', 'FlatBuffers schemas', 'schema'],
  [/\.xsd$/i, 'XML Schema', 'XML schema', 'XML schemas', 'schema'],
  [/\.dmn$/i, 'DMN', 'DMN table', 'DMN tables', 'rules'],
  [/\.drl$/i, 'Drools', 'Drools file', 'Drools files', 'rules'],
  [/\.rego$/i, 'Rego', 'Rego policy', 'Rego policies', 'rules'],
  [/\.cedar$/i, 'Cedar', 'Cedar policy', 'Cedar policies', 'rules'],
  [/\.onnx$/i, 'ONNX', 'ONNX model', 'ONNX models', 'model'],
  [/\.(pkl|pickle)$/i, 'Pickle', 'pickled model', 'pickled models', 'model'],
  [/\.joblib$/i, 'Joblib', 'Joblib model', 'Joblib models', 'model'],
  [/\.pmml$/i, 'PMML', 'PMML model', 'PMML models', 'model'],
  [/\.(pt|pth|safetensors)$/i, 'PyTorch', 'PyTorch model', 'PyTorch models', 'model'],
  [/\.(h5|keras|tflite)$/i, 'Keras', 'Keras model', 'Keras models', 'model'],
  [/\.(ubj|bst|xgb)$/i, 'XGBoost', 'XGBoost model', 'XGBoost models', 'model'],
  [/\.cbm$/i, 'CatBoost', 'CatBoost model', 'CatBoost models', 'model'],
  [/\.(prompt|prompty)$/i, 'a prompt', 'prompt', 'prompts', 'prompt'],
  [/\.(xlsx?|xlsm|ods)$/i, 'Excel', 'spreadsheet', 'spreadsheets', 'source'],
  [/\.sql$/i, 'SQL', 'SQL file', 'SQL files', 'source'],
  [/\.(py|ipynb)$/i, 'Python', 'Python file', 'Python files', 'source'],
  [/\.(js|ts|mjs|cjs|java|kt|go|rs|cs|rb|php|scala|r)$/i, 'program code', 'program', 'programs', 'source'],
  [/\.toml$/i, 'TOML', 'TOML file', 'TOML files', 'source'],
  [/\.(md|txt)$/i, 'plain text', 'text', 'texts', 'source'],
];

const inPrompts = /(^|\/)prompts?\/([^/]+\/)*[^/]+\.(md|txt)$/i;
/** `prompt.txt`, `system_prompt.md`, wherever it lies. */
const promptName = /(^|[_.-])prompts?([_.-][^/]*)?\.(md|txt)$/i;
const prompt: UnreadFormat = { name: 'a prompt', one: 'prompt', many: 'prompts', sort: 'prompt' };

/** The format of a path that Weir does not read; undefined for one that it reads, and for one that it doesn't know. */
export function unreadFormat(path: string): UnreadFormat | undefined {
  if (inPrompts.test(path) || promptName.test(basename(path))) return prompt;
  const rows = hasReader(path) ? documents : table;
  const row = rows.find(([pattern, name]) => pattern.test(basename(path)) && !isRead(name));
  if (!row) return undefined;
  const [, name, one, many, sort] = row;
  return { name, one, many, sort };
}

/** `Avro is not read yet` */
export function unreadMessage({ name }: UnreadFormat): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} is not read yet`;
}

/** What Weir reads in place of a format that it does not. */
export const readable = {
  schema: namesOf('schema'),
  rules: namesOf('rules'),
  model: [namesOf('model'), namesOf('params'), 'or model: recorded for what production answered']
    .filter(Boolean)
    .join(', '),
  params: namesOf('params'),
  program: 'a folder, or a file',
} as const satisfies Record<StepKind | 'params', string>;
