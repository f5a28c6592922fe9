import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse as parseYaml, stringify } from 'yaml';
import { parseConfig } from '../../src/config/load.ts';
import { ConfigError } from '../../src/errors.ts';
import { runs } from '../runs.ts';

const example = `version: 1
recordings:
  flights:
    files: traffic/flights-*.parquet   # glob in the repository, or an address
    format: parquet
    input: ""
    output: /response
    label: /outcome
    id: /id
    time: /date
    weight: /weight
    value: /fare
pipelines:
  delay-compensation:
    owners: ["@acme/claims"]
    recording: flights
    params: config/compensation.yaml
    steps:
      - schema: schemas/flight.schema.json
      - rules: rules/compensation.json
        engine: json-logic-js
        into: /decision
    outputs:
      tier:   { at: /decision/tier, kind: category }
      amount: { at: /decision/amount, kind: number, tolerance: 0.01 }
    segments: [/origin]
    limits:
      tier.changed: 1%
      amount.mean_ratio: 2%
      rejected: 0.1%
      failed: 0
defaults:
  confidence: 99%
  inconclusive: block
`;

test('the example of the manual means what it says', () => {
  const flights = {
    name: 'flights',
    files: 'traffic/flights-*.parquet',
    format: 'parquet',
    input: '',
    output: '/response',
    label: '/outcome',
    id: '/id',
    time: '/date',
    weight: '/weight',
    value: '/fare',
    range: { line: 4, column: 5, endLine: 4, endColumn: 36 },
  };
  expect(parseConfig(example, '.github/weir.yml')).toEqual({
    path: '.github/weir.yml',
    text: example,
    recordings: new Map([['flights', flights]]),
    pipelines: [
      {
        name: 'delay-compensation',
        owners: ['@acme/claims'],
        recording: flights,
        params: 'config/compensation.yaml',
        paramsRange: { line: 17, column: 5, endLine: 17, endColumn: 36 },
        steps: [
          {
            kind: 'schema',
            path: 'schemas/flight.schema.json',
            engine: 'json-schema',
            range: { line: 19, column: 9, endLine: 19, endColumn: 42 },
          },
          {
            kind: 'rules',
            path: 'rules/compensation.json',
            engine: 'json-logic-js',
            into: '/decision',
            range: { line: 20, column: 9, endLine: 20, endColumn: 38 },
          },
        ],
        outputs: [
          { name: 'tier', at: '/decision/tier', kind: 'category', tolerance: 0 },
          { name: 'amount', at: '/decision/amount', kind: 'number', tolerance: 0.01 },
        ],
        segments: ['/origin'],
        limits: [
          limit('tier.changed', 'tier', 'changed', 0.01, '1%', { line: 28, column: 7, endLine: 28, endColumn: 22 }),
          limit('amount.mean_ratio', 'amount', 'mean_ratio', 0.02, '2%', {
            line: 29,
            column: 7,
            endLine: 29,
            endColumn: 27,
          }),
          limit('rejected', undefined, 'rejected', 0.001, '0.1%', { line: 30, column: 7, endLine: 30, endColumn: 20 }),
          limit('failed', undefined, 'failed', 0, '0', { line: 31, column: 7, endLine: 31, endColumn: 15 }),
        ],
        limitsAreDefaults: false,
        range: { line: 14, column: 3, endLine: 14, endColumn: 20 },
      },
    ],
    confidence: 0.99,
    inconclusive: 'block',
    showExamples: false,
    ungoverned: [],
    configChanges: 'block',
    ignore: [],
    consumers: [],
  });
});

function limit(key: string, output: string | undefined, measure: string, amount: number, text: string, range: object) {
  return { key, output, measure, limit: { kind: 'share', amount }, text, range };
}

/** The smallest weir.yml, with more of its pipeline and recording where a test needs it. */
function small({ pipeline = '', recording = '', top = '' } = {}): string {
  return `version: 1
recordings:
  r:
    files: traffic.jsonl
${recording}
pipelines:
  p:
    recording: r
    steps: [{ rules: a.yaml, into: /d }]
    outputs:
      tier: { at: /d/tier, kind: category }
      score: { at: /d/score, kind: probability }
      amount: { at: /d/amount, kind: number }
${pipeline}
${top}
`;
}

function pipelineOf(text: string) {
  const [pipeline] = parseConfig(text, 'weir.yml').pipelines;
  if (!pipeline) throw new Error('no pipeline');
  return pipeline;
}

test('a pipeline without limits gets the defaults and says so', () => {
  const { limits, limitsAreDefaults } = pipelineOf(small());
  expect(limitsAreDefaults).toBe(true);
  expect(limits.map(({ key, limit: { kind, amount }, text }) => [key, kind, amount, text])).toEqual([
    ['tier.changed', 'share', 0.01, '1%'],
    ['score.changed', 'share', 0.01, '1%'],
    ['amount.changed', 'share', 0.01, '1%'],
    ['rejected', 'share', 0.001, '0.1%'],
    ['failed', 'share', 0.001, '0.1%'],
  ]);
});

