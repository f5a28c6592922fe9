/** Generated from schemas/weir.schema.json by `npm run generate`; change that file instead. */

export type RedactionYml =
  | string
  | {
      /**
       * Where in a record; * stands for every item of a list, or member of a map.
       */
      at: string;
      /**
       * drop: nothing is left. hash: HMAC-SHA-256 with the key in WEIR_REDACT_KEY, so that equal values stay equal. Default: drop.
       */
      as?: 'drop' | 'hash';
    };
/**
 * One artifact and what it does to the document.
 */
export type StepYml = SchemaStepYml | RulesStepYml | ModelStepYml | ProgramStepYml;
/**
 * JSON Pointer (RFC 6901): "" is the whole value, /a/0 the first item of its member a.
 */
export type Pointer = string;
/**
 * A share (1% or 0.01), a count ("200 records"), or a number in the output's own unit.
 */
export type LimitYml = string | number;
/**
 * .github/workflows/<file>.yml, a workflow of the default branch with the trigger workflow_dispatch; or repository_dispatch with a type: started each time that a retraining is asked for. Default: nothing.
 */
export type MonitorRunYml =
  | string
  | {
      /**
       * The type of the event, as a workflow lists it in on.repository_dispatch.types.
       */
      repository_dispatch: string;
    };
/**
 * block: a change here has to keep within its limits. inform: they are only measured and shown.
 */
export type ConsumerYml =
  | string
  | {
      /**
       * Whether its limits hold a change here.
       */
      gate: 'block' | 'inform';
      /**
       * How long, in hours, days or weeks, its owners may leave a change unanswered that is beyond their limits, before it is only informed of; in the App. Default: no end.
       */
      answer_within?: string;
    };

/**
 * What Weir governs in a repository: the recorded traffic, the pipelines that it flows through, and how far their outputs may move. Stands at .github/weir.yml.
 */
export interface WeirYml {
  /**
   * Version of this format.
   */
  version: 1;
  /**
   * Recorded production traffic, by name. Required where there are pipelines.
   */
  recordings?: {
    [k: string]: RecordingYml;
  };
  /**
   * The downstream systems that depend on governed files, by name. Required, but in a repository that only has consumers elsewhere.
   */
  pipelines?: {
    [k: string]: PipelineYml;
  };
  defaults?: DefaultsYml;
  /**
   * Whether records may stand in reports, redacted, as examples of what changed. Default: hide.
   */
  examples?: 'show' | 'hide';
  /**
   * Files that look like schemas, rules, params or models and are none of Weir's business: a check does not name them when they change.
   *
   * Items: A glob of paths in the repository.
   */
  ungoverned?: string[];
  /**
   * Edits that are listed as waived and annotated no more. No limit is lifted by it.
   */
  ignore?: WaiverYml[];
  /**
   * What becomes of a change whose weir.yml would not stand (a file that is missing, an unknown engine), or that removes it. block: it fails. inform: the report says so. Default: block.
   */
  config_changes?: 'block' | 'inform';
  /**
   * A file in which owners accept an impact, read at head by weir check; reviewed through CODEOWNERS. Default: none.
   */
  accepted?: string;
  /**
   * What a repository whose files are read here sees of the pipelines here when it changes these files. Default: verdict where no more people can read it than this one, else nothing.
   */
  visible_to_upstreams?: 'nothing' | 'verdict' | 'measures';
  /**
   * What pipelines of other repositories that read files of this one may do to a change here, by the repository, owner/name, or a glob of such. Who is not named informs.
   */
  consumers?: {
    [k: string]: ConsumerYml;
  };
}
/**
 * Records of production traffic, and where each holds its parts.
 */
