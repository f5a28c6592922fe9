// @ts-nocheck
/** Generated from schemas/weir.schema.json by `npm run generate`; change that file instead. */
"use strict";
export const weirYml = validate0;
const schema0 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://weir-bot.dev/schemas/weir.schema.json","title":"WeirYml","description":"What Weir governs in a repository: the recorded traffic, the pipelines that it flows through, and how far their outputs may move. Stands at .github/weir.yml.","type":"object","properties":{"version":{"const":1,"description":"Version of this format.","examples":[1]},"recordings":{"description":"Recorded production traffic, by name. Required where there are pipelines.","type":"object","propertyNames":{"$ref":"#/$defs/name"},"additionalProperties":{"$ref":"#/$defs/recording"},"examples":[{"flights":{"files":"traffic/flights-*.parquet","input":"","label":"/outcome"}}]},"pipelines":{"description":"The downstream systems that depend on governed files, by name. Required, but in a repository that only has consumers elsewhere.","type":"object","minProperties":1,"propertyNames":{"$ref":"#/$defs/name"},"additionalProperties":{"$ref":"#/$defs/pipeline"},"examples":[{"delay-compensation":{"owners":["@acme/claims"],"recording":"flights","steps":[{"schema":"schemas/flight.schema.json"},{"rules":"rules/compensation.json","into":"/decision"}],"outputs":{"tier":{"at":"/decision/tier","kind":"category"}},"limits":{"tier.changed":"1%"}}}]},"defaults":{"$ref":"#/$defs/defaults"},"examples":{"enum":["show","hide"],"description":"Whether records may stand in reports, redacted, as examples of what changed. Default: hide.","default":"hide","examples":["hide"]},"ungoverned":{"type":"array","items":{"type":"string","minLength":1,"description":"A glob of paths in the repository.","examples":["deploy/**"]},"description":"Files that look like schemas, rules, params or models and are none of Weir's business: a check does not name them when they change.","examples":[["deploy/**","config/ui.yaml"]]},"ignore":{"type":"array","items":{"title":"WaiverYml","type":"object","properties":{"rule":{"type":"string","minLength":1,"description":"Kind of edit by its stable name, as reports and weir diff give it.","examples":["required-added"]},"artifact":{"type":"string","minLength":1,"description":"The file whose edits are meant: a path in the repository, or a glob.","examples":["schemas/**"]},"until":{"type":"string","pattern":"^\\d{4}-\\d{2}-\\d{2}$","description":"Last day (UTC) on which it holds, by when the change is judged.","examples":["2027-01-01"]},"reason":{"type":"string","minLength":1,"description":"Why these edits may be made.","examples":["all producers send it since June"]}},"required":["rule","artifact","until","reason"],"additionalProperties":false},"description":"Edits that are listed as waived and annotated no more. No limit is lifted by it.","examples":[[{"rule":"required-added","artifact":"schemas/**","until":"2027-01-01","reason":"all producers send it since June"}]]},"config_changes":{"enum":["block","inform"],"description":"What becomes of a change whose weir.yml would not stand (a file that is missing, an unknown engine), or that removes it. block: it fails. inform: the report says so. Default: block.","default":"block","examples":["block"]},"accepted":{"$ref":"#/$defs/path","description":"A file in which owners accept an impact, read at head by weir check; reviewed through CODEOWNERS. Default: none.","examples":[".github/weir-accepted.yml"]},"visible_to_upstreams":{"enum":["nothing","verdict","measures"],"description":"What a repository whose files are read here sees of the pipelines here when it changes these files. Default: verdict where no more people can read it than this one, else nothing.","examples":["verdict"]},"consumers":{"type":"object","propertyNames":{"$ref":"#/$defs/consumerName"},"minProperties":1,"additionalProperties":{"$ref":"#/$defs/consumer"},"description":"What pipelines of other repositories that read files of this one may do to a change here, by the repository, owner/name, or a glob of such. Who is not named informs.","examples":[{"acme/risk":{"gate":"block","answer_within":"3d"},"acme/*":"inform"}]}},"required":["version"],"anyOf":[{"required":["recordings","pipelines"]},{"required":["consumers"]}],"patternProperties":{"^x-":{"description":"Anything: not read. A place for anchors.","examples":[{"steps":[]}]}},"additionalProperties":false,"$defs":{"name":{"type":"string","pattern":"^[A-Za-z0-9_][A-Za-z0-9_.-]*$","description":"Letters, digits, _, - and dots; does not start with a dot or a dash.","examples":["delay-compensation"]},"outputName":{"type":"string","pattern":"^[A-Za-z0-9_][A-Za-z0-9_-]*$","description":"Letters, digits, _ and -, and no dot, since limits are written output.measure.","examples":["tier"]},"pointer":{"type":"string","format":"json-pointer","description":"JSON Pointer (RFC 6901): \"\" is the whole value, /a/0 the first item of its member a.","examples":["/decision/tier"]},"path":{"type":"string","minLength":1,"description":"Path of a file in the repository, from its root.","examples":["rules/compensation.json"]},"recording":{"title":"RecordingYml","description":"Records of production traffic, and where each holds its parts.","type":"object","properties":{"files":{"type":"string","minLength":1,"description":"Glob of files in the repository, or an address: s3://…, gs://…, az://…, https://…, file:///…","examples":["traffic/flights-*.parquet","s3://acme-traffic/flights/*.jsonl.gz"]},"table":{"type":"string","minLength":1,"description":"In place of files: a table or view of a warehouse, a row of which is a record. Rows are counted there, by what the steps read of them: postgres://…, clickhouse://…","examples":["postgres://warehouse.acme.example/traffic/public.requests"]},"where":{"type":"string","minLength":1,"maxLength":4000,"description":"Which rows of the table: columns, values and comparisons, as SQL writes them; neither subqueries nor functions.","examples":["day >= '2026-11-01' AND country IN ('DE', 'AT')"]},"format":{"enum":["jsonl","json","csv","parquet","avro","native","opa","opa-events","kserve","sagemaker","databricks","openai","otel-genai","har"],"description":"How the files are written. Default: by extension. native: records as in record.schema.json, whose members need no pointers. opa: decision logs of Open Policy Agent; what a mask erased or changed is known to be lacking. opa-events: the same with what builtins answered; the input is an object of input and nd_builtin_cache. kserve: CloudEvents of the inference loggers of KServe, Seldon and Azure ML, or the records of KServe’s blob storage; request and response are joined by id. sagemaker: lines of SageMaker Data Capture; a body of several rows is as many records. databricks: rows of a Databricks inference table; a sampled row stands for as many requests as were left out with it. openai: files of OpenAI’s batch API, requests and answers joined by custom_id, or logs of calls of its API. otel-genai: spans and events of OpenTelemetry’s conventions for generative models, in OTLP/JSON. har: entries of HTTP archives (HAR 1.2): each call with its method, path, query, headers, body, status and answer.","examples":["parquet"]},"compression":{"enum":["gzip","zstd","none"],"description":"How the files are compressed as a whole. Default: by extension (.gz, .zst); where a name has no known one, by the first bytes.","examples":["gzip"]},"input":{"$ref":"#/$defs/pointer","description":"The request inside a record. Default: \"\", the whole record; native: /input.","examples":["/request"]},"output":{"$ref":"#/$defs/pointer","description":"What production answered, if recorded. Default for native: /output.","examples":["/response"]},"label":{"$ref":"#/$defs/pointer","description":"What turned out to be right, if known. Default for native: /label.","examples":["/outcome"]},"id":{"$ref":"#/$defs/pointer","description":"What tells a record from others. Default for native: /id.","examples":["/id"]},"time":{"$ref":"#/$defs/pointer","description":"When the request came, ISO 8601. Default for native: /time.","examples":["/date"]},"zone":{"type":"string","minLength":1,"description":"The time zone in which the weeks of this traffic begin, on Monday. Default: UTC.","examples":["Europe/Berlin"]},"weight":{"$ref":"#/$defs/pointer","description":"How many requests the record stands for. Default: each stands for 1; native: /weight.","examples":["/weight"]},"value":{"$ref":"#/$defs/pointer","description":"Money or other stake of the record. Default: none; native: /value.","examples":["/fare"]},"labels":{"title":"LabelsYml","type":"object","properties":{"files":{"type":"string","minLength":1,"description":"Glob of files in the repository, or an address; the format is told by the extension.","examples":["outcomes/*.csv"]},"join":{"$ref":"#/$defs/pointer","description":"Where in a row of the table the id of the request is; the recording's own is at id.","examples":["/request_id"]},"label":{"$ref":"#/$defs/pointer","description":"Where in a row what turned out to be right is.","examples":["/outcome"]},"time":{"$ref":"#/$defs/pointer","description":"When that was known. Of several rows for a request the newest counts; without it, the last one.","examples":["/settled_at"]},"types":{"$ref":"#/$defs/recording/properties/types"},"dialect":{"$ref":"#/$defs/recording/properties/dialect"}},"required":["files","join","label"],"additionalProperties":false,"description":"A table of outcomes that were known later, joined to the records by id.","examples":[{"files":"outcomes/*.csv","join":"/request_id","label":"/outcome","time":"/settled_at"}]},"avro":{"title":"AvroMessagesYml","type":"object","minProperties":1,"properties":{"at":{"$ref":"#/$defs/pointer","description":"Where in a record the message stands, in Base64. Default: the recording's input.","examples":["/value"]},"ids":{"type":"object","propertyNames":{"pattern":"^(0|[1-9][0-9]{0,9})$"},"additionalProperties":{"type":"string","minLength":1,"description":"A file in the repository, or an address.","examples":["schemas/booking.v1.avsc"]},"description":"The schemas that messages were written with, by their id in the registry.","examples":[{"7":"schemas/booking.v1.avsc"}]},"registry":{"type":"string","minLength":1,"description":"An export of the schema registry: the answer of GET /schemas, or the values of the topic _schemas.","examples":["traffic/schemas.json"]},"schemas":{"type":"string","minLength":1,"description":"Glob of further schemas that messages were written with, for the single-object encoding, which names them by their fingerprint.","examples":["schemas/history/*.avsc"]}},"additionalProperties":false,"description":"The messages in the records are Avro, in the wire format of a schema registry or in the single-object encoding: they become JSON as they are read.","examples":[{"at":"/value","ids":{"7":"schemas/booking.v1.avsc"}}]},"types":{"type":"object","additionalProperties":{"enum":["text","number","boolean","dmy","mdy"]},"description":"What columns of CSV files hold. Default: number or boolean where JSON would write every value of the column like that, else text. dmy, mdy: days (and times) that begin with the day or the month, such as 31.12.2026 or 12/31/2026; they are read as 2026-12-31.","examples":[{"age":"number","code":"text"}]},"dialect":{"title":"DialectYml","type":"object","properties":{"delimiter":{"type":"string","minLength":1,"maxLength":1,"description":"What stands between two fields. Default: the one of , ; | and tab that header and first rows agree on.","examples":[";"]},"quote":{"type":"string","maxLength":1,"description":"What encloses a field. \"\": nothing does. Default: \".","examples":["'"]},"escape":{"type":"string","minLength":1,"maxLength":1,"description":"What stands before a quote that belongs to the field. Default: the quote itself, doubled.","examples":["\\"]},"header":{"anyOf":[{"type":"boolean"},{"type":"array","items":{"type":"string","minLength":1},"minItems":1,"uniqueItems":true}],"description":"Whether the first line names the columns; a list names them where it does not. Default: true.","examples":[["id","origin"]]},"encoding":{"type":"string","minLength":1,"description":"How text became bytes, by a name of the WHATWG encoding standard. Default: utf-8, or utf-16 where the file begins like that.","examples":["windows-1252"]},"decimal":{"enum":[".",","],"description":"What stands before the decimals in columns declared as number. With \",\", these may be written 1234,5 and 1.234,50, 1 234,50 or 1'234,50. Default: \".\".","examples":[","]}},"additionalProperties":false,"description":"How CSV files are written, where header and first rows do not tell.","examples":[{"delimiter":";","encoding":"windows-1252"}]},"partitions":{"type":"array","items":{"type":"string","minLength":1},"uniqueItems":true,"description":"Columns whose value the folders name (origin=JFK/). Default: none, whatever folders are called.","examples":[["origin"]]},"window":{"type":"string","pattern":"^[1-9]\\d{0,4}[hdw]$","description":"How much of the recording is read: hours, days or weeks up to its newest folder, where partition names these, else up to its newest record. Default: all of it.","examples":["7d"]},"partition":{"type":"string","minLength":1,"description":"How folders, or names of files, spell the time that a window goes by: {yyyy}, {MM}, {dd} and {HH}, in UTC.","examples":["dt={yyyy}-{MM}-{dd}","{yyyy}/{MM}/{dd}"]},"max_age":{"type":"string","pattern":"^(?:[1-9]\\d{0,4}[hdw]|none)$","description":"How old the newest record may be, in hours, days or weeks, before every check of it warns; none: never. Default: 30d.","default":"30d","examples":["30d"]},"redact":{"type":"array","minItems":1,"items":{"title":"RedactionYml","type":["string","object"],"format":"json-pointer","properties":{"at":{"$ref":"#/$defs/pointer","description":"Where in a record; * stands for every item of a list, or member of a map.","examples":["/customers/*/email"]},"as":{"enum":["drop","hash"],"description":"drop: nothing is left. hash: HMAC-SHA-256 with the key in WEIR_REDACT_KEY, so that equal values stay equal. Default: drop.","default":"drop","examples":["hash"]}},"required":["at"],"additionalProperties":false},"description":"What is taken out of each record as it is read, before anything else sees it. No output, segment or part of the record may be there.","examples":[["/customer/email",{"at":"/card","as":"hash"}]]}},"additionalProperties":false,"examples":[{"files":"traffic/flights-*.parquet","input":"","output":"/response","label":"/outcome","id":"/id","time":"/date","weight":"/weight","value":"/fare"}]},"pipeline":{"title":"PipelineYml","description":"A downstream system: ordered steps, its outputs, and how far they may move.","type":"object","properties":{"owners":{"type":"array","items":{"type":"string","description":"@user, @org/team or an e-mail address.","examples":["@acme/claims"]},"description":"Who answers for the pipeline and may approve its impact. Without owners nobody can.","examples":[["@acme/claims"]]},"recording":{"type":"string","minLength":1,"description":"Name of the recording that is replayed.","examples":["flights"]},"params":{"$ref":"#/$defs/path","description":"Model config, JSON or YAML, that every step can read at /params.","examples":["config/compensation.yaml"]},"steps":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/step"},"description":"What the document flows through, in order.","examples":[[{"schema":"schemas/flight.schema.json"},{"rules":"rules/compensation.json","into":"/decision"}]]},"outputs":{"type":"object","minProperties":1,"propertyNames":{"$ref":"#/$defs/outputName"},"additionalProperties":{"$ref":"#/$defs/output"},"description":"The values of the document that matter downstream, by name.","examples":[{"tier":{"at":"/decision/tier","kind":"category"}}]},"segments":{"type":"array","items":{"$ref":"#/$defs/pointer"},"description":"Places in the document whose values cut the traffic into slices that explain an impact.","examples":[["/origin"]]},"judge":{"enum":["whole","every_week"],"description":"What has to stay within the limits: the recording as a whole, or also every week of it. Default: whole.","examples":["every_week"]},"monitor":{"title":"MonitorYml","type":"object","properties":{"every":{"enum":["1w"],"description":"How long a window is. Default: a week from Monday, in the recording's zone.","examples":["1w"]},"baseline":{"type":"integer","minimum":2,"maximum":104,"description":"Windows that the newest are compared with. Default: 13.","examples":[13]},"persist":{"type":"integer","minimum":1,"maximum":12,"description":"Windows in a row beyond all of the baseline before the traffic has moved. Default: 3.","examples":[3]},"clear":{"type":"integer","minimum":1,"maximum":12,"description":"Windows in a row without it before a finding is over. Default: 2.","examples":[2]},"limits":{"type":"object","additionalProperties":{"$ref":"#/$defs/limit"},"description":"How far outputs of production may move from the baseline: <output>.share.<value>, <output>.mean, <output>.accuracy; and answers.differ, inputs.rejected, inputs.missing, inputs.unseen. Default: 0.1% for these four, none for outputs.","examples":[{"answers.differ":"0.1%","tier.share.long":"1%","amount.mean":0.5}]},"calendar":{"type":"string","pattern":"^[A-Z]{2}(-[A-Za-z0-9]{1,3})?$","description":"Whose public holidays: a week with one neither opens nor closes a finding of the traffic. A country, or a part of it. Default: none. Needs date-holidays.","examples":["US","DE-by"]},"labels":{"title":"MonitorLabelsYml","type":"object","properties":{"mature":{"type":["string","number"],"pattern":"^(100|\\d{1,2}(\\.\\d+)?) ?%$","minimum":0,"maximum":1,"description":"A week is judged by its labels once they are so much of what earlier weeks have. Default: 95%.","examples":["95%"]},"coverage":{"type":["string","number"],"pattern":"^(100|\\d{1,2}(\\.\\d+)?) ?%$","minimum":0,"maximum":1,"description":"And once so much of its records has a label. Default: 80%.","examples":["80%"]}},"additionalProperties":false,"description":"When late labels count.","examples":[{"mature":"95%","coverage":"80%"}]},"retrain":{"title":"MonitorRetrainYml","type":"object","properties":{"train":{"title":"MonitorTrainYml","type":"object","properties":{"from":{"type":"string","pattern":"^-[1-9]\\d{0,2}w$","description":"How far back to train on, from the newest week. Default: -26w.","examples":["-26w"]},"skip":{"enum":["findings"],"description":"Weeks that are left out: those in which production, a merge or broken input moved something. Default, and nothing else.","examples":["findings"]}},"additionalProperties":false,"description":"What to train on.","examples":[{"from":"-26w","skip":"findings"}]},"run":{"title":"MonitorRunYml","type":["string","object"],"pattern":"^\\.github/workflows/[^/]+\\.ya?ml$","properties":{"repository_dispatch":{"type":"string","minLength":1,"maxLength":100,"description":"The type of the event, as a workflow lists it in on.repository_dispatch.types.","examples":["weir-retrain"]}},"required":["repository_dispatch"],"additionalProperties":false,"description":".github/workflows/<file>.yml, a workflow of the default branch with the trigger workflow_dispatch; or repository_dispatch with a type: started each time that a retraining is asked for. Default: nothing.","examples":[".github/workflows/train.yml",{"repository_dispatch":"weir-retrain"}]},"when":{"type":"array","items":{"type":"string","minLength":1},"minItems":1,"uniqueItems":true,"description":"What has to be worse before it is asked for: accuracy, of any output, or <output>.accuracy. Default: accuracy.","examples":[["tier.accuracy"]]},"cooldown":{"type":"string","pattern":"^\\d{1,3}[dw]$","description":"How long after it was asked for it is not asked for again, by the weeks of the recording. Default: 30d.","examples":["30d"]},"window":{"enum":["mature"],"description":"Which weeks a model is judged on: those whose labels are there. Default, and nothing else.","examples":["mature"]},"success":{"type":"object","minProperties":1,"additionalProperties":{"$ref":"#/$defs/limit"},"description":"What a retrained model is judged by: <output>.accuracy, how far below the baseline's it may be; any <output>.<measure> of a limit, how far it may move from what runs.","examples":[{"tier.accuracy":"0.5%","tier.changed":"10%"}]}},"required":["success"],"additionalProperties":false,"description":"What is asked for where only the world has changed: a retraining, and what it has to come to.","examples":[{"success":{"tier.accuracy":"0.5%"}}]}},"additionalProperties":false,"description":"How production is watched by weir monitor.","examples":[{"baseline":13,"limits":{"tier.share.long":"1%"}}]},"limits":{"type":"object","additionalProperties":{"$ref":"#/$defs/limit"},"description":"What the owners allow: <output>.<measure>, or rejected, failed, unreplayable. Default: changed 1% of each output, rejected and failed 0.1%.","examples":[{"tier.changed":"1%","amount.mean_ratio":"2%","rejected":"0.1%","failed":0}]}},"required":["recording","steps","outputs"],"additionalProperties":false,"examples":[{"owners":["@acme/claims"],"recording":"flights","steps":[{"rules":"rules/compensation.json","into":"/decision"}],"outputs":{"tier":{"at":"/decision/tier","kind":"category"}}}]},"step":{"title":"StepYml","description":"One artifact and what it does to the document.","anyOf":[{"$ref":"#/$defs/schemaStep"},{"$ref":"#/$defs/rulesStep"},{"$ref":"#/$defs/modelStep"},{"$ref":"#/$defs/programStep"}],"examples":[{"schema":"schemas/flight.schema.json"},{"rules":"rules/compensation.json","into":"/decision"},{"model":"recorded","from":"/output/score","into":"/score"}]},"schemaStep":{"title":"SchemaStepYml","description":"Checks the document and projects it to what the producer would send.","type":"object","properties":{"schema":{"$ref":"#/$defs/path","description":"Path of the schema; that of another repository as owner/name:path@ref.","examples":["schemas/flight.schema.json"]},"engine":{"type":"string","minLength":1,"description":"The engine that reads this file. Default: by the file's extension.","examples":["json-schema"],"enum":["json-schema","json-schema-ajv","graphql","openapi","avro","odcs","dbt","sql-ddl","protobuf"]},"compatibility":{"enum":["backward","forward","full","backward_transitive","forward_transitive","full_transitive"],"description":"Schemas: which edits are breaking, as registries have it. backward: head refuses what base wrote; forward: base refuses what head writes; full: either. With _transitive head is also compared with earlier versions of the file in git. Default: backward.","examples":["backward_transitive"]},"revisions":{"type":"integer","minimum":1,"maximum":100,"description":"Schemas: with how many versions before base a _transitive compatibility compares head. Default: 10.","examples":[20]},"vendored":{"type":"object","propertyNames":{"pattern":"^[A-Za-z][A-Za-z0-9+.-]*:[^#]+$"},"additionalProperties":{"type":"string","minLength":1,"description":"A file in the repository.","examples":["vendor/geojson.json"]},"description":"Schemas that refer to others by address: the copies in the repository that stand for what is not there under its own $id.","examples":[{"https://geojson.org/schema/Point.json":"vendor/geojson.json"}]},"query":{"type":"string","format":"json-pointer","description":"GraphQL: where in the document the text of a recorded operation stands. Default: /query.","examples":["/query"]},"variables":{"type":"string","format":"json-pointer","description":"GraphQL: where in the document the mapping of variables of a recorded operation stands. Default: /variables.","examples":["/variables"]},"operation":{"type":"string","format":"json-pointer","description":"GraphQL: where in the document the name of a recorded operation stands. Default: /operationName.","examples":["/operationName"]},"object":{"type":"string","minLength":1,"description":"ODCS: which of several objects of the contract the recording holds.","examples":["orders"]},"related":{"type":"object","minProperties":1,"additionalProperties":{"type":"string","minLength":1,"description":"A recording of this weir.yml.","examples":["customers"]},"description":"Tables to which relationships lead: the recordings that hold their rows.","examples":[{"customers":"customers"}]},"table":{"type":"string","minLength":1,"description":"SQL: which of several tables the recording holds, with or without its schema. dbt: which model, seed, snapshot or source.","examples":["orders"]},"message":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*$","description":"Protobuf: full name of the message that the documents are. Default: the only message of the file that no other one of it uses.","examples":["acme.booking.v1.Booking"]},"payload":{"type":"string","format":"json-pointer","description":"Protobuf: where in the document the message stands, as JSON, or as text in Base64 of its binary form. Default: the document itself.","examples":["/body"]},"compare":{"enum":["FILE","PACKAGE","WIRE_JSON","WIRE"],"description":"Protobuf: which changes are breaking, as `buf breaking` has it. FILE and PACKAGE: for generated code, too; WIRE_JSON: for readers of JSON and of binary; WIRE: of binary alone. Default: WIRE_JSON.","examples":["WIRE"]},"framing":{"enum":["none","confluent","grpc"],"description":"Protobuf: what stands before a binary message. confluent: the header that serializers of Confluent write; grpc: that of gRPC. Default: none.","examples":["confluent"]},"unknown":{"enum":["reject","ignore"],"description":"Protobuf: what becomes of records with fields that the schema does not have. Default: reject. Fields that only base declares are dropped at head either way.","examples":["ignore"]}},"required":["schema"],"additionalProperties":false,"examples":[{"schema":"schemas/flight.schema.json"}]},"rulesStep":{"title":"RulesStepYml","description":"Evaluates rules on the document and writes their result into it.","type":"object","properties":{"rules":{"$ref":"#/$defs/path","description":"Path of the rules; with a JSON Pointer behind a #, a part of the file.","examples":["rules/compensation.json","rules/fraud.json#/rules/velocity/when"]},"engine":{"type":"string","minLength":1,"description":"The engine that reads this file. Default: by the file's extension.","examples":["json-logic-engine"],"enum":["json-logic-js","json-logic-engine","cel","cel-bufbuild","jdm","dmn","sql","rego","decision-table","jsonata","json-rules-engine","flagd"]},"each":{"type":"string","minLength":1,"description":"For a file of many named rules: a pointer with one * in place of their names. Each rule is a step of its own, writes its result at into/<name>, and is an output with a limit of its own.","examples":["/rules/*/when","/*"]},"integers":{"enum":["double","int"],"description":"CEL: what whole numbers of the document and the params are. double: as CEL takes JSON. int: where production declares them so, as in request.retries + 1. Default: double.","examples":["int"]},"functions":{"const":"allow","description":"GoRules: allow runs function nodes, which are JavaScript. Requests that they make are refused all the same. Without it, a decision with a function node is an error.","examples":["allow"]},"now":{"type":"string","pattern":"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$","description":"GoRules and DMN: what a decision that reads the clock takes for the current time, in UTC. Without it, records are unreplayable for such a decision.","examples":["2026-05-01T12:00:00Z"]},"decision":{"type":"string","minLength":1,"description":"DMN: the decision, or the decision service, whose result is taken, by its name. Default: the decision that no other requires.","examples":["Routing"]},"columns":{"type":"object","minProperties":1,"propertyNames":{"minLength":1},"additionalProperties":{"type":"string","pattern":"^[A-Z][A-Z0-9]*(\\(\\d+(, ?\\d+)?\\))?(\\[\\])?$"},"description":"SQL: types of columns of the table input. Default: of each document its members, numbers as DOUBLE, texts as VARCHAR, lists and objects as JSON.","examples":[{"amount":"DECIMAL(18,2)","at":"TIMESTAMP"}]},"entrypoint":{"type":"string","minLength":1,"description":"Rego: the rule that is asked, as it was named to opa build -e. Default: the only one there is.","examples":["fees/allow"]},"request":{"type":"string","format":"json-pointer","description":"Rego: where in the document the input of the policy stands. Default: \"\", all of it.","examples":["/input"]},"builtins":{"type":"string","format":"json-pointer","description":"Rego: where in the document the answers of builtins stand that differ from call to call, as decision logs record them.","examples":["/nd_builtin_cache"]},"undefinedFacts":{"enum":["refuse","allow"],"description":"json-rules-engine: what a fact that a record lacks is. refuse: an error, as by default. allow: undefined, as with allowUndefinedFacts. Default: refuse.","examples":["allow"]},"timestamp":{"type":"string","description":"flagd: pointer to the time of a record, in ISO 8601 or in seconds, for flags that read $flagd.timestamp. Without it such records are unreplayable.","examples":["/time"]},"into":{"$ref":"#/$defs/pointer","description":"Where in the document the step writes its result.","examples":["/decision"]}},"required":["rules","into"],"additionalProperties":false,"examples":[{"rules":"rules/compensation.json","into":"/decision"}]},"modelStep":{"title":"ModelStepYml","description":"Runs a model on the document, or reuses what production answered, and writes the result into it.","type":"object","properties":{"model":{"$ref":"#/$defs/path","description":"recorded, or the path of the model's weights.","examples":["recorded"]},"from":{"$ref":"#/$defs/pointer","description":"For model: recorded, the answer's place inside the record of input, output, label, id, time, weight and value.","examples":["/output/score"]},"engine":{"type":"string","minLength":1,"description":"The engine that reads this file. Default: by the file's extension.","examples":["recorded"],"enum":["onnx","xgboost","lightgbm","handlebars","mustache","liquid","jinja","dotprompt","model-config","params","recorded","open-inference","mlflow","http-json","openai-chat"]},"inputs":{"description":"Models: where their inputs stand in the document. A list of pointers: the columns of the only input, in order. A mapping: by the names of the model's inputs or features, a pointer each, or a list of them for an input of several columns. Default: each at the top of the document, by its name.","anyOf":[{"type":"array","items":{"type":"string","pattern":"^(?:\\/(?:[^~/]|~[01])*)*$"},"minItems":1},{"type":"object","minProperties":1,"additionalProperties":{"anyOf":[{"type":"string","pattern":"^(?:\\/(?:[^~/]|~[01])*)*$"},{"type":"array","items":{"type":"string","pattern":"^(?:\\/(?:[^~/]|~[01])*)*$"},"minItems":1}]}}],"examples":[["/amount","/customer/age"],{"features":["/amount","/customer/age"],"country":"/customer/country"}]},"outputs":{"description":"Models: which part of the answer is the result, by a pointer into it, or by a mapping of names to such pointers. An ONNX answer is a mapping by the names of its outputs; that of XGBoost and LightGBM holds prediction and margin.","anyOf":[{"type":"string","pattern":"^(?:\\/(?:[^~/]|~[01])*)*$"},{"type":"object","minProperties":1,"additionalProperties":{"type":"string","pattern":"^(?:\\/(?:[^~/]|~[01])*)*$"}}],"examples":["/probabilities/1",{"label":"/label","score":"/probabilities/1"}]},"missing":{"enum":["fail","nan"],"description":"Models: what a record becomes in which a number is absent, null or no number. fail: failed. nan: it is NaN for the model. Default: fail for ONNX, nan for XGBoost and LightGBM, whose trees know where to go without it.","examples":["nan"]},"encoding":{"enum":["o200k_base","o200k_harmony","cl100k_base","p50k_base","p50k_edit","r50k_base"],"description":"Prompts: the vocabulary by which tokens are counted. The result is then a mapping of text and tokens; without it, the text. o200k_base: GPT-4o and later. cl100k_base: GPT-4 and GPT-3.5.","examples":["o200k_base"]},"price":{"type":"number","minimum":0,"description":"Prompts: what a million tokens of input cost; the result then has cost, too. Needs encoding.","examples":[2.5]},"trim_blocks":{"type":"boolean","description":"Jinja: whether a line that holds a block alone leaves no line behind (trim_blocks and lstrip_blocks), as chat templates are read. Default: false, as in Jinja.","examples":[true]},"endpoint":{"type":"string","pattern":"^https?://","description":"Endpoints: the address that base is asked at, and head unless \"head\" says otherwise.","examples":["https://scorer.acme.example/v2/models/fraud/infer"]},"head":{"type":"string","minLength":1,"description":"Endpoints: the address that head is asked at once something of the step differs; ${deployment} for where the change is deployed.","examples":["${deployment}"]},"path":{"type":"string","pattern":"^/","description":"Endpoints: what follows the address of a deployment.","examples":["/v2/models/fraud/infer"]},"environment":{"type":"string","minLength":1,"description":"Endpoints: the environment whose deployment is meant. Default: any.","examples":["preview"]},"hosts":{"type":"array","items":{"type":"string","minLength":1},"description":"Endpoints: hosts that a deployment may have, *. in front for all below.","examples":[["*.preview.acme.example"]]},"secret":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_]*$","description":"Endpoints: the environment variable that holds a token; it is sent as Authorization: Bearer.","examples":["SCORER_TOKEN"]},"timeout":{"type":"number","minimum":0,"description":"Programs and endpoints: seconds without an answer until a record fails. Default: 30.","examples":[30]},"concurrency":{"type":"integer","minimum":1,"description":"Endpoints: how many requests are under way at once, for each version. Default: 8.","examples":[8]},"request_budget":{"type":"integer","minimum":0,"description":"Endpoints: how many requests each version may cost, repeated ones counted. Default: 10,000.","examples":[10000]},"token_budget":{"type":"integer","minimum":0,"description":"Endpoints: how many tokens each version may cost, by the usage that answers state. Default: any number.","examples":[1000000]},"into":{"$ref":"#/$defs/pointer","description":"Where in the document the step writes its result.","examples":["/decision"]}},"required":["model","into"],"additionalProperties":false,"examples":[{"model":"recorded","from":"/output/score","into":"/score"}]},"programStep":{"title":"ProgramStepYml","description":"Runs a program of your own on the documents, and writes what it answers into them.","type":"object","properties":{"program":{"$ref":"#/$defs/path","description":"The program's folder with a / at its end, or its file.","examples":["scoring/"]},"engine":{"type":"string","minLength":1,"description":"The engine that reads this file. Default: by the file's extension.","examples":["program"],"enum":["program"]},"run":{"type":"array","minItems":1,"items":{"type":"string","minLength":1},"description":"Programs: the command, a word an item. It is started in a folder that holds what the step names, at the same paths as in the repository.","examples":[["python3","-m","scoring"]]},"setup":{"type":"array","minItems":1,"items":{"type":"string","minLength":1},"description":"Programs: a command that is run there once before, and again only for other files; to install what the program needs.","examples":[["python3","-m","pip","install","--target=lib","-r","requirements.txt"]]},"uses":{"type":"array","items":{"type":"string","minLength":1},"description":"Programs: further files, and folders with a / at their end, that the program needs. It finds nothing else of the repository.","examples":[["lib/","requirements.txt"]]},"env":{"type":"array","items":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_]*$","description":"The name of a variable."},"description":"Programs: names of environment variables that the program gets. Beside them it has PATH alone.","examples":[["SCORING_REGION"]]},"timeout":{"type":"number","minimum":0,"description":"Programs and endpoints: seconds without an answer until a record fails. Default: 30.","examples":[30]},"processes":{"type":"integer","minimum":1,"description":"Programs: how many of each version run at once. Default: as many as there are replay processes.","examples":[4]},"into":{"$ref":"#/$defs/pointer","description":"Where in the document the step writes its result.","examples":["/decision"]}},"required":["program","run","into"],"additionalProperties":false,"examples":[{"program":"scoring/","run":["python3","-m","scoring"],"into":"/decision"}]},"output":{"title":"OutputYml","description":"One value of the document that matters downstream.","type":"object","properties":{"at":{"$ref":"#/$defs/pointer","description":"Its place in the document.","examples":["/decision/tier"]},"kind":{"enum":["category","number","probability","ranking","text"],"description":"What it holds, which decides how its change is measured.","examples":["category"]},"tolerance":{"type":"number","minimum":0,"description":"Numbers and probabilities that differ by no more than this, in the output's unit, are the same. Default: 0.","default":0,"examples":[0.01]},"recorded":{"$ref":"#/$defs/pointer","description":"Where what production answered holds this value, if not at the same place.","examples":["/tier"]}},"required":["at","kind"],"additionalProperties":false,"examples":[{"at":"/decision/amount","kind":"number","tolerance":0.01}]},"limit":{"title":"LimitYml","type":["string","number"],"pattern":"^\\d+(\\.\\d+)?( ?%| records?)?$","minimum":0,"description":"A share (1% or 0.01), a count (\"200 records\"), or a number in the output's own unit.","examples":["1%",0.01,0,"200 records"]},"defaults":{"title":"DefaultsYml","description":"What holds for every pipeline.","type":"object","properties":{"confidence":{"type":["string","number"],"pattern":"^\\d+(\\.\\d+)? ?%$","description":"How sure a verdict must be, from 50% to below 100%. Default: 99%.","default":"99%","examples":["99%"]},"inconclusive":{"enum":["block","allow"],"description":"Whether an inconclusive verdict blocks the merge. Default: block.","default":"block","examples":["block"]}},"additionalProperties":false,"examples":[{"confidence":"99%","inconclusive":"block"}]},"consumerName":{"description":"A repository, or a glob of repositories.","type":"string","pattern":"^[A-Za-z\\d*?{}\\[\\],-]+/[\\w.*?{}\\[\\],-]+$","examples":["acme/risk"]},"consumer":{"title":"ConsumerYml","description":"block: a change here has to keep within its limits. inform: they are only measured and shown.","type":["string","object"],"pattern":"^(?:block|inform)$","properties":{"gate":{"enum":["block","inform"],"description":"Whether its limits hold a change here.","examples":["block"]},"answer_within":{"type":"string","pattern":"^[1-9]\\d{0,3}[hdw]$","description":"How long, in hours, days or weeks, its owners may leave a change unanswered that is beyond their limits, before it is only informed of; in the App. Default: no end.","examples":["3d"]}},"required":["gate"],"additionalProperties":false,"examples":["inform"]}}};
const schema1 = {"type":"string","pattern":"^[A-Za-z0-9_][A-Za-z0-9_.-]*$","description":"Letters, digits, _, - and dots; does not start with a dot or a dash.","examples":["delay-compensation"]};
const schema41 = {"title":"DefaultsYml","description":"What holds for every pipeline.","type":"object","properties":{"confidence":{"type":["string","number"],"pattern":"^\\d+(\\.\\d+)? ?%$","description":"How sure a verdict must be, from 50% to below 100%. Default: 99%.","default":"99%","examples":["99%"]},"inconclusive":{"enum":["block","allow"],"description":"Whether an inconclusive verdict blocks the merge. Default: block.","default":"block","examples":["block"]}},"additionalProperties":false,"examples":[{"confidence":"99%","inconclusive":"block"}]};
const schema19 = {"type":"string","minLength":1,"description":"Path of a file in the repository, from its root.","examples":["rules/compensation.json"]};
const schema43 = {"description":"A repository, or a glob of repositories.","type":"string","pattern":"^[A-Za-z\\d*?{}\\[\\],-]+/[\\w.*?{}\\[\\],-]+$","examples":["acme/risk"]};
const schema44 = {"title":"ConsumerYml","description":"block: a change here has to keep within its limits. inform: they are only measured and shown.","type":["string","object"],"pattern":"^(?:block|inform)$","properties":{"gate":{"enum":["block","inform"],"description":"Whether its limits hold a change here.","examples":["block"]},"answer_within":{"type":"string","pattern":"^[1-9]\\d{0,3}[hdw]$","description":"How long, in hours, days or weeks, its owners may leave a change unanswered that is beyond their limits, before it is only informed of; in the App. Default: no end.","examples":["3d"]}},"required":["gate"],"additionalProperties":false,"examples":["inform"]};
const func0 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("^x-", "u");
const pattern1 = new RegExp("^[A-Za-z0-9_][A-Za-z0-9_.-]*$", "u");
const pattern29 = new RegExp("^\\d+(\\.\\d+)? ?%$", "u");
const pattern30 = new RegExp("^\\d{4}-\\d{2}-\\d{2}$", "u");
const pattern31 = new RegExp("^[A-Za-z\\d*?{}\\[\\],-]+/[\\w.*?{}\\[\\],-]+$", "u");
const pattern32 = new RegExp("^(?:block|inform)$", "u");
const pattern33 = new RegExp("^[1-9]\\d{0,3}[hdw]$", "u");
const schema2 = {"title":"RecordingYml","description":"Records of production traffic, and where each holds its parts.","type":"object","properties":{"files":{"type":"string","minLength":1,"description":"Glob of files in the repository, or an address: s3://…, gs://…, az://…, https://…, file:///…","examples":["traffic/flights-*.parquet","s3://acme-traffic/flights/*.jsonl.gz"]},"table":{"type":"string","minLength":1,"description":"In place of files: a table or view of a warehouse, a row of which is a record. Rows are counted there, by what the steps read of them: postgres://…, clickhouse://…","examples":["postgres://warehouse.acme.example/traffic/public.requests"]},"where":{"type":"string","minLength":1,"maxLength":4000,"description":"Which rows of the table: columns, values and comparisons, as SQL writes them; neither subqueries nor functions.","examples":["day >= '2026-11-01' AND country IN ('DE', 'AT')"]},"format":{"enum":["jsonl","json","csv","parquet","avro","native","opa","opa-events","kserve","sagemaker","databricks","openai","otel-genai","har"],"description":"How the files are written. Default: by extension. native: records as in record.schema.json, whose members need no pointers. opa: decision logs of Open Policy Agent; what a mask erased or changed is known to be lacking. opa-events: the same with what builtins answered; the input is an object of input and nd_builtin_cache. kserve: CloudEvents of the inference loggers of KServe, Seldon and Azure ML, or the records of KServe’s blob storage; request and response are joined by id. sagemaker: lines of SageMaker Data Capture; a body of several rows is as many records. databricks: rows of a Databricks inference table; a sampled row stands for as many requests as were left out with it. openai: files of OpenAI’s batch API, requests and answers joined by custom_id, or logs of calls of its API. otel-genai: spans and events of OpenTelemetry’s conventions for generative models, in OTLP/JSON. har: entries of HTTP archives (HAR 1.2): each call with its method, path, query, headers, body, status and answer.","examples":["parquet"]},"compression":{"enum":["gzip","zstd","none"],"description":"How the files are compressed as a whole. Default: by extension (.gz, .zst); where a name has no known one, by the first bytes.","examples":["gzip"]},"input":{"$ref":"#/$defs/pointer","description":"The request inside a record. Default: \"\", the whole record; native: /input.","examples":["/request"]},"output":{"$ref":"#/$defs/pointer","description":"What production answered, if recorded. Default for native: /output.","examples":["/response"]},"label":{"$ref":"#/$defs/pointer","description":"What turned out to be right, if known. Default for native: /label.","examples":["/outcome"]},"id":{"$ref":"#/$defs/pointer","description":"What tells a record from others. Default for native: /id.","examples":["/id"]},"time":{"$ref":"#/$defs/pointer","description":"When the request came, ISO 8601. Default for native: /time.","examples":["/date"]},"zone":{"type":"string","minLength":1,"description":"The time zone in which the weeks of this traffic begin, on Monday. Default: UTC.","examples":["Europe/Berlin"]},"weight":{"$ref":"#/$defs/pointer","description":"How many requests the record stands for. Default: each stands for 1; native: /weight.","examples":["/weight"]},"value":{"$ref":"#/$defs/pointer","description":"Money or other stake of the record. Default: none; native: /value.","examples":["/fare"]},"labels":{"title":"LabelsYml","type":"object","properties":{"files":{"type":"string","minLength":1,"description":"Glob of files in the repository, or an address; the format is told by the extension.","examples":["outcomes/*.csv"]},"join":{"$ref":"#/$defs/pointer","description":"Where in a row of the table the id of the request is; the recording's own is at id.","examples":["/request_id"]},"label":{"$ref":"#/$defs/pointer","description":"Where in a row what turned out to be right is.","examples":["/outcome"]},"time":{"$ref":"#/$defs/pointer","description":"When that was known. Of several rows for a request the newest counts; without it, the last one.","examples":["/settled_at"]},"types":{"$ref":"#/$defs/recording/properties/types"},"dialect":{"$ref":"#/$defs/recording/properties/dialect"}},"required":["files","join","label"],"additionalProperties":false,"description":"A table of outcomes that were known later, joined to the records by id.","examples":[{"files":"outcomes/*.csv","join":"/request_id","label":"/outcome","time":"/settled_at"}]},"avro":{"title":"AvroMessagesYml","type":"object","minProperties":1,"properties":{"at":{"$ref":"#/$defs/pointer","description":"Where in a record the message stands, in Base64. Default: the recording's input.","examples":["/value"]},"ids":{"type":"object","propertyNames":{"pattern":"^(0|[1-9][0-9]{0,9})$"},"additionalProperties":{"type":"string","minLength":1,"description":"A file in the repository, or an address.","examples":["schemas/booking.v1.avsc"]},"description":"The schemas that messages were written with, by their id in the registry.","examples":[{"7":"schemas/booking.v1.avsc"}]},"registry":{"type":"string","minLength":1,"description":"An export of the schema registry: the answer of GET /schemas, or the values of the topic _schemas.","examples":["traffic/schemas.json"]},"schemas":{"type":"string","minLength":1,"description":"Glob of further schemas that messages were written with, for the single-object encoding, which names them by their fingerprint.","examples":["schemas/history/*.avsc"]}},"additionalProperties":false,"description":"The messages in the records are Avro, in the wire format of a schema registry or in the single-object encoding: they become JSON as they are read.","examples":[{"at":"/value","ids":{"7":"schemas/booking.v1.avsc"}}]},"types":{"type":"object","additionalProperties":{"enum":["text","number","boolean","dmy","mdy"]},"description":"What columns of CSV files hold. Default: number or boolean where JSON would write every value of the column like that, else text. dmy, mdy: days (and times) that begin with the day or the month, such as 31.12.2026 or 12/31/2026; they are read as 2026-12-31.","examples":[{"age":"number","code":"text"}]},"dialect":{"title":"DialectYml","type":"object","properties":{"delimiter":{"type":"string","minLength":1,"maxLength":1,"description":"What stands between two fields. Default: the one of , ; | and tab that header and first rows agree on.","examples":[";"]},"quote":{"type":"string","maxLength":1,"description":"What encloses a field. \"\": nothing does. Default: \".","examples":["'"]},"escape":{"type":"string","minLength":1,"maxLength":1,"description":"What stands before a quote that belongs to the field. Default: the quote itself, doubled.","examples":["\\"]},"header":{"anyOf":[{"type":"boolean"},{"type":"array","items":{"type":"string","minLength":1},"minItems":1,"uniqueItems":true}],"description":"Whether the first line names the columns; a list names them where it does not. Default: true.","examples":[["id","origin"]]},"encoding":{"type":"string","minLength":1,"description":"How text became bytes, by a name of the WHATWG encoding standard. Default: utf-8, or utf-16 where the file begins like that.","examples":["windows-1252"]},"decimal":{"enum":[".",","],"description":"What stands before the decimals in columns declared as number. With \",\", these may be written 1234,5 and 1.234,50, 1 234,50 or 1'234,50. Default: \".\".","examples":[","]}},"additionalProperties":false,"description":"How CSV files are written, where header and first rows do not tell.","examples":[{"delimiter":";","encoding":"windows-1252"}]},"partitions":{"type":"array","items":{"type":"string","minLength":1},"uniqueItems":true,"description":"Columns whose value the folders name (origin=JFK/). Default: none, whatever folders are called.","examples":[["origin"]]},"window":{"type":"string","pattern":"^[1-9]\\d{0,4}[hdw]$","description":"How much of the recording is read: hours, days or weeks up to its newest folder, where partition names these, else up to its newest record. Default: all of it.","examples":["7d"]},"partition":{"type":"string","minLength":1,"description":"How folders, or names of files, spell the time that a window goes by: {yyyy}, {MM}, {dd} and {HH}, in UTC.","examples":["dt={yyyy}-{MM}-{dd}","{yyyy}/{MM}/{dd}"]},"max_age":{"type":"string","pattern":"^(?:[1-9]\\d{0,4}[hdw]|none)$","description":"How old the newest record may be, in hours, days or weeks, before every check of it warns; none: never. Default: 30d.","default":"30d","examples":["30d"]},"redact":{"type":"array","minItems":1,"items":{"title":"RedactionYml","type":["string","object"],"format":"json-pointer","properties":{"at":{"$ref":"#/$defs/pointer","description":"Where in a record; * stands for every item of a list, or member of a map.","examples":["/customers/*/email"]},"as":{"enum":["drop","hash"],"description":"drop: nothing is left. hash: HMAC-SHA-256 with the key in WEIR_REDACT_KEY, so that equal values stay equal. Default: drop.","default":"drop","examples":["hash"]}},"required":["at"],"additionalProperties":false},"description":"What is taken out of each record as it is read, before anything else sees it. No output, segment or part of the record may be there.","examples":[["/customer/email",{"at":"/card","as":"hash"}]]}},"additionalProperties":false,"examples":[{"files":"traffic/flights-*.parquet","input":"","output":"/response","label":"/outcome","id":"/id","time":"/date","weight":"/weight","value":"/fare"}]};
const schema3 = {"type":"string","format":"json-pointer","description":"JSON Pointer (RFC 6901): \"\" is the whole value, /a/0 the first item of its member a.","examples":["/decision/tier"]};
const schema13 = {"type":"object","additionalProperties":{"enum":["text","number","boolean","dmy","mdy"]},"description":"What columns of CSV files hold. Default: number or boolean where JSON would write every value of the column like that, else text. dmy, mdy: days (and times) that begin with the day or the month, such as 31.12.2026 or 12/31/2026; they are read as 2026-12-31.","examples":[{"age":"number","code":"text"}]};
const schema14 = {"title":"DialectYml","type":"object","properties":{"delimiter":{"type":"string","minLength":1,"maxLength":1,"description":"What stands between two fields. Default: the one of , ; | and tab that header and first rows agree on.","examples":[";"]},"quote":{"type":"string","maxLength":1,"description":"What encloses a field. \"\": nothing does. Default: \".","examples":["'"]},"escape":{"type":"string","minLength":1,"maxLength":1,"description":"What stands before a quote that belongs to the field. Default: the quote itself, doubled.","examples":["\\"]},"header":{"anyOf":[{"type":"boolean"},{"type":"array","items":{"type":"string","minLength":1},"minItems":1,"uniqueItems":true}],"description":"Whether the first line names the columns; a list names them where it does not. Default: true.","examples":[["id","origin"]]},"encoding":{"type":"string","minLength":1,"description":"How text became bytes, by a name of the WHATWG encoding standard. Default: utf-8, or utf-16 where the file begins like that.","examples":["windows-1252"]},"decimal":{"enum":[".",","],"description":"What stands before the decimals in columns declared as number. With \",\", these may be written 1234,5 and 1.234,50, 1 234,50 or 1'234,50. Default: \".\".","examples":[","]}},"additionalProperties":false,"description":"How CSV files are written, where header and first rows do not tell.","examples":[{"delimiter":";","encoding":"windows-1252"}]};
const formats0 = /^(?:\/(?:[^~/]|~[01])*)*$/u;
const pattern2 = new RegExp("^(0|[1-9][0-9]{0,9})$", "u");
const pattern3 = new RegExp("^[1-9]\\d{0,4}[hdw]$", "u");
const pattern4 = new RegExp("^(?:[1-9]\\d{0,4}[hdw]|none)$", "u");

