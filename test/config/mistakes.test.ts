import { expect, test } from 'vitest';
import weirYml from '../../schemas/weir.schema.json' with { type: 'json' };
import { enginesOf } from '../../src/config/engines.ts';
import { parseConfig } from '../../src/config/load.ts';
import { oneOf } from '../../src/config/mistake.ts';
import { readable } from '../../src/config/unread.ts';
import { ConfigError, formatProblem } from '../../src/errors.ts';
import { either } from '../../src/format/listed.ts';
import type { OutputKind } from '../../src/impact/evidence.ts';
import { measuresOf } from '../../src/measures/find.ts';
import { storages } from '../../src/recordings/storage/registry.ts';

/** As errors list the engines of rules, whichever there are. */
const RULES = oneOf(enginesOf('rules').map(({ id }) => id));

/** The same of what is in the way of files in the repository; of two that read the same files the safer one is named. */
const PLACES = `a glob from the repository's root, ${either(storages.filter(({ scheme, hasSafer }) => scheme && !hasSafer).map(({ address }) => address))}`;

/** Every plug adds one, so the published schema is asked. */
const formats = weirYml.$defs.recording.properties.format.enum;
const FORMATS = `${formats.slice(0, -1).join(', ')} or ${formats.at(-1)}`;

const valid = `version: 1
recordings:
  flights:
    files: traffic/*.jsonl
  labelled: { files: x.jsonl, label: /y }
pipelines:
  delay:
    owners: ["@acme/claims"]
    recording: flights
    steps:
      - schema: schemas/flight.json
      - rules: rules/delay.json
        into: /decision
    outputs:
      tier: { at: /decision/tier, kind: category }
      amount: { at: /decision/amount, kind: number }
      score: { at: /decision/score, kind: probability }
    segments: [/origin]
    limits:
      tier.changed: 1%
defaults:
  confidence: 99%
`;

/** What `parseConfig` says, a line for each problem, without the file's name. */
function complaints(text: string): string[] {
  try {
    parseConfig(text, 'weir.yml');
  } catch (error) {
    if (error instanceof ConfigError)
      return error.problems.map((problem) => formatProblem(problem).replace('weir.yml:', ''));
    throw error;
  }
  return [];
}

function replaced(from: string, to: string): string {
  expect(valid.split(from)).toHaveLength(2);
  return valid.replace(from, () => to);
}

test('what is redacted can be no part of a record, no output and no segment', () => {
  const redacting = (redact: string) =>
    valid.replace('.jsonl\n', `.jsonl\n    time: /at\n    id: /id\n    output: /said\n    redact: ${redact}\n`);
  const other = 'expected a pointer to what neither Weir nor a pipeline needs';
  expect(complaints(redacting('[/customer/email, { at: /card, as: hash }, { at: /id, as: hash }, /said/why]'))).toEqual(
    [],
  );
  expect(complaints(redacting('[""]'))).toEqual([`8:14: redact takes away the whole record; found "", ${other}`]);
  expect(complaints(redacting('[/at, { at: /id }, /said]'))).toEqual([
    `8:14: redact takes away the time; found "/at", ${other}`,
    `8:25: redact takes away the id; \`as: hash\` keeps records apart; found "/id", ${other}`,
    `8:32: redact takes away the output; found "/said", ${other}`,
  ]);
  expect(complaints(redacting('[/origin, /decision]'))).toEqual([
    '22:16: a segment stands where the recording is redacted; expected a pointer outside of /origin of a record',
  ]);
  expect(complaints(redacting('[/*/x]').replace('tier: { at: /decision/tier', 'tier: { at: /order/x'))).toEqual([
    '19:19: output "tier" stands where the recording is redacted; expected a pointer outside of /*/x of a record',
  ]);
  expect(complaints(redacting('/card'))).toEqual([
    '8:13: wrong type for "redact"; found "/card", expected a list; did you mean ["/card"]?',
  ]);
  expect(complaints(redacting('[card, { at: /card, as: mask }, { as: hash }]'))).toHaveLength(3);
});