export interface RecordingYml {
  /**
   * Glob of files in the repository, or an address: s3://…, gs://…, az://…, https://…, file:///…
   */
  files?: string;
  /**
   * In place of files: a table or view of a warehouse, a row of which is a record. Rows are counted there, by what the steps read of them: postgres://…, clickhouse://…
   */
  table?: string;
  /**
   * Which rows of the table: columns, values and comparisons, as SQL writes them; neither subqueries nor functions.
   */
  where?: string;
  /**
   * How the files are written. Default: by extension. native: records as in record.schema.json, whose members need no pointers. opa: decision logs of Open Policy Agent; what a mask erased or changed is known to be lacking. opa-events: the same with what builtins answered; the input is an object of input and nd_builtin_cache. kserve: CloudEvents of the inference loggers of KServe, Seldon and Azure ML, or the records of KServe’s blob storage; request and response are joined by id. sagemaker: lines of SageMaker Data Capture; a body of several rows is as many records. databricks: rows of a Databricks inference table; a sampled row stands for as many requests as were left out with it. openai: files of OpenAI’s batch API, requests and answers joined by custom_id, or logs of calls of its API. otel-genai: spans and events of OpenTelemetry’s conventions for generative models, in OTLP/JSON. har: entries of HTTP archives (HAR 1.2): each call with its method, path, query, headers, body, status and answer.
   */
  format?:
    | 'jsonl'
    | 'json'
    | 'csv'
    | 'parquet'
    | 'avro'
    | 'native'
    | 'opa'
    | 'opa-events'
    | 'kserve'
    | 'sagemaker'
    | 'databricks'
    | 'openai'
    | 'otel-genai'
    | 'har';
  /**
   * How the files are compressed as a whole. Default: by extension (.gz, .zst); where a name has no known one, by the first bytes.
   */
  compression?: 'gzip' | 'zstd' | 'none';
  /**
   * The request inside a record. Default: "", the whole record; native: /input.
   */
  input?: string;
  /**
   * What production answered, if recorded. Default for native: /output.
   */
  output?: string;
  /**
   * What turned out to be right, if known. Default for native: /label.
   */
  label?: string;
  /**
   * What tells a record from others. Default for native: /id.
   */
  id?: string;
  /**
   * When the request came, ISO 8601. Default for native: /time.
   */
  time?: string;
  /**
   * The time zone in which the weeks of this traffic begin, on Monday. Default: UTC.
   */
  zone?: string;
  /**
   * How many requests the record stands for. Default: each stands for 1; native: /weight.
   */
  weight?: string;
  /**
   * Money or other stake of the record. Default: none; native: /value.
   */
  value?: string;
  labels?: LabelsYml;
  avro?: AvroMessagesYml;
  types?: Types;
  dialect?: DialectYml;
  /**
   * Columns whose value the folders name (origin=JFK/). Default: none, whatever folders are called.
   */
  partitions?: string[];
  /**
   * How much of the recording is read: hours, days or weeks up to its newest folder, where partition names these, else up to its newest record. Default: all of it.
   */
  window?: string;
  /**
   * How folders, or names of files, spell the time that a window goes by: {yyyy}, {MM}, {dd} and {HH}, in UTC.
   */
  partition?: string;
  /**
   * How old the newest record may be, in hours, days or weeks, before every check of it warns; none: never. Default: 30d.
   */
  max_age?: string;
  /**
   * What is taken out of each record as it is read, before anything else sees it. No output, segment or part of the record may be there.
   *
   * @minItems 1
   */
  redact?: [RedactionYml, ...RedactionYml[]];
}
/**
 * A table of outcomes that were known later, joined to the records by id.
 */
export interface LabelsYml {
  /**
   * Glob of files in the repository, or an address; the format is told by the extension.
   */
  files: string;
  /**
   * Where in a row of the table the id of the request is; the recording's own is at id.
   */
  join: string;
  /**
   * Where in a row what turned out to be right is.
   */
  label: string;
  /**
   * When that was known. Of several rows for a request the newest counts; without it, the last one.
   */
  time?: string;
  types?: Types;
  dialect?: DialectYml;
}
/**
 * What columns of CSV files hold. Default: number or boolean where JSON would write every value of the column like that, else text. dmy, mdy: days (and times) that begin with the day or the month, such as 31.12.2026 or 12/31/2026; they are read as 2026-12-31.
 */
export interface Types {
  [k: string]: 'text' | 'number' | 'boolean' | 'dmy' | 'mdy';
}
/**
 * How CSV files are written, where header and first rows do not tell.
 */