function validate1(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate1.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func0.call(schema2.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema2,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.files !== undefined){
let data0 = data.files;
if(typeof data0 === "string"){
if(data0.length < 1){
const err1 = {instancePath:instancePath+"/files",schemaPath:"#/properties/files/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema2.properties.files,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath:instancePath+"/files",schemaPath:"#/properties/files/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.properties.files.type,parentSchema:schema2.properties.files,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.table !== undefined){
let data1 = data.table;
if(typeof data1 === "string"){
if(data1.length < 1){
const err3 = {instancePath:instancePath+"/table",schemaPath:"#/properties/table/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema2.properties.table,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/table",schemaPath:"#/properties/table/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.properties.table.type,parentSchema:schema2.properties.table,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.where !== undefined){
let data2 = data.where;
if(typeof data2 === "string"){
if(data2.length > 4000){
const err5 = {instancePath:instancePath+"/where",schemaPath:"#/properties/where/maxLength",keyword:"maxLength",params:{limit: 4000},message:"must NOT have more than 4000 characters",schema:4000,parentSchema:schema2.properties.where,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data2.length < 1){
const err6 = {instancePath:instancePath+"/where",schemaPath:"#/properties/where/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema2.properties.where,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/where",schemaPath:"#/properties/where/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.properties.where.type,parentSchema:schema2.properties.where,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.format !== undefined){
let data3 = data.format;
if(!((((((((((((((data3 === "jsonl") || (data3 === "json")) || (data3 === "csv")) || (data3 === "parquet")) || (data3 === "avro")) || (data3 === "native")) || (data3 === "opa")) || (data3 === "opa-events")) || (data3 === "kserve")) || (data3 === "sagemaker")) || (data3 === "databricks")) || (data3 === "openai")) || (data3 === "otel-genai")) || (data3 === "har"))){
const err8 = {instancePath:instancePath+"/format",schemaPath:"#/properties/format/enum",keyword:"enum",params:{allowedValues: schema2.properties.format.enum},message:"must be equal to one of the allowed values",schema:schema2.properties.format.enum,parentSchema:schema2.properties.format,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.compression !== undefined){
let data4 = data.compression;
if(!(((data4 === "gzip") || (data4 === "zstd")) || (data4 === "none"))){
const err9 = {instancePath:instancePath+"/compression",schemaPath:"#/properties/compression/enum",keyword:"enum",params:{allowedValues: schema2.properties.compression.enum},message:"must be equal to one of the allowed values",schema:schema2.properties.compression.enum,parentSchema:schema2.properties.compression,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.input !== undefined){
let data5 = data.input;
if(typeof data5 === "string"){
if(!(formats0.test(data5))){
const err10 = {instancePath:instancePath+"/input",schemaPath:"#/$defs/pointer/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema3,data:data5};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/input",schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.type,parentSchema:schema3,data:data5};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.output !== undefined){
let data6 = data.output;
if(typeof data6 === "string"){
if(!(formats0.test(data6))){
const err12 = {instancePath:instancePath+"/output",schemaPath:"#/$defs/pointer/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema3,data:data6};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/output",schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.type,parentSchema:schema3,data:data6};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.label !== undefined){
let data7 = data.label;
if(typeof data7 === "string"){
if(!(formats0.test(data7))){
const err14 = {instancePath:instancePath+"/label",schemaPath:"#/$defs/pointer/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema3,data:data7};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/label",schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.type,parentSchema:schema3,data:data7};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.id !== undefined){
let data8 = data.id;
if(typeof data8 === "string"){
if(!(formats0.test(data8))){
const err16 = {instancePath:instancePath+"/id",schemaPath:"#/$defs/pointer/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema3,data:data8};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/id",schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.type,parentSchema:schema3,data:data8};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.time !== undefined){
let data9 = data.time;
if(typeof data9 === "string"){
if(!(formats0.test(data9))){
const err18 = {instancePath:instancePath+"/time",schemaPath:"#/$defs/pointer/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema3,data:data9};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/time",schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.type,parentSchema:schema3,data:data9};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.zone !== undefined){
let data10 = data.zone;
if(typeof data10 === "string"){
if(data10.length < 1){
const err20 = {instancePath:instancePath+"/zone",schemaPath:"#/properties/zone/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema2.properties.zone,data:data10};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/zone",schemaPath:"#/properties/zone/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.properties.zone.type,parentSchema:schema2.properties.zone,data:data10};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.weight !== undefined){
let data11 = data.weight;
if(typeof data11 === "string"){
if(!(formats0.test(data11))){
const err22 = {instancePath:instancePath+"/weight",schemaPath:"#/$defs/pointer/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema3,data:data11};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/weight",schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.type,parentSchema:schema3,data:data11};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.value !== undefined){
let data12 = data.value;
if(typeof data12 === "string"){
if(!(formats0.test(data12))){
const err24 = {instancePath:instancePath+"/value",schemaPath:"#/$defs/pointer/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema3,data:data12};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/value",schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.type,parentSchema:schema3,data:data12};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.labels !== undefined){
let data13 = data.labels;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(data13.files === undefined){
const err26 = {instancePath:instancePath+"/labels",schemaPath:"#/properties/labels/required",keyword:"required",params:{missingProperty: "files"},message:"must have required property '"+"files"+"'",schema:schema2.properties.labels.required,parentSchema:schema2.properties.labels,data:data13};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(data13.join === undefined){
const err27 = {instancePath:instancePath+"/labels",schemaPath:"#/properties/labels/required",keyword:"required",params:{missingProperty: "join"},message:"must have required property '"+"join"+"'",schema:schema2.properties.labels.required,parentSchema:schema2.properties.labels,data:data13};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(data13.label === undefined){
const err28 = {instancePath:instancePath+"/labels",schemaPath:"#/properties/labels/required",keyword:"required",params:{missingProperty: "label"},message:"must have required property '"+"label"+"'",schema:schema2.properties.labels.required,parentSchema:schema2.properties.labels,data:data13};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
for(const key1 in data13){
if(!((((((key1 === "files") || (key1 === "join")) || (key1 === "label")) || (key1 === "time")) || (key1 === "types")) || (key1 === "dialect"))){
const err29 = {instancePath:instancePath+"/labels",schemaPath:"#/properties/labels/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema2.properties.labels,data:data13};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data13.files !== undefined){
let data14 = data13.files;
if(typeof data14 === "string"){
if(data14.length < 1){
const err30 = {instancePath:instancePath+"/labels/files",schemaPath:"#/properties/labels/properties/files/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema2.properties.labels.properties.files,data:data14};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/labels/files",schemaPath:"#/properties/labels/properties/files/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.properties.labels.properties.files.type,parentSchema:schema2.properties.labels.properties.files,data:data14};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data13.join !== undefined){
let data15 = data13.join;
if(typeof data15 === "string"){
if(!(formats0.test(data15))){
const err32 = {instancePath:instancePath+"/labels/join",schemaPath:"#/$defs/pointer/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema3,data:data15};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/labels/join",schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.type,parentSchema:schema3,data:data15};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data13.label !== undefined){
let data16 = data13.label;
if(typeof data16 === "string"){
if(!(formats0.test(data16))){
const err34 = {instancePath:instancePath+"/labels/label",schemaPath:"#/$defs/pointer/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema3,data:data16};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/labels/label",schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.type,parentSchema:schema3,data:data16};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data13.time !== undefined){
let data17 = data13.time;
if(typeof data17 === "string"){
if(!(formats0.test(data17))){
const err36 = {instancePath:instancePath+"/labels/time",schemaPath:"#/$defs/pointer/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema3,data:data17};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/labels/time",schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.type,parentSchema:schema3,data:data17};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data13.types !== undefined){
let data18 = data13.types;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
for(const key2 in data18){
let data19 = data18[key2];
if(!(((((data19 === "text") || (data19 === "number")) || (data19 === "boolean")) || (data19 === "dmy")) || (data19 === "mdy"))){
const err38 = {instancePath:instancePath+"/labels/types/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/recording/properties/types/additionalProperties/enum",keyword:"enum",params:{allowedValues: schema13.additionalProperties.enum},message:"must be equal to one of the allowed values",schema:schema13.additionalProperties.enum,parentSchema:schema13.additionalProperties,data:data19};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/labels/types",schemaPath:"#/$defs/recording/properties/types/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.type,parentSchema:schema13,data:data18};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data13.dialect !== undefined){
let data20 = data13.dialect;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
for(const key3 in data20){
if(!((((((key3 === "delimiter") || (key3 === "quote")) || (key3 === "escape")) || (key3 === "header")) || (key3 === "encoding")) || (key3 === "decimal"))){
const err40 = {instancePath:instancePath+"/labels/dialect",schemaPath:"#/$defs/recording/properties/dialect/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema14,data:data20};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data20.delimiter !== undefined){
let data21 = data20.delimiter;
if(typeof data21 === "string"){
if(data21.length > 1){
const err41 = {instancePath:instancePath+"/labels/dialect/delimiter",schemaPath:"#/$defs/recording/properties/dialect/properties/delimiter/maxLength",keyword:"maxLength",params:{limit: 1},message:"must NOT have more than 1 characters",schema:1,parentSchema:schema14.properties.delimiter,data:data21};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(data21.length < 1){
const err42 = {instancePath:instancePath+"/labels/dialect/delimiter",schemaPath:"#/$defs/recording/properties/dialect/properties/delimiter/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14.properties.delimiter,data:data21};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
else {
const err43 = {instancePath:instancePath+"/labels/dialect/delimiter",schemaPath:"#/$defs/recording/properties/dialect/properties/delimiter/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.properties.delimiter.type,parentSchema:schema14.properties.delimiter,data:data21};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data20.quote !== undefined){
let data22 = data20.quote;
if(typeof data22 === "string"){
if(data22.length > 1){
const err44 = {instancePath:instancePath+"/labels/dialect/quote",schemaPath:"#/$defs/recording/properties/dialect/properties/quote/maxLength",keyword:"maxLength",params:{limit: 1},message:"must NOT have more than 1 characters",schema:1,parentSchema:schema14.properties.quote,data:data22};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/labels/dialect/quote",schemaPath:"#/$defs/recording/properties/dialect/properties/quote/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.properties.quote.type,parentSchema:schema14.properties.quote,data:data22};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data20.escape !== undefined){
let data23 = data20.escape;
if(typeof data23 === "string"){
if(data23.length > 1){
const err46 = {instancePath:instancePath+"/labels/dialect/escape",schemaPath:"#/$defs/recording/properties/dialect/properties/escape/maxLength",keyword:"maxLength",params:{limit: 1},message:"must NOT have more than 1 characters",schema:1,parentSchema:schema14.properties.escape,data:data23};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(data23.length < 1){
const err47 = {instancePath:instancePath+"/labels/dialect/escape",schemaPath:"#/$defs/recording/properties/dialect/properties/escape/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14.properties.escape,data:data23};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
else {
const err48 = {instancePath:instancePath+"/labels/dialect/escape",schemaPath:"#/$defs/recording/properties/dialect/properties/escape/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.properties.escape.type,parentSchema:schema14.properties.escape,data:data23};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data20.header !== undefined){
let data24 = data20.header;
const _errs63 = errors;
let valid16 = false;
const _errs64 = errors;
if(typeof data24 !== "boolean"){
const err49 = {instancePath:instancePath+"/labels/dialect/header",schemaPath:"#/$defs/recording/properties/dialect/properties/header/anyOf/0/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema14.properties.header.anyOf[0].type,parentSchema:schema14.properties.header.anyOf[0],data:data24};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
var _valid0 = _errs64 === errors;
valid16 = valid16 || _valid0;
const _errs66 = errors;
if(Array.isArray(data24)){
if(data24.length < 1){
const err50 = {instancePath:instancePath+"/labels/dialect/header",schemaPath:"#/$defs/recording/properties/dialect/properties/header/anyOf/1/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema14.properties.header.anyOf[1],data:data24};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
const len0 = data24.length;
for(let i0=0; i0<len0; i0++){
let data25 = data24[i0];
if(typeof data25 === "string"){
if(data25.length < 1){
const err51 = {instancePath:instancePath+"/labels/dialect/header/" + i0,schemaPath:"#/$defs/recording/properties/dialect/properties/header/anyOf/1/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14.properties.header.anyOf[1].items,data:data25};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
else {
const err52 = {instancePath:instancePath+"/labels/dialect/header/" + i0,schemaPath:"#/$defs/recording/properties/dialect/properties/header/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.properties.header.anyOf[1].items.type,parentSchema:schema14.properties.header.anyOf[1].items,data:data25};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
let i1 = data24.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data24[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err53 = {instancePath:instancePath+"/labels/dialect/header",schemaPath:"#/$defs/recording/properties/dialect/properties/header/anyOf/1/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema14.properties.header.anyOf[1],data:data24};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
const err54 = {instancePath:instancePath+"/labels/dialect/header",schemaPath:"#/$defs/recording/properties/dialect/properties/header/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema14.properties.header.anyOf[1].type,parentSchema:schema14.properties.header.anyOf[1],data:data24};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
var _valid0 = _errs66 === errors;
valid16 = valid16 || _valid0;
if(!valid16){
const err55 = {instancePath:instancePath+"/labels/dialect/header",schemaPath:"#/$defs/recording/properties/dialect/properties/header/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema14.properties.header.anyOf,parentSchema:schema14.properties.header,data:data24};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
else {
errors = _errs63;
if(vErrors !== null){
if(_errs63){
vErrors.length = _errs63;
}
else {
vErrors = null;
}
}
}
}
if(data20.encoding !== undefined){
let data26 = data20.encoding;
if(typeof data26 === "string"){
if(data26.length < 1){
const err56 = {instancePath:instancePath+"/labels/dialect/encoding",schemaPath:"#/$defs/recording/properties/dialect/properties/encoding/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14.properties.encoding,data:data26};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
else {
const err57 = {instancePath:instancePath+"/labels/dialect/encoding",schemaPath:"#/$defs/recording/properties/dialect/properties/encoding/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.properties.encoding.type,parentSchema:schema14.properties.encoding,data:data26};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data20.decimal !== undefined){
let data27 = data20.decimal;
if(!((data27 === ".") || (data27 === ","))){
const err58 = {instancePath:instancePath+"/labels/dialect/decimal",schemaPath:"#/$defs/recording/properties/dialect/properties/decimal/enum",keyword:"enum",params:{allowedValues: schema14.properties.decimal.enum},message:"must be equal to one of the allowed values",schema:schema14.properties.decimal.enum,parentSchema:schema14.properties.decimal,data:data27};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
}
else {
const err59 = {instancePath:instancePath+"/labels/dialect",schemaPath:"#/$defs/recording/properties/dialect/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema14.type,parentSchema:schema14,data:data20};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
else {
const err60 = {instancePath:instancePath+"/labels",schemaPath:"#/properties/labels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema2.properties.labels.type,parentSchema:schema2.properties.labels,data:data13};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data.avro !== undefined){
let data28 = data.avro;
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
if(Object.keys(data28).length < 1){
const err61 = {instancePath:instancePath+"/avro",schemaPath:"#/properties/avro/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema2.properties.avro,data:data28};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
for(const key4 in data28){
if(!((((key4 === "at") || (key4 === "ids")) || (key4 === "registry")) || (key4 === "schemas"))){
const err62 = {instancePath:instancePath+"/avro",schemaPath:"#/properties/avro/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema2.properties.avro,data:data28};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data28.at !== undefined){
let data29 = data28.at;
if(typeof data29 === "string"){
if(!(formats0.test(data29))){
const err63 = {instancePath:instancePath+"/avro/at",schemaPath:"#/$defs/pointer/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema3,data:data29};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
else {
const err64 = {instancePath:instancePath+"/avro/at",schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.type,parentSchema:schema3,data:data29};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data28.ids !== undefined){
let data30 = data28.ids;
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
for(const key5 in data30){
const _errs81 = errors;
if(typeof key5 === "string"){
if(!pattern2.test(key5)){
const err65 = {instancePath:instancePath+"/avro/ids",schemaPath:"#/properties/avro/properties/ids/propertyNames/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,9})$"},message:"must match pattern \""+"^(0|[1-9][0-9]{0,9})$"+"\"",schema:"^(0|[1-9][0-9]{0,9})$",parentSchema:schema2.properties.avro.properties.ids.propertyNames,data:key5,propertyName:key5};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
var valid22 = _errs81 === errors;
if(!valid22){
const err66 = {instancePath:instancePath+"/avro/ids",schemaPath:"#/properties/avro/properties/ids/propertyNames",keyword:"propertyNames",params:{propertyName: key5},message:"property name must be valid",schema:schema2.properties.avro.properties.ids.propertyNames,parentSchema:schema2.properties.avro.properties.ids,data:data30};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
for(const key6 in data30){
let data31 = data30[key6];
if(typeof data31 === "string"){
if(data31.length < 1){
const err67 = {instancePath:instancePath+"/avro/ids/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/avro/properties/ids/additionalProperties/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema2.properties.avro.properties.ids.additionalProperties,data:data31};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
else {
const err68 = {instancePath:instancePath+"/avro/ids/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/avro/properties/ids/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.properties.avro.properties.ids.additionalProperties.type,parentSchema:schema2.properties.avro.properties.ids.additionalProperties,data:data31};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
else {
const err69 = {instancePath:instancePath+"/avro/ids",schemaPath:"#/properties/avro/properties/ids/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema2.properties.avro.properties.ids.type,parentSchema:schema2.properties.avro.properties.ids,data:data30};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data28.registry !== undefined){
let data32 = data28.registry;
if(typeof data32 === "string"){
if(data32.length < 1){
const err70 = {instancePath:instancePath+"/avro/registry",schemaPath:"#/properties/avro/properties/registry/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema2.properties.avro.properties.registry,data:data32};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
else {
const err71 = {instancePath:instancePath+"/avro/registry",schemaPath:"#/properties/avro/properties/registry/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.properties.avro.properties.registry.type,parentSchema:schema2.properties.avro.properties.registry,data:data32};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data28.schemas !== undefined){
let data33 = data28.schemas;
if(typeof data33 === "string"){
if(data33.length < 1){
const err72 = {instancePath:instancePath+"/avro/schemas",schemaPath:"#/properties/avro/properties/schemas/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema2.properties.avro.properties.schemas,data:data33};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
else {
const err73 = {instancePath:instancePath+"/avro/schemas",schemaPath:"#/properties/avro/properties/schemas/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.properties.avro.properties.schemas.type,parentSchema:schema2.properties.avro.properties.schemas,data:data33};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
}
else {
const err74 = {instancePath:instancePath+"/avro",schemaPath:"#/properties/avro/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema2.properties.avro.type,parentSchema:schema2.properties.avro,data:data28};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data.types !== undefined){
let data34 = data.types;
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
for(const key7 in data34){
let data35 = data34[key7];
if(!(((((data35 === "text") || (data35 === "number")) || (data35 === "boolean")) || (data35 === "dmy")) || (data35 === "mdy"))){
const err75 = {instancePath:instancePath+"/types/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/types/additionalProperties/enum",keyword:"enum",params:{allowedValues: schema2.properties.types.additionalProperties.enum},message:"must be equal to one of the allowed values",schema:schema2.properties.types.additionalProperties.enum,parentSchema:schema2.properties.types.additionalProperties,data:data35};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
}
else {
const err76 = {instancePath:instancePath+"/types",schemaPath:"#/properties/types/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema2.properties.types.type,parentSchema:schema2.properties.types,data:data34};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data.dialect !== undefined){
let data36 = data.dialect;
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
for(const key8 in data36){
if(!((((((key8 === "delimiter") || (key8 === "quote")) || (key8 === "escape")) || (key8 === "header")) || (key8 === "encoding")) || (key8 === "decimal"))){
const err77 = {instancePath:instancePath+"/dialect",schemaPath:"#/properties/dialect/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties",schema:false,parentSchema:schema2.properties.dialect,data:data36};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(data36.delimiter !== undefined){
let data37 = data36.delimiter;
if(typeof data37 === "string"){
if(data37.length > 1){
const err78 = {instancePath:instancePath+"/dialect/delimiter",schemaPath:"#/properties/dialect/properties/delimiter/maxLength",keyword:"maxLength",params:{limit: 1},message:"must NOT have more than 1 characters",schema:1,parentSchema:schema2.properties.dialect.properties.delimiter,data:data37};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if(data37.length < 1){
const err79 = {instancePath:instancePath+"/dialect/delimiter",schemaPath:"#/properties/dialect/properties/delimiter/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema2.properties.dialect.properties.delimiter,data:data37};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
else {
const err80 = {instancePath:instancePath+"/dialect/delimiter",schemaPath:"#/properties/dialect/properties/delimiter/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.properties.dialect.properties.delimiter.type,parentSchema:schema2.properties.dialect.properties.delimiter,data:data37};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(data36.quote !== undefined){
let data38 = data36.quote;
if(typeof data38 === "string"){
if(data38.length > 1){
const err81 = {instancePath:instancePath+"/dialect/quote",schemaPath:"#/properties/dialect/properties/quote/maxLength",keyword:"maxLength",params:{limit: 1},message:"must NOT have more than 1 characters",schema:1,parentSchema:schema2.properties.dialect.properties.quote,data:data38};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
else {
const err82 = {instancePath:instancePath+"/dialect/quote",schemaPath:"#/properties/dialect/properties/quote/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.properties.dialect.properties.quote.type,parentSchema:schema2.properties.dialect.properties.quote,data:data38};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data36.escape !== undefined){
let data39 = data36.escape;
if(typeof data39 === "string"){
if(data39.length > 1){
const err83 = {instancePath:instancePath+"/dialect/escape",schemaPath:"#/properties/dialect/properties/escape/maxLength",keyword:"maxLength",params:{limit: 1},message:"must NOT have more than 1 characters",schema:1,parentSchema:schema2.properties.dialect.properties.escape,data:data39};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
if(data39.length < 1){
const err84 = {instancePath:instancePath+"/dialect/escape",schemaPath:"#/properties/dialect/properties/escape/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema2.properties.dialect.properties.escape,data:data39};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
else {
const err85 = {instancePath:instancePath+"/dialect/escape",schemaPath:"#/properties/dialect/properties/escape/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.properties.dialect.properties.escape.type,parentSchema:schema2.properties.dialect.properties.escape,data:data39};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
if(data36.header !== undefined){
let data40 = data36.header;
const _errs103 = errors;
let valid26 = false;
const _errs104 = errors;
if(typeof data40 !== "boolean"){
const err86 = {instancePath:instancePath+"/dialect/header",schemaPath:"#/properties/dialect/properties/header/anyOf/0/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema2.properties.dialect.properties.header.anyOf[0].type,parentSchema:schema2.properties.dialect.properties.header.anyOf[0],data:data40};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
var _valid1 = _errs104 === errors;
valid26 = valid26 || _valid1;
const _errs106 = errors;
if(Array.isArray(data40)){
if(data40.length < 1){
const err87 = {instancePath:instancePath+"/dialect/header",schemaPath:"#/properties/dialect/properties/header/anyOf/1/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema2.properties.dialect.properties.header.anyOf[1],data:data40};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
const len1 = data40.length;
for(let i2=0; i2<len1; i2++){
let data41 = data40[i2];
if(typeof data41 === "string"){
if(data41.length < 1){
const err88 = {instancePath:instancePath+"/dialect/header/" + i2,schemaPath:"#/properties/dialect/properties/header/anyOf/1/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema2.properties.dialect.properties.header.anyOf[1].items,data:data41};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
else {
const err89 = {instancePath:instancePath+"/dialect/header/" + i2,schemaPath:"#/properties/dialect/properties/header/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.properties.dialect.properties.header.anyOf[1].items.type,parentSchema:schema2.properties.dialect.properties.header.anyOf[1].items,data:data41};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
let i3 = data40.length;
let j1;
if(i3 > 1){
const indices1 = {};
for(;i3--;){
let item1 = data40[i3];
if(typeof item1 !== "string"){
continue;
}
if(typeof indices1[item1] == "number"){
j1 = indices1[item1];
const err90 = {instancePath:instancePath+"/dialect/header",schemaPath:"#/properties/dialect/properties/header/anyOf/1/uniqueItems",keyword:"uniqueItems",params:{i: i3, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i3+" are identical)",schema:true,parentSchema:schema2.properties.dialect.properties.header.anyOf[1],data:data40};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
break;
}
indices1[item1] = i3;
}
}
}
else {
const err91 = {instancePath:instancePath+"/dialect/header",schemaPath:"#/properties/dialect/properties/header/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema2.properties.dialect.properties.header.anyOf[1].type,parentSchema:schema2.properties.dialect.properties.header.anyOf[1],data:data40};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
var _valid1 = _errs106 === errors;
valid26 = valid26 || _valid1;
if(!valid26){
const err92 = {instancePath:instancePath+"/dialect/header",schemaPath:"#/properties/dialect/properties/header/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema2.properties.dialect.properties.header.anyOf,parentSchema:schema2.properties.dialect.properties.header,data:data40};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
else {
errors = _errs103;
if(vErrors !== null){
if(_errs103){
vErrors.length = _errs103;
}
else {
vErrors = null;
}
}
}
}
if(data36.encoding !== undefined){
let data42 = data36.encoding;
if(typeof data42 === "string"){
if(data42.length < 1){
const err93 = {instancePath:instancePath+"/dialect/encoding",schemaPath:"#/properties/dialect/properties/encoding/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema2.properties.dialect.properties.encoding,data:data42};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
else {
const err94 = {instancePath:instancePath+"/dialect/encoding",schemaPath:"#/properties/dialect/properties/encoding/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.properties.dialect.properties.encoding.type,parentSchema:schema2.properties.dialect.properties.encoding,data:data42};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data36.decimal !== undefined){
let data43 = data36.decimal;
if(!((data43 === ".") || (data43 === ","))){
const err95 = {instancePath:instancePath+"/dialect/decimal",schemaPath:"#/properties/dialect/properties/decimal/enum",keyword:"enum",params:{allowedValues: schema2.properties.dialect.properties.decimal.enum},message:"must be equal to one of the allowed values",schema:schema2.properties.dialect.properties.decimal.enum,parentSchema:schema2.properties.dialect.properties.decimal,data:data43};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
}
else {
const err96 = {instancePath:instancePath+"/dialect",schemaPath:"#/properties/dialect/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema2.properties.dialect.type,parentSchema:schema2.properties.dialect,data:data36};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data.partitions !== undefined){
let data44 = data.partitions;
if(Array.isArray(data44)){
const len2 = data44.length;
for(let i4=0; i4<len2; i4++){
let data45 = data44[i4];
if(typeof data45 === "string"){
if(data45.length < 1){
const err97 = {instancePath:instancePath+"/partitions/" + i4,schemaPath:"#/properties/partitions/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema2.properties.partitions.items,data:data45};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
else {
const err98 = {instancePath:instancePath+"/partitions/" + i4,schemaPath:"#/properties/partitions/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.properties.partitions.items.type,parentSchema:schema2.properties.partitions.items,data:data45};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
let i5 = data44.length;
let j2;
if(i5 > 1){
const indices2 = {};
for(;i5--;){
let item2 = data44[i5];
if(typeof item2 !== "string"){
continue;
}
if(typeof indices2[item2] == "number"){
j2 = indices2[item2];
const err99 = {instancePath:instancePath+"/partitions",schemaPath:"#/properties/partitions/uniqueItems",keyword:"uniqueItems",params:{i: i5, j: j2},message:"must NOT have duplicate items (items ## "+j2+" and "+i5+" are identical)",schema:true,parentSchema:schema2.properties.partitions,data:data44};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
break;
}
indices2[item2] = i5;
}
}
}
else {
const err100 = {instancePath:instancePath+"/partitions",schemaPath:"#/properties/partitions/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema2.properties.partitions.type,parentSchema:schema2.properties.partitions,data:data44};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data.window !== undefined){
let data46 = data.window;
if(typeof data46 === "string"){
if(!pattern3.test(data46)){
const err101 = {instancePath:instancePath+"/window",schemaPath:"#/properties/window/pattern",keyword:"pattern",params:{pattern: "^[1-9]\\d{0,4}[hdw]$"},message:"must match pattern \""+"^[1-9]\\d{0,4}[hdw]$"+"\"",schema:"^[1-9]\\d{0,4}[hdw]$",parentSchema:schema2.properties.window,data:data46};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
else {
const err102 = {instancePath:instancePath+"/window",schemaPath:"#/properties/window/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.properties.window.type,parentSchema:schema2.properties.window,data:data46};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
if(data.partition !== undefined){
let data47 = data.partition;
if(typeof data47 === "string"){
if(data47.length < 1){
const err103 = {instancePath:instancePath+"/partition",schemaPath:"#/properties/partition/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema2.properties.partition,data:data47};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
else {
const err104 = {instancePath:instancePath+"/partition",schemaPath:"#/properties/partition/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.properties.partition.type,parentSchema:schema2.properties.partition,data:data47};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
if(data.max_age !== undefined){
let data48 = data.max_age;
if(typeof data48 === "string"){
if(!pattern4.test(data48)){
const err105 = {instancePath:instancePath+"/max_age",schemaPath:"#/properties/max_age/pattern",keyword:"pattern",params:{pattern: "^(?:[1-9]\\d{0,4}[hdw]|none)$"},message:"must match pattern \""+"^(?:[1-9]\\d{0,4}[hdw]|none)$"+"\"",schema:"^(?:[1-9]\\d{0,4}[hdw]|none)$",parentSchema:schema2.properties.max_age,data:data48};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
else {
const err106 = {instancePath:instancePath+"/max_age",schemaPath:"#/properties/max_age/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.properties.max_age.type,parentSchema:schema2.properties.max_age,data:data48};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
if(data.redact !== undefined){
let data49 = data.redact;
if(Array.isArray(data49)){
if(data49.length < 1){
const err107 = {instancePath:instancePath+"/redact",schemaPath:"#/properties/redact/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema2.properties.redact,data:data49};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
const len3 = data49.length;
for(let i6=0; i6<len3; i6++){
let data50 = data49[i6];
if((typeof data50 !== "string") && (!(data50 && typeof data50 == "object" && !Array.isArray(data50)))){
const err108 = {instancePath:instancePath+"/redact/" + i6,schemaPath:"#/properties/redact/items/type",keyword:"type",params:{type: schema2.properties.redact.items.type},message:"must be string,object",schema:schema2.properties.redact.items.type,parentSchema:schema2.properties.redact.items,data:data50};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
if(typeof data50 === "string"){
if(!(formats0.test(data50))){
const err109 = {instancePath:instancePath+"/redact/" + i6,schemaPath:"#/properties/redact/items/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema2.properties.redact.items,data:data50};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
if(data50 && typeof data50 == "object" && !Array.isArray(data50)){
if(data50.at === undefined){
const err110 = {instancePath:instancePath+"/redact/" + i6,schemaPath:"#/properties/redact/items/required",keyword:"required",params:{missingProperty: "at"},message:"must have required property '"+"at"+"'",schema:schema2.properties.redact.items.required,parentSchema:schema2.properties.redact.items,data:data50};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
for(const key9 in data50){
if(!((key9 === "at") || (key9 === "as"))){
const err111 = {instancePath:instancePath+"/redact/" + i6,schemaPath:"#/properties/redact/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties",schema:false,parentSchema:schema2.properties.redact.items,data:data50};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data50.at !== undefined){
let data51 = data50.at;
if(typeof data51 === "string"){
if(!(formats0.test(data51))){
const err112 = {instancePath:instancePath+"/redact/" + i6+"/at",schemaPath:"#/$defs/pointer/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema3,data:data51};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
else {
const err113 = {instancePath:instancePath+"/redact/" + i6+"/at",schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.type,parentSchema:schema3,data:data51};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
if(data50.as !== undefined){
let data52 = data50.as;
if(!((data52 === "drop") || (data52 === "hash"))){
const err114 = {instancePath:instancePath+"/redact/" + i6+"/as",schemaPath:"#/properties/redact/items/properties/as/enum",keyword:"enum",params:{allowedValues: schema2.properties.redact.items.properties.as.enum},message:"must be equal to one of the allowed values",schema:schema2.properties.redact.items.properties.as.enum,parentSchema:schema2.properties.redact.items.properties.as,data:data52};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
}
}
}
else {
const err115 = {instancePath:instancePath+"/redact",schemaPath:"#/properties/redact/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema2.properties.redact.type,parentSchema:schema2.properties.redact,data:data49};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
}
else {
const err116 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema2.type,parentSchema:schema2,data};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
validate1.errors = vErrors;
return errors === 0;
}
validate1.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema18 = {"title":"PipelineYml","description":"A downstream system: ordered steps, its outputs, and how far they may move.","type":"object","properties":{"owners":{"type":"array","items":{"type":"string","description":"@user, @org/team or an e-mail address.","examples":["@acme/claims"]},"description":"Who answers for the pipeline and may approve its impact. Without owners nobody can.","examples":[["@acme/claims"]]},"recording":{"type":"string","minLength":1,"description":"Name of the recording that is replayed.","examples":["flights"]},"params":{"$ref":"#/$defs/path","description":"Model config, JSON or YAML, that every step can read at /params.","examples":["config/compensation.yaml"]},"steps":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/step"},"description":"What the document flows through, in order.","examples":[[{"schema":"schemas/flight.schema.json"},{"rules":"rules/compensation.json","into":"/decision"}]]},"outputs":{"type":"object","minProperties":1,"propertyNames":{"$ref":"#/$defs/outputName"},"additionalProperties":{"$ref":"#/$defs/output"},"description":"The values of the document that matter downstream, by name.","examples":[{"tier":{"at":"/decision/tier","kind":"category"}}]},"segments":{"type":"array","items":{"$ref":"#/$defs/pointer"},"description":"Places in the document whose values cut the traffic into slices that explain an impact.","examples":[["/origin"]]},"judge":{"enum":["whole","every_week"],"description":"What has to stay within the limits: the recording as a whole, or also every week of it. Default: whole.","examples":["every_week"]},"monitor":{"title":"MonitorYml","type":"object","properties":{"every":{"enum":["1w"],"description":"How long a window is. Default: a week from Monday, in the recording's zone.","examples":["1w"]},"baseline":{"type":"integer","minimum":2,"maximum":104,"description":"Windows that the newest are compared with. Default: 13.","examples":[13]},"persist":{"type":"integer","minimum":1,"maximum":12,"description":"Windows in a row beyond all of the baseline before the traffic has moved. Default: 3.","examples":[3]},"clear":{"type":"integer","minimum":1,"maximum":12,"description":"Windows in a row without it before a finding is over. Default: 2.","examples":[2]},"limits":{"type":"object","additionalProperties":{"$ref":"#/$defs/limit"},"description":"How far outputs of production may move from the baseline: <output>.share.<value>, <output>.mean, <output>.accuracy; and answers.differ, inputs.rejected, inputs.missing, inputs.unseen. Default: 0.1% for these four, none for outputs.","examples":[{"answers.differ":"0.1%","tier.share.long":"1%","amount.mean":0.5}]},"calendar":{"type":"string","pattern":"^[A-Z]{2}(-[A-Za-z0-9]{1,3})?$","description":"Whose public holidays: a week with one neither opens nor closes a finding of the traffic. A country, or a part of it. Default: none. Needs date-holidays.","examples":["US","DE-by"]},"labels":{"title":"MonitorLabelsYml","type":"object","properties":{"mature":{"type":["string","number"],"pattern":"^(100|\\d{1,2}(\\.\\d+)?) ?%$","minimum":0,"maximum":1,"description":"A week is judged by its labels once they are so much of what earlier weeks have. Default: 95%.","examples":["95%"]},"coverage":{"type":["string","number"],"pattern":"^(100|\\d{1,2}(\\.\\d+)?) ?%$","minimum":0,"maximum":1,"description":"And once so much of its records has a label. Default: 80%.","examples":["80%"]}},"additionalProperties":false,"description":"When late labels count.","examples":[{"mature":"95%","coverage":"80%"}]},"retrain":{"title":"MonitorRetrainYml","type":"object","properties":{"train":{"title":"MonitorTrainYml","type":"object","properties":{"from":{"type":"string","pattern":"^-[1-9]\\d{0,2}w$","description":"How far back to train on, from the newest week. Default: -26w.","examples":["-26w"]},"skip":{"enum":["findings"],"description":"Weeks that are left out: those in which production, a merge or broken input moved something. Default, and nothing else.","examples":["findings"]}},"additionalProperties":false,"description":"What to train on.","examples":[{"from":"-26w","skip":"findings"}]},"run":{"title":"MonitorRunYml","type":["string","object"],"pattern":"^\\.github/workflows/[^/]+\\.ya?ml$","properties":{"repository_dispatch":{"type":"string","minLength":1,"maxLength":100,"description":"The type of the event, as a workflow lists it in on.repository_dispatch.types.","examples":["weir-retrain"]}},"required":["repository_dispatch"],"additionalProperties":false,"description":".github/workflows/<file>.yml, a workflow of the default branch with the trigger workflow_dispatch; or repository_dispatch with a type: started each time that a retraining is asked for. Default: nothing.","examples":[".github/workflows/train.yml",{"repository_dispatch":"weir-retrain"}]},"when":{"type":"array","items":{"type":"string","minLength":1},"minItems":1,"uniqueItems":true,"description":"What has to be worse before it is asked for: accuracy, of any output, or <output>.accuracy. Default: accuracy.","examples":[["tier.accuracy"]]},"cooldown":{"type":"string","pattern":"^\\d{1,3}[dw]$","description":"How long after it was asked for it is not asked for again, by the weeks of the recording. Default: 30d.","examples":["30d"]},"window":{"enum":["mature"],"description":"Which weeks a model is judged on: those whose labels are there. Default, and nothing else.","examples":["mature"]},"success":{"type":"object","minProperties":1,"additionalProperties":{"$ref":"#/$defs/limit"},"description":"What a retrained model is judged by: <output>.accuracy, how far below the baseline's it may be; any <output>.<measure> of a limit, how far it may move from what runs.","examples":[{"tier.accuracy":"0.5%","tier.changed":"10%"}]}},"required":["success"],"additionalProperties":false,"description":"What is asked for where only the world has changed: a retraining, and what it has to come to.","examples":[{"success":{"tier.accuracy":"0.5%"}}]}},"additionalProperties":false,"description":"How production is watched by weir monitor.","examples":[{"baseline":13,"limits":{"tier.share.long":"1%"}}]},"limits":{"type":"object","additionalProperties":{"$ref":"#/$defs/limit"},"description":"What the owners allow: <output>.<measure>, or rejected, failed, unreplayable. Default: changed 1% of each output, rejected and failed 0.1%.","examples":[{"tier.changed":"1%","amount.mean_ratio":"2%","rejected":"0.1%","failed":0}]}},"required":["recording","steps","outputs"],"additionalProperties":false,"examples":[{"owners":["@acme/claims"],"recording":"flights","steps":[{"rules":"rules/compensation.json","into":"/decision"}],"outputs":{"tier":{"at":"/decision/tier","kind":"category"}}}]};
const schema33 = {"type":"string","pattern":"^[A-Za-z0-9_][A-Za-z0-9_-]*$","description":"Letters, digits, _ and -, and no dot, since limits are written output.measure.","examples":["tier"]};
const schema38 = {"title":"LimitYml","type":["string","number"],"pattern":"^\\d+(\\.\\d+)?( ?%| records?)?$","minimum":0,"description":"A share (1% or 0.01), a count (\"200 records\"), or a number in the output's own unit.","examples":["1%",0.01,0,"200 records"]};
const schema20 = {"title":"StepYml","description":"One artifact and what it does to the document.","anyOf":[{"$ref":"#/$defs/schemaStep"},{"$ref":"#/$defs/rulesStep"},{"$ref":"#/$defs/modelStep"},{"$ref":"#/$defs/programStep"}],"examples":[{"schema":"schemas/flight.schema.json"},{"rules":"rules/compensation.json","into":"/decision"},{"model":"recorded","from":"/output/score","into":"/score"}]};
const schema21 = {"title":"SchemaStepYml","description":"Checks the document and projects it to what the producer would send.","type":"object","properties":{"schema":{"$ref":"#/$defs/path","description":"Path of the schema; that of another repository as owner/name:path@ref.","examples":["schemas/flight.schema.json"]},"engine":{"type":"string","minLength":1,"description":"The engine that reads this file. Default: by the file's extension.","examples":["json-schema"],"enum":["json-schema","json-schema-ajv","graphql","openapi","avro","odcs","dbt","sql-ddl","protobuf"]},"compatibility":{"enum":["backward","forward","full","backward_transitive","forward_transitive","full_transitive"],"description":"Schemas: which edits are breaking, as registries have it. backward: head refuses what base wrote; forward: base refuses what head writes; full: either. With _transitive head is also compared with earlier versions of the file in git. Default: backward.","examples":["backward_transitive"]},"revisions":{"type":"integer","minimum":1,"maximum":100,"description":"Schemas: with how many versions before base a _transitive compatibility compares head. Default: 10.","examples":[20]},"vendored":{"type":"object","propertyNames":{"pattern":"^[A-Za-z][A-Za-z0-9+.-]*:[^#]+$"},"additionalProperties":{"type":"string","minLength":1,"description":"A file in the repository.","examples":["vendor/geojson.json"]},"description":"Schemas that refer to others by address: the copies in the repository that stand for what is not there under its own $id.","examples":[{"https://geojson.org/schema/Point.json":"vendor/geojson.json"}]},"query":{"type":"string","format":"json-pointer","description":"GraphQL: where in the document the text of a recorded operation stands. Default: /query.","examples":["/query"]},"variables":{"type":"string","format":"json-pointer","description":"GraphQL: where in the document the mapping of variables of a recorded operation stands. Default: /variables.","examples":["/variables"]},"operation":{"type":"string","format":"json-pointer","description":"GraphQL: where in the document the name of a recorded operation stands. Default: /operationName.","examples":["/operationName"]},"object":{"type":"string","minLength":1,"description":"ODCS: which of several objects of the contract the recording holds.","examples":["orders"]},"related":{"type":"object","minProperties":1,"additionalProperties":{"type":"string","minLength":1,"description":"A recording of this weir.yml.","examples":["customers"]},"description":"Tables to which relationships lead: the recordings that hold their rows.","examples":[{"customers":"customers"}]},"table":{"type":"string","minLength":1,"description":"SQL: which of several tables the recording holds, with or without its schema. dbt: which model, seed, snapshot or source.","examples":["orders"]},"message":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*$","description":"Protobuf: full name of the message that the documents are. Default: the only message of the file that no other one of it uses.","examples":["acme.booking.v1.Booking"]},"payload":{"type":"string","format":"json-pointer","description":"Protobuf: where in the document the message stands, as JSON, or as text in Base64 of its binary form. Default: the document itself.","examples":["/body"]},"compare":{"enum":["FILE","PACKAGE","WIRE_JSON","WIRE"],"description":"Protobuf: which changes are breaking, as `buf breaking` has it. FILE and PACKAGE: for generated code, too; WIRE_JSON: for readers of JSON and of binary; WIRE: of binary alone. Default: WIRE_JSON.","examples":["WIRE"]},"framing":{"enum":["none","confluent","grpc"],"description":"Protobuf: what stands before a binary message. confluent: the header that serializers of Confluent write; grpc: that of gRPC. Default: none.","examples":["confluent"]},"unknown":{"enum":["reject","ignore"],"description":"Protobuf: what becomes of records with fields that the schema does not have. Default: reject. Fields that only base declares are dropped at head either way.","examples":["ignore"]}},"required":["schema"],"additionalProperties":false,"examples":[{"schema":"schemas/flight.schema.json"}]};
const pattern6 = new RegExp("^[A-Za-z][A-Za-z0-9+.-]*:[^#]+$", "u");
const pattern7 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*$", "u");

function validate5(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate5.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.schema === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "schema"},message:"must have required property '"+"schema"+"'",schema:schema21.required,parentSchema:schema21,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(func0.call(schema21.properties, key0))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema21,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.schema !== undefined){
let data0 = data.schema;
if(typeof data0 === "string"){
if(data0.length < 1){
const err2 = {instancePath:instancePath+"/schema",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema19,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/schema",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema19.type,parentSchema:schema19,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.engine !== undefined){
let data1 = data.engine;
if(!(((((((((data1 === "json-schema") || (data1 === "json-schema-ajv")) || (data1 === "graphql")) || (data1 === "openapi")) || (data1 === "avro")) || (data1 === "odcs")) || (data1 === "dbt")) || (data1 === "sql-ddl")) || (data1 === "protobuf"))){
const err4 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/enum",keyword:"enum",params:{allowedValues: schema21.properties.engine.enum},message:"must be equal to one of the allowed values",schema:schema21.properties.engine.enum,parentSchema:schema21.properties.engine,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(typeof data1 === "string"){
if(data1.length < 1){
const err5 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema21.properties.engine,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.engine.type,parentSchema:schema21.properties.engine,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.compatibility !== undefined){
let data2 = data.compatibility;
if(!((((((data2 === "backward") || (data2 === "forward")) || (data2 === "full")) || (data2 === "backward_transitive")) || (data2 === "forward_transitive")) || (data2 === "full_transitive"))){
const err7 = {instancePath:instancePath+"/compatibility",schemaPath:"#/properties/compatibility/enum",keyword:"enum",params:{allowedValues: schema21.properties.compatibility.enum},message:"must be equal to one of the allowed values",schema:schema21.properties.compatibility.enum,parentSchema:schema21.properties.compatibility,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.revisions !== undefined){
let data3 = data.revisions;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err8 = {instancePath:instancePath+"/revisions",schemaPath:"#/properties/revisions/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema21.properties.revisions.type,parentSchema:schema21.properties.revisions,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 100 || isNaN(data3)){
const err9 = {instancePath:instancePath+"/revisions",schemaPath:"#/properties/revisions/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100",schema:100,parentSchema:schema21.properties.revisions,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data3 < 1 || isNaN(data3)){
const err10 = {instancePath:instancePath+"/revisions",schemaPath:"#/properties/revisions/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema21.properties.revisions,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
if(data.vendored !== undefined){
let data4 = data.vendored;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 in data4){
const _errs12 = errors;
if(typeof key1 === "string"){
if(!pattern6.test(key1)){
const err11 = {instancePath:instancePath+"/vendored",schemaPath:"#/properties/vendored/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z][A-Za-z0-9+.-]*:[^#]+$"},message:"must match pattern \""+"^[A-Za-z][A-Za-z0-9+.-]*:[^#]+$"+"\"",schema:"^[A-Za-z][A-Za-z0-9+.-]*:[^#]+$",parentSchema:schema21.properties.vendored.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
var valid2 = _errs12 === errors;
if(!valid2){
const err12 = {instancePath:instancePath+"/vendored",schemaPath:"#/properties/vendored/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema21.properties.vendored.propertyNames,parentSchema:schema21.properties.vendored,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
for(const key2 in data4){
let data5 = data4[key2];
if(typeof data5 === "string"){
if(data5.length < 1){
const err13 = {instancePath:instancePath+"/vendored/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/vendored/additionalProperties/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema21.properties.vendored.additionalProperties,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/vendored/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/vendored/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.vendored.additionalProperties.type,parentSchema:schema21.properties.vendored.additionalProperties,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath:instancePath+"/vendored",schemaPath:"#/properties/vendored/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema21.properties.vendored.type,parentSchema:schema21.properties.vendored,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.query !== undefined){
let data6 = data.query;
if(typeof data6 === "string"){
if(!(formats0.test(data6))){
const err16 = {instancePath:instancePath+"/query",schemaPath:"#/properties/query/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema21.properties.query,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.query.type,parentSchema:schema21.properties.query,data:data6};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.variables !== undefined){
let data7 = data.variables;
if(typeof data7 === "string"){
if(!(formats0.test(data7))){
const err18 = {instancePath:instancePath+"/variables",schemaPath:"#/properties/variables/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema21.properties.variables,data:data7};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/variables",schemaPath:"#/properties/variables/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.variables.type,parentSchema:schema21.properties.variables,data:data7};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.operation !== undefined){
let data8 = data.operation;
if(typeof data8 === "string"){
if(!(formats0.test(data8))){
const err20 = {instancePath:instancePath+"/operation",schemaPath:"#/properties/operation/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema21.properties.operation,data:data8};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/operation",schemaPath:"#/properties/operation/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.operation.type,parentSchema:schema21.properties.operation,data:data8};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.object !== undefined){
let data9 = data.object;
if(typeof data9 === "string"){
if(data9.length < 1){
const err22 = {instancePath:instancePath+"/object",schemaPath:"#/properties/object/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema21.properties.object,data:data9};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/object",schemaPath:"#/properties/object/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.object.type,parentSchema:schema21.properties.object,data:data9};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.related !== undefined){
let data10 = data.related;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(Object.keys(data10).length < 1){
const err24 = {instancePath:instancePath+"/related",schemaPath:"#/properties/related/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema21.properties.related,data:data10};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
for(const key3 in data10){
let data11 = data10[key3];
if(typeof data11 === "string"){
if(data11.length < 1){
const err25 = {instancePath:instancePath+"/related/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/related/additionalProperties/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema21.properties.related.additionalProperties,data:data11};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/related/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/related/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.related.additionalProperties.type,parentSchema:schema21.properties.related.additionalProperties,data:data11};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
else {
const err27 = {instancePath:instancePath+"/related",schemaPath:"#/properties/related/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema21.properties.related.type,parentSchema:schema21.properties.related,data:data10};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.table !== undefined){
let data12 = data.table;
if(typeof data12 === "string"){
if(data12.length < 1){
const err28 = {instancePath:instancePath+"/table",schemaPath:"#/properties/table/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema21.properties.table,data:data12};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/table",schemaPath:"#/properties/table/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.table.type,parentSchema:schema21.properties.table,data:data12};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data.message !== undefined){
let data13 = data.message;
if(typeof data13 === "string"){
if(!pattern7.test(data13)){
const err30 = {instancePath:instancePath+"/message",schemaPath:"#/properties/message/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*$",parentSchema:schema21.properties.message,data:data13};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/message",schemaPath:"#/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.message.type,parentSchema:schema21.properties.message,data:data13};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.payload !== undefined){
let data14 = data.payload;
if(typeof data14 === "string"){
if(!(formats0.test(data14))){
const err32 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema21.properties.payload,data:data14};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.payload.type,parentSchema:schema21.properties.payload,data:data14};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.compare !== undefined){
let data15 = data.compare;
if(!((((data15 === "FILE") || (data15 === "PACKAGE")) || (data15 === "WIRE_JSON")) || (data15 === "WIRE"))){
const err34 = {instancePath:instancePath+"/compare",schemaPath:"#/properties/compare/enum",keyword:"enum",params:{allowedValues: schema21.properties.compare.enum},message:"must be equal to one of the allowed values",schema:schema21.properties.compare.enum,parentSchema:schema21.properties.compare,data:data15};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.framing !== undefined){
let data16 = data.framing;
if(!(((data16 === "none") || (data16 === "confluent")) || (data16 === "grpc"))){
const err35 = {instancePath:instancePath+"/framing",schemaPath:"#/properties/framing/enum",keyword:"enum",params:{allowedValues: schema21.properties.framing.enum},message:"must be equal to one of the allowed values",schema:schema21.properties.framing.enum,parentSchema:schema21.properties.framing,data:data16};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.unknown !== undefined){
let data17 = data.unknown;
if(!((data17 === "reject") || (data17 === "ignore"))){
const err36 = {instancePath:instancePath+"/unknown",schemaPath:"#/properties/unknown/enum",keyword:"enum",params:{allowedValues: schema21.properties.unknown.enum},message:"must be equal to one of the allowed values",schema:schema21.properties.unknown.enum,parentSchema:schema21.properties.unknown,data:data17};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema21.type,parentSchema:schema21,data};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
validate5.errors = vErrors;
return errors === 0;
}
validate5.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema23 = {"title":"RulesStepYml","description":"Evaluates rules on the document and writes their result into it.","type":"object","properties":{"rules":{"$ref":"#/$defs/path","description":"Path of the rules; with a JSON Pointer behind a #, a part of the file.","examples":["rules/compensation.json","rules/fraud.json#/rules/velocity/when"]},"engine":{"type":"string","minLength":1,"description":"The engine that reads this file. Default: by the file's extension.","examples":["json-logic-engine"],"enum":["json-logic-js","json-logic-engine","cel","cel-bufbuild","jdm","dmn","sql","rego","decision-table","jsonata","json-rules-engine","flagd"]},"each":{"type":"string","minLength":1,"description":"For a file of many named rules: a pointer with one * in place of their names. Each rule is a step of its own, writes its result at into/<name>, and is an output with a limit of its own.","examples":["/rules/*/when","/*"]},"integers":{"enum":["double","int"],"description":"CEL: what whole numbers of the document and the params are. double: as CEL takes JSON. int: where production declares them so, as in request.retries + 1. Default: double.","examples":["int"]},"functions":{"const":"allow","description":"GoRules: allow runs function nodes, which are JavaScript. Requests that they make are refused all the same. Without it, a decision with a function node is an error.","examples":["allow"]},"now":{"type":"string","pattern":"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$","description":"GoRules and DMN: what a decision that reads the clock takes for the current time, in UTC. Without it, records are unreplayable for such a decision.","examples":["2026-05-01T12:00:00Z"]},"decision":{"type":"string","minLength":1,"description":"DMN: the decision, or the decision service, whose result is taken, by its name. Default: the decision that no other requires.","examples":["Routing"]},"columns":{"type":"object","minProperties":1,"propertyNames":{"minLength":1},"additionalProperties":{"type":"string","pattern":"^[A-Z][A-Z0-9]*(\\(\\d+(, ?\\d+)?\\))?(\\[\\])?$"},"description":"SQL: types of columns of the table input. Default: of each document its members, numbers as DOUBLE, texts as VARCHAR, lists and objects as JSON.","examples":[{"amount":"DECIMAL(18,2)","at":"TIMESTAMP"}]},"entrypoint":{"type":"string","minLength":1,"description":"Rego: the rule that is asked, as it was named to opa build -e. Default: the only one there is.","examples":["fees/allow"]},"request":{"type":"string","format":"json-pointer","description":"Rego: where in the document the input of the policy stands. Default: \"\", all of it.","examples":["/input"]},"builtins":{"type":"string","format":"json-pointer","description":"Rego: where in the document the answers of builtins stand that differ from call to call, as decision logs record them.","examples":["/nd_builtin_cache"]},"undefinedFacts":{"enum":["refuse","allow"],"description":"json-rules-engine: what a fact that a record lacks is. refuse: an error, as by default. allow: undefined, as with allowUndefinedFacts. Default: refuse.","examples":["allow"]},"timestamp":{"type":"string","description":"flagd: pointer to the time of a record, in ISO 8601 or in seconds, for flags that read $flagd.timestamp. Without it such records are unreplayable.","examples":["/time"]},"into":{"$ref":"#/$defs/pointer","description":"Where in the document the step writes its result.","examples":["/decision"]}},"required":["rules","into"],"additionalProperties":false,"examples":[{"rules":"rules/compensation.json","into":"/decision"}]};
const pattern8 = new RegExp("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$", "u");
const pattern9 = new RegExp("^[A-Z][A-Z0-9]*(\\(\\d+(, ?\\d+)?\\))?(\\[\\])?$", "u");

function validate7(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate7.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.rules === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "rules"},message:"must have required property '"+"rules"+"'",schema:schema23.required,parentSchema:schema23,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.into === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "into"},message:"must have required property '"+"into"+"'",schema:schema23.required,parentSchema:schema23,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!(func0.call(schema23.properties, key0))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema23,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.rules !== undefined){
let data0 = data.rules;
if(typeof data0 === "string"){
if(data0.length < 1){
const err3 = {instancePath:instancePath+"/rules",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema19,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/rules",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema19.type,parentSchema:schema19,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.engine !== undefined){
let data1 = data.engine;
if(!((((((((((((data1 === "json-logic-js") || (data1 === "json-logic-engine")) || (data1 === "cel")) || (data1 === "cel-bufbuild")) || (data1 === "jdm")) || (data1 === "dmn")) || (data1 === "sql")) || (data1 === "rego")) || (data1 === "decision-table")) || (data1 === "jsonata")) || (data1 === "json-rules-engine")) || (data1 === "flagd"))){
const err5 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/enum",keyword:"enum",params:{allowedValues: schema23.properties.engine.enum},message:"must be equal to one of the allowed values",schema:schema23.properties.engine.enum,parentSchema:schema23.properties.engine,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(typeof data1 === "string"){
if(data1.length < 1){
const err6 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema23.properties.engine,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.engine.type,parentSchema:schema23.properties.engine,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.each !== undefined){
let data2 = data.each;
if(typeof data2 === "string"){
if(data2.length < 1){
const err8 = {instancePath:instancePath+"/each",schemaPath:"#/properties/each/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema23.properties.each,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/each",schemaPath:"#/properties/each/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.each.type,parentSchema:schema23.properties.each,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.integers !== undefined){
let data3 = data.integers;
if(!((data3 === "double") || (data3 === "int"))){
const err10 = {instancePath:instancePath+"/integers",schemaPath:"#/properties/integers/enum",keyword:"enum",params:{allowedValues: schema23.properties.integers.enum},message:"must be equal to one of the allowed values",schema:schema23.properties.integers.enum,parentSchema:schema23.properties.integers,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.functions !== undefined){
let data4 = data.functions;
if("allow" !== data4){
const err11 = {instancePath:instancePath+"/functions",schemaPath:"#/properties/functions/const",keyword:"const",params:{allowedValue: "allow"},message:"must be equal to constant",schema:"allow",parentSchema:schema23.properties.functions,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.now !== undefined){
let data5 = data.now;
if(typeof data5 === "string"){
if(!pattern8.test(data5)){
const err12 = {instancePath:instancePath+"/now",schemaPath:"#/properties/now/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$"},message:"must match pattern \""+"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$"+"\"",schema:"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$",parentSchema:schema23.properties.now,data:data5};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/now",schemaPath:"#/properties/now/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.now.type,parentSchema:schema23.properties.now,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.decision !== undefined){
let data6 = data.decision;
if(typeof data6 === "string"){
if(data6.length < 1){
const err14 = {instancePath:instancePath+"/decision",schemaPath:"#/properties/decision/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema23.properties.decision,data:data6};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/decision",schemaPath:"#/properties/decision/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.decision.type,parentSchema:schema23.properties.decision,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.columns !== undefined){
let data7 = data.columns;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(Object.keys(data7).length < 1){
const err16 = {instancePath:instancePath+"/columns",schemaPath:"#/properties/columns/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema23.properties.columns,data:data7};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
for(const key1 in data7){
const _errs17 = errors;
if(typeof key1 === "string"){
if(key1.length < 1){
const err17 = {instancePath:instancePath+"/columns",schemaPath:"#/properties/columns/propertyNames/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema23.properties.columns.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
var valid2 = _errs17 === errors;
if(!valid2){
const err18 = {instancePath:instancePath+"/columns",schemaPath:"#/properties/columns/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema23.properties.columns.propertyNames,parentSchema:schema23.properties.columns,data:data7};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
for(const key2 in data7){
let data8 = data7[key2];
if(typeof data8 === "string"){
if(!pattern9.test(data8)){
const err19 = {instancePath:instancePath+"/columns/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/columns/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^[A-Z][A-Z0-9]*(\\(\\d+(, ?\\d+)?\\))?(\\[\\])?$"},message:"must match pattern \""+"^[A-Z][A-Z0-9]*(\\(\\d+(, ?\\d+)?\\))?(\\[\\])?$"+"\"",schema:"^[A-Z][A-Z0-9]*(\\(\\d+(, ?\\d+)?\\))?(\\[\\])?$",parentSchema:schema23.properties.columns.additionalProperties,data:data8};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/columns/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/columns/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.columns.additionalProperties.type,parentSchema:schema23.properties.columns.additionalProperties,data:data8};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/columns",schemaPath:"#/properties/columns/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema23.properties.columns.type,parentSchema:schema23.properties.columns,data:data7};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.entrypoint !== undefined){
let data9 = data.entrypoint;
if(typeof data9 === "string"){
if(data9.length < 1){
const err22 = {instancePath:instancePath+"/entrypoint",schemaPath:"#/properties/entrypoint/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema23.properties.entrypoint,data:data9};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/entrypoint",schemaPath:"#/properties/entrypoint/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.entrypoint.type,parentSchema:schema23.properties.entrypoint,data:data9};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.request !== undefined){
let data10 = data.request;
if(typeof data10 === "string"){
if(!(formats0.test(data10))){
const err24 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema23.properties.request,data:data10};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.request.type,parentSchema:schema23.properties.request,data:data10};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.builtins !== undefined){
let data11 = data.builtins;
if(typeof data11 === "string"){
if(!(formats0.test(data11))){
const err26 = {instancePath:instancePath+"/builtins",schemaPath:"#/properties/builtins/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema23.properties.builtins,data:data11};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
else {
const err27 = {instancePath:instancePath+"/builtins",schemaPath:"#/properties/builtins/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.builtins.type,parentSchema:schema23.properties.builtins,data:data11};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.undefinedFacts !== undefined){
let data12 = data.undefinedFacts;
if(!((data12 === "refuse") || (data12 === "allow"))){
const err28 = {instancePath:instancePath+"/undefinedFacts",schemaPath:"#/properties/undefinedFacts/enum",keyword:"enum",params:{allowedValues: schema23.properties.undefinedFacts.enum},message:"must be equal to one of the allowed values",schema:schema23.properties.undefinedFacts.enum,parentSchema:schema23.properties.undefinedFacts,data:data12};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data.timestamp !== undefined){
let data13 = data.timestamp;
if(typeof data13 !== "string"){
const err29 = {instancePath:instancePath+"/timestamp",schemaPath:"#/properties/timestamp/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.timestamp.type,parentSchema:schema23.properties.timestamp,data:data13};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data.into !== undefined){
let data14 = data.into;
if(typeof data14 === "string"){
if(!(formats0.test(data14))){
const err30 = {instancePath:instancePath+"/into",schemaPath:"#/$defs/pointer/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema3,data:data14};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/into",schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.type,parentSchema:schema3,data:data14};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
else {
const err32 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema23.type,parentSchema:schema23,data};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
validate7.errors = vErrors;
return errors === 0;
}
validate7.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema26 = {"title":"ModelStepYml","description":"Runs a model on the document, or reuses what production answered, and writes the result into it.","type":"object","properties":{"model":{"$ref":"#/$defs/path","description":"recorded, or the path of the model's weights.","examples":["recorded"]},"from":{"$ref":"#/$defs/pointer","description":"For model: recorded, the answer's place inside the record of input, output, label, id, time, weight and value.","examples":["/output/score"]},"engine":{"type":"string","minLength":1,"description":"The engine that reads this file. Default: by the file's extension.","examples":["recorded"],"enum":["onnx","xgboost","lightgbm","handlebars","mustache","liquid","jinja","dotprompt","model-config","params","recorded","open-inference","mlflow","http-json","openai-chat"]},"inputs":{"description":"Models: where their inputs stand in the document. A list of pointers: the columns of the only input, in order. A mapping: by the names of the model's inputs or features, a pointer each, or a list of them for an input of several columns. Default: each at the top of the document, by its name.","anyOf":[{"type":"array","items":{"type":"string","pattern":"^(?:\\/(?:[^~/]|~[01])*)*$"},"minItems":1},{"type":"object","minProperties":1,"additionalProperties":{"anyOf":[{"type":"string","pattern":"^(?:\\/(?:[^~/]|~[01])*)*$"},{"type":"array","items":{"type":"string","pattern":"^(?:\\/(?:[^~/]|~[01])*)*$"},"minItems":1}]}}],"examples":[["/amount","/customer/age"],{"features":["/amount","/customer/age"],"country":"/customer/country"}]},"outputs":{"description":"Models: which part of the answer is the result, by a pointer into it, or by a mapping of names to such pointers. An ONNX answer is a mapping by the names of its outputs; that of XGBoost and LightGBM holds prediction and margin.","anyOf":[{"type":"string","pattern":"^(?:\\/(?:[^~/]|~[01])*)*$"},{"type":"object","minProperties":1,"additionalProperties":{"type":"string","pattern":"^(?:\\/(?:[^~/]|~[01])*)*$"}}],"examples":["/probabilities/1",{"label":"/label","score":"/probabilities/1"}]},"missing":{"enum":["fail","nan"],"description":"Models: what a record becomes in which a number is absent, null or no number. fail: failed. nan: it is NaN for the model. Default: fail for ONNX, nan for XGBoost and LightGBM, whose trees know where to go without it.","examples":["nan"]},"encoding":{"enum":["o200k_base","o200k_harmony","cl100k_base","p50k_base","p50k_edit","r50k_base"],"description":"Prompts: the vocabulary by which tokens are counted. The result is then a mapping of text and tokens; without it, the text. o200k_base: GPT-4o and later. cl100k_base: GPT-4 and GPT-3.5.","examples":["o200k_base"]},"price":{"type":"number","minimum":0,"description":"Prompts: what a million tokens of input cost; the result then has cost, too. Needs encoding.","examples":[2.5]},"trim_blocks":{"type":"boolean","description":"Jinja: whether a line that holds a block alone leaves no line behind (trim_blocks and lstrip_blocks), as chat templates are read. Default: false, as in Jinja.","examples":[true]},"endpoint":{"type":"string","pattern":"^https?://","description":"Endpoints: the address that base is asked at, and head unless \"head\" says otherwise.","examples":["https://scorer.acme.example/v2/models/fraud/infer"]},"head":{"type":"string","minLength":1,"description":"Endpoints: the address that head is asked at once something of the step differs; ${deployment} for where the change is deployed.","examples":["${deployment}"]},"path":{"type":"string","pattern":"^/","description":"Endpoints: what follows the address of a deployment.","examples":["/v2/models/fraud/infer"]},"environment":{"type":"string","minLength":1,"description":"Endpoints: the environment whose deployment is meant. Default: any.","examples":["preview"]},"hosts":{"type":"array","items":{"type":"string","minLength":1},"description":"Endpoints: hosts that a deployment may have, *. in front for all below.","examples":[["*.preview.acme.example"]]},"secret":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_]*$","description":"Endpoints: the environment variable that holds a token; it is sent as Authorization: Bearer.","examples":["SCORER_TOKEN"]},"timeout":{"type":"number","minimum":0,"description":"Programs and endpoints: seconds without an answer until a record fails. Default: 30.","examples":[30]},"concurrency":{"type":"integer","minimum":1,"description":"Endpoints: how many requests are under way at once, for each version. Default: 8.","examples":[8]},"request_budget":{"type":"integer","minimum":0,"description":"Endpoints: how many requests each version may cost, repeated ones counted. Default: 10,000.","examples":[10000]},"token_budget":{"type":"integer","minimum":0,"description":"Endpoints: how many tokens each version may cost, by the usage that answers state. Default: any number.","examples":[1000000]},"into":{"$ref":"#/$defs/pointer","description":"Where in the document the step writes its result.","examples":["/decision"]}},"required":["model","into"],"additionalProperties":false,"examples":[{"model":"recorded","from":"/output/score","into":"/score"}]};
const pattern10 = new RegExp("^(?:\\/(?:[^~/]|~[01])*)*$", "u");
const pattern15 = new RegExp("^https?://", "u");
const pattern16 = new RegExp("^/", "u");
const pattern17 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*$", "u");

function validate9(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate9.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.model === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "model"},message:"must have required property '"+"model"+"'",schema:schema26.required,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.into === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "into"},message:"must have required property '"+"into"+"'",schema:schema26.required,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!(func0.call(schema26.properties, key0))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.model !== undefined){
let data0 = data.model;
if(typeof data0 === "string"){
if(data0.length < 1){
const err3 = {instancePath:instancePath+"/model",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema19,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/model",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema19.type,parentSchema:schema19,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.from !== undefined){
let data1 = data.from;
if(typeof data1 === "string"){
if(!(formats0.test(data1))){
const err5 = {instancePath:instancePath+"/from",schemaPath:"#/$defs/pointer/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema3,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/from",schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.type,parentSchema:schema3,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.engine !== undefined){
let data2 = data.engine;
if(!(((((((((((((((data2 === "onnx") || (data2 === "xgboost")) || (data2 === "lightgbm")) || (data2 === "handlebars")) || (data2 === "mustache")) || (data2 === "liquid")) || (data2 === "jinja")) || (data2 === "dotprompt")) || (data2 === "model-config")) || (data2 === "params")) || (data2 === "recorded")) || (data2 === "open-inference")) || (data2 === "mlflow")) || (data2 === "http-json")) || (data2 === "openai-chat"))){
const err7 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/enum",keyword:"enum",params:{allowedValues: schema26.properties.engine.enum},message:"must be equal to one of the allowed values",schema:schema26.properties.engine.enum,parentSchema:schema26.properties.engine,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(typeof data2 === "string"){
if(data2.length < 1){
const err8 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema26.properties.engine,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.engine.type,parentSchema:schema26.properties.engine,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.inputs !== undefined){
let data3 = data.inputs;
const _errs11 = errors;
let valid3 = false;
const _errs12 = errors;
if(Array.isArray(data3)){
if(data3.length < 1){
const err10 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/anyOf/0/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema26.properties.inputs.anyOf[0],data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(typeof data4 === "string"){
if(!pattern10.test(data4)){
const err11 = {instancePath:instancePath+"/inputs/" + i0,schemaPath:"#/properties/inputs/anyOf/0/items/pattern",keyword:"pattern",params:{pattern: "^(?:\\/(?:[^~/]|~[01])*)*$"},message:"must match pattern \""+"^(?:\\/(?:[^~/]|~[01])*)*$"+"\"",schema:"^(?:\\/(?:[^~/]|~[01])*)*$",parentSchema:schema26.properties.inputs.anyOf[0].items,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/inputs/" + i0,schemaPath:"#/properties/inputs/anyOf/0/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.inputs.anyOf[0].items.type,parentSchema:schema26.properties.inputs.anyOf[0].items,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/anyOf/0/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema26.properties.inputs.anyOf[0].type,parentSchema:schema26.properties.inputs.anyOf[0],data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
var _valid0 = _errs12 === errors;
valid3 = valid3 || _valid0;
const _errs16 = errors;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(Object.keys(data3).length < 1){
const err14 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/anyOf/1/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema26.properties.inputs.anyOf[1],data:data3};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
for(const key1 in data3){
let data5 = data3[key1];
const _errs20 = errors;
let valid7 = false;
const _errs21 = errors;
if(typeof data5 === "string"){
if(!pattern10.test(data5)){
const err15 = {instancePath:instancePath+"/inputs/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/inputs/anyOf/1/additionalProperties/anyOf/0/pattern",keyword:"pattern",params:{pattern: "^(?:\\/(?:[^~/]|~[01])*)*$"},message:"must match pattern \""+"^(?:\\/(?:[^~/]|~[01])*)*$"+"\"",schema:"^(?:\\/(?:[^~/]|~[01])*)*$",parentSchema:schema26.properties.inputs.anyOf[1].additionalProperties.anyOf[0],data:data5};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/inputs/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/inputs/anyOf/1/additionalProperties/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.inputs.anyOf[1].additionalProperties.anyOf[0].type,parentSchema:schema26.properties.inputs.anyOf[1].additionalProperties.anyOf[0],data:data5};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
var _valid1 = _errs21 === errors;
valid7 = valid7 || _valid1;
const _errs23 = errors;
if(Array.isArray(data5)){
if(data5.length < 1){
const err17 = {instancePath:instancePath+"/inputs/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/inputs/anyOf/1/additionalProperties/anyOf/1/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema26.properties.inputs.anyOf[1].additionalProperties.anyOf[1],data:data5};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
const len1 = data5.length;
for(let i1=0; i1<len1; i1++){
let data6 = data5[i1];
if(typeof data6 === "string"){
if(!pattern10.test(data6)){
const err18 = {instancePath:instancePath+"/inputs/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i1,schemaPath:"#/properties/inputs/anyOf/1/additionalProperties/anyOf/1/items/pattern",keyword:"pattern",params:{pattern: "^(?:\\/(?:[^~/]|~[01])*)*$"},message:"must match pattern \""+"^(?:\\/(?:[^~/]|~[01])*)*$"+"\"",schema:"^(?:\\/(?:[^~/]|~[01])*)*$",parentSchema:schema26.properties.inputs.anyOf[1].additionalProperties.anyOf[1].items,data:data6};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/inputs/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i1,schemaPath:"#/properties/inputs/anyOf/1/additionalProperties/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.inputs.anyOf[1].additionalProperties.anyOf[1].items.type,parentSchema:schema26.properties.inputs.anyOf[1].additionalProperties.anyOf[1].items,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/inputs/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/inputs/anyOf/1/additionalProperties/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema26.properties.inputs.anyOf[1].additionalProperties.anyOf[1].type,parentSchema:schema26.properties.inputs.anyOf[1].additionalProperties.anyOf[1],data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
var _valid1 = _errs23 === errors;
valid7 = valid7 || _valid1;
if(!valid7){
const err21 = {instancePath:instancePath+"/inputs/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/inputs/anyOf/1/additionalProperties/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema26.properties.inputs.anyOf[1].additionalProperties.anyOf,parentSchema:schema26.properties.inputs.anyOf[1].additionalProperties,data:data5};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
else {
errors = _errs20;
if(vErrors !== null){
if(_errs20){
vErrors.length = _errs20;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err22 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema26.properties.inputs.anyOf[1].type,parentSchema:schema26.properties.inputs.anyOf[1],data:data3};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
var _valid0 = _errs16 === errors;
valid3 = valid3 || _valid0;
if(!valid3){
const err23 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema26.properties.inputs.anyOf,parentSchema:schema26.properties.inputs,data:data3};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
else {
errors = _errs11;
if(vErrors !== null){
if(_errs11){
vErrors.length = _errs11;
}
else {
vErrors = null;
}
}
}
}
if(data.outputs !== undefined){
let data7 = data.outputs;
const _errs28 = errors;
let valid10 = false;
const _errs29 = errors;
if(typeof data7 === "string"){
if(!pattern10.test(data7)){
const err24 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/anyOf/0/pattern",keyword:"pattern",params:{pattern: "^(?:\\/(?:[^~/]|~[01])*)*$"},message:"must match pattern \""+"^(?:\\/(?:[^~/]|~[01])*)*$"+"\"",schema:"^(?:\\/(?:[^~/]|~[01])*)*$",parentSchema:schema26.properties.outputs.anyOf[0],data:data7};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.outputs.anyOf[0].type,parentSchema:schema26.properties.outputs.anyOf[0],data:data7};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
var _valid2 = _errs29 === errors;
valid10 = valid10 || _valid2;
const _errs31 = errors;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(Object.keys(data7).length < 1){
const err26 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/anyOf/1/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema26.properties.outputs.anyOf[1],data:data7};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
for(const key2 in data7){
let data8 = data7[key2];
if(typeof data8 === "string"){
if(!pattern10.test(data8)){
const err27 = {instancePath:instancePath+"/outputs/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/outputs/anyOf/1/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^(?:\\/(?:[^~/]|~[01])*)*$"},message:"must match pattern \""+"^(?:\\/(?:[^~/]|~[01])*)*$"+"\"",schema:"^(?:\\/(?:[^~/]|~[01])*)*$",parentSchema:schema26.properties.outputs.anyOf[1].additionalProperties,data:data8};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/outputs/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/outputs/anyOf/1/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.outputs.anyOf[1].additionalProperties.type,parentSchema:schema26.properties.outputs.anyOf[1].additionalProperties,data:data8};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema26.properties.outputs.anyOf[1].type,parentSchema:schema26.properties.outputs.anyOf[1],data:data7};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
var _valid2 = _errs31 === errors;
valid10 = valid10 || _valid2;
if(!valid10){
const err30 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema26.properties.outputs.anyOf,parentSchema:schema26.properties.outputs,data:data7};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
else {
errors = _errs28;
if(vErrors !== null){
if(_errs28){
vErrors.length = _errs28;
}
else {
vErrors = null;
}
}
}
}
if(data.missing !== undefined){
let data9 = data.missing;
if(!((data9 === "fail") || (data9 === "nan"))){
const err31 = {instancePath:instancePath+"/missing",schemaPath:"#/properties/missing/enum",keyword:"enum",params:{allowedValues: schema26.properties.missing.enum},message:"must be equal to one of the allowed values",schema:schema26.properties.missing.enum,parentSchema:schema26.properties.missing,data:data9};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.encoding !== undefined){
let data10 = data.encoding;
if(!((((((data10 === "o200k_base") || (data10 === "o200k_harmony")) || (data10 === "cl100k_base")) || (data10 === "p50k_base")) || (data10 === "p50k_edit")) || (data10 === "r50k_base"))){
const err32 = {instancePath:instancePath+"/encoding",schemaPath:"#/properties/encoding/enum",keyword:"enum",params:{allowedValues: schema26.properties.encoding.enum},message:"must be equal to one of the allowed values",schema:schema26.properties.encoding.enum,parentSchema:schema26.properties.encoding,data:data10};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data.price !== undefined){
let data11 = data.price;
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 < 0 || isNaN(data11)){
const err33 = {instancePath:instancePath+"/price",schemaPath:"#/properties/price/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema26.properties.price,data:data11};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/price",schemaPath:"#/properties/price/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema26.properties.price.type,parentSchema:schema26.properties.price,data:data11};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.trim_blocks !== undefined){
let data12 = data.trim_blocks;
if(typeof data12 !== "boolean"){
const err35 = {instancePath:instancePath+"/trim_blocks",schemaPath:"#/properties/trim_blocks/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema26.properties.trim_blocks.type,parentSchema:schema26.properties.trim_blocks,data:data12};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.endpoint !== undefined){
let data13 = data.endpoint;
if(typeof data13 === "string"){
if(!pattern15.test(data13)){
const err36 = {instancePath:instancePath+"/endpoint",schemaPath:"#/properties/endpoint/pattern",keyword:"pattern",params:{pattern: "^https?://"},message:"must match pattern \""+"^https?://"+"\"",schema:"^https?://",parentSchema:schema26.properties.endpoint,data:data13};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/endpoint",schemaPath:"#/properties/endpoint/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.endpoint.type,parentSchema:schema26.properties.endpoint,data:data13};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.head !== undefined){
let data14 = data.head;
if(typeof data14 === "string"){
if(data14.length < 1){
const err38 = {instancePath:instancePath+"/head",schemaPath:"#/properties/head/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema26.properties.head,data:data14};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
else {
const err39 = {instancePath:instancePath+"/head",schemaPath:"#/properties/head/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.head.type,parentSchema:schema26.properties.head,data:data14};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data.path !== undefined){
let data15 = data.path;
if(typeof data15 === "string"){
if(!pattern16.test(data15)){
const err40 = {instancePath:instancePath+"/path",schemaPath:"#/properties/path/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema26.properties.path,data:data15};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.path.type,parentSchema:schema26.properties.path,data:data15};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data.environment !== undefined){
let data16 = data.environment;
if(typeof data16 === "string"){
if(data16.length < 1){
const err42 = {instancePath:instancePath+"/environment",schemaPath:"#/properties/environment/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema26.properties.environment,data:data16};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
else {
const err43 = {instancePath:instancePath+"/environment",schemaPath:"#/properties/environment/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.environment.type,parentSchema:schema26.properties.environment,data:data16};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data.hosts !== undefined){
let data17 = data.hosts;
if(Array.isArray(data17)){
const len2 = data17.length;
for(let i2=0; i2<len2; i2++){
let data18 = data17[i2];
if(typeof data18 === "string"){
if(data18.length < 1){
const err44 = {instancePath:instancePath+"/hosts/" + i2,schemaPath:"#/properties/hosts/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema26.properties.hosts.items,data:data18};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/hosts/" + i2,schemaPath:"#/properties/hosts/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.hosts.items.type,parentSchema:schema26.properties.hosts.items,data:data18};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
else {
const err46 = {instancePath:instancePath+"/hosts",schemaPath:"#/properties/hosts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema26.properties.hosts.type,parentSchema:schema26.properties.hosts,data:data17};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data.secret !== undefined){
let data19 = data.secret;
if(typeof data19 === "string"){
if(!pattern17.test(data19)){
const err47 = {instancePath:instancePath+"/secret",schemaPath:"#/properties/secret/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema26.properties.secret,data:data19};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
else {
const err48 = {instancePath:instancePath+"/secret",schemaPath:"#/properties/secret/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.secret.type,parentSchema:schema26.properties.secret,data:data19};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data.timeout !== undefined){
let data20 = data.timeout;
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 < 0 || isNaN(data20)){
const err49 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema26.properties.timeout,data:data20};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
else {
const err50 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema26.properties.timeout.type,parentSchema:schema26.properties.timeout,data:data20};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data.concurrency !== undefined){
let data21 = data.concurrency;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
const err51 = {instancePath:instancePath+"/concurrency",schemaPath:"#/properties/concurrency/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema26.properties.concurrency.type,parentSchema:schema26.properties.concurrency,data:data21};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 < 1 || isNaN(data21)){
const err52 = {instancePath:instancePath+"/concurrency",schemaPath:"#/properties/concurrency/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema26.properties.concurrency,data:data21};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
}
if(data.request_budget !== undefined){
let data22 = data.request_budget;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
const err53 = {instancePath:instancePath+"/request_budget",schemaPath:"#/properties/request_budget/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema26.properties.request_budget.type,parentSchema:schema26.properties.request_budget,data:data22};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 < 0 || isNaN(data22)){
const err54 = {instancePath:instancePath+"/request_budget",schemaPath:"#/properties/request_budget/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema26.properties.request_budget,data:data22};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
if(data.token_budget !== undefined){
let data23 = data.token_budget;
if(!(((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))) && (isFinite(data23)))){
const err55 = {instancePath:instancePath+"/token_budget",schemaPath:"#/properties/token_budget/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema26.properties.token_budget.type,parentSchema:schema26.properties.token_budget,data:data23};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 < 0 || isNaN(data23)){
const err56 = {instancePath:instancePath+"/token_budget",schemaPath:"#/properties/token_budget/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema26.properties.token_budget,data:data23};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
}
if(data.into !== undefined){
let data24 = data.into;
if(typeof data24 === "string"){
if(!(formats0.test(data24))){
const err57 = {instancePath:instancePath+"/into",schemaPath:"#/$defs/pointer/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema3,data:data24};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
else {
const err58 = {instancePath:instancePath+"/into",schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.type,parentSchema:schema3,data:data24};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
}
else {
const err59 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema26.type,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
validate9.errors = vErrors;
return errors === 0;
}
validate9.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema30 = {"title":"ProgramStepYml","description":"Runs a program of your own on the documents, and writes what it answers into them.","type":"object","properties":{"program":{"$ref":"#/$defs/path","description":"The program's folder with a / at its end, or its file.","examples":["scoring/"]},"engine":{"type":"string","minLength":1,"description":"The engine that reads this file. Default: by the file's extension.","examples":["program"],"enum":["program"]},"run":{"type":"array","minItems":1,"items":{"type":"string","minLength":1},"description":"Programs: the command, a word an item. It is started in a folder that holds what the step names, at the same paths as in the repository.","examples":[["python3","-m","scoring"]]},"setup":{"type":"array","minItems":1,"items":{"type":"string","minLength":1},"description":"Programs: a command that is run there once before, and again only for other files; to install what the program needs.","examples":[["python3","-m","pip","install","--target=lib","-r","requirements.txt"]]},"uses":{"type":"array","items":{"type":"string","minLength":1},"description":"Programs: further files, and folders with a / at their end, that the program needs. It finds nothing else of the repository.","examples":[["lib/","requirements.txt"]]},"env":{"type":"array","items":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_]*$","description":"The name of a variable."},"description":"Programs: names of environment variables that the program gets. Beside them it has PATH alone.","examples":[["SCORING_REGION"]]},"timeout":{"type":"number","minimum":0,"description":"Programs and endpoints: seconds without an answer until a record fails. Default: 30.","examples":[30]},"processes":{"type":"integer","minimum":1,"description":"Programs: how many of each version run at once. Default: as many as there are replay processes.","examples":[4]},"into":{"$ref":"#/$defs/pointer","description":"Where in the document the step writes its result.","examples":["/decision"]}},"required":["program","run","into"],"additionalProperties":false,"examples":[{"program":"scoring/","run":["python3","-m","scoring"],"into":"/decision"}]};

function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate11.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.program === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "program"},message:"must have required property '"+"program"+"'",schema:schema30.required,parentSchema:schema30,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.run === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "run"},message:"must have required property '"+"run"+"'",schema:schema30.required,parentSchema:schema30,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.into === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "into"},message:"must have required property '"+"into"+"'",schema:schema30.required,parentSchema:schema30,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!(func0.call(schema30.properties, key0))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema30,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.program !== undefined){
let data0 = data.program;
if(typeof data0 === "string"){
if(data0.length < 1){
const err4 = {instancePath:instancePath+"/program",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema19,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/program",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema19.type,parentSchema:schema19,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.engine !== undefined){
let data1 = data.engine;
if(!(data1 === "program")){
const err6 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/enum",keyword:"enum",params:{allowedValues: schema30.properties.engine.enum},message:"must be equal to one of the allowed values",schema:schema30.properties.engine.enum,parentSchema:schema30.properties.engine,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(typeof data1 === "string"){
if(data1.length < 1){
const err7 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema30.properties.engine,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema30.properties.engine.type,parentSchema:schema30.properties.engine,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.run !== undefined){
let data2 = data.run;
if(Array.isArray(data2)){
if(data2.length < 1){
const err9 = {instancePath:instancePath+"/run",schemaPath:"#/properties/run/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema30.properties.run,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 === "string"){
if(data3.length < 1){
const err10 = {instancePath:instancePath+"/run/" + i0,schemaPath:"#/properties/run/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema30.properties.run.items,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/run/" + i0,schemaPath:"#/properties/run/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema30.properties.run.items.type,parentSchema:schema30.properties.run.items,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath:instancePath+"/run",schemaPath:"#/properties/run/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema30.properties.run.type,parentSchema:schema30.properties.run,data:data2};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.setup !== undefined){
let data4 = data.setup;
if(Array.isArray(data4)){
if(data4.length < 1){
const err13 = {instancePath:instancePath+"/setup",schemaPath:"#/properties/setup/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema30.properties.setup,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
const len1 = data4.length;
for(let i1=0; i1<len1; i1++){
let data5 = data4[i1];
if(typeof data5 === "string"){
if(data5.length < 1){
const err14 = {instancePath:instancePath+"/setup/" + i1,schemaPath:"#/properties/setup/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema30.properties.setup.items,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/setup/" + i1,schemaPath:"#/properties/setup/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema30.properties.setup.items.type,parentSchema:schema30.properties.setup.items,data:data5};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/setup",schemaPath:"#/properties/setup/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema30.properties.setup.type,parentSchema:schema30.properties.setup,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.uses !== undefined){
let data6 = data.uses;
if(Array.isArray(data6)){
const len2 = data6.length;
for(let i2=0; i2<len2; i2++){
let data7 = data6[i2];
if(typeof data7 === "string"){
if(data7.length < 1){
const err17 = {instancePath:instancePath+"/uses/" + i2,schemaPath:"#/properties/uses/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema30.properties.uses.items,data:data7};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/uses/" + i2,schemaPath:"#/properties/uses/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema30.properties.uses.items.type,parentSchema:schema30.properties.uses.items,data:data7};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath:instancePath+"/uses",schemaPath:"#/properties/uses/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema30.properties.uses.type,parentSchema:schema30.properties.uses,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.env !== undefined){
let data8 = data.env;
if(Array.isArray(data8)){
const len3 = data8.length;
for(let i3=0; i3<len3; i3++){
let data9 = data8[i3];
if(typeof data9 === "string"){
if(!pattern17.test(data9)){
const err20 = {instancePath:instancePath+"/env/" + i3,schemaPath:"#/properties/env/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema30.properties.env.items,data:data9};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/env/" + i3,schemaPath:"#/properties/env/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema30.properties.env.items.type,parentSchema:schema30.properties.env.items,data:data9};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath:instancePath+"/env",schemaPath:"#/properties/env/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema30.properties.env.type,parentSchema:schema30.properties.env,data:data8};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.timeout !== undefined){
let data10 = data.timeout;
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 < 0 || isNaN(data10)){
const err23 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema30.properties.timeout,data:data10};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema30.properties.timeout.type,parentSchema:schema30.properties.timeout,data:data10};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.processes !== undefined){
let data11 = data.processes;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
const err25 = {instancePath:instancePath+"/processes",schemaPath:"#/properties/processes/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema30.properties.processes.type,parentSchema:schema30.properties.processes,data:data11};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 < 1 || isNaN(data11)){
const err26 = {instancePath:instancePath+"/processes",schemaPath:"#/properties/processes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema30.properties.processes,data:data11};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
if(data.into !== undefined){
let data12 = data.into;
if(typeof data12 === "string"){
if(!(formats0.test(data12))){
const err27 = {instancePath:instancePath+"/into",schemaPath:"#/$defs/pointer/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema3,data:data12};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/into",schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.type,parentSchema:schema3,data:data12};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema30.type,parentSchema:schema30,data};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
validate11.errors = vErrors;
return errors === 0;
}
validate11.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate4(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate4.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs0 = errors;
let valid0 = false;
const _errs1 = errors;
if(!(validate5(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate5.errors : vErrors.concat(validate5.errors);
errors = vErrors.length;
}
var _valid0 = _errs1 === errors;
valid0 = valid0 || _valid0;
if(_valid0){
var props0 = true;
}
const _errs2 = errors;
if(!(validate7(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate7.errors : vErrors.concat(validate7.errors);
errors = vErrors.length;
}
var _valid0 = _errs2 === errors;
valid0 = valid0 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = true;
}
}
const _errs3 = errors;
if(!(validate9(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate9.errors : vErrors.concat(validate9.errors);
errors = vErrors.length;
}
var _valid0 = _errs3 === errors;
valid0 = valid0 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = true;
}
}
const _errs4 = errors;
if(!(validate11(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
var _valid0 = _errs4 === errors;
valid0 = valid0 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = true;
}
}
if(!valid0){
const err0 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema20.anyOf,parentSchema:schema20,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
errors = _errs0;
if(vErrors !== null){
if(_errs0){
vErrors.length = _errs0;
}
else {
vErrors = null;
}
}
}
validate4.errors = vErrors;
evaluated0.props = props0;
return errors === 0;
}
validate4.evaluated = {"dynamicProps":true,"dynamicItems":false};

const schema34 = {"title":"OutputYml","description":"One value of the document that matters downstream.","type":"object","properties":{"at":{"$ref":"#/$defs/pointer","description":"Its place in the document.","examples":["/decision/tier"]},"kind":{"enum":["category","number","probability","ranking","text"],"description":"What it holds, which decides how its change is measured.","examples":["category"]},"tolerance":{"type":"number","minimum":0,"description":"Numbers and probabilities that differ by no more than this, in the output's unit, are the same. Default: 0.","default":0,"examples":[0.01]},"recorded":{"$ref":"#/$defs/pointer","description":"Where what production answered holds this value, if not at the same place.","examples":["/tier"]}},"required":["at","kind"],"additionalProperties":false,"examples":[{"at":"/decision/amount","kind":"number","tolerance":0.01}]};

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate14.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.at === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "at"},message:"must have required property '"+"at"+"'",schema:schema34.required,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema34.required,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "at") || (key0 === "kind")) || (key0 === "tolerance")) || (key0 === "recorded"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.at !== undefined){
let data0 = data.at;
if(typeof data0 === "string"){
if(!(formats0.test(data0))){
const err3 = {instancePath:instancePath+"/at",schemaPath:"#/$defs/pointer/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema3,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/at",schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.type,parentSchema:schema3,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(!(((((data1 === "category") || (data1 === "number")) || (data1 === "probability")) || (data1 === "ranking")) || (data1 === "text"))){
const err5 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/enum",keyword:"enum",params:{allowedValues: schema34.properties.kind.enum},message:"must be equal to one of the allowed values",schema:schema34.properties.kind.enum,parentSchema:schema34.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.tolerance !== undefined){
let data2 = data.tolerance;
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 0 || isNaN(data2)){
const err6 = {instancePath:instancePath+"/tolerance",schemaPath:"#/properties/tolerance/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema34.properties.tolerance,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/tolerance",schemaPath:"#/properties/tolerance/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema34.properties.tolerance.type,parentSchema:schema34.properties.tolerance,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.recorded !== undefined){
let data3 = data.recorded;
if(typeof data3 === "string"){
if(!(formats0.test(data3))){
const err8 = {instancePath:instancePath+"/recorded",schemaPath:"#/$defs/pointer/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema3,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/recorded",schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.type,parentSchema:schema3,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema34.type,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
validate14.errors = vErrors;
return errors === 0;
}
validate14.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const pattern19 = new RegExp("^[A-Za-z0-9_][A-Za-z0-9_-]*$", "u");
const pattern20 = new RegExp("^\\d+(\\.\\d+)?( ?%| records?)?$", "u");
const pattern21 = new RegExp("^[A-Z]{2}(-[A-Za-z0-9]{1,3})?$", "u");
const pattern22 = new RegExp("^(100|\\d{1,2}(\\.\\d+)?) ?%$", "u");
const pattern24 = new RegExp("^-[1-9]\\d{0,2}w$", "u");
const pattern25 = new RegExp("^\\.github/workflows/[^/]+\\.ya?ml$", "u");
const pattern26 = new RegExp("^\\d{1,3}[dw]$", "u");

function validate3(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate3.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.recording === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "recording"},message:"must have required property '"+"recording"+"'",schema:schema18.required,parentSchema:schema18,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.steps === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "steps"},message:"must have required property '"+"steps"+"'",schema:schema18.required,parentSchema:schema18,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.outputs === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "outputs"},message:"must have required property '"+"outputs"+"'",schema:schema18.required,parentSchema:schema18,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!(func0.call(schema18.properties, key0))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema18,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.owners !== undefined){
let data0 = data.owners;
if(Array.isArray(data0)){
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(typeof data1 !== "string"){
const err4 = {instancePath:instancePath+"/owners/" + i0,schemaPath:"#/properties/owners/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.properties.owners.items.type,parentSchema:schema18.properties.owners.items,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath:instancePath+"/owners",schemaPath:"#/properties/owners/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema18.properties.owners.type,parentSchema:schema18.properties.owners,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.recording !== undefined){
let data2 = data.recording;
if(typeof data2 === "string"){
if(data2.length < 1){
const err6 = {instancePath:instancePath+"/recording",schemaPath:"#/properties/recording/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema18.properties.recording,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/recording",schemaPath:"#/properties/recording/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.properties.recording.type,parentSchema:schema18.properties.recording,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.params !== undefined){
let data3 = data.params;
if(typeof data3 === "string"){
if(data3.length < 1){
const err8 = {instancePath:instancePath+"/params",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema19,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/params",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema19.type,parentSchema:schema19,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.steps !== undefined){
let data4 = data.steps;
if(Array.isArray(data4)){
if(data4.length < 1){
const err10 = {instancePath:instancePath+"/steps",schemaPath:"#/properties/steps/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema18.properties.steps,data:data4};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
const len1 = data4.length;
for(let i1=0; i1<len1; i1++){
if(!(validate4(data4[i1], {instancePath:instancePath+"/steps/" + i1,parentData:data4,parentDataProperty:i1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate4.errors : vErrors.concat(validate4.errors);
errors = vErrors.length;
}
}
}
else {
const err11 = {instancePath:instancePath+"/steps",schemaPath:"#/properties/steps/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema18.properties.steps.type,parentSchema:schema18.properties.steps,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.outputs !== undefined){
let data6 = data.outputs;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(Object.keys(data6).length < 1){
const err12 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema18.properties.outputs,data:data6};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
for(const key1 in data6){
const _errs16 = errors;
if(typeof key1 === "string"){
if(!pattern19.test(key1)){
const err13 = {instancePath:instancePath+"/outputs",schemaPath:"#/$defs/outputName/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z0-9_][A-Za-z0-9_-]*$"+"\"",schema:"^[A-Za-z0-9_][A-Za-z0-9_-]*$",parentSchema:schema33,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/outputs",schemaPath:"#/$defs/outputName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.type,parentSchema:schema33,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
var valid6 = _errs16 === errors;
if(!valid6){
const err15 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema18.properties.outputs.propertyNames,parentSchema:schema18.properties.outputs,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
for(const key2 in data6){
if(!(validate14(data6[key2], {instancePath:instancePath+"/outputs/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data6,parentDataProperty:key2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate14.errors : vErrors.concat(validate14.errors);
errors = vErrors.length;
}
}
}
else {
const err16 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.properties.outputs.type,parentSchema:schema18.properties.outputs,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.segments !== undefined){
let data8 = data.segments;
if(Array.isArray(data8)){
const len2 = data8.length;
for(let i2=0; i2<len2; i2++){
let data9 = data8[i2];
if(typeof data9 === "string"){
if(!(formats0.test(data9))){
const err17 = {instancePath:instancePath+"/segments/" + i2,schemaPath:"#/$defs/pointer/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema3,data:data9};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/segments/" + i2,schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.type,parentSchema:schema3,data:data9};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath:instancePath+"/segments",schemaPath:"#/properties/segments/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema18.properties.segments.type,parentSchema:schema18.properties.segments,data:data8};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.judge !== undefined){
let data10 = data.judge;
if(!((data10 === "whole") || (data10 === "every_week"))){
const err20 = {instancePath:instancePath+"/judge",schemaPath:"#/properties/judge/enum",keyword:"enum",params:{allowedValues: schema18.properties.judge.enum},message:"must be equal to one of the allowed values",schema:schema18.properties.judge.enum,parentSchema:schema18.properties.judge,data:data10};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.monitor !== undefined){
let data11 = data.monitor;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
for(const key3 in data11){
if(!((((((((key3 === "every") || (key3 === "baseline")) || (key3 === "persist")) || (key3 === "clear")) || (key3 === "limits")) || (key3 === "calendar")) || (key3 === "labels")) || (key3 === "retrain"))){
const err21 = {instancePath:instancePath+"/monitor",schemaPath:"#/properties/monitor/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema18.properties.monitor,data:data11};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data11.every !== undefined){
let data12 = data11.every;
if(!(data12 === "1w")){
const err22 = {instancePath:instancePath+"/monitor/every",schemaPath:"#/properties/monitor/properties/every/enum",keyword:"enum",params:{allowedValues: schema18.properties.monitor.properties.every.enum},message:"must be equal to one of the allowed values",schema:schema18.properties.monitor.properties.every.enum,parentSchema:schema18.properties.monitor.properties.every,data:data12};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data11.baseline !== undefined){
let data13 = data11.baseline;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err23 = {instancePath:instancePath+"/monitor/baseline",schemaPath:"#/properties/monitor/properties/baseline/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema18.properties.monitor.properties.baseline.type,parentSchema:schema18.properties.monitor.properties.baseline,data:data13};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 104 || isNaN(data13)){
const err24 = {instancePath:instancePath+"/monitor/baseline",schemaPath:"#/properties/monitor/properties/baseline/maximum",keyword:"maximum",params:{comparison: "<=", limit: 104},message:"must be <= 104",schema:104,parentSchema:schema18.properties.monitor.properties.baseline,data:data13};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data13 < 2 || isNaN(data13)){
const err25 = {instancePath:instancePath+"/monitor/baseline",schemaPath:"#/properties/monitor/properties/baseline/minimum",keyword:"minimum",params:{comparison: ">=", limit: 2},message:"must be >= 2",schema:2,parentSchema:schema18.properties.monitor.properties.baseline,data:data13};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
if(data11.persist !== undefined){
let data14 = data11.persist;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
const err26 = {instancePath:instancePath+"/monitor/persist",schemaPath:"#/properties/monitor/properties/persist/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema18.properties.monitor.properties.persist.type,parentSchema:schema18.properties.monitor.properties.persist,data:data14};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 > 12 || isNaN(data14)){
const err27 = {instancePath:instancePath+"/monitor/persist",schemaPath:"#/properties/monitor/properties/persist/maximum",keyword:"maximum",params:{comparison: "<=", limit: 12},message:"must be <= 12",schema:12,parentSchema:schema18.properties.monitor.properties.persist,data:data14};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(data14 < 1 || isNaN(data14)){
const err28 = {instancePath:instancePath+"/monitor/persist",schemaPath:"#/properties/monitor/properties/persist/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema18.properties.monitor.properties.persist,data:data14};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
if(data11.clear !== undefined){
let data15 = data11.clear;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
const err29 = {instancePath:instancePath+"/monitor/clear",schemaPath:"#/properties/monitor/properties/clear/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema18.properties.monitor.properties.clear.type,parentSchema:schema18.properties.monitor.properties.clear,data:data15};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 12 || isNaN(data15)){
const err30 = {instancePath:instancePath+"/monitor/clear",schemaPath:"#/properties/monitor/properties/clear/maximum",keyword:"maximum",params:{comparison: "<=", limit: 12},message:"must be <= 12",schema:12,parentSchema:schema18.properties.monitor.properties.clear,data:data15};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data15 < 1 || isNaN(data15)){
const err31 = {instancePath:instancePath+"/monitor/clear",schemaPath:"#/properties/monitor/properties/clear/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema18.properties.monitor.properties.clear,data:data15};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
if(data11.limits !== undefined){
let data16 = data11.limits;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
for(const key4 in data16){
let data17 = data16[key4];
if((typeof data17 !== "string") && (!((typeof data17 == "number") && (isFinite(data17))))){
const err32 = {instancePath:instancePath+"/monitor/limits/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/limit/type",keyword:"type",params:{type: schema38.type},message:"must be string,number",schema:schema38.type,parentSchema:schema38,data:data17};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 < 0 || isNaN(data17)){
const err33 = {instancePath:instancePath+"/monitor/limits/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema38,data:data17};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(typeof data17 === "string"){
if(!pattern20.test(data17)){
const err34 = {instancePath:instancePath+"/monitor/limits/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/limit/pattern",keyword:"pattern",params:{pattern: "^\\d+(\\.\\d+)?( ?%| records?)?$"},message:"must match pattern \""+"^\\d+(\\.\\d+)?( ?%| records?)?$"+"\"",schema:"^\\d+(\\.\\d+)?( ?%| records?)?$",parentSchema:schema38,data:data17};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
}
else {
const err35 = {instancePath:instancePath+"/monitor/limits",schemaPath:"#/properties/monitor/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.properties.monitor.properties.limits.type,parentSchema:schema18.properties.monitor.properties.limits,data:data16};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data11.calendar !== undefined){
let data18 = data11.calendar;
if(typeof data18 === "string"){
if(!pattern21.test(data18)){
const err36 = {instancePath:instancePath+"/monitor/calendar",schemaPath:"#/properties/monitor/properties/calendar/pattern",keyword:"pattern",params:{pattern: "^[A-Z]{2}(-[A-Za-z0-9]{1,3})?$"},message:"must match pattern \""+"^[A-Z]{2}(-[A-Za-z0-9]{1,3})?$"+"\"",schema:"^[A-Z]{2}(-[A-Za-z0-9]{1,3})?$",parentSchema:schema18.properties.monitor.properties.calendar,data:data18};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/monitor/calendar",schemaPath:"#/properties/monitor/properties/calendar/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.properties.monitor.properties.calendar.type,parentSchema:schema18.properties.monitor.properties.calendar,data:data18};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data11.labels !== undefined){
let data19 = data11.labels;
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
for(const key5 in data19){
if(!((key5 === "mature") || (key5 === "coverage"))){
const err38 = {instancePath:instancePath+"/monitor/labels",schemaPath:"#/properties/monitor/properties/labels/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema18.properties.monitor.properties.labels,data:data19};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data19.mature !== undefined){
let data20 = data19.mature;
if((typeof data20 !== "string") && (!((typeof data20 == "number") && (isFinite(data20))))){
const err39 = {instancePath:instancePath+"/monitor/labels/mature",schemaPath:"#/properties/monitor/properties/labels/properties/mature/type",keyword:"type",params:{type: schema18.properties.monitor.properties.labels.properties.mature.type},message:"must be string,number",schema:schema18.properties.monitor.properties.labels.properties.mature.type,parentSchema:schema18.properties.monitor.properties.labels.properties.mature,data:data20};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 > 1 || isNaN(data20)){
const err40 = {instancePath:instancePath+"/monitor/labels/mature",schemaPath:"#/properties/monitor/properties/labels/properties/mature/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1},message:"must be <= 1",schema:1,parentSchema:schema18.properties.monitor.properties.labels.properties.mature,data:data20};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(data20 < 0 || isNaN(data20)){
const err41 = {instancePath:instancePath+"/monitor/labels/mature",schemaPath:"#/properties/monitor/properties/labels/properties/mature/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema18.properties.monitor.properties.labels.properties.mature,data:data20};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(typeof data20 === "string"){
if(!pattern22.test(data20)){
const err42 = {instancePath:instancePath+"/monitor/labels/mature",schemaPath:"#/properties/monitor/properties/labels/properties/mature/pattern",keyword:"pattern",params:{pattern: "^(100|\\d{1,2}(\\.\\d+)?) ?%$"},message:"must match pattern \""+"^(100|\\d{1,2}(\\.\\d+)?) ?%$"+"\"",schema:"^(100|\\d{1,2}(\\.\\d+)?) ?%$",parentSchema:schema18.properties.monitor.properties.labels.properties.mature,data:data20};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
if(data19.coverage !== undefined){
let data21 = data19.coverage;
if((typeof data21 !== "string") && (!((typeof data21 == "number") && (isFinite(data21))))){
const err43 = {instancePath:instancePath+"/monitor/labels/coverage",schemaPath:"#/properties/monitor/properties/labels/properties/coverage/type",keyword:"type",params:{type: schema18.properties.monitor.properties.labels.properties.coverage.type},message:"must be string,number",schema:schema18.properties.monitor.properties.labels.properties.coverage.type,parentSchema:schema18.properties.monitor.properties.labels.properties.coverage,data:data21};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 > 1 || isNaN(data21)){
const err44 = {instancePath:instancePath+"/monitor/labels/coverage",schemaPath:"#/properties/monitor/properties/labels/properties/coverage/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1},message:"must be <= 1",schema:1,parentSchema:schema18.properties.monitor.properties.labels.properties.coverage,data:data21};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(data21 < 0 || isNaN(data21)){
const err45 = {instancePath:instancePath+"/monitor/labels/coverage",schemaPath:"#/properties/monitor/properties/labels/properties/coverage/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema18.properties.monitor.properties.labels.properties.coverage,data:data21};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(typeof data21 === "string"){
if(!pattern22.test(data21)){
const err46 = {instancePath:instancePath+"/monitor/labels/coverage",schemaPath:"#/properties/monitor/properties/labels/properties/coverage/pattern",keyword:"pattern",params:{pattern: "^(100|\\d{1,2}(\\.\\d+)?) ?%$"},message:"must match pattern \""+"^(100|\\d{1,2}(\\.\\d+)?) ?%$"+"\"",schema:"^(100|\\d{1,2}(\\.\\d+)?) ?%$",parentSchema:schema18.properties.monitor.properties.labels.properties.coverage,data:data21};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
}
else {
const err47 = {instancePath:instancePath+"/monitor/labels",schemaPath:"#/properties/monitor/properties/labels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.properties.monitor.properties.labels.type,parentSchema:schema18.properties.monitor.properties.labels,data:data19};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data11.retrain !== undefined){
let data22 = data11.retrain;
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
if(data22.success === undefined){
const err48 = {instancePath:instancePath+"/monitor/retrain",schemaPath:"#/properties/monitor/properties/retrain/required",keyword:"required",params:{missingProperty: "success"},message:"must have required property '"+"success"+"'",schema:schema18.properties.monitor.properties.retrain.required,parentSchema:schema18.properties.monitor.properties.retrain,data:data22};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
for(const key6 in data22){
if(!((((((key6 === "train") || (key6 === "run")) || (key6 === "when")) || (key6 === "cooldown")) || (key6 === "window")) || (key6 === "success"))){
const err49 = {instancePath:instancePath+"/monitor/retrain",schemaPath:"#/properties/monitor/properties/retrain/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema18.properties.monitor.properties.retrain,data:data22};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data22.train !== undefined){
let data23 = data22.train;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
for(const key7 in data23){
if(!((key7 === "from") || (key7 === "skip"))){
const err50 = {instancePath:instancePath+"/monitor/retrain/train",schemaPath:"#/properties/monitor/properties/retrain/properties/train/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties",schema:false,parentSchema:schema18.properties.monitor.properties.retrain.properties.train,data:data23};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data23.from !== undefined){
let data24 = data23.from;
if(typeof data24 === "string"){
if(!pattern24.test(data24)){
const err51 = {instancePath:instancePath+"/monitor/retrain/train/from",schemaPath:"#/properties/monitor/properties/retrain/properties/train/properties/from/pattern",keyword:"pattern",params:{pattern: "^-[1-9]\\d{0,2}w$"},message:"must match pattern \""+"^-[1-9]\\d{0,2}w$"+"\"",schema:"^-[1-9]\\d{0,2}w$",parentSchema:schema18.properties.monitor.properties.retrain.properties.train.properties.from,data:data24};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
else {
const err52 = {instancePath:instancePath+"/monitor/retrain/train/from",schemaPath:"#/properties/monitor/properties/retrain/properties/train/properties/from/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.properties.monitor.properties.retrain.properties.train.properties.from.type,parentSchema:schema18.properties.monitor.properties.retrain.properties.train.properties.from,data:data24};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data23.skip !== undefined){
let data25 = data23.skip;
if(!(data25 === "findings")){
const err53 = {instancePath:instancePath+"/monitor/retrain/train/skip",schemaPath:"#/properties/monitor/properties/retrain/properties/train/properties/skip/enum",keyword:"enum",params:{allowedValues: schema18.properties.monitor.properties.retrain.properties.train.properties.skip.enum},message:"must be equal to one of the allowed values",schema:schema18.properties.monitor.properties.retrain.properties.train.properties.skip.enum,parentSchema:schema18.properties.monitor.properties.retrain.properties.train.properties.skip,data:data25};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
}
else {
const err54 = {instancePath:instancePath+"/monitor/retrain/train",schemaPath:"#/properties/monitor/properties/retrain/properties/train/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.properties.monitor.properties.retrain.properties.train.type,parentSchema:schema18.properties.monitor.properties.retrain.properties.train,data:data23};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data22.run !== undefined){
let data26 = data22.run;
if((typeof data26 !== "string") && (!(data26 && typeof data26 == "object" && !Array.isArray(data26)))){
const err55 = {instancePath:instancePath+"/monitor/retrain/run",schemaPath:"#/properties/monitor/properties/retrain/properties/run/type",keyword:"type",params:{type: schema18.properties.monitor.properties.retrain.properties.run.type},message:"must be string,object",schema:schema18.properties.monitor.properties.retrain.properties.run.type,parentSchema:schema18.properties.monitor.properties.retrain.properties.run,data:data26};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(typeof data26 === "string"){
if(!pattern25.test(data26)){
const err56 = {instancePath:instancePath+"/monitor/retrain/run",schemaPath:"#/properties/monitor/properties/retrain/properties/run/pattern",keyword:"pattern",params:{pattern: "^\\.github/workflows/[^/]+\\.ya?ml$"},message:"must match pattern \""+"^\\.github/workflows/[^/]+\\.ya?ml$"+"\"",schema:"^\\.github/workflows/[^/]+\\.ya?ml$",parentSchema:schema18.properties.monitor.properties.retrain.properties.run,data:data26};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(data26.repository_dispatch === undefined){
const err57 = {instancePath:instancePath+"/monitor/retrain/run",schemaPath:"#/properties/monitor/properties/retrain/properties/run/required",keyword:"required",params:{missingProperty: "repository_dispatch"},message:"must have required property '"+"repository_dispatch"+"'",schema:schema18.properties.monitor.properties.retrain.properties.run.required,parentSchema:schema18.properties.monitor.properties.retrain.properties.run,data:data26};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
for(const key8 in data26){
if(!(key8 === "repository_dispatch")){
const err58 = {instancePath:instancePath+"/monitor/retrain/run",schemaPath:"#/properties/monitor/properties/retrain/properties/run/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties",schema:false,parentSchema:schema18.properties.monitor.properties.retrain.properties.run,data:data26};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data26.repository_dispatch !== undefined){
let data27 = data26.repository_dispatch;
if(typeof data27 === "string"){
if(data27.length > 100){
const err59 = {instancePath:instancePath+"/monitor/retrain/run/repository_dispatch",schemaPath:"#/properties/monitor/properties/retrain/properties/run/properties/repository_dispatch/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters",schema:100,parentSchema:schema18.properties.monitor.properties.retrain.properties.run.properties.repository_dispatch,data:data27};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(data27.length < 1){
const err60 = {instancePath:instancePath+"/monitor/retrain/run/repository_dispatch",schemaPath:"#/properties/monitor/properties/retrain/properties/run/properties/repository_dispatch/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema18.properties.monitor.properties.retrain.properties.run.properties.repository_dispatch,data:data27};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
else {
const err61 = {instancePath:instancePath+"/monitor/retrain/run/repository_dispatch",schemaPath:"#/properties/monitor/properties/retrain/properties/run/properties/repository_dispatch/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.properties.monitor.properties.retrain.properties.run.properties.repository_dispatch.type,parentSchema:schema18.properties.monitor.properties.retrain.properties.run.properties.repository_dispatch,data:data27};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
}
}
if(data22.when !== undefined){
let data28 = data22.when;
if(Array.isArray(data28)){
if(data28.length < 1){
const err62 = {instancePath:instancePath+"/monitor/retrain/when",schemaPath:"#/properties/monitor/properties/retrain/properties/when/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema18.properties.monitor.properties.retrain.properties.when,data:data28};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
const len3 = data28.length;
for(let i3=0; i3<len3; i3++){
let data29 = data28[i3];
if(typeof data29 === "string"){
if(data29.length < 1){
const err63 = {instancePath:instancePath+"/monitor/retrain/when/" + i3,schemaPath:"#/properties/monitor/properties/retrain/properties/when/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema18.properties.monitor.properties.retrain.properties.when.items,data:data29};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
else {
const err64 = {instancePath:instancePath+"/monitor/retrain/when/" + i3,schemaPath:"#/properties/monitor/properties/retrain/properties/when/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.properties.monitor.properties.retrain.properties.when.items.type,parentSchema:schema18.properties.monitor.properties.retrain.properties.when.items,data:data29};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
let i4 = data28.length;
let j0;
if(i4 > 1){
const indices0 = {};
for(;i4--;){
let item0 = data28[i4];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err65 = {instancePath:instancePath+"/monitor/retrain/when",schemaPath:"#/properties/monitor/properties/retrain/properties/when/uniqueItems",keyword:"uniqueItems",params:{i: i4, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i4+" are identical)",schema:true,parentSchema:schema18.properties.monitor.properties.retrain.properties.when,data:data28};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
break;
}
indices0[item0] = i4;
}
}
}
else {
const err66 = {instancePath:instancePath+"/monitor/retrain/when",schemaPath:"#/properties/monitor/properties/retrain/properties/when/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema18.properties.monitor.properties.retrain.properties.when.type,parentSchema:schema18.properties.monitor.properties.retrain.properties.when,data:data28};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data22.cooldown !== undefined){
let data30 = data22.cooldown;
if(typeof data30 === "string"){
if(!pattern26.test(data30)){
const err67 = {instancePath:instancePath+"/monitor/retrain/cooldown",schemaPath:"#/properties/monitor/properties/retrain/properties/cooldown/pattern",keyword:"pattern",params:{pattern: "^\\d{1,3}[dw]$"},message:"must match pattern \""+"^\\d{1,3}[dw]$"+"\"",schema:"^\\d{1,3}[dw]$",parentSchema:schema18.properties.monitor.properties.retrain.properties.cooldown,data:data30};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
else {
const err68 = {instancePath:instancePath+"/monitor/retrain/cooldown",schemaPath:"#/properties/monitor/properties/retrain/properties/cooldown/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.properties.monitor.properties.retrain.properties.cooldown.type,parentSchema:schema18.properties.monitor.properties.retrain.properties.cooldown,data:data30};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(data22.window !== undefined){
let data31 = data22.window;
if(!(data31 === "mature")){
const err69 = {instancePath:instancePath+"/monitor/retrain/window",schemaPath:"#/properties/monitor/properties/retrain/properties/window/enum",keyword:"enum",params:{allowedValues: schema18.properties.monitor.properties.retrain.properties.window.enum},message:"must be equal to one of the allowed values",schema:schema18.properties.monitor.properties.retrain.properties.window.enum,parentSchema:schema18.properties.monitor.properties.retrain.properties.window,data:data31};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data22.success !== undefined){
let data32 = data22.success;
if(data32 && typeof data32 == "object" && !Array.isArray(data32)){
if(Object.keys(data32).length < 1){
const err70 = {instancePath:instancePath+"/monitor/retrain/success",schemaPath:"#/properties/monitor/properties/retrain/properties/success/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema18.properties.monitor.properties.retrain.properties.success,data:data32};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
for(const key9 in data32){
let data33 = data32[key9];
if((typeof data33 !== "string") && (!((typeof data33 == "number") && (isFinite(data33))))){
const err71 = {instancePath:instancePath+"/monitor/retrain/success/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/limit/type",keyword:"type",params:{type: schema38.type},message:"must be string,number",schema:schema38.type,parentSchema:schema38,data:data33};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if((typeof data33 == "number") && (isFinite(data33))){
if(data33 < 0 || isNaN(data33)){
const err72 = {instancePath:instancePath+"/monitor/retrain/success/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema38,data:data33};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(typeof data33 === "string"){
if(!pattern20.test(data33)){
const err73 = {instancePath:instancePath+"/monitor/retrain/success/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/limit/pattern",keyword:"pattern",params:{pattern: "^\\d+(\\.\\d+)?( ?%| records?)?$"},message:"must match pattern \""+"^\\d+(\\.\\d+)?( ?%| records?)?$"+"\"",schema:"^\\d+(\\.\\d+)?( ?%| records?)?$",parentSchema:schema38,data:data33};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
}
}
else {
const err74 = {instancePath:instancePath+"/monitor/retrain/success",schemaPath:"#/properties/monitor/properties/retrain/properties/success/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.properties.monitor.properties.retrain.properties.success.type,parentSchema:schema18.properties.monitor.properties.retrain.properties.success,data:data32};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
}
else {
const err75 = {instancePath:instancePath+"/monitor/retrain",schemaPath:"#/properties/monitor/properties/retrain/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.properties.monitor.properties.retrain.type,parentSchema:schema18.properties.monitor.properties.retrain,data:data22};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
}
else {
const err76 = {instancePath:instancePath+"/monitor",schemaPath:"#/properties/monitor/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.properties.monitor.type,parentSchema:schema18.properties.monitor,data:data11};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data.limits !== undefined){
let data34 = data.limits;
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
for(const key10 in data34){
let data35 = data34[key10];
if((typeof data35 !== "string") && (!((typeof data35 == "number") && (isFinite(data35))))){
const err77 = {instancePath:instancePath+"/limits/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/limit/type",keyword:"type",params:{type: schema38.type},message:"must be string,number",schema:schema38.type,parentSchema:schema38,data:data35};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if((typeof data35 == "number") && (isFinite(data35))){
if(data35 < 0 || isNaN(data35)){
const err78 = {instancePath:instancePath+"/limits/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema38,data:data35};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(typeof data35 === "string"){
if(!pattern20.test(data35)){
const err79 = {instancePath:instancePath+"/limits/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/limit/pattern",keyword:"pattern",params:{pattern: "^\\d+(\\.\\d+)?( ?%| records?)?$"},message:"must match pattern \""+"^\\d+(\\.\\d+)?( ?%| records?)?$"+"\"",schema:"^\\d+(\\.\\d+)?( ?%| records?)?$",parentSchema:schema38,data:data35};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
}
}
else {
const err80 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.properties.limits.type,parentSchema:schema18.properties.limits,data:data34};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
}
else {
const err81 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.type,parentSchema:schema18,data};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
validate3.errors = vErrors;
return errors === 0;
}
validate3.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate0(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://weir-bot.dev/schemas/weir.schema.json" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate0.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs1 = errors;
let valid0 = false;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.recordings === undefined){
const err0 = {instancePath,schemaPath:"#/anyOf/0/required",keyword:"required",params:{missingProperty: "recordings"},message:"must have required property '"+"recordings"+"'",schema:schema0.anyOf[0].required,parentSchema:schema0.anyOf[0],data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.pipelines === undefined){
const err1 = {instancePath,schemaPath:"#/anyOf/0/required",keyword:"required",params:{missingProperty: "pipelines"},message:"must have required property '"+"pipelines"+"'",schema:schema0.anyOf[0].required,parentSchema:schema0.anyOf[0],data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
var _valid0 = _errs2 === errors;
valid0 = valid0 || _valid0;
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.consumers === undefined){
const err2 = {instancePath,schemaPath:"#/anyOf/1/required",keyword:"required",params:{missingProperty: "consumers"},message:"must have required property '"+"consumers"+"'",schema:schema0.anyOf[1].required,parentSchema:schema0.anyOf[1],data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var _valid0 = _errs3 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const err3 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema0.anyOf,parentSchema:schema0,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
else {
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.version === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "version"},message:"must have required property '"+"version"+"'",schema:schema0.required,parentSchema:schema0,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key0 in data){
if(!((func0.call(schema0.properties, key0)) || (pattern0.test(key0)))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema0,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.version !== undefined){
let data0 = data.version;
if(1 !== data0){
const err6 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant",schema:1,parentSchema:schema0.properties.version,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.recordings !== undefined){
let data1 = data.recordings;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key1 in data1){
const _errs8 = errors;
if(typeof key1 === "string"){
if(!pattern1.test(key1)){
const err7 = {instancePath:instancePath+"/recordings",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_][A-Za-z0-9_.-]*$"},message:"must match pattern \""+"^[A-Za-z0-9_][A-Za-z0-9_.-]*$"+"\"",schema:"^[A-Za-z0-9_][A-Za-z0-9_.-]*$",parentSchema:schema1,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/recordings",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema1.type,parentSchema:schema1,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
var valid2 = _errs8 === errors;
if(!valid2){
const err9 = {instancePath:instancePath+"/recordings",schemaPath:"#/properties/recordings/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema0.properties.recordings.propertyNames,parentSchema:schema0.properties.recordings,data:data1};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
for(const key2 in data1){
if(!(validate1(data1[key2], {instancePath:instancePath+"/recordings/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data1,parentDataProperty:key2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate1.errors : vErrors.concat(validate1.errors);
errors = vErrors.length;
}
}
}
else {
const err10 = {instancePath:instancePath+"/recordings",schemaPath:"#/properties/recordings/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.properties.recordings.type,parentSchema:schema0.properties.recordings,data:data1};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.pipelines !== undefined){
let data3 = data.pipelines;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(Object.keys(data3).length < 1){
const err11 = {instancePath:instancePath+"/pipelines",schemaPath:"#/properties/pipelines/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema0.properties.pipelines,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
for(const key3 in data3){
const _errs15 = errors;
if(typeof key3 === "string"){
if(!pattern1.test(key3)){
const err12 = {instancePath:instancePath+"/pipelines",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_][A-Za-z0-9_.-]*$"},message:"must match pattern \""+"^[A-Za-z0-9_][A-Za-z0-9_.-]*$"+"\"",schema:"^[A-Za-z0-9_][A-Za-z0-9_.-]*$",parentSchema:schema1,data:key3,propertyName:key3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/pipelines",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema1.type,parentSchema:schema1,data:key3,propertyName:key3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
var valid5 = _errs15 === errors;
if(!valid5){
const err14 = {instancePath:instancePath+"/pipelines",schemaPath:"#/properties/pipelines/propertyNames",keyword:"propertyNames",params:{propertyName: key3},message:"property name must be valid",schema:schema0.properties.pipelines.propertyNames,parentSchema:schema0.properties.pipelines,data:data3};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
for(const key4 in data3){
if(!(validate3(data3[key4], {instancePath:instancePath+"/pipelines/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data3,parentDataProperty:key4,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate3.errors : vErrors.concat(validate3.errors);
errors = vErrors.length;
}
}
}
else {
const err15 = {instancePath:instancePath+"/pipelines",schemaPath:"#/properties/pipelines/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.properties.pipelines.type,parentSchema:schema0.properties.pipelines,data:data3};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.defaults !== undefined){
let data5 = data.defaults;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key5 in data5){
if(!((key5 === "confidence") || (key5 === "inconclusive"))){
const err16 = {instancePath:instancePath+"/defaults",schemaPath:"#/$defs/defaults/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema41,data:data5};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data5.confidence !== undefined){
let data6 = data5.confidence;
if((typeof data6 !== "string") && (!((typeof data6 == "number") && (isFinite(data6))))){
const err17 = {instancePath:instancePath+"/defaults/confidence",schemaPath:"#/$defs/defaults/properties/confidence/type",keyword:"type",params:{type: schema41.properties.confidence.type},message:"must be string,number",schema:schema41.properties.confidence.type,parentSchema:schema41.properties.confidence,data:data6};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(typeof data6 === "string"){
if(!pattern29.test(data6)){
const err18 = {instancePath:instancePath+"/defaults/confidence",schemaPath:"#/$defs/defaults/properties/confidence/pattern",keyword:"pattern",params:{pattern: "^\\d+(\\.\\d+)? ?%$"},message:"must match pattern \""+"^\\d+(\\.\\d+)? ?%$"+"\"",schema:"^\\d+(\\.\\d+)? ?%$",parentSchema:schema41.properties.confidence,data:data6};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
if(data5.inconclusive !== undefined){
let data7 = data5.inconclusive;
if(!((data7 === "block") || (data7 === "allow"))){
const err19 = {instancePath:instancePath+"/defaults/inconclusive",schemaPath:"#/$defs/defaults/properties/inconclusive/enum",keyword:"enum",params:{allowedValues: schema41.properties.inconclusive.enum},message:"must be equal to one of the allowed values",schema:schema41.properties.inconclusive.enum,parentSchema:schema41.properties.inconclusive,data:data7};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/defaults",schemaPath:"#/$defs/defaults/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema41.type,parentSchema:schema41,data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.examples !== undefined){
let data8 = data.examples;
if(!((data8 === "show") || (data8 === "hide"))){
const err21 = {instancePath:instancePath+"/examples",schemaPath:"#/properties/examples/enum",keyword:"enum",params:{allowedValues: schema0.properties.examples.enum},message:"must be equal to one of the allowed values",schema:schema0.properties.examples.enum,parentSchema:schema0.properties.examples,data:data8};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.ungoverned !== undefined){
let data9 = data.ungoverned;
if(Array.isArray(data9)){
const len0 = data9.length;
for(let i0=0; i0<len0; i0++){
let data10 = data9[i0];
if(typeof data10 === "string"){
if(data10.length < 1){
const err22 = {instancePath:instancePath+"/ungoverned/" + i0,schemaPath:"#/properties/ungoverned/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema0.properties.ungoverned.items,data:data10};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/ungoverned/" + i0,schemaPath:"#/properties/ungoverned/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema0.properties.ungoverned.items.type,parentSchema:schema0.properties.ungoverned.items,data:data10};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
else {
const err24 = {instancePath:instancePath+"/ungoverned",schemaPath:"#/properties/ungoverned/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema0.properties.ungoverned.type,parentSchema:schema0.properties.ungoverned,data:data9};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.ignore !== undefined){
let data11 = data.ignore;
if(Array.isArray(data11)){
const len1 = data11.length;
for(let i1=0; i1<len1; i1++){
let data12 = data11[i1];
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if(data12.rule === undefined){
const err25 = {instancePath:instancePath+"/ignore/" + i1,schemaPath:"#/properties/ignore/items/required",keyword:"required",params:{missingProperty: "rule"},message:"must have required property '"+"rule"+"'",schema:schema0.properties.ignore.items.required,parentSchema:schema0.properties.ignore.items,data:data12};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data12.artifact === undefined){
const err26 = {instancePath:instancePath+"/ignore/" + i1,schemaPath:"#/properties/ignore/items/required",keyword:"required",params:{missingProperty: "artifact"},message:"must have required property '"+"artifact"+"'",schema:schema0.properties.ignore.items.required,parentSchema:schema0.properties.ignore.items,data:data12};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(data12.until === undefined){
const err27 = {instancePath:instancePath+"/ignore/" + i1,schemaPath:"#/properties/ignore/items/required",keyword:"required",params:{missingProperty: "until"},message:"must have required property '"+"until"+"'",schema:schema0.properties.ignore.items.required,parentSchema:schema0.properties.ignore.items,data:data12};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(data12.reason === undefined){
const err28 = {instancePath:instancePath+"/ignore/" + i1,schemaPath:"#/properties/ignore/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'",schema:schema0.properties.ignore.items.required,parentSchema:schema0.properties.ignore.items,data:data12};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
for(const key6 in data12){
if(!((((key6 === "rule") || (key6 === "artifact")) || (key6 === "until")) || (key6 === "reason"))){
const err29 = {instancePath:instancePath+"/ignore/" + i1,schemaPath:"#/properties/ignore/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema0.properties.ignore.items,data:data12};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data12.rule !== undefined){
let data13 = data12.rule;
if(typeof data13 === "string"){
if(data13.length < 1){
const err30 = {instancePath:instancePath+"/ignore/" + i1+"/rule",schemaPath:"#/properties/ignore/items/properties/rule/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema0.properties.ignore.items.properties.rule,data:data13};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/ignore/" + i1+"/rule",schemaPath:"#/properties/ignore/items/properties/rule/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema0.properties.ignore.items.properties.rule.type,parentSchema:schema0.properties.ignore.items.properties.rule,data:data13};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data12.artifact !== undefined){
let data14 = data12.artifact;
if(typeof data14 === "string"){
if(data14.length < 1){
const err32 = {instancePath:instancePath+"/ignore/" + i1+"/artifact",schemaPath:"#/properties/ignore/items/properties/artifact/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema0.properties.ignore.items.properties.artifact,data:data14};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/ignore/" + i1+"/artifact",schemaPath:"#/properties/ignore/items/properties/artifact/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema0.properties.ignore.items.properties.artifact.type,parentSchema:schema0.properties.ignore.items.properties.artifact,data:data14};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data12.until !== undefined){
let data15 = data12.until;
if(typeof data15 === "string"){
if(!pattern30.test(data15)){
const err34 = {instancePath:instancePath+"/ignore/" + i1+"/until",schemaPath:"#/properties/ignore/items/properties/until/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}$"},message:"must match pattern \""+"^\\d{4}-\\d{2}-\\d{2}$"+"\"",schema:"^\\d{4}-\\d{2}-\\d{2}$",parentSchema:schema0.properties.ignore.items.properties.until,data:data15};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/ignore/" + i1+"/until",schemaPath:"#/properties/ignore/items/properties/until/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema0.properties.ignore.items.properties.until.type,parentSchema:schema0.properties.ignore.items.properties.until,data:data15};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data12.reason !== undefined){
let data16 = data12.reason;
if(typeof data16 === "string"){
if(data16.length < 1){
const err36 = {instancePath:instancePath+"/ignore/" + i1+"/reason",schemaPath:"#/properties/ignore/items/properties/reason/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema0.properties.ignore.items.properties.reason,data:data16};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/ignore/" + i1+"/reason",schemaPath:"#/properties/ignore/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema0.properties.ignore.items.properties.reason.type,parentSchema:schema0.properties.ignore.items.properties.reason,data:data16};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
else {
const err38 = {instancePath:instancePath+"/ignore/" + i1,schemaPath:"#/properties/ignore/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.properties.ignore.items.type,parentSchema:schema0.properties.ignore.items,data:data12};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/ignore",schemaPath:"#/properties/ignore/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema0.properties.ignore.type,parentSchema:schema0.properties.ignore,data:data11};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data.config_changes !== undefined){
let data17 = data.config_changes;
if(!((data17 === "block") || (data17 === "inform"))){
const err40 = {instancePath:instancePath+"/config_changes",schemaPath:"#/properties/config_changes/enum",keyword:"enum",params:{allowedValues: schema0.properties.config_changes.enum},message:"must be equal to one of the allowed values",schema:schema0.properties.config_changes.enum,parentSchema:schema0.properties.config_changes,data:data17};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data.accepted !== undefined){
let data18 = data.accepted;
if(typeof data18 === "string"){
if(data18.length < 1){
const err41 = {instancePath:instancePath+"/accepted",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema19,data:data18};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
else {
const err42 = {instancePath:instancePath+"/accepted",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema19.type,parentSchema:schema19,data:data18};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data.visible_to_upstreams !== undefined){
let data19 = data.visible_to_upstreams;
if(!(((data19 === "nothing") || (data19 === "verdict")) || (data19 === "measures"))){
const err43 = {instancePath:instancePath+"/visible_to_upstreams",schemaPath:"#/properties/visible_to_upstreams/enum",keyword:"enum",params:{allowedValues: schema0.properties.visible_to_upstreams.enum},message:"must be equal to one of the allowed values",schema:schema0.properties.visible_to_upstreams.enum,parentSchema:schema0.properties.visible_to_upstreams,data:data19};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data.consumers !== undefined){
let data20 = data.consumers;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(Object.keys(data20).length < 1){
const err44 = {instancePath:instancePath+"/consumers",schemaPath:"#/properties/consumers/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema0.properties.consumers,data:data20};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
for(const key7 in data20){
const _errs52 = errors;
if(typeof key7 === "string"){
if(!pattern31.test(key7)){
const err45 = {instancePath:instancePath+"/consumers",schemaPath:"#/$defs/consumerName/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z\\d*?{}\\[\\],-]+/[\\w.*?{}\\[\\],-]+$"},message:"must match pattern \""+"^[A-Za-z\\d*?{}\\[\\],-]+/[\\w.*?{}\\[\\],-]+$"+"\"",schema:"^[A-Za-z\\d*?{}\\[\\],-]+/[\\w.*?{}\\[\\],-]+$",parentSchema:schema43,data:key7,propertyName:key7};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
else {
const err46 = {instancePath:instancePath+"/consumers",schemaPath:"#/$defs/consumerName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema43.type,parentSchema:schema43,data:key7,propertyName:key7};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
var valid16 = _errs52 === errors;
if(!valid16){
const err47 = {instancePath:instancePath+"/consumers",schemaPath:"#/properties/consumers/propertyNames",keyword:"propertyNames",params:{propertyName: key7},message:"property name must be valid",schema:schema0.properties.consumers.propertyNames,parentSchema:schema0.properties.consumers,data:data20};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
for(const key8 in data20){
let data21 = data20[key8];
if((typeof data21 !== "string") && (!(data21 && typeof data21 == "object" && !Array.isArray(data21)))){
const err48 = {instancePath:instancePath+"/consumers/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/consumer/type",keyword:"type",params:{type: schema44.type},message:"must be string,object",schema:schema44.type,parentSchema:schema44,data:data21};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(typeof data21 === "string"){
if(!pattern32.test(data21)){
const err49 = {instancePath:instancePath+"/consumers/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/consumer/pattern",keyword:"pattern",params:{pattern: "^(?:block|inform)$"},message:"must match pattern \""+"^(?:block|inform)$"+"\"",schema:"^(?:block|inform)$",parentSchema:schema44,data:data21};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
if(data21.gate === undefined){
const err50 = {instancePath:instancePath+"/consumers/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/consumer/required",keyword:"required",params:{missingProperty: "gate"},message:"must have required property '"+"gate"+"'",schema:schema44.required,parentSchema:schema44,data:data21};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
for(const key9 in data21){
if(!((key9 === "gate") || (key9 === "answer_within"))){
const err51 = {instancePath:instancePath+"/consumers/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/consumer/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties",schema:false,parentSchema:schema44,data:data21};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data21.gate !== undefined){
let data22 = data21.gate;
if(!((data22 === "block") || (data22 === "inform"))){
const err52 = {instancePath:instancePath+"/consumers/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/gate",schemaPath:"#/$defs/consumer/properties/gate/enum",keyword:"enum",params:{allowedValues: schema44.properties.gate.enum},message:"must be equal to one of the allowed values",schema:schema44.properties.gate.enum,parentSchema:schema44.properties.gate,data:data22};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data21.answer_within !== undefined){
let data23 = data21.answer_within;
if(typeof data23 === "string"){
if(!pattern33.test(data23)){
const err53 = {instancePath:instancePath+"/consumers/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/answer_within",schemaPath:"#/$defs/consumer/properties/answer_within/pattern",keyword:"pattern",params:{pattern: "^[1-9]\\d{0,3}[hdw]$"},message:"must match pattern \""+"^[1-9]\\d{0,3}[hdw]$"+"\"",schema:"^[1-9]\\d{0,3}[hdw]$",parentSchema:schema44.properties.answer_within,data:data23};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
else {
const err54 = {instancePath:instancePath+"/consumers/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/answer_within",schemaPath:"#/$defs/consumer/properties/answer_within/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema44.properties.answer_within.type,parentSchema:schema44.properties.answer_within,data:data23};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
}
}
else {
const err55 = {instancePath:instancePath+"/consumers",schemaPath:"#/properties/consumers/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.properties.consumers.type,parentSchema:schema0.properties.consumers,data:data20};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
}
else {
const err56 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.type,parentSchema:schema0,data};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
validate0.errors = vErrors;
return errors === 0;
}
validate0.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const schemaStep = validate17;

function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate17.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.schema === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "schema"},message:"must have required property '"+"schema"+"'",schema:schema21.required,parentSchema:schema21,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(func0.call(schema21.properties, key0))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema21,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.schema !== undefined){
let data0 = data.schema;
if(typeof data0 === "string"){
if(data0.length < 1){
const err2 = {instancePath:instancePath+"/schema",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema19,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/schema",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema19.type,parentSchema:schema19,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.engine !== undefined){
let data1 = data.engine;
if(!(((((((((data1 === "json-schema") || (data1 === "json-schema-ajv")) || (data1 === "graphql")) || (data1 === "openapi")) || (data1 === "avro")) || (data1 === "odcs")) || (data1 === "dbt")) || (data1 === "sql-ddl")) || (data1 === "protobuf"))){
const err4 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/enum",keyword:"enum",params:{allowedValues: schema21.properties.engine.enum},message:"must be equal to one of the allowed values",schema:schema21.properties.engine.enum,parentSchema:schema21.properties.engine,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(typeof data1 === "string"){
if(data1.length < 1){
const err5 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema21.properties.engine,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.engine.type,parentSchema:schema21.properties.engine,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.compatibility !== undefined){
let data2 = data.compatibility;
if(!((((((data2 === "backward") || (data2 === "forward")) || (data2 === "full")) || (data2 === "backward_transitive")) || (data2 === "forward_transitive")) || (data2 === "full_transitive"))){
const err7 = {instancePath:instancePath+"/compatibility",schemaPath:"#/properties/compatibility/enum",keyword:"enum",params:{allowedValues: schema21.properties.compatibility.enum},message:"must be equal to one of the allowed values",schema:schema21.properties.compatibility.enum,parentSchema:schema21.properties.compatibility,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.revisions !== undefined){
let data3 = data.revisions;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err8 = {instancePath:instancePath+"/revisions",schemaPath:"#/properties/revisions/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema21.properties.revisions.type,parentSchema:schema21.properties.revisions,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 100 || isNaN(data3)){
const err9 = {instancePath:instancePath+"/revisions",schemaPath:"#/properties/revisions/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100",schema:100,parentSchema:schema21.properties.revisions,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data3 < 1 || isNaN(data3)){
const err10 = {instancePath:instancePath+"/revisions",schemaPath:"#/properties/revisions/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema21.properties.revisions,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
if(data.vendored !== undefined){
let data4 = data.vendored;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 in data4){
const _errs12 = errors;
if(typeof key1 === "string"){
if(!pattern6.test(key1)){
const err11 = {instancePath:instancePath+"/vendored",schemaPath:"#/properties/vendored/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z][A-Za-z0-9+.-]*:[^#]+$"},message:"must match pattern \""+"^[A-Za-z][A-Za-z0-9+.-]*:[^#]+$"+"\"",schema:"^[A-Za-z][A-Za-z0-9+.-]*:[^#]+$",parentSchema:schema21.properties.vendored.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
var valid2 = _errs12 === errors;
if(!valid2){
const err12 = {instancePath:instancePath+"/vendored",schemaPath:"#/properties/vendored/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema21.properties.vendored.propertyNames,parentSchema:schema21.properties.vendored,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
for(const key2 in data4){
let data5 = data4[key2];
if(typeof data5 === "string"){
if(data5.length < 1){
const err13 = {instancePath:instancePath+"/vendored/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/vendored/additionalProperties/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema21.properties.vendored.additionalProperties,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/vendored/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/vendored/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.vendored.additionalProperties.type,parentSchema:schema21.properties.vendored.additionalProperties,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath:instancePath+"/vendored",schemaPath:"#/properties/vendored/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema21.properties.vendored.type,parentSchema:schema21.properties.vendored,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.query !== undefined){
let data6 = data.query;
if(typeof data6 === "string"){
if(!(formats0.test(data6))){
const err16 = {instancePath:instancePath+"/query",schemaPath:"#/properties/query/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema21.properties.query,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.query.type,parentSchema:schema21.properties.query,data:data6};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.variables !== undefined){
let data7 = data.variables;
if(typeof data7 === "string"){
if(!(formats0.test(data7))){
const err18 = {instancePath:instancePath+"/variables",schemaPath:"#/properties/variables/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema21.properties.variables,data:data7};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/variables",schemaPath:"#/properties/variables/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.variables.type,parentSchema:schema21.properties.variables,data:data7};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.operation !== undefined){
let data8 = data.operation;
if(typeof data8 === "string"){
if(!(formats0.test(data8))){
const err20 = {instancePath:instancePath+"/operation",schemaPath:"#/properties/operation/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema21.properties.operation,data:data8};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/operation",schemaPath:"#/properties/operation/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.operation.type,parentSchema:schema21.properties.operation,data:data8};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.object !== undefined){
let data9 = data.object;
if(typeof data9 === "string"){
if(data9.length < 1){
const err22 = {instancePath:instancePath+"/object",schemaPath:"#/properties/object/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema21.properties.object,data:data9};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/object",schemaPath:"#/properties/object/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.object.type,parentSchema:schema21.properties.object,data:data9};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.related !== undefined){
let data10 = data.related;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(Object.keys(data10).length < 1){
const err24 = {instancePath:instancePath+"/related",schemaPath:"#/properties/related/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema21.properties.related,data:data10};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
for(const key3 in data10){
let data11 = data10[key3];
if(typeof data11 === "string"){
if(data11.length < 1){
const err25 = {instancePath:instancePath+"/related/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/related/additionalProperties/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema21.properties.related.additionalProperties,data:data11};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/related/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/related/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.related.additionalProperties.type,parentSchema:schema21.properties.related.additionalProperties,data:data11};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
else {
const err27 = {instancePath:instancePath+"/related",schemaPath:"#/properties/related/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema21.properties.related.type,parentSchema:schema21.properties.related,data:data10};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.table !== undefined){
let data12 = data.table;
if(typeof data12 === "string"){
if(data12.length < 1){
const err28 = {instancePath:instancePath+"/table",schemaPath:"#/properties/table/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema21.properties.table,data:data12};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/table",schemaPath:"#/properties/table/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.table.type,parentSchema:schema21.properties.table,data:data12};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data.message !== undefined){
let data13 = data.message;
if(typeof data13 === "string"){
if(!pattern7.test(data13)){
const err30 = {instancePath:instancePath+"/message",schemaPath:"#/properties/message/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*$",parentSchema:schema21.properties.message,data:data13};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/message",schemaPath:"#/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.message.type,parentSchema:schema21.properties.message,data:data13};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.payload !== undefined){
let data14 = data.payload;
if(typeof data14 === "string"){
if(!(formats0.test(data14))){
const err32 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema21.properties.payload,data:data14};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.payload.type,parentSchema:schema21.properties.payload,data:data14};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.compare !== undefined){
let data15 = data.compare;
if(!((((data15 === "FILE") || (data15 === "PACKAGE")) || (data15 === "WIRE_JSON")) || (data15 === "WIRE"))){
const err34 = {instancePath:instancePath+"/compare",schemaPath:"#/properties/compare/enum",keyword:"enum",params:{allowedValues: schema21.properties.compare.enum},message:"must be equal to one of the allowed values",schema:schema21.properties.compare.enum,parentSchema:schema21.properties.compare,data:data15};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.framing !== undefined){
let data16 = data.framing;
if(!(((data16 === "none") || (data16 === "confluent")) || (data16 === "grpc"))){
const err35 = {instancePath:instancePath+"/framing",schemaPath:"#/properties/framing/enum",keyword:"enum",params:{allowedValues: schema21.properties.framing.enum},message:"must be equal to one of the allowed values",schema:schema21.properties.framing.enum,parentSchema:schema21.properties.framing,data:data16};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.unknown !== undefined){
let data17 = data.unknown;
if(!((data17 === "reject") || (data17 === "ignore"))){
const err36 = {instancePath:instancePath+"/unknown",schemaPath:"#/properties/unknown/enum",keyword:"enum",params:{allowedValues: schema21.properties.unknown.enum},message:"must be equal to one of the allowed values",schema:schema21.properties.unknown.enum,parentSchema:schema21.properties.unknown,data:data17};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema21.type,parentSchema:schema21,data};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
validate17.errors = vErrors;
return errors === 0;
}
validate17.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const rulesStep = validate18;

function validate18(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate18.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.rules === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "rules"},message:"must have required property '"+"rules"+"'",schema:schema23.required,parentSchema:schema23,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.into === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "into"},message:"must have required property '"+"into"+"'",schema:schema23.required,parentSchema:schema23,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!(func0.call(schema23.properties, key0))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema23,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.rules !== undefined){
let data0 = data.rules;
if(typeof data0 === "string"){
if(data0.length < 1){
const err3 = {instancePath:instancePath+"/rules",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema19,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/rules",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema19.type,parentSchema:schema19,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.engine !== undefined){
let data1 = data.engine;
if(!((((((((((((data1 === "json-logic-js") || (data1 === "json-logic-engine")) || (data1 === "cel")) || (data1 === "cel-bufbuild")) || (data1 === "jdm")) || (data1 === "dmn")) || (data1 === "sql")) || (data1 === "rego")) || (data1 === "decision-table")) || (data1 === "jsonata")) || (data1 === "json-rules-engine")) || (data1 === "flagd"))){
const err5 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/enum",keyword:"enum",params:{allowedValues: schema23.properties.engine.enum},message:"must be equal to one of the allowed values",schema:schema23.properties.engine.enum,parentSchema:schema23.properties.engine,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(typeof data1 === "string"){
if(data1.length < 1){
const err6 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema23.properties.engine,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.engine.type,parentSchema:schema23.properties.engine,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.each !== undefined){
let data2 = data.each;
if(typeof data2 === "string"){
if(data2.length < 1){
const err8 = {instancePath:instancePath+"/each",schemaPath:"#/properties/each/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema23.properties.each,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/each",schemaPath:"#/properties/each/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.each.type,parentSchema:schema23.properties.each,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.integers !== undefined){
let data3 = data.integers;
if(!((data3 === "double") || (data3 === "int"))){
const err10 = {instancePath:instancePath+"/integers",schemaPath:"#/properties/integers/enum",keyword:"enum",params:{allowedValues: schema23.properties.integers.enum},message:"must be equal to one of the allowed values",schema:schema23.properties.integers.enum,parentSchema:schema23.properties.integers,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.functions !== undefined){
let data4 = data.functions;
if("allow" !== data4){
const err11 = {instancePath:instancePath+"/functions",schemaPath:"#/properties/functions/const",keyword:"const",params:{allowedValue: "allow"},message:"must be equal to constant",schema:"allow",parentSchema:schema23.properties.functions,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.now !== undefined){
let data5 = data.now;
if(typeof data5 === "string"){
if(!pattern8.test(data5)){
const err12 = {instancePath:instancePath+"/now",schemaPath:"#/properties/now/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$"},message:"must match pattern \""+"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$"+"\"",schema:"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$",parentSchema:schema23.properties.now,data:data5};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/now",schemaPath:"#/properties/now/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.now.type,parentSchema:schema23.properties.now,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.decision !== undefined){
let data6 = data.decision;
if(typeof data6 === "string"){
if(data6.length < 1){
const err14 = {instancePath:instancePath+"/decision",schemaPath:"#/properties/decision/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema23.properties.decision,data:data6};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/decision",schemaPath:"#/properties/decision/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.decision.type,parentSchema:schema23.properties.decision,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.columns !== undefined){
let data7 = data.columns;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(Object.keys(data7).length < 1){
const err16 = {instancePath:instancePath+"/columns",schemaPath:"#/properties/columns/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema23.properties.columns,data:data7};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
for(const key1 in data7){
const _errs17 = errors;
if(typeof key1 === "string"){
if(key1.length < 1){
const err17 = {instancePath:instancePath+"/columns",schemaPath:"#/properties/columns/propertyNames/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema23.properties.columns.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
var valid2 = _errs17 === errors;
if(!valid2){
const err18 = {instancePath:instancePath+"/columns",schemaPath:"#/properties/columns/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema23.properties.columns.propertyNames,parentSchema:schema23.properties.columns,data:data7};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
for(const key2 in data7){
let data8 = data7[key2];
if(typeof data8 === "string"){
if(!pattern9.test(data8)){
const err19 = {instancePath:instancePath+"/columns/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/columns/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^[A-Z][A-Z0-9]*(\\(\\d+(, ?\\d+)?\\))?(\\[\\])?$"},message:"must match pattern \""+"^[A-Z][A-Z0-9]*(\\(\\d+(, ?\\d+)?\\))?(\\[\\])?$"+"\"",schema:"^[A-Z][A-Z0-9]*(\\(\\d+(, ?\\d+)?\\))?(\\[\\])?$",parentSchema:schema23.properties.columns.additionalProperties,data:data8};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/columns/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/columns/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.columns.additionalProperties.type,parentSchema:schema23.properties.columns.additionalProperties,data:data8};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/columns",schemaPath:"#/properties/columns/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema23.properties.columns.type,parentSchema:schema23.properties.columns,data:data7};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.entrypoint !== undefined){
let data9 = data.entrypoint;
if(typeof data9 === "string"){
if(data9.length < 1){
const err22 = {instancePath:instancePath+"/entrypoint",schemaPath:"#/properties/entrypoint/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema23.properties.entrypoint,data:data9};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/entrypoint",schemaPath:"#/properties/entrypoint/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.entrypoint.type,parentSchema:schema23.properties.entrypoint,data:data9};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.request !== undefined){
let data10 = data.request;
if(typeof data10 === "string"){
if(!(formats0.test(data10))){
const err24 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema23.properties.request,data:data10};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.request.type,parentSchema:schema23.properties.request,data:data10};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.builtins !== undefined){
let data11 = data.builtins;
if(typeof data11 === "string"){
if(!(formats0.test(data11))){
const err26 = {instancePath:instancePath+"/builtins",schemaPath:"#/properties/builtins/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema23.properties.builtins,data:data11};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
else {
const err27 = {instancePath:instancePath+"/builtins",schemaPath:"#/properties/builtins/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.builtins.type,parentSchema:schema23.properties.builtins,data:data11};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.undefinedFacts !== undefined){
let data12 = data.undefinedFacts;
if(!((data12 === "refuse") || (data12 === "allow"))){
const err28 = {instancePath:instancePath+"/undefinedFacts",schemaPath:"#/properties/undefinedFacts/enum",keyword:"enum",params:{allowedValues: schema23.properties.undefinedFacts.enum},message:"must be equal to one of the allowed values",schema:schema23.properties.undefinedFacts.enum,parentSchema:schema23.properties.undefinedFacts,data:data12};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data.timestamp !== undefined){
let data13 = data.timestamp;
if(typeof data13 !== "string"){
const err29 = {instancePath:instancePath+"/timestamp",schemaPath:"#/properties/timestamp/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.timestamp.type,parentSchema:schema23.properties.timestamp,data:data13};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data.into !== undefined){
let data14 = data.into;
if(typeof data14 === "string"){
if(!(formats0.test(data14))){
const err30 = {instancePath:instancePath+"/into",schemaPath:"#/$defs/pointer/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema3,data:data14};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/into",schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.type,parentSchema:schema3,data:data14};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
else {
const err32 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema23.type,parentSchema:schema23,data};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
validate18.errors = vErrors;
return errors === 0;
}
validate18.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const modelStep = validate19;

function validate19(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate19.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.model === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "model"},message:"must have required property '"+"model"+"'",schema:schema26.required,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.into === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "into"},message:"must have required property '"+"into"+"'",schema:schema26.required,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!(func0.call(schema26.properties, key0))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.model !== undefined){
let data0 = data.model;
if(typeof data0 === "string"){
if(data0.length < 1){
const err3 = {instancePath:instancePath+"/model",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema19,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/model",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema19.type,parentSchema:schema19,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.from !== undefined){
let data1 = data.from;
if(typeof data1 === "string"){
if(!(formats0.test(data1))){
const err5 = {instancePath:instancePath+"/from",schemaPath:"#/$defs/pointer/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema3,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/from",schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.type,parentSchema:schema3,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.engine !== undefined){
let data2 = data.engine;
if(!(((((((((((((((data2 === "onnx") || (data2 === "xgboost")) || (data2 === "lightgbm")) || (data2 === "handlebars")) || (data2 === "mustache")) || (data2 === "liquid")) || (data2 === "jinja")) || (data2 === "dotprompt")) || (data2 === "model-config")) || (data2 === "params")) || (data2 === "recorded")) || (data2 === "open-inference")) || (data2 === "mlflow")) || (data2 === "http-json")) || (data2 === "openai-chat"))){
const err7 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/enum",keyword:"enum",params:{allowedValues: schema26.properties.engine.enum},message:"must be equal to one of the allowed values",schema:schema26.properties.engine.enum,parentSchema:schema26.properties.engine,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(typeof data2 === "string"){
if(data2.length < 1){
const err8 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema26.properties.engine,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.engine.type,parentSchema:schema26.properties.engine,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.inputs !== undefined){
let data3 = data.inputs;
const _errs11 = errors;
let valid3 = false;
const _errs12 = errors;
if(Array.isArray(data3)){
if(data3.length < 1){
const err10 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/anyOf/0/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema26.properties.inputs.anyOf[0],data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(typeof data4 === "string"){
if(!pattern10.test(data4)){
const err11 = {instancePath:instancePath+"/inputs/" + i0,schemaPath:"#/properties/inputs/anyOf/0/items/pattern",keyword:"pattern",params:{pattern: "^(?:\\/(?:[^~/]|~[01])*)*$"},message:"must match pattern \""+"^(?:\\/(?:[^~/]|~[01])*)*$"+"\"",schema:"^(?:\\/(?:[^~/]|~[01])*)*$",parentSchema:schema26.properties.inputs.anyOf[0].items,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/inputs/" + i0,schemaPath:"#/properties/inputs/anyOf/0/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.inputs.anyOf[0].items.type,parentSchema:schema26.properties.inputs.anyOf[0].items,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/anyOf/0/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema26.properties.inputs.anyOf[0].type,parentSchema:schema26.properties.inputs.anyOf[0],data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
var _valid0 = _errs12 === errors;
valid3 = valid3 || _valid0;
const _errs16 = errors;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(Object.keys(data3).length < 1){
const err14 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/anyOf/1/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema26.properties.inputs.anyOf[1],data:data3};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
for(const key1 in data3){
let data5 = data3[key1];
const _errs20 = errors;
let valid7 = false;
const _errs21 = errors;
if(typeof data5 === "string"){
if(!pattern10.test(data5)){
const err15 = {instancePath:instancePath+"/inputs/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/inputs/anyOf/1/additionalProperties/anyOf/0/pattern",keyword:"pattern",params:{pattern: "^(?:\\/(?:[^~/]|~[01])*)*$"},message:"must match pattern \""+"^(?:\\/(?:[^~/]|~[01])*)*$"+"\"",schema:"^(?:\\/(?:[^~/]|~[01])*)*$",parentSchema:schema26.properties.inputs.anyOf[1].additionalProperties.anyOf[0],data:data5};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/inputs/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/inputs/anyOf/1/additionalProperties/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.inputs.anyOf[1].additionalProperties.anyOf[0].type,parentSchema:schema26.properties.inputs.anyOf[1].additionalProperties.anyOf[0],data:data5};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
var _valid1 = _errs21 === errors;
valid7 = valid7 || _valid1;
const _errs23 = errors;
if(Array.isArray(data5)){
if(data5.length < 1){
const err17 = {instancePath:instancePath+"/inputs/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/inputs/anyOf/1/additionalProperties/anyOf/1/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema26.properties.inputs.anyOf[1].additionalProperties.anyOf[1],data:data5};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
const len1 = data5.length;
for(let i1=0; i1<len1; i1++){
let data6 = data5[i1];
if(typeof data6 === "string"){
if(!pattern10.test(data6)){
const err18 = {instancePath:instancePath+"/inputs/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i1,schemaPath:"#/properties/inputs/anyOf/1/additionalProperties/anyOf/1/items/pattern",keyword:"pattern",params:{pattern: "^(?:\\/(?:[^~/]|~[01])*)*$"},message:"must match pattern \""+"^(?:\\/(?:[^~/]|~[01])*)*$"+"\"",schema:"^(?:\\/(?:[^~/]|~[01])*)*$",parentSchema:schema26.properties.inputs.anyOf[1].additionalProperties.anyOf[1].items,data:data6};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/inputs/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i1,schemaPath:"#/properties/inputs/anyOf/1/additionalProperties/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.inputs.anyOf[1].additionalProperties.anyOf[1].items.type,parentSchema:schema26.properties.inputs.anyOf[1].additionalProperties.anyOf[1].items,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/inputs/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/inputs/anyOf/1/additionalProperties/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema26.properties.inputs.anyOf[1].additionalProperties.anyOf[1].type,parentSchema:schema26.properties.inputs.anyOf[1].additionalProperties.anyOf[1],data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
var _valid1 = _errs23 === errors;
valid7 = valid7 || _valid1;
if(!valid7){
const err21 = {instancePath:instancePath+"/inputs/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/inputs/anyOf/1/additionalProperties/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema26.properties.inputs.anyOf[1].additionalProperties.anyOf,parentSchema:schema26.properties.inputs.anyOf[1].additionalProperties,data:data5};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
else {
errors = _errs20;
if(vErrors !== null){
if(_errs20){
vErrors.length = _errs20;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err22 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema26.properties.inputs.anyOf[1].type,parentSchema:schema26.properties.inputs.anyOf[1],data:data3};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
var _valid0 = _errs16 === errors;
valid3 = valid3 || _valid0;
if(!valid3){
const err23 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema26.properties.inputs.anyOf,parentSchema:schema26.properties.inputs,data:data3};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
else {
errors = _errs11;
if(vErrors !== null){
if(_errs11){
vErrors.length = _errs11;
}
else {
vErrors = null;
}
}
}
}
if(data.outputs !== undefined){
let data7 = data.outputs;
const _errs28 = errors;
let valid10 = false;
const _errs29 = errors;
if(typeof data7 === "string"){
if(!pattern10.test(data7)){
const err24 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/anyOf/0/pattern",keyword:"pattern",params:{pattern: "^(?:\\/(?:[^~/]|~[01])*)*$"},message:"must match pattern \""+"^(?:\\/(?:[^~/]|~[01])*)*$"+"\"",schema:"^(?:\\/(?:[^~/]|~[01])*)*$",parentSchema:schema26.properties.outputs.anyOf[0],data:data7};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.outputs.anyOf[0].type,parentSchema:schema26.properties.outputs.anyOf[0],data:data7};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
var _valid2 = _errs29 === errors;
valid10 = valid10 || _valid2;
const _errs31 = errors;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(Object.keys(data7).length < 1){
const err26 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/anyOf/1/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema26.properties.outputs.anyOf[1],data:data7};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
for(const key2 in data7){
let data8 = data7[key2];
if(typeof data8 === "string"){
if(!pattern10.test(data8)){
const err27 = {instancePath:instancePath+"/outputs/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/outputs/anyOf/1/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^(?:\\/(?:[^~/]|~[01])*)*$"},message:"must match pattern \""+"^(?:\\/(?:[^~/]|~[01])*)*$"+"\"",schema:"^(?:\\/(?:[^~/]|~[01])*)*$",parentSchema:schema26.properties.outputs.anyOf[1].additionalProperties,data:data8};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/outputs/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/outputs/anyOf/1/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.outputs.anyOf[1].additionalProperties.type,parentSchema:schema26.properties.outputs.anyOf[1].additionalProperties,data:data8};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema26.properties.outputs.anyOf[1].type,parentSchema:schema26.properties.outputs.anyOf[1],data:data7};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
var _valid2 = _errs31 === errors;
valid10 = valid10 || _valid2;
if(!valid10){
const err30 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema26.properties.outputs.anyOf,parentSchema:schema26.properties.outputs,data:data7};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
else {
errors = _errs28;
if(vErrors !== null){
if(_errs28){
vErrors.length = _errs28;
}
else {
vErrors = null;
}
}
}
}
if(data.missing !== undefined){
let data9 = data.missing;
if(!((data9 === "fail") || (data9 === "nan"))){
const err31 = {instancePath:instancePath+"/missing",schemaPath:"#/properties/missing/enum",keyword:"enum",params:{allowedValues: schema26.properties.missing.enum},message:"must be equal to one of the allowed values",schema:schema26.properties.missing.enum,parentSchema:schema26.properties.missing,data:data9};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.encoding !== undefined){
let data10 = data.encoding;
if(!((((((data10 === "o200k_base") || (data10 === "o200k_harmony")) || (data10 === "cl100k_base")) || (data10 === "p50k_base")) || (data10 === "p50k_edit")) || (data10 === "r50k_base"))){
const err32 = {instancePath:instancePath+"/encoding",schemaPath:"#/properties/encoding/enum",keyword:"enum",params:{allowedValues: schema26.properties.encoding.enum},message:"must be equal to one of the allowed values",schema:schema26.properties.encoding.enum,parentSchema:schema26.properties.encoding,data:data10};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data.price !== undefined){
let data11 = data.price;
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 < 0 || isNaN(data11)){
const err33 = {instancePath:instancePath+"/price",schemaPath:"#/properties/price/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema26.properties.price,data:data11};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/price",schemaPath:"#/properties/price/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema26.properties.price.type,parentSchema:schema26.properties.price,data:data11};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.trim_blocks !== undefined){
let data12 = data.trim_blocks;
if(typeof data12 !== "boolean"){
const err35 = {instancePath:instancePath+"/trim_blocks",schemaPath:"#/properties/trim_blocks/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema26.properties.trim_blocks.type,parentSchema:schema26.properties.trim_blocks,data:data12};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.endpoint !== undefined){
let data13 = data.endpoint;
if(typeof data13 === "string"){
if(!pattern15.test(data13)){
const err36 = {instancePath:instancePath+"/endpoint",schemaPath:"#/properties/endpoint/pattern",keyword:"pattern",params:{pattern: "^https?://"},message:"must match pattern \""+"^https?://"+"\"",schema:"^https?://",parentSchema:schema26.properties.endpoint,data:data13};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/endpoint",schemaPath:"#/properties/endpoint/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.endpoint.type,parentSchema:schema26.properties.endpoint,data:data13};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.head !== undefined){
let data14 = data.head;
if(typeof data14 === "string"){
if(data14.length < 1){
const err38 = {instancePath:instancePath+"/head",schemaPath:"#/properties/head/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema26.properties.head,data:data14};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
else {
const err39 = {instancePath:instancePath+"/head",schemaPath:"#/properties/head/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.head.type,parentSchema:schema26.properties.head,data:data14};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data.path !== undefined){
let data15 = data.path;
if(typeof data15 === "string"){
if(!pattern16.test(data15)){
const err40 = {instancePath:instancePath+"/path",schemaPath:"#/properties/path/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema26.properties.path,data:data15};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.path.type,parentSchema:schema26.properties.path,data:data15};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data.environment !== undefined){
let data16 = data.environment;
if(typeof data16 === "string"){
if(data16.length < 1){
const err42 = {instancePath:instancePath+"/environment",schemaPath:"#/properties/environment/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema26.properties.environment,data:data16};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
else {
const err43 = {instancePath:instancePath+"/environment",schemaPath:"#/properties/environment/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.environment.type,parentSchema:schema26.properties.environment,data:data16};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data.hosts !== undefined){
let data17 = data.hosts;
if(Array.isArray(data17)){
const len2 = data17.length;
for(let i2=0; i2<len2; i2++){
let data18 = data17[i2];
if(typeof data18 === "string"){
if(data18.length < 1){
const err44 = {instancePath:instancePath+"/hosts/" + i2,schemaPath:"#/properties/hosts/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema26.properties.hosts.items,data:data18};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/hosts/" + i2,schemaPath:"#/properties/hosts/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.hosts.items.type,parentSchema:schema26.properties.hosts.items,data:data18};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
else {
const err46 = {instancePath:instancePath+"/hosts",schemaPath:"#/properties/hosts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema26.properties.hosts.type,parentSchema:schema26.properties.hosts,data:data17};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data.secret !== undefined){
let data19 = data.secret;
if(typeof data19 === "string"){
if(!pattern17.test(data19)){
const err47 = {instancePath:instancePath+"/secret",schemaPath:"#/properties/secret/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema26.properties.secret,data:data19};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
else {
const err48 = {instancePath:instancePath+"/secret",schemaPath:"#/properties/secret/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.secret.type,parentSchema:schema26.properties.secret,data:data19};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data.timeout !== undefined){
let data20 = data.timeout;
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 < 0 || isNaN(data20)){
const err49 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema26.properties.timeout,data:data20};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
else {
const err50 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema26.properties.timeout.type,parentSchema:schema26.properties.timeout,data:data20};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data.concurrency !== undefined){
let data21 = data.concurrency;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
const err51 = {instancePath:instancePath+"/concurrency",schemaPath:"#/properties/concurrency/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema26.properties.concurrency.type,parentSchema:schema26.properties.concurrency,data:data21};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 < 1 || isNaN(data21)){
const err52 = {instancePath:instancePath+"/concurrency",schemaPath:"#/properties/concurrency/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema26.properties.concurrency,data:data21};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
}
if(data.request_budget !== undefined){
let data22 = data.request_budget;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
const err53 = {instancePath:instancePath+"/request_budget",schemaPath:"#/properties/request_budget/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema26.properties.request_budget.type,parentSchema:schema26.properties.request_budget,data:data22};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 < 0 || isNaN(data22)){
const err54 = {instancePath:instancePath+"/request_budget",schemaPath:"#/properties/request_budget/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema26.properties.request_budget,data:data22};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
if(data.token_budget !== undefined){
let data23 = data.token_budget;
if(!(((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))) && (isFinite(data23)))){
const err55 = {instancePath:instancePath+"/token_budget",schemaPath:"#/properties/token_budget/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema26.properties.token_budget.type,parentSchema:schema26.properties.token_budget,data:data23};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 < 0 || isNaN(data23)){
const err56 = {instancePath:instancePath+"/token_budget",schemaPath:"#/properties/token_budget/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema26.properties.token_budget,data:data23};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
}
if(data.into !== undefined){
let data24 = data.into;
if(typeof data24 === "string"){
if(!(formats0.test(data24))){
const err57 = {instancePath:instancePath+"/into",schemaPath:"#/$defs/pointer/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema3,data:data24};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
else {
const err58 = {instancePath:instancePath+"/into",schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.type,parentSchema:schema3,data:data24};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
}
else {
const err59 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema26.type,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
validate19.errors = vErrors;
return errors === 0;
}
validate19.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const programStep = validate20;

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.program === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "program"},message:"must have required property '"+"program"+"'",schema:schema30.required,parentSchema:schema30,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.run === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "run"},message:"must have required property '"+"run"+"'",schema:schema30.required,parentSchema:schema30,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.into === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "into"},message:"must have required property '"+"into"+"'",schema:schema30.required,parentSchema:schema30,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!(func0.call(schema30.properties, key0))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema30,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.program !== undefined){
let data0 = data.program;
if(typeof data0 === "string"){
if(data0.length < 1){
const err4 = {instancePath:instancePath+"/program",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema19,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/program",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema19.type,parentSchema:schema19,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.engine !== undefined){
let data1 = data.engine;
if(!(data1 === "program")){
const err6 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/enum",keyword:"enum",params:{allowedValues: schema30.properties.engine.enum},message:"must be equal to one of the allowed values",schema:schema30.properties.engine.enum,parentSchema:schema30.properties.engine,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(typeof data1 === "string"){
if(data1.length < 1){
const err7 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema30.properties.engine,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema30.properties.engine.type,parentSchema:schema30.properties.engine,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.run !== undefined){
let data2 = data.run;
if(Array.isArray(data2)){
if(data2.length < 1){
const err9 = {instancePath:instancePath+"/run",schemaPath:"#/properties/run/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema30.properties.run,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 === "string"){
if(data3.length < 1){
const err10 = {instancePath:instancePath+"/run/" + i0,schemaPath:"#/properties/run/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema30.properties.run.items,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/run/" + i0,schemaPath:"#/properties/run/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema30.properties.run.items.type,parentSchema:schema30.properties.run.items,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath:instancePath+"/run",schemaPath:"#/properties/run/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema30.properties.run.type,parentSchema:schema30.properties.run,data:data2};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.setup !== undefined){
let data4 = data.setup;
if(Array.isArray(data4)){
if(data4.length < 1){
const err13 = {instancePath:instancePath+"/setup",schemaPath:"#/properties/setup/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema30.properties.setup,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
const len1 = data4.length;
for(let i1=0; i1<len1; i1++){
let data5 = data4[i1];
if(typeof data5 === "string"){
if(data5.length < 1){
const err14 = {instancePath:instancePath+"/setup/" + i1,schemaPath:"#/properties/setup/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema30.properties.setup.items,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/setup/" + i1,schemaPath:"#/properties/setup/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema30.properties.setup.items.type,parentSchema:schema30.properties.setup.items,data:data5};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/setup",schemaPath:"#/properties/setup/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema30.properties.setup.type,parentSchema:schema30.properties.setup,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.uses !== undefined){
let data6 = data.uses;
if(Array.isArray(data6)){
const len2 = data6.length;
for(let i2=0; i2<len2; i2++){
let data7 = data6[i2];
if(typeof data7 === "string"){
if(data7.length < 1){
const err17 = {instancePath:instancePath+"/uses/" + i2,schemaPath:"#/properties/uses/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema30.properties.uses.items,data:data7};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/uses/" + i2,schemaPath:"#/properties/uses/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema30.properties.uses.items.type,parentSchema:schema30.properties.uses.items,data:data7};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath:instancePath+"/uses",schemaPath:"#/properties/uses/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema30.properties.uses.type,parentSchema:schema30.properties.uses,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.env !== undefined){
let data8 = data.env;
if(Array.isArray(data8)){
const len3 = data8.length;
for(let i3=0; i3<len3; i3++){
let data9 = data8[i3];
if(typeof data9 === "string"){
if(!pattern17.test(data9)){
const err20 = {instancePath:instancePath+"/env/" + i3,schemaPath:"#/properties/env/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema30.properties.env.items,data:data9};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/env/" + i3,schemaPath:"#/properties/env/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema30.properties.env.items.type,parentSchema:schema30.properties.env.items,data:data9};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath:instancePath+"/env",schemaPath:"#/properties/env/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema30.properties.env.type,parentSchema:schema30.properties.env,data:data8};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.timeout !== undefined){
let data10 = data.timeout;
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 < 0 || isNaN(data10)){
const err23 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema30.properties.timeout,data:data10};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema30.properties.timeout.type,parentSchema:schema30.properties.timeout,data:data10};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.processes !== undefined){
let data11 = data.processes;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
const err25 = {instancePath:instancePath+"/processes",schemaPath:"#/properties/processes/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema30.properties.processes.type,parentSchema:schema30.properties.processes,data:data11};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 < 1 || isNaN(data11)){
const err26 = {instancePath:instancePath+"/processes",schemaPath:"#/properties/processes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema30.properties.processes,data:data11};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
if(data.into !== undefined){
let data12 = data.into;
if(typeof data12 === "string"){
if(!(formats0.test(data12))){
const err27 = {instancePath:instancePath+"/into",schemaPath:"#/$defs/pointer/format",keyword:"format",params:{format: "json-pointer"},message:"must match format \""+"json-pointer"+"\"",schema:"json-pointer",parentSchema:schema3,data:data12};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/into",schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.type,parentSchema:schema3,data:data12};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema30.type,parentSchema:schema30,data};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