test('the text that every case below spoils is valid', () => {
  expect(complaints(valid)).toEqual([]);
});

const topKeys =
  'one of version, recordings, pipelines, defaults, examples, ungoverned, ignore, config_changes, accepted, visible_to_upstreams or consumers';
const pointerRule = 'expected "" or a path that starts with /';
/** Which these are is held to the documentation elsewhere. */
const measuresOfKind = (kind: OutputKind): string => oneOf(measuresOf(kind, false).map(({ form }) => form));
const categoryMeasures = measuresOfKind('category');
const numberMeasures = measuresOfKind('number');
const share = 'expected a share from 0% to 100%, or a count such as "200 records"';
const limitRule = 'expected a share (1% or 0.01), a count ("200 records"), or a number in the output\'s own unit';
const owner = 'expected @user, @org/team or an e-mail address';

const spoiled: readonly [name: string, from: string, to: string, problem: string | RegExp][] = [
  // Keys and types
  [
    'an unknown key',
    'defaults:',
    'default:',
    `21:1: unknown key "default"; expected ${topKeys}; did you mean defaults?`,
  ],
  [
    'an unknown key that resembles nothing',
    'segments:',
    'x1: 1\n    segments:',
    '18:5: unknown key "x1"; expected one of owners, recording, params, steps, outputs, segments, judge, monitor or limits',
  ],
  [
    'an unknown key of a recording',
    '    files: traffic',
    '    formt: csv\n    files: traffic',
    '4:5: unknown key "formt"; expected one of files, table, where, format, compression, input, output, label, id, time, zone, weight, value, labels, avro, types, dialect, partitions, window, partition, max_age or redact; did you mean format?',
  ],
  [
    'a misspelt key that is required',
    '    recording: flights',
    '    recordin: flights',
    '9:5: unknown key "recordin"; expected one of owners, recording, params, steps, outputs, segments, judge, monitor or limits; did you mean recording?',
  ],
  [
    'a missing key',
    '    recording: flights\n',
    '',
    '7:3: pipeline "delay" has no "recording"; expected a key such as recording: flights',
  ],
  ['another version', 'version: 1', 'version: 2', '1:10: unknown value for "version"; found 2, expected 1'],
  [
    'a text in place of a list',
    'segments: [/origin]',
    'segments: /origin',
    '18:15: wrong type for "segments"; found "/origin", expected a list; did you mean ["/origin"]?',
  ],
  [
    'a key without a value',
    'segments: [/origin]',
    'segments:',
    '18:5: "segments" is empty; found nothing, expected a list',
  ],
  [
    'a name with a space',
    '  labelled: {',
    '  "la belled": {',
    '5:3: "la belled" can\'t be used as a name; expected letters, digits, _, - and dots; does not start with a dot or a dash',
  ],
  [
    'an output with a dot',
    '      tier: {',
    '      "ti.er": {',
    '15:7: "ti.er" can\'t be used as a name; expected letters, digits, _ and -, and no dot, since limits are written output.measure|20:7: there is no output "tier"; found "tier.changed", expected one of ti.er, amount or score; did you mean ti.er.changed?',
  ],
  // Recordings
  [
    'a dangling recording',
    'recording: flights',
    'recording: flihgts',
    '9:16: there is no recording "flihgts"; expected one of flights or labelled; did you mean flights?',
  ],
  [
    'an unknown format',
    'label: /y',
    'format: parket',
    `5:39: unknown value for "format"; found "parket", expected one of ${FORMATS}; did you mean parquet?`,
  ],
  [
    'a format with two letters swapped',
    'label: /y',
    'format: cvs',
    `5:39: unknown value for "format"; found "cvs", expected one of ${FORMATS}; did you mean csv?`,
  ],
  [
    'a pointer without a slash',
    'label: /y',
    'label: outcome',
    `5:38: "label" is not a JSON Pointer; found "outcome", ${pointerRule}; did you mean /outcome?`,
  ],
  [
    'files at an absolute path',
    'files: x.jsonl',
    'files: /data/x.jsonl',
    `5:22: an absolute path; found "/data/x.jsonl", expected ${PLACES}; did you mean file:///data/x.jsonl?`,
  ],
  [
    'a window that has neither times nor folders to go by',
    'files: x.jsonl',
    'files: x.jsonl, window: 7d',
    '5:31: a window of a recording that has neither times nor folders to go by; expected time, or partition as dt={yyyy}-{MM}-{dd}',
  ],
  [
    'a partition without a window',
    'files: x.jsonl',
    'files: x.jsonl, partition: "{yyyy}/{MM}/{dd}"',
    '5:31: a partition without a window does nothing; expected window, as window: 7d',
  ],
  [
    'a part of a time that there is not',
    'files: x.jsonl',
    'files: x.jsonl, window: 7d, partition: "{yyyy}/{mm}/{dd}"',
    '5:54: "{mm}" is no part of a time; found "{yyyy}/{mm}/{dd}", expected {yyyy}, {MM} and {dd}, as in dt={yyyy}-{MM}-{dd}, and {HH} for hours; did you mean {MM}?',
  ],
  [
    'a window of hours by days',
    'files: x.jsonl',
    'files: x.jsonl, window: 7h, partition: "{yyyy}/{MM}/{dd}"',
    '5:54: a partition without {HH}; found "{yyyy}/{MM}/{dd}", expected {yyyy}, {MM} and {dd}, as in dt={yyyy}-{MM}-{dd}, and {HH} for hours',
  ],
  [
    'files in a storage that is not known',
    'files: x.jsonl',
    'files: ftp://b/x.jsonl',
    `5:22: no storage is known for ftp://; found "ftp://b/x.jsonl", expected ${PLACES}`,
  ],
  [
    'files outside the repository',
    'files: x.jsonl',
    'files: ../x.jsonl',
    `5:22: a path with ".."; found "../x.jsonl", expected ${PLACES}`,
  ],
  // Owners
  [
    'an owner without @',
    '"@acme/claims"',
    'acme/claims',
    `8:14: not an owner; found "acme/claims", ${owner}; did you mean @acme/claims?`,
  ],
  [
    'an owner with a space',
    '"@acme/claims"',
    'the claims team',
    `8:14: not an owner; found "the claims team", ${owner}`,
  ],
  // Steps
  [
    'no steps',
    '    steps:\n      - schema: schemas/flight.json\n      - rules: rules/delay.json\n        into: /decision\n',
    '    steps: []\n',
    '10:5: "steps" is empty; expected at least one',
  ],
  [
    'a step of no kind',
    '- schema: schemas/flight.json',
    '- { engine: json-schema }',
    '11:9: step 1 of pipeline "delay" names no artifact; found engine, expected one of schema, rules, model or program',
  ],
  [
    'a step that is a text',
    '- schema: schemas/flight.json',
    '- schemas/flight.json',
    '11:9: step 1 of pipeline "delay" names no artifact; found "schemas/flight.json", expected one of schema, rules, model or program',
  ],
  [
    'a misspelt kind of step',
    '- schema:',
    '- shcema:',
    '11:9: unknown key "shcema"; expected one of schema, rules, model or program; did you mean schema?',
  ],
  [
    'a step of two kinds',
    '- schema: schemas/flight.json',
    '- { schema: a.json, rules: b.json, into: /c }',
    '11:9: a step names one artifact, this one 2; found schema, rules, expected a step for each',
  ],
  [
    'into on a schema',
    '- schema: schemas/flight.json',
    '- { schema: a.json, into: /c }',
    '11:27: a schema step has no "into"; expected one of schema, engine, compatibility, revisions or vendored',
  ],
  [
    'from on rules',
    '        into: /decision',
    '        into: /decision\n        from: /output',
    '14:9: a rules step has no "from"; expected one of rules, engine, each or into',
  ],
  [
    'rules without into',
    '        into: /decision\n',
    '',
    '12:9: step 2 of pipeline "delay" has no "into"; expected a key such as into: /decision',
  ],
  [
    'into without a slash',
    'into: /decision',
    'into: decision.all',
    `13:15: "into" is not a JSON Pointer; found "decision.all", ${pointerRule}; did you mean /decision/all?`,
  ],
  [
    'model: recorded without from',
    '- rules: rules/delay.json',
    '- model: recorded',
    '12:16: "model: recorded" does not say from where; expected from: a pointer into the record, such as /output/score',
  ],
  [
    'from without a slash',
    '- rules: rules/delay.json',
    '- model: recorded\n        from: $.output.score',
    `13:15: "from" is not a JSON Pointer; found "$.output.score", ${pointerRule}; did you mean /output/score?`,
  ],
  [
    'from on a model with weights',
    '- rules: rules/delay.json',
    '- model: m.onnx\n        from: /output',
    '13:9: only "model: recorded", and files that say which model is deployed, read from a place; found model: m.onnx, expected no from',
  ],
  [
    'a misspelt recorded',
    '- rules: rules/delay.json',
    '- model: recorde',
    `12:16: the extension does not say which engine reads this file; found "recorde", expected ${readable.model}; did you mean recorded?`,
  ],
  [
    'an unknown engine',
    '        into: /decision',
    '        into: /decision\n        engine: json-logic',
    `14:17: unknown engine "json-logic"; expected ${RULES}; did you mean json-logic-js?`,
  ],
  [
    'an engine of another kind',
    '        into: /decision',
    '        into: /decision\n        engine: json-schema',
    `14:17: engine "json-schema" reads schema, not rules; expected ${RULES}`,
  ],
  [
    'an extension without a default engine',
    'rules/delay.json',
    'rules/delay.lisp',
    `12:16: the extension does not say which engine reads this file; found "rules/delay.lisp", expected engine: ${RULES}`,
  ],
  [
    'rules in a format that is not read yet',
    'rules/delay.json',
    'rules/delay.drl',
    `12:16: Drools is not read yet; found "rules/delay.drl", expected ${readable.rules}`,
  ],
  [
    'a schema in a format that is not read yet',
    'schemas/flight.json',
    'schemas/flight.thrift',
    `11:17: Thrift is not read yet; found "schemas/flight.thrift", expected ${readable.schema}`,
  ],
  [
    'a model that is not run yet',
    '- rules: rules/delay.json',
    '- model: models/risk.pkl',
    `12:16: Pickle is not read yet; found "models/risk.pkl", expected ${readable.model}`,
  ],
  [
    'an absolute path',
    'schemas/flight.json',
    '/schemas/flight.json',
    '11:17: an absolute path; found "/schemas/flight.json", expected a path from the repository\'s root; did you mean schemas/flight.json?',
  ],
  [
    'a path with ..',
    'schemas/flight.json',
    'schemas/../../flight.json',
    '11:17: a path with ".."; found "schemas/../../flight.json", expected a path from the repository\'s root',
  ],
  [
    'a path with backslashes',
    'schemas/flight.json',
    'schemas\\flight.json',
    '11:17: a path with backslashes; found "schemas\\\\flight.json", expected a path from the repository\'s root; did you mean schemas/flight.json?',
  ],
  [
    'an address as an artifact',
    'schemas/flight.json',
    'https://acme.test/flight.json',
    '11:17: an address, not a path; found "https://acme.test/flight.json", expected a path from the repository\'s root',
  ],
  [
    'params outside the repository',
    '    steps:',
    '    params: ../p.yaml\n    steps:',
    '10:13: a path with ".."; found "../p.yaml", expected a path from the repository\'s root',
  ],
  // Outputs
  [
    'an unknown kind',
    'kind: category',
    'kind: categry',
    '15:41: unknown value for "kind"; found "categry", expected one of category, number, probability, ranking or text; did you mean category?',
  ],
  [
    'an output without a place',
    'at: /decision/tier, ',
    '',
    '15:7: output "tier" has no "at"; expected a key such as at: /decision/tier',
  ],
  [
    'a tolerance on a category',
    'kind: category',
    'kind: category, tolerance: 1',
    '15:51: a category has no tolerance; expected kind number or probability',
  ],
  [
    'a negative tolerance',
    'kind: number',
    'kind: number, tolerance: -1',
    '16:64: "tolerance" can\'t be negative; found -1, expected 0 or more',
  ],
  [
    'a segment that stands twice',
    '[/origin]',
    '[/origin, /origin]',
    '18:25: a segment that stands twice; found "/origin"',
  ],
  [
    'a segment without a slash',
    '[/origin]',
    '[origin]',
    `18:16: segment 1 is not a JSON Pointer; found "origin", ${pointerRule}; did you mean /origin?`,
  ],
  // Limits
  [
    'a limit on no output',
    'tier.changed:',
    'teir.changed:',
    '20:7: there is no output "teir"; found "teir.changed", expected one of tier, amount or score; did you mean tier.changed?',
  ],
  [
    'a limit on an unknown measure',
    'tier.changed:',
    'tier.chnged:',
    `20:7: there is no measure "chnged"; found "tier.chnged", expected ${categoryMeasures}; did you mean tier.changed?`,
  ],
  [
    'a measure that the kind lacks',
    'tier.changed: 1%',
    'tier.mean: 1',
    `20:7: "tier" is a category, which has no "mean"; found "tier.mean", expected ${categoryMeasures}`,
  ],
  [
    'a share of a number',
    'tier.changed:',
    'amount.share.a:',
    `20:7: "amount" is a number, which has no "share.a"; found "amount.share.a", expected ${numberMeasures}`,
  ],
  [
    'a threshold above 1',
    'tier.changed:',
    'score.flips@5:',
    `20:7: there is no measure "flips@5"; found "score.flips@5", expected ${measuresOfKind('probability')}`,
  ],
  [
    'a measure without its output',
    'tier.changed:',
    'changed:',
    '20:7: not the name of a limit; found "changed", expected <output>.<measure>, rejected, failed or unreplayable; did you mean tier.changed?',
  ],
  [
    'a misspelt outcome',
    'tier.changed:',
    'rejectd:',
    '20:7: not the name of a limit; found "rejectd", expected <output>.<measure>, rejected, failed or unreplayable; did you mean rejected?',
  ],
  [
    'accuracy without labels',
    'tier.changed:',
    'tier.accuracy:',
    '20:7: "accuracy" needs to know what turned out right; expected a recording with a label',
  ],
  [
    'recall without labels',
    'tier.changed:',
    'tier.recall.none:',
    '20:7: "recall.none" needs to know what turned out right; expected a recording with a label',
  ],
  [
    'a limit of 120 %',
    'tier.changed: 1%',
    'tier.changed: 120%',
    `20:21: a share never exceeds 100%; found "120%", ${share}`,
  ],
  [
    'a whole number in place of per cent',
    'tier.changed: 1%',
    'tier.changed: 2',
    `20:21: a share never exceeds 100%; found 2, ${share}; did you mean 2%?`,
  ],
  [
    'per cent of a number in its own unit',
    'tier.changed: 1%',
    'amount.p95: 1%',
    '20:19: "p95" is in the unit of "amount"; found "1%", expected a plain number',
  ],
  [
    'per cent of a mean',
    'tier.changed: 1%',
    'amount.mean: 1%',
    '20:20: "mean" is in the unit of "amount"; found "1%", expected a plain number; amount.mean_ratio takes a percentage',
  ],
  [
    'records for a distance',
    'tier.changed: 1%',
    'tier.tv: 9 records',
    '20:16: "tier.tv" does not count records; found "9 records", expected a number from 0 to 1',
  ],
  [
    'half a record',
    'tier.changed: 1%',
    'tier.changed: 0.5 records',
    '20:21: a part of a record is no limit; found "0.5 records", expected a whole number of records',
  ],
  [
    'a distance above 1',
    'tier.changed: 1%',
    'tier.js: 1.5',
    '20:16: "js" never exceeds 1; found 1.5, expected a number from 0 to 1',
  ],
  [
    'a negative limit',
    'tier.changed: 1%',
    'tier.changed: -1',
    '20:21: the limit "tier.changed" can\'t be negative; found -1, expected 0 or more',
  ],
  [
    'a limit of words',
    'tier.changed: 1%',
    'tier.changed: a lot',
    `20:21: unusable value for the limit "tier.changed"; found "a lot", ${limitRule}`,
  ],
  [
    'a limit without a value',
    'tier.changed: 1%',
    'tier.changed:',
    '20:7: the limit "tier.changed" is empty; found nothing, expected a text or a number',
  ],
  // Defaults
  [
    'a confidence of 99',
    'confidence: 99%',
    'confidence: 99',
    '22:15: a confidence that decides nothing; found 99, expected from 50% to below 100%, such as 99%; did you mean 99%?',
  ],
  [
    'a confidence of 100 %',
    'confidence: 99%',
    'confidence: 100%',
    '22:15: a confidence that decides nothing; found "100%", expected from 50% to below 100%, such as 99%',
  ],
  [
    'an unknown answer to inconclusive',
    'confidence: 99%',
    'inconclusive: blok',
    '22:17: unknown value for "inconclusive"; found "blok", expected one of block or allow; did you mean block?',
  ],
  // Consumers
  [
    'a consumer that is no repository',
    'defaults:',
    'consumers: { risk: inform }\ndefaults:',
    '21:14: "risk" can\'t be used as a name; expected a repository, or a glob of repositories',
  ],
  [
    'a gate that there is not',
    'defaults:',
    'consumers: { acme/risk: { gate: veto } }\ndefaults:',
    '21:33: unknown value for "gate"; found "veto", expected one of block or inform',
  ],
  [
    'an answer within no time',
    'defaults:',
    'consumers: { acme/risk: { gate: block, answer_within: soon } }\ndefaults:',
    /^21:55: unusable value for "answer_within"; found "soon", expected how long/,
  ],
  [
    'a consumer that is neither',
    'defaults:',
    'consumers: { acme/*: maybe }\ndefaults:',
    '21:22: unusable value for "acme/*"; found "maybe", expected block: a change here has to keep within its limits. inform: they are only measured and shown',
  ],
];