export interface DialectYml {
  /**
   * What stands between two fields. Default: the one of , ; | and tab that header and first rows agree on.
   */
  delimiter?: string;
  /**
   * What encloses a field. "": nothing does. Default: ".
   */
  quote?: string;
  /**
   * What stands before a quote that belongs to the field. Default: the quote itself, doubled.
   */
  escape?: string;
  /**
   * Whether the first line names the columns; a list names them where it does not. Default: true.
   */
  header?: boolean | [string, ...string[]];
  /**
   * How text became bytes, by a name of the WHATWG encoding standard. Default: utf-8, or utf-16 where the file begins like that.
   */
  encoding?: string;
  /**
   * What stands before the decimals in columns declared as number. With ",", these may be written 1234,5 and 1.234,50, 1 234,50 or 1'234,50. Default: ".".
   */
  decimal?: '.' | ',';
}
/**
 * The messages in the records are Avro, in the wire format of a schema registry or in the single-object encoding: they become JSON as they are read.
 */
export interface AvroMessagesYml {
  /**
   * Where in a record the message stands, in Base64. Default: the recording's input.
   */
  at?: string;
  /**
   * The schemas that messages were written with, by their id in the registry.
   */
  ids?: {
    /**
     * A file in the repository, or an address.
     */
    [k: string]: string;
  };
  /**
   * An export of the schema registry: the answer of GET /schemas, or the values of the topic _schemas.
   */
  registry?: string;
  /**
   * Glob of further schemas that messages were written with, for the single-object encoding, which names them by their fingerprint.
   */
  schemas?: string;
}
/**
 * A downstream system: ordered steps, its outputs, and how far they may move.
 */
export interface PipelineYml {
  /**
   * Who answers for the pipeline and may approve its impact. Without owners nobody can.
   */
  owners?: string[];
  /**
   * Name of the recording that is replayed.
   */
  recording: string;
  /**
   * Model config, JSON or YAML, that every step can read at /params.
   */
  params?: string;
  /**
   * What the document flows through, in order.
   *
   * @minItems 1
   */
  steps: [StepYml, ...StepYml[]];
  /**
   * The values of the document that matter downstream, by name.
   */
  outputs: {
    [k: string]: OutputYml;
  };
  /**
   * Places in the document whose values cut the traffic into slices that explain an impact.
   */
  segments?: Pointer[];
  /**
   * What has to stay within the limits: the recording as a whole, or also every week of it. Default: whole.
   */
  judge?: 'whole' | 'every_week';
  monitor?: MonitorYml;
  /**
   * What the owners allow: <output>.<measure>, or rejected, failed, unreplayable. Default: changed 1% of each output, rejected and failed 0.1%.
   */
  limits?: {
    [k: string]: LimitYml;
  };
}
/**
 * Checks the document and projects it to what the producer would send.
 */
export interface SchemaStepYml {
  /**
   * Path of the schema; that of another repository as owner/name:path@ref.
   */
  schema: string;
  /**
   * The engine that reads this file. Default: by the file's extension.
   */
  engine?: 'json-schema' | 'json-schema-ajv' | 'graphql' | 'openapi' | 'avro' | 'odcs' | 'dbt' | 'sql-ddl' | 'protobuf';
  /**
   * Schemas: which edits are breaking, as registries have it. backward: head refuses what base wrote; forward: base refuses what head writes; full: either. With _transitive head is also compared with earlier versions of the file in git. Default: backward.
   */
  compatibility?: 'backward' | 'forward' | 'full' | 'backward_transitive' | 'forward_transitive' | 'full_transitive';
  /**
   * Schemas: with how many versions before base a _transitive compatibility compares head. Default: 10.
   */
  revisions?: number;
  /**
   * Schemas that refer to others by address: the copies in the repository that stand for what is not there under its own $id.
   */
  vendored?: {
    /**
     * A file in the repository.
     */
    [k: string]: string;
  };
  /**
   * GraphQL: where in the document the text of a recorded operation stands. Default: /query.
   */
  query?: string;
  /**
   * GraphQL: where in the document the mapping of variables of a recorded operation stands. Default: /variables.
   */
  variables?: string;
  /**
   * GraphQL: where in the document the name of a recorded operation stands. Default: /operationName.
   */
  operation?: string;
  /**
   * ODCS: which of several objects of the contract the recording holds.
   */
  object?: string;
  /**
   * Tables to which relationships lead: the recordings that hold their rows.
   */
  related?: {
    /**
     * A recording of this weir.yml.
     */
    [k: string]: string;
  };
  /**
   * SQL: which of several tables the recording holds, with or without its schema. dbt: which model, seed, snapshot or source.
   */
  table?: string;
  /**
   * Protobuf: full name of the message that the documents are. Default: the only message of the file that no other one of it uses.
   */
  message?: string;
  /**
   * Protobuf: where in the document the message stands, as JSON, or as text in Base64 of its binary form. Default: the document itself.
   */
  payload?: string;
  /**
   * Protobuf: which changes are breaking, as `buf breaking` has it. FILE and PACKAGE: for generated code, too; WIRE_JSON: for readers of JSON and of binary; WIRE: of binary alone. Default: WIRE_JSON.
   */
  compare?: 'FILE' | 'PACKAGE' | 'WIRE_JSON' | 'WIRE';
  /**
   * Protobuf: what stands before a binary message. confluent: the header that serializers of Confluent write; grpc: that of gRPC. Default: none.
   */
  framing?: 'none' | 'confluent' | 'grpc';
  /**
   * Protobuf: what becomes of records with fields that the schema does not have. Default: reject. Fields that only base declares are dropped at head either way.
   */
  unknown?: 'reject' | 'ignore';
}
/**
 * Evaluates rules on the document and writes their result into it.
 */
