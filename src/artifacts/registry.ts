/** Every engine there is, one line an adapter. */

import { ConfigError, type Problem } from '../errors.ts';
import { nearest } from '../nearest.ts';
import type { Engine } from './engine.ts';
import { deployment } from './model/deployment/index.ts';
import { dotprompt } from './model/dotprompt/index.ts';
import { handlebars } from './model/handlebars/index.ts';
import { httpJson } from './model/http-json/index.ts';
import { jinja } from './model/jinja/index.ts';
import { lightgbm } from './model/lightgbm/index.ts';
import { liquid } from './model/liquid/index.ts';
import { mlflow } from './model/mlflow/index.ts';
import { mustache } from './model/mustache/index.ts';
import { onnx } from './model/onnx/index.ts';
import { openInference } from './model/open-inference/index.ts';
import { openaiChat } from './model/openai-chat/index.ts';
import { params } from './model/params/index.ts';
import { recorded } from './model/recorded/index.ts';
import { xgboost } from './model/xgboost/index.ts';
import { program } from './program/index.ts';
import { cel } from './rules/cel/index.ts';
import { celBufbuild } from './rules/cel-bufbuild/index.ts';
import { decisionTable } from './rules/decision-table/index.ts';
import { dmn } from './rules/dmn/index.ts';
import { flagd } from './rules/flagd/index.ts';
import { jdm } from './rules/jdm/index.ts';
import { jsonLogicEngine } from './rules/json-logic-engine/index.ts';
import { jsonLogicJs } from './rules/json-logic-js/index.ts';
import { jsonRulesEngine } from './rules/json-rules-engine/index.ts';
import { jsonata } from './rules/jsonata/index.ts';
import { rego } from './rules/rego/index.ts';
import { sql } from './rules/sql/index.ts';
import { avro } from './schema/avro/index.ts';
import { dbt } from './schema/dbt/index.ts';
import { graphql } from './schema/graphql/index.ts';
import { jsonSchema, jsonSchemaAjv } from './schema/json-schema/index.ts';
import { odcs } from './schema/odcs/index.ts';
import { openapi } from './schema/openapi/index.ts';
import { protobuf } from './schema/protobuf/index.ts';
import { sqlDdl } from './schema/sql-ddl/index.ts';

export const engines: readonly Engine[] = [
  jsonSchema,
  jsonSchemaAjv,
  graphql,
  openapi,
  avro,
  odcs,
  dbt,
  sqlDdl,
  protobuf,
  jsonLogicJs,
  jsonLogicEngine,
  cel,
  celBufbuild,
  jdm,
  dmn,
  sql,
  rego,
  decisionTable,
  jsonata,
  jsonRulesEngine,
  flagd,
  onnx,
  xgboost,
  lightgbm,
  handlebars,
  mustache,
  liquid,
  jinja,
  dotprompt,
  deployment,
  params,
  recorded,
  program,
  openInference,
  mlflow,
  httpJson,
  openaiChat,
];

/** The engine of that name. Throws ConfigError with the nearest name, at `place` if it is known. */
export function engineFor(id: string, place: Pick<Problem, 'file' | 'line' | 'column'> = {}): Engine {
  const engine = engines.find((candidate) => candidate.id === id);
  if (engine) return engine;
  const ids = engines.map((candidate) => candidate.id);
  throw new ConfigError([
    { ...place, message: `unknown engine "${id}"`, expected: `one of ${ids.join(', ')}`, nearest: nearest(id, ids) },
  ]);
}
