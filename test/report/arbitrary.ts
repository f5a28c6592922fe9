/** Any report that the schema allows, hostile texts and extreme numbers included, for property tests. */
import fc from 'fast-check';
import type { Measure, Report } from '../../src/report/report.generated.ts';

const nasty = fc.constantFrom(
  '\u001b[31mred',
  '\u009b2J',
  '</details>',
  '<b>',
  '`',
  '```',
  '|',
  '\\|',
  '@octocat',
  '#1',
  '[a](https://e.example)',
  '\u202e',
  '\r\n\r\n# x',
  '漢字',
  '👩‍👩‍👧‍👦',
  '__proto__',
  '',
  '"\\u001b[2J"',
  '[1,2)',
);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ maxLength: 120 }),
  fc.array(nasty, { maxLength: 6 }).map((parts) => parts.join('')),
);
const count = fc.nat({ max: 1e9 });
const real = fc.double({ noNaN: true, noDefaultInfinity: true });
const shareOfAll = fc.double({ min: 0, max: 1, noNaN: true });
const optional = { noNullPrototype: true, requiredKeys: [] as [] };

const measure: fc.Arbitrary<Measure> = fc
  .tuple(
    fc.record({
      value: fc.option(real),
      low: fc.option(real),
      high: fc.option(real),
      unit: fc.constantFrom('share', 'ratio', 'number', 'distance'),
      interval: fc.constantFrom('exact', 'anytime', 'asymptotic', 'none'),
    }),
    fc.record(
      {
        limit: real,
        limitText: text,
        verdict: fc.constantFrom('pass', 'fail', 'inconclusive'),
        records: count,
        needed: count,
        reason: text,
      },
      optional,
    ),
  )
  .map(([needed, rest]) => ({ ...needed, ...rest }) as Measure);

const measureName = fc.oneof(fc.constantFrom('changed', 'tv', 'mean', 'share.none', 'flips@0.5'), text);
const measures = fc.dictionary(measureName, measure, { maxKeys: 4, noNullPrototype: true });
const side = fc.record(
  {
    counts: fc.dictionary(text, fc.double({ min: 0, max: 1e12, noNaN: true }), { maxKeys: 12, noNullPrototype: true }),
    bins: fc.array(fc.record({ low: real, high: real, weight: fc.double({ min: 0, max: 1e9, noNaN: true }) }), {
      maxLength: 12,
    }),
    mean: fc.option(real),
    p50: fc.option(real),
  },
  optional,
);
const transitions = fc.array(fc.record({ base: text, head: text, records: count }), { maxLength: 7 });
const distribution = fc.record({ base: side, head: side });
const output = fc.record(
  {
    name: text,
    kind: fc.constantFrom('category' as const, 'number' as const, 'probability' as const, 'ranking' as const),
    measures,
    transitions,
    transitionsLeftOut: count,
    distribution,
    value: fc.record({ total: real, changed: real }),
  },
  { noNullPrototype: true, requiredKeys: ['name', 'kind', 'measures', 'transitions', 'distribution'] },
);
const segmentOutput = fc.record(
  { name: text, measures, transitions, transitionsLeftOut: count, distribution },
  { noNullPrototype: true, requiredKeys: ['name', 'measures'] },
);
const pipeline = fc.record(
  {
    name: text,
    verdict: fc.constantFrom('pass' as const, 'fail' as const, 'inconclusive' as const, 'unaffected' as const),
    owners: fc.array(text, { maxLength: 7 }),
    reasons: fc.array(text, { maxLength: 3 }),
    edits: fc.array(fc.nat({ max: 5 }), { maxLength: 3 }),
    fingerprint: text,
    approval: fc.record({ by: text, reason: text, at: text }, { noNullPrototype: true }),
    recording: fc.record({ name: text, files: count, weighted: fc.boolean() }),
    records: fc.record({ recorded: count, replayed: count, unreplayable: count, malformed: count }),
    full: fc.boolean(),
    confidence: shareOfAll,
    measures,
    outputs: fc.array(output, { maxLength: 3 }),
    segments: fc.array(
      fc.record({
        pointer: text,
        value: text,
        records: count,
        outputs: fc.array(segmentOutput, { maxLength: 2 }),
      }),
      { maxLength: 7 },
    ),
    outcomes: fc.array(
      fc.record({
        side: fc.constantFrom('base' as const, 'head' as const, 'both' as const),
        outcome: fc.constantFrom('rejected' as const, 'failed' as const, 'unreplayable' as const),
        artifact: text,
        reason: text,
        records: count,
      }),
      { maxLength: 3 },
    ),
    malformed: fc.array(fc.record({ file: text, line: count, message: text }), { maxLength: 3 }),
    reproduction: fc.record({ compared: count, different: count, share: shareOfAll }),
    attribution: fc.array(
      fc.record({
        edits: fc.array(fc.nat({ max: 5 }), { maxLength: 3 }),
        output: text,
        measure: measureName,
        value: real,
        low: real,
        high: real,
      }),
      { maxLength: 3 },
    ),
  },
  {
    noNullPrototype: true,
    requiredKeys: ['name', 'verdict', 'owners', 'reasons', 'edits', 'records', 'measures', 'outputs', 'segments'],
  },
);
const edit = fc.record({
  artifact: text,
  kind: fc.constantFrom('schema' as const, 'rules' as const, 'model' as const),
  engine: text,
  pointer: text,
  lines: fc.tuple(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 })),
  compatibility: fc.constantFrom('breaking' as const, 'risky' as const, 'safe' as const),
  message: text,
  change: text,
});

export const anyReport: fc.Arbitrary<Report> = fc.record(
  {
    version: fc.constant(1 as const),
    tool: text,
    base: text,
    head: text,
    verdict: fc.constantFrom('pass' as const, 'fail' as const, 'inconclusive' as const, 'unaffected' as const),
    config: fc.record({
      path: text,
      from: fc.constantFrom('base' as const, 'head' as const, 'file' as const),
      changes: fc.array(text, { maxLength: 3 }),
    }),
    seed: count,
    command: text,
    notes: fc.array(text, { maxLength: 3 }),
    reformatted: fc.array(text, { maxLength: 3 }),
    edits: fc.array(edit, { maxLength: 6 }),
    pipelines: fc.array(pipeline, { maxLength: 4 }),
  },
  { noNullPrototype: true, requiredKeys: ['version', 'base', 'head', 'verdict', 'edits', 'pipelines'] },
);