export interface RulesStepYml {
  /**
   * Path of the rules; with a JSON Pointer behind a #, a part of the file.
   */
  rules: string;
  /**
   * The engine that reads this file. Default: by the file's extension.
   */
  engine?:
    | 'json-logic-js'
    | 'json-logic-engine'
    | 'cel'
    | 'cel-bufbuild'
    | 'jdm'
    | 'dmn'
    | 'sql'
    | 'rego'
    | 'decision-table'
    | 'jsonata'
    | 'json-rules-engine'
    | 'flagd';
  /**
   * For a file of many named rules: a pointer with one * in place of their names. Each rule is a step of its own, writes its result at into/<name>, and is an output with a limit of its own.
   */
  each?: string;
  /**
   * CEL: what whole numbers of the document and the params are. double: as CEL takes JSON. int: where production declares them so, as in request.retries + 1. Default: double.
   */
  integers?: 'double' | 'int';
  /**
   * GoRules: allow runs function nodes, which are JavaScript. Requests that they make are refused all the same. Without it, a decision with a function node is an error.
   */
  functions?: 'allow';
  /**
   * GoRules and DMN: what a decision that reads the clock takes for the current time, in UTC. Without it, records are unreplayable for such a decision.
   */
  now?: string;
  /**
   * DMN: the decision, or the decision service, whose result is taken, by its name. Default: the decision that no other requires.
   */
  decision?: string;
  /**
   * SQL: types of columns of the table input. Default: of each document its members, numbers as DOUBLE, texts as VARCHAR, lists and objects as JSON.
   */
  columns?: {
    [k: string]: string;
  };
  /**
   * Rego: the rule that is asked, as it was named to opa build -e. Default: the only one there is.
   */
  entrypoint?: string;
  /**
   * Rego: where in the document the input of the policy stands. Default: "", all of it.
   */
  request?: string;
  /**
   * Rego: where in the document the answers of builtins stand that differ from call to call, as decision logs record them.
   */
  builtins?: string;
  /**
   * json-rules-engine: what a fact that a record lacks is. refuse: an error, as by default. allow: undefined, as with allowUndefinedFacts. Default: refuse.
   */
  undefinedFacts?: 'refuse' | 'allow';
  /**
   * flagd: pointer to the time of a record, in ISO 8601 or in seconds, for flags that read $flagd.timestamp. Without it such records are unreplayable.
   */
  timestamp?: string;
  /**
   * Where in the document the step writes its result.
   */
  into: string;
}
/**
 * Runs a model on the document, or reuses what production answered, and writes the result into it.
 */