test.each(spoiled)('%s is a mistake, with its place and what would be right', (_, from, to, problem) => {
  const found = complaints(replaced(from, to)).join('|');
  if (typeof problem === 'string') expect(found).toBe(problem);
  else expect(found).toMatch(problem);
});

const whole: readonly [name: string, text: string, problem: string | RegExp][] = [
  ['an empty file', '', '1:1: weir.yml is empty; found nothing, expected the keys version, recordings and pipelines'],
  [
    'a file of comments',
    '# soon\n',
    '1:1: weir.yml is empty; found nothing, expected the keys version, recordings and pipelines',
  ],
  [
    'a list',
    '- version: 1\n',
    '1:1: weir.yml must be a map of keys; found a list, expected the keys version, recordings and pipelines',
  ],
  [
    'a text',
    'hello\n',
    '1:1: weir.yml must be a map of keys; found "hello", expected the keys version, recordings and pipelines',
  ],
  ['what is not YAML', 'version: 1\npipelines: [\n', /^2:12: \[ is opened here and never closed; expected \]$/],
  ['a key that stands twice', 'version: 1\nversion: 1\n', '2:1: a key that stands twice in one object'],
  ['an alias of nothing', 'version: *v\n', /^1:10: Unresolved alias \*v/],
  ['a second document', 'version: 1\n---\nversion: 1\n', /^2:1: /],
];