test('an empty list of limits is a pipeline without limits', () => {
  expect(pipelineOf(small({ pipeline: '    limits: {}' })).limitsAreDefaults).toBe(true);
});

test('without defaults a verdict is 99 % sure, an inconclusive one blocks, and no record is shown', () => {
  const config = parseConfig(small(), 'weir.yml');
  expect([config.confidence, config.inconclusive, config.showExamples]).toEqual([0.99, 'block', false]);
});

test('the file decides about confidence, inconclusive verdicts and examples', () => {
  const top = 'examples: show\ndefaults: { confidence: 0.95, inconclusive: allow }';
  const config = parseConfig(small({ top }), 'weir.yml');
  expect([config.confidence, config.inconclusive, config.showExamples]).toEqual([0.95, 'allow', true]);
});

const amounts: readonly [line: string, kind: string, amount: number][] = [
  ['tier.changed: 1%', 'share', 0.01],
  ['tier.changed: 1 %', 'share', 0.01],
  ['tier.changed: 4.1%', 'share', 0.041],
  ['tier.changed: 0.01', 'share', 0.01],
  ['tier.changed: 1e-7', 'share', 1e-7],
  ['tier.changed: 0', 'share', 0],
  ['tier.changed: 100%', 'share', 1],
  ['tier.changed: 200 records', 'records', 200],
  ['tier.changed: "1 record"', 'records', 1],
  ['tier.share.none: 5%', 'share', 0.05],
  ['tier.tv: 0.1', 'number', 0.1],
  ['tier.tv: 10%', 'number', 0.1],
  ['tier.psi: 2', 'number', 2],
  ['score.flips@0.5: 2%', 'share', 0.02],
  ['score.flips@.5: 20 records', 'records', 20],
  ['amount.mean: 12.5', 'number', 12.5],
  ['amount.p99: 3', 'number', 3],
  ['amount.mean_ratio: 150%', 'share', 1.5],
  ['unreplayable: 5%', 'share', 0.05],
  ['tier.accuracy: 1%', 'share', 0.01],
  ['tier.precision.yes: 1%', 'share', 0.01],
  ['score.auc: 0.02', 'number', 0.02],
];

test.each(amounts)('%s is a limit', (line, kind, amount) => {
  const { limits } = pipelineOf(small({ pipeline: `    limits:\n      ${line}`, recording: '    label: /y' }));
  expect(limits).toHaveLength(1);
  expect(limits[0]?.limit).toEqual({ kind, amount });
});

test('the value of a share keeps its dots', () => {
  const { limits } = pipelineOf(small({ pipeline: '    limits: { "tier.share.v1.2": 1% }' }));
  expect([limits[0]?.output, limits[0]?.measure]).toEqual(['tier', 'share.v1.2']);
});

test('the parts of a native record need no pointers, and may be elsewhere', () => {
  const { recording } = pipelineOf(small({ recording: '    format: native\n    label: /truth' }));
  expect(recording).toMatchObject({
    input: '/input',
    output: '/output',
    label: '/truth',
    id: '/id',
    time: '/time',
    weight: '/weight',
    value: '/value',
  });
});

test('the parts of any other record are where weir.yml says, and the whole record is its input', () => {
  const { recording } = pipelineOf(small());
  expect(recording.input).toBe('');
  expect([recording.output, recording.label, recording.weight, recording.format]).toEqual(Array(4).fill(undefined));
});

test('labels of native records allow measures that need labels', () => {
  const text = small({ recording: '    format: native', pipeline: '    limits: { score.brier: 0.01 }' });
  expect(pipelineOf(text).limits[0]?.measure).toBe('brier');
});

test('a step goes by its extension unless it names an engine', () => {
  const text = small().replace(
    'steps: [{ rules: a.yaml, into: /d }]',
    `steps:
      - { schema: ./a//b.YML }
      - { schema: events.txt, engine: json-schema-ajv }
      - { rules: a.json, engine: json-logic-engine, into: /d }
      - { model: config/m.yaml, engine: params, into: /d/m }
      - { model: recorded, from: /output/score, into: /d/score }`,
  );
  expect(pipelineOf(text).steps.map(({ kind, path, engine }) => [kind, path, engine])).toEqual([
    ['schema', 'a/b.YML', 'json-schema'],
    ['schema', 'events.txt', 'json-schema-ajv'],
    ['rules', 'a.json', 'json-logic-engine'],
    ['model', 'config/m.yaml', 'params'],
    ['model', undefined, 'recorded'],
  ]);
});