export interface ModelStepYml {
  /**
   * recorded, or the path of the model's weights.
   */
  model: string;
  /**
   * For model: recorded, the answer's place inside the record of input, output, label, id, time, weight and value.
   */
  from?: string;
  /**
   * The engine that reads this file. Default: by the file's extension.
   */
  engine?:
    | 'onnx'
    | 'xgboost'
    | 'lightgbm'
    | 'handlebars'
    | 'mustache'
    | 'liquid'
    | 'jinja'
    | 'dotprompt'
    | 'model-config'
    | 'params'
    | 'recorded'
    | 'open-inference'
    | 'mlflow'
    | 'http-json'
    | 'openai-chat';
  /**
   * Models: where their inputs stand in the document. A list of pointers: the columns of the only input, in order. A mapping: by the names of the model's inputs or features, a pointer each, or a list of them for an input of several columns. Default: each at the top of the document, by its name.
   */
  inputs?:
    | [string, ...string[]]
    | {
        [k: string]: string | [string, ...string[]];
      };
  /**
   * Models: which part of the answer is the result, by a pointer into it, or by a mapping of names to such pointers. An ONNX answer is a mapping by the names of its outputs; that of XGBoost and LightGBM holds prediction and margin.
   */
  outputs?:
    | string
    | {
        [k: string]: string;
      };
  /**
   * Models: what a record becomes in which a number is absent, null or no number. fail: failed. nan: it is NaN for the model. Default: fail for ONNX, nan for XGBoost and LightGBM, whose trees know where to go without it.
   */
  missing?: 'fail' | 'nan';
  /**
   * Prompts: the vocabulary by which tokens are counted. The result is then a mapping of text and tokens; without it, the text. o200k_base: GPT-4o and later. cl100k_base: GPT-4 and GPT-3.5.
   */
  encoding?: 'o200k_base' | 'o200k_harmony' | 'cl100k_base' | 'p50k_base' | 'p50k_edit' | 'r50k_base';
  /**
   * Prompts: what a million tokens of input cost; the result then has cost, too. Needs encoding.
   */
  price?: number;
  /**
   * Jinja: whether a line that holds a block alone leaves no line behind (trim_blocks and lstrip_blocks), as chat templates are read. Default: false, as in Jinja.
   */
  trim_blocks?: boolean;
  /**
   * Endpoints: the address that base is asked at, and head unless "head" says otherwise.
   */
  endpoint?: string;
  /**
   * Endpoints: the address that head is asked at once something of the step differs; ${deployment} for where the change is deployed.
   */
  head?: string;
  /**
   * Endpoints: what follows the address of a deployment.
   */
  path?: string;
  /**
   * Endpoints: the environment whose deployment is meant. Default: any.
   */
  environment?: string;
  /**
   * Endpoints: hosts that a deployment may have, *. in front for all below.
   */
  hosts?: string[];
  /**
   * Endpoints: the environment variable that holds a token; it is sent as Authorization: Bearer.
   */
  secret?: string;
  /**
   * Programs and endpoints: seconds without an answer until a record fails. Default: 30.
   */
  timeout?: number;
  /**
   * Endpoints: how many requests are under way at once, for each version. Default: 8.
   */
  concurrency?: number;
  /**
   * Endpoints: how many requests each version may cost, repeated ones counted. Default: 10,000.
   */
  request_budget?: number;
  /**
   * Endpoints: how many tokens each version may cost, by the usage that answers state. Default: any number.
   */
  token_budget?: number;
  /**
   * Where in the document the step writes its result.
   */
  into: string;
}
/**
 * Runs a program of your own on the documents, and writes what it answers into them.
 */
export interface ProgramStepYml {
  /**
   * The program's folder with a / at its end, or its file.
   */
  program: string;
  /**
   * The engine that reads this file. Default: by the file's extension.
   */
  engine?: 'program';
  /**
   * Programs: the command, a word an item. It is started in a folder that holds what the step names, at the same paths as in the repository.
   *
   * @minItems 1
   */
  run: [string, ...string[]];
  /**
   * Programs: a command that is run there once before, and again only for other files; to install what the program needs.
   *
   * @minItems 1
   */
  setup?: [string, ...string[]];
  /**
   * Programs: further files, and folders with a / at their end, that the program needs. It finds nothing else of the repository.
   */
  uses?: string[];
  /**
   * Programs: names of environment variables that the program gets. Beside them it has PATH alone.
   *
   * Items: The name of a variable.
   */
  env?: string[];
  /**
   * Programs and endpoints: seconds without an answer until a record fails. Default: 30.
   */
  timeout?: number;
  /**
   * Programs: how many of each version run at once. Default: as many as there are replay processes.
   */
  processes?: number;
  /**
   * Where in the document the step writes its result.
   */
  into: string;
}
/**
 * One value of the document that matters downstream.
 */