test.each(whole)('%s is a mistake', (_, text, problem) => {
  const said = complaints(text);
  expect(said).toHaveLength(1);
  if (typeof problem === 'string') expect(said[0]).toBe(problem);
  else expect(said[0]).toMatch(problem);
});

test('anchors that explode are refused before they fill the memory', () => {
  const levels = Array.from({ length: 12 }, (_, level) => {
    const inner = level === 0 ? 'x' : `*a${level - 1}`;
    return `a${level}: &a${level} [${Array(10).fill(inner).join(', ')}]`;
  });
  expect(complaints(levels.join('\n'))).toEqual([expect.stringMatching(/alias count/)]);
});

test('an anchor that contains itself is a mistake where its alias stands', () => {
  expect(complaints('&x [*x]\n')).toEqual(['1:5: alias *x stands inside its own anchor']);
});

test('all mistakes are reported at once, in the order of the file', () => {
  const text = valid
    .replace('recording: flights', 'recording: flihgts')
    .replace('kind: category', 'kind: categry')
    .replace('confidence', 'confidance')
    .replace('[/origin]', '[origin]');
  expect(complaints(text).map((line) => line.split(';')[0])).toEqual([
    '9:16: there is no recording "flihgts"',
    '15:41: unknown value for "kind"',
    '18:16: segment 1 is not a JSON Pointer',
    '22:3: unknown key "confidance"',
  ]);
});