test('an anchor may be used where the same steps serve two pipelines', () => {
  const second = `
  q:
    recording: r
    steps: *steps
    outputs: { tier: { at: /d/tier, kind: category } }`;
  const text = small({ pipeline: second }).replace('steps: [', 'steps: &steps [');
  const { pipelines } = parseConfig(text, 'weir.yml');
  expect(pipelines.map(({ steps }) => steps[0]?.path)).toEqual(['a.yaml', 'a.yaml']);
});

test('merge keys share parts, and keys that begin with x- hold them', () => {
  const text = `version: 1
x-common: &common
  recording: r
  limits: { d.changed: 2% }
recordings: { r: { files: r.jsonl } }
pipelines:
  one: { <<: *common, steps: [{ rules: a.json, into: /d }], outputs: { d: { at: /d, kind: category } } }
  two: { <<: *common, steps: [{ rules: b.json, into: /d }], outputs: { d: { at: /d, kind: number } }, limits: { d.mean: 3 } }
`;
  const { pipelines } = parseConfig(text, 'weir.yml');

  expect(pipelines.map(({ recording }) => recording.name)).toEqual(['r', 'r']);
  expect(pipelines.map(({ limits }) => limits.map(({ text }) => text))).toEqual([['2%'], ['3']]);
  expect(pipelines[0]?.limits[0]?.range.line).toBe(4);
});

test('a mistake in what is merged stands where it is written', () => {
  const text =
    'version: 1\nx-common: &common\n  recording: q\nrecordings: { r: { files: r.jsonl } }\npipelines:\n  one: { <<: *common, steps: [{ rules: a.json, into: /d }], outputs: { d: { at: /d, kind: category } } }\n';

  expect(() => parseConfig(text, 'weir.yml')).toThrow('weir.yml:3:14: there is no recording "q"');
});

test.each(['__proto__', 'constructor', 'toString'])('%s is a name like any other', (name) => {
  const text = small()
    .replaceAll('tier', name)
    .replace('  r:', `  ${name}:`)
    .replace('recording: r', `recording: ${name}`);
  expect(pipelineOf(text).recording.name).toBe(name);
  expect(pipelineOf(text).outputs[0]?.name).toBe(name);
});

function isConfigOrConfigError(text: string): boolean {
  try {
    return parseConfig(text, 'weir.yml').pipelines.length > 0;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return (
      error.problems.length > 0 && error.problems.every(({ line, column }) => (line ?? 0) >= 1 && (column ?? 0) >= 1)
    );
  }
}

test('any text is a config or a ConfigError with places', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), isConfigOrConfigError), { numRuns: runs(300) });
});

test('any YAML value is a config or a ConfigError with places', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => isConfigOrConfigError(stringify(value))),
    { numRuns: runs(300) },
  );
});

test('the example with any of its lines spoilt is a config or a ConfigError with places', () => {
  const lines = example.split('\n');
  const spoilt = fc.tuple(fc.nat(lines.length - 1), fc.nat(40), fc.string({ maxLength: 6 }), fc.nat(6));
  fc.assert(
    fc.property(fc.array(spoilt, { minLength: 1, maxLength: 4 }), (edits) => {
      const copy = lines.slice();
      for (const [line, column, text, length] of edits) {
        const old = copy[line] ?? '';
        copy[line] = old.slice(0, column) + text + old.slice(column + length);
      }
      return isConfigOrConfigError(copy.join('\n'));
    }),
    { numRuns: runs(500) },
  );
});

test('any value in any place of the example is a config or a ConfigError with places', () => {
  const value = parseYaml(example);
  fc.assert(
    fc.property(fc.array(fc.nat(9), { maxLength: 6 }), fc.jsonValue(), (path, replacement) =>
      isConfigOrConfigError(stringify(withReplaced(value, path, replacement))),
    ),
    { numRuns: runs(500) },
  );
});

/** Follows the path by the number of the member, as far as it leads, and puts the replacement there. */
function withReplaced(value: unknown, path: readonly number[], replacement: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined || typeof value !== 'object' || value === null) return replacement;
  if (Array.isArray(value))
    return value.map((item, index) => (index === first % value.length ? withReplaced(item, rest, replacement) : item));
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, item], index) => [
      key,
      index === first % entries.length ? withReplaced(item, rest, replacement) : item,
    ]),
  );
}

test('a step cannot write where steps read the params of the pipeline', () => {
  const writing = small().replace('into: /d', 'into: /params/tier');
  expect(() => parseConfig(writing, 'weir.yml')).not.toThrow();
  const text = writing.replace('recording: r', 'recording: r\n    params: p.yaml');
  expect(() => parseConfig(text, 'weir.yml')).toThrow(
    'at /params the steps read the params of the pipeline, so nothing can be written there',
  );
});