export interface OutputYml {
  /**
   * Its place in the document.
   */
  at: string;
  /**
   * What it holds, which decides how its change is measured.
   */
  kind: 'category' | 'number' | 'probability' | 'ranking' | 'text';
  /**
   * Numbers and probabilities that differ by no more than this, in the output's unit, are the same. Default: 0.
   */
  tolerance?: number;
  /**
   * Where what production answered holds this value, if not at the same place.
   */
  recorded?: string;
}
/**
 * How production is watched by weir monitor.
 */
export interface MonitorYml {
  /**
   * How long a window is. Default: a week from Monday, in the recording's zone.
   */
  every?: '1w';
  /**
   * Windows that the newest are compared with. Default: 13.
   */
  baseline?: number;
  /**
   * Windows in a row beyond all of the baseline before the traffic has moved. Default: 3.
   */
  persist?: number;
  /**
   * Windows in a row without it before a finding is over. Default: 2.
   */
  clear?: number;
  /**
   * How far outputs of production may move from the baseline: <output>.share.<value>, <output>.mean, <output>.accuracy; and answers.differ, inputs.rejected, inputs.missing, inputs.unseen. Default: 0.1% for these four, none for outputs.
   */
  limits?: {
    [k: string]: LimitYml;
  };
  /**
   * Whose public holidays: a week with one neither opens nor closes a finding of the traffic. A country, or a part of it. Default: none. Needs date-holidays.
   */
  calendar?: string;
  labels?: MonitorLabelsYml;
  retrain?: MonitorRetrainYml;
}
/**
 * When late labels count.
 */
export interface MonitorLabelsYml {
  /**
   * A week is judged by its labels once they are so much of what earlier weeks have. Default: 95%.
   */
  mature?: string | number;
  /**
   * And once so much of its records has a label. Default: 80%.
   */
  coverage?: string | number;
}
/**
 * What is asked for where only the world has changed: a retraining, and what it has to come to.
 */
export interface MonitorRetrainYml {
  train?: MonitorTrainYml;
  run?: MonitorRunYml;
  /**
   * What has to be worse before it is asked for: accuracy, of any output, or <output>.accuracy. Default: accuracy.
   *
   * @minItems 1
   */
  when?: [string, ...string[]];
  /**
   * How long after it was asked for it is not asked for again, by the weeks of the recording. Default: 30d.
   */
  cooldown?: string;
  /**
   * Which weeks a model is judged on: those whose labels are there. Default, and nothing else.
   */
  window?: 'mature';
  /**
   * What a retrained model is judged by: <output>.accuracy, how far below the baseline's it may be; any <output>.<measure> of a limit, how far it may move from what runs.
   */
  success: {
    [k: string]: LimitYml;
  };
}
/**
 * What to train on.
 */
export interface MonitorTrainYml {
  /**
   * How far back to train on, from the newest week. Default: -26w.
   */
  from?: string;
  /**
   * Weeks that are left out: those in which production, a merge or broken input moved something. Default, and nothing else.
   */
  skip?: 'findings';
}
/**
 * What holds for every pipeline.
 */
export interface DefaultsYml {
  /**
   * How sure a verdict must be, from 50% to below 100%. Default: 99%.
   */
  confidence?: string | number;
  /**
   * Whether an inconclusive verdict blocks the merge. Default: block.
   */
  inconclusive?: 'block' | 'allow';
}
export interface WaiverYml {
  /**
   * Kind of edit by its stable name, as reports and weir diff give it.
   */
  rule: string;
  /**
   * The file whose edits are meant: a path in the repository, or a glob.
   */
  artifact: string;
  /**
   * Last day (UTC) on which it holds, by when the change is judged.
   */
  until: string;
  /**
   * Why these edits may be made.
   */
  reason: string;
}