test.each([
  ['{ input: /a }', '3:3: flights has no "files"; expected files: traffic/flights-*.parquet, or table'],
  ['{ files: x.jsonl, where: a = 1 }', '3:30: only a table has a where; expected table'],
  ['{ table: "postgres://h/d/s.t", format: jsonl }', '3:43: a table has no format; expected table, or files'],
  [
    '{ table: "postgres://me:secret@h/d/s.t" }',
    '3:21: credentials in the address of a table; expected credentials in the environment, and never in weir.yml',
  ],
  [
    '{ table: traffic.requests }',
    '3:21: no address of a table; found "traffic.requests", expected postgres://host/database/schema.table, clickhouse://host/database.table, trino://host/catalog.schema.table, bigquery://project/dataset.table, snowflake://account/database.schema.table, athena://workgroup/database.table or databricks://host/catalog.schema.table',
  ],
])('a recording that is %s says what is wrong with it', (recording, problem) => {
  expect(complaints(valid.replace('flights:\n    files: traffic/*.jsonl', `flights: ${recording}`))).toEqual([problem]);
});

test('a table stands where files would', () => {
  const text = valid.replace('files: traffic/*.jsonl', 'table: postgres://h/d/s.t');
  const { recordings } = parseConfig(text, 'weir.yml');
  expect(recordings.get('flights')).toMatchObject({ files: 'postgres://h/d/s.t', table: 'postgres://h/d/s.t' });
});

test.each([
  ['a quote', 'owners: ["@acme/claims"]', 'owners: ["@acme/claims]', '8:14: " is opened here and never closed', '"'],
  [
    'a quote of the other kind',
    'at: /decision/tier,',
    "at: '/decision/tier,",
    "15:19: ' is opened here and never closed",
    "'",
  ],
  ['a mapping', 'tier, kind: category }', 'tier, kind: category', '15:13: { is opened here and never closed', '}'],
  ['a list', 'segments: [/origin]', 'segments: [/origin', '18:15: [ is opened here and never closed', ']'],
  ['a list before a comment with a bracket', 'segments: [/origin]', 'segments: [/origin', '18:15: [ is opened', ']'],
])('%s that is not closed is told where it is opened', (name, from, to, said, expected) => {
  const text = replaced(from, to).replace(
    'recordings:',
    name.includes('comment') ? '# ] (sic) "\nrecordings:' : 'recordings:',
  );
  const at = name.includes('comment') ? said.replace('18:', '19:') : said;
  const found = complaints(text);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(at);
  expect(found[0]).toContain(`expected ${expected}`);
});
