/** Reports made by hand for the tests of the page: a rule that moves money, a schema that rejects, a replay that stopped early. */
import type {
  Bin,
  Measure,
  PipelineReport,
  Report,
  SegmentOutput,
  SegmentReport,
} from '../../../src/report/report.generated.ts';

export const base = '4f1c0de2a9b84d0c8f9e6a7b5c3d2e1f0a9b8c7d';
export const head = 'b7e23ec29af22b0b4e41da31e868d57226121c84';

export const rulesBase = `{
  "if": [
    { "<": [{ "var": "delay" }, { "var": "params.minutes" }] },
    { "tier": "none", "amount": 0 },
    { "<": [{ "var": "distance" }, 932] },
    { "tier": "short", "amount": 250 },
    { "<": [{ "var": "distance" }, 2175] },
    { "tier": "medium", "amount": 400 },
    { "tier": "long", "amount": 600 }
  ]
}
`;
export const rulesHead = rulesBase.replace('2175', '2485');
export const paramsBase = '# Compensation for late flights\nminutes: 180\ncurrency: EUR\nnotice:\n  days: 14\n';
export const paramsHead = paramsBase.replace('180', '120');

export const sources = new Map([
  ['rules/compensation.json', { base: rulesBase, head: rulesHead }],
  ['config/compensation.yaml', { base: paramsBase, head: paramsHead }],
]);

export function exact(value: number, more: Partial<Measure> = {}): Measure {
  return { value, low: value, high: value, unit: 'share', interval: 'exact', ...more };
}

export function estimate(value: number, low: number, high: number, more: Partial<Measure> = {}): Measure {
  return { value, low, high, unit: 'share', interval: 'anytime', ...more };
}

const airports: [string, number, number, number][] = [
  ['"ORD"', 13_940, 0.0731, 0.0731],
  ['"JFK"', 9_100, 0.0682, 0.0688],
  ['"EWR"', 8_420, 0.0644, 0.0644],
  ['"ATL"', 12_210, 0.0512, 0.0516],
  ['"SFO"', 7_350, 0.0431, 0.0502],
  ['"LAX"', 10_120, 0.0344, 0.0397],
  ['"DFW"', 12_870, 0.0321, 0.0321],
  ['"DEN"', 9_680, 0.0296, 0.0299],
  ['"SEA"', 4_930, 0.0214, 0.0268],
  ['"SLC"', 5_010, 0.0161, 0.0161],
  ['"HNL"', 1_870, 0.0091, 0.0114],
  ['missing', 64, 0.0313, 0.0313],
  ['other', 104_436, 0.0388, 0.0391],
];

const amounts: Readonly<Record<string, string>> = { none: '0', short: '250', medium: '400' };

const segments: SegmentReport[] = airports.map(([value, records, tier, amount]) => ({
  pointer: '/origin',
  value,
  records,
  outputs: [
    { name: 'tier', measures: { changed: exact(tier) }, ...slice(records, Math.round(records * tier)) },
    {
      name: 'amount',
      measures: { changed: exact(amount) },
      ...slice(records, Math.round(records * amount), amounts),
      // As where a segment holds too many numbers to keep each.
      ...(value === '"JFK"' && { distribution: undefined }),
    },
  ],
}));

/** Of 100 records 8 have `short` and 2 `medium` at base; of those that change, 3 in 4 become `short`, the others `medium`. */
function slice(records: number, changed: number, names?: typeof amounts): Omit<SegmentOutput, 'name' | 'measures'> {
  const [medium, short] = [Math.round(records * 0.02), Math.round(records * 0.08)];
  const before = { none: records - medium - short, short, medium };
  const toShort = Math.round(changed * 0.75);
  const toMedium = changed - toShort;
  const after = { none: before.none - changed, short: short + toShort, medium: medium + toMedium };
  const side = (counts: typeof before) =>
    names
      ? {
          bins: Object.entries(counts).map(([name, weight]) => ({
            low: Number(names[name]),
            high: Number(names[name]),
            weight,
          })),
        }
      : { counts: Object.fromEntries(Object.entries(counts).map(([name, count]) => [`"${name}"`, count])) };
  const text = (name: string) => names?.[name] ?? `"${name}"`;
  const transitions = [
    { base: text('none'), head: text('short'), records: toShort },
    { base: text('none'), head: text('medium'), records: toMedium },
  ];
  const told = transitions.filter(({ records }) => records >= 10);
  const leftOut = transitions.length - told.length;
  return {
    transitions: told,
    ...(leftOut > 0 && { transitionsLeftOut: leftOut }),
    distribution: { base: side(before), head: side(after) },
  };
}

/** A number of minutes that leans on zero with a long right tail, in bins of five. */
function delays(shift: number): Bin[] {
  return Array.from({ length: 60 }, (_, index) => {
    const low = -30 + index * 5;
    const weight = Math.round(
      40_000 * Math.exp(-((low - shift) ** 2) / (low < shift ? 200 : 3000)) + 500 * Math.exp(-index / 25),
    );
    return { low, high: low + 5, weight };
  });
}

export const compensation: PipelineReport = {
  name: 'delay-compensation',
  verdict: 'fail',
  owners: ['@acme/claims', '@acme/pricing'],
  reasons: ['tier.changed is 4.1 % and its limit 1 %', 'amount.mean_ratio is +38.2 % and its limit 2 %'],
  edits: [0, 1],
  recording: { name: 'flights', files: 3, weighted: false, from: '2001-01-01T00:10:00Z', to: '2001-03-31T23:59:00Z' },
  records: { recorded: 200_012, read: 200_012, replayed: 200_000, unreplayable: 0, malformed: 12 },
  full: true,
  confidence: 0.99,
  measures: {
    rejected: exact(0.00003, { limit: 0.001, limitText: '0.1%', verdict: 'pass', records: 6 }),
    failed: exact(0, { limit: 0, limitText: '0', verdict: 'pass', records: 0 }),
  },
  outputs: [
    {
      name: 'tier',
      kind: 'category',
      at: '/decision/tier',
      measures: {
        changed: exact(0.041, { limit: 0.01, limitText: '1%', verdict: 'fail', records: 8_200 }),
        tv: exact(0.0395, { unit: 'distance' }),
        psi: exact(0.0217, { unit: 'distance' }),
        'share.none': exact(-0.0385),
      },
      transitions: [
        { base: '"none"', head: '"short"', records: 4_890 },
        { base: '"none"', head: '"medium"', records: 2_240 },
        { base: '"none"', head: '"long"', records: 570 },
        { base: '"long"', head: '"medium"', records: 494 },
        { base: '"short"', head: 'rejected', records: 6 },
      ],
      distribution: {
        base: { counts: { '"none"': 186_200, '"short"': 8_620, '"medium"': 4_130, '"long"': 1_050 } },
        head: { counts: { '"none"': 178_500, '"short"': 13_504, '"medium"': 6_864, '"long"': 1_126, rejected: 6 } },
      },
      value: { total: 30_000_000, changed: 1_230_000 },
    },
    {
      name: 'amount',
      kind: 'number',
      at: '/decision/amount',
      measures: {
        changed: exact(0.041, { records: 8_200 }),
        mean_ratio: exact(0.382, { unit: 'ratio', limit: 0.02, limitText: '2%', verdict: 'fail' }),
        mean: exact(8.49, { unit: 'number' }),
        p99: exact(150, { unit: 'number' }),
      },
      transitions: [
        { base: '0', head: '250', records: 4_890, value: 731_000 },
        { base: '0', head: '400', records: 2_240, value: 345_000 },
        { base: '0', head: '600', records: 570, value: 92_000 },
        { base: '600', head: '400', records: 494, value: 62_000 },
      ],
      distribution: {
        base: {
          bins: [
            { low: 0, high: 0, weight: 186_200 },
            { low: 250, high: 250, weight: 8_620 },
            { low: 400, high: 400, weight: 4_130 },
            { low: 600, high: 600, weight: 1_050 },
          ],
          mean: 22.185,
          p50: 0,
          p95: 250,
          p99: 400,
        },
        head: {
          bins: [
            { low: 0, high: 0, weight: 178_500 },
            { low: 250, high: 250, weight: 13_510 },
            { low: 400, high: 400, weight: 6_864 },
            { low: 600, high: 600, weight: 1_126 },
          ],
          mean: 33.99,
          p50: 0,
          p95: 250,
          p99: 400,
        },
      },
    },
  ],
  segments,
  outcomes: [
    {
      side: 'head',
      outcome: 'rejected',
      artifact: 'schemas/flight.schema.json',
      reason: '/delay must be an integer',
      records: 6,
    },
  ],
  malformed: [{ file: 'traffic/flights-2.jsonl', line: 40_112, message: 'not JSON: unexpected end of text' }],
  reproduction: { compared: 200_000, different: 148, share: 0.00074, outputs: { tier: 148, amount: 120 } },
  attribution: [
    { edits: [0], output: 'tier', measure: 'changed', value: 0.0385, low: 0.0385, high: 0.0385 },
    { edits: [1], output: 'tier', measure: 'changed', value: 0.0025, low: 0.0025, high: 0.0025 },
    { edits: [0, 1], output: 'amount', measure: 'mean_ratio', value: 0.382, low: 0.382, high: 0.382 },
  ],
};

export const forecast: PipelineReport = {
  name: 'delay-forecast',
  verdict: 'inconclusive',
  owners: ['@acme/operations'],
  reasons: ['2.4 % of the records cannot be replayed: head requires /currency; the recording has no such field'],
  edits: [2],
  recording: { name: 'bookings', files: 1, weighted: true },
  records: { recorded: 1_000_000, read: 42_000, replayed: 41_000, unreplayable: 1_000 },
  full: false,
  confidence: 0.99,
  measures: {
    rejected: estimate(0.0009, 0.0005, 0.0014, {
      limit: 0.001,
      limitText: '0.1%',
      verdict: 'inconclusive',
      records: 37,
      needed: 118_000,
      reason: 'about 118,000 records would decide',
    }),
    unreplayable: estimate(0.024, 0.022, 0.026, {
      limit: 0.01,
      limitText: '1%',
      verdict: 'inconclusive',
      records: 1_000,
    }),
  },
  outputs: [
    {
      name: 'minutes',
      kind: 'number',
      at: '/forecast/minutes',
      measures: {
        changed: estimate(0.212, 0.206, 0.218, { records: 8_692 }),
        mean: estimate(4.2, 3.9, 4.5, {
          unit: 'number',
          limit: 5,
          limitText: '5',
          verdict: 'pass',
          interval: 'asymptotic',
        }),
        auc: {
          value: null,
          low: null,
          high: null,
          unit: 'distance',
          interval: 'none',
          reason: 'the recording has no labels',
        },
      },
      transitions: [
        { base: '[0,10)', head: '[10,20)', records: 5_100, weight: 9_800 },
        { base: '[10,20)', head: '[20,50)', records: 2_600, weight: 4_100 },
        { base: '[20,50)', head: '[50,100)', records: 820, weight: 900 },
        { base: '[0,10)', head: 'missing', records: 172, weight: 180 },
      ],
      transitionsLeftOut: 14,
      distribution: {
        base: { bins: delays(0), mean: 9.1, p50: 4, p95: 61, p99: 118, usable: 41_000 },
        head: { bins: delays(9), mean: 13.3, p50: 9, p95: 70, p99: 126, usable: 40_828 },
      },
    },
  ],
  segments: [
    {
      pointer: '/channel',
      value: '"web"',
      records: 30_400,
      outputs: [{ name: 'minutes', measures: { changed: estimate(0.241, 0.23, 0.252) } }],
    },
    {
      pointer: '/channel',
      value: '"phone"',
      records: 10_600,
      outputs: [{ name: 'minutes', measures: { changed: estimate(0.13, 0.118, 0.143) } }],
    },
  ],
  outcomes: [
    {
      side: 'head',
      outcome: 'unreplayable',
      artifact: 'schemas/booking.schema.json',
      reason: 'head requires /currency; the recording has no such field',
      records: 1_000,
    },
  ],
  reproduction: { compared: 41_000, different: 1_394, share: 0.034 },
};

export const passing: PipelineReport = {
  ...compensation,
  name: 'loyalty-points',
  verdict: 'pass',
  owners: ['@acme/loyalty'],
  reasons: [],
  edits: [1],
  limitsAreDefaults: true,
  measures: { failed: exact(0, { limit: 0.001, limitText: '0.1%', verdict: 'pass', records: 0 }) },
  outputs: [
    {
      name: 'points',
      kind: 'category',
      measures: { changed: exact(0.004, { limit: 0.01, limitText: '1%', verdict: 'pass', records: 800 }) },
      transitions: [],
      distribution: {
        base: { counts: { '"gold"': 60, '"silver"': 40 } },
        head: { counts: { '"gold"': 61, '"silver"': 39 } },
      },
    },
  ],
  segments: segments.map((segment) => ({
    ...segment,
    outputs: [{ name: 'points', measures: { changed: exact(0.004) } }],
  })),
  malformed: [],
  attribution: [],
};

export const failing: Report = {
  version: 1,
  tool: 'weir 0.1.0',
  base,
  head,
  verdict: 'fail',
  config: { path: '.github/weir.yml', from: 'base', changes: ['the limit on tier.changed would rise from 1 % to 5 %'] },
  seed: 7,
  command: 'npm run -s weir -- check --base 4f1c0de2a9b8 --head b7e23ec29af2 --full --seed 7',
  notes: ['12 of 200,012 records could not be read.'],
  edits: [
    {
      artifact: 'config/compensation.yaml',
      kind: 'model',
      engine: 'params@1',
      pointer: '/minutes',
      lines: [2, 2],
      compatibility: 'risky',
      message: '180 became 120',
      change: 'value-changed',
    },
    {
      artifact: 'rules/compensation.json',
      kind: 'rules',
      engine: 'json-logic-js@2.0.5',
      pointer: '/if/4/</1',
      lines: [7, 7],
      compatibility: 'risky',
      message: '2175 became 2485',
      change: 'value-changed',
    },
    {
      artifact: 'schemas/booking.schema.json',
      kind: 'schema',
      engine: 'ajv@8.20.0',
      pointer: '/required/3',
      lines: [18, 18],
      compatibility: 'breaking',
      message: 'currency became required',
      change: 'required-added',
      rejects: true,
    },
  ],
  pipelines: [
    compensation,
    forecast,
    passing,
    { ...passing, name: 'crew-roster', verdict: 'unaffected', outputs: [], segments: [], edits: [] },
  ],
};

export const unaffected: Report = {
  version: 1,
  base,
  head: 'worktree',
  verdict: 'unaffected',
  edits: [],
  pipelines: [],
};

/** Two edits of the rules and one of the schema, with everything that a page can say of them. */
const explained: PipelineReport = {
  ...compensation,
  attribution: [
    { edits: [0], output: 'amount', measure: 'mean_ratio', value: 0.3613, low: 0.3613, high: 0.3613 },
    { edits: [1], output: 'amount', measure: 'mean_ratio', value: 0.0207, low: 0.0207, high: 0.0207 },
    { edits: [0], output: 'tier', measure: 'changed', value: 0.0385, low: 0.0385, high: 0.0385 },
    { edits: [1], output: 'tier', measure: 'changed', value: 0.0025, low: 0.0025, high: 0.0025 },
    ...(
      [
        ['"none"', '"short"', 0, 0.02445],
        ['"none"', '"medium"', 0, 0.0112],
        ['"none"', '"long"', 0, 0.00285],
        ['"long"', '"medium"', 1, 0.0025],
      ] as const
    ).map(([before, after, edit, value]) => ({
      edits: [edit],
      output: 'tier',
      measure: 'changed',
      value,
      low: value,
      high: value,
      transition: { base: before, head: after },
    })),
  ],
  interactions: [{ edits: [0, 1], output: 'tier', measure: 'changed', value: -0.0091 }],
  look: { records: 200_000, full: true, fields: ['/origin', '/delay', '/distance'], assessed: 148, unassessed: 37 },
  hotspots: [
    {
      conditions: [{ pointer: '/delay', low: 120, high: 180 }],
      output: 'tier',
      records: 7_900,
      changed: 7_700,
      share: 0.9747,
      rest: 0.0026,
      excess: 0.9365,
    },
    {
      conditions: [
        { pointer: '/origin', values: ['"ORD"', '"JFK"', '"EWR"'] },
        { pointer: '/distance', low: 0, high: 932 },
      ],
      output: 'tier',
      records: 14_200,
      changed: 1_510,
      share: 0.1063,
      rest: 0.036,
      excess: 0.1217,
    },
  ],
  contrasts: [
    {
      output: 'tier',
      base: '"none"',
      head: '"short"',
      conditions: [
        { pointer: '/delay', low: 120, high: 180 },
        { pointer: '/distance', low: 0, high: 932 },
      ],
      records: 4_890,
      covered: 1,
      precision: 0.998,
    },
  ],
};

const accepted: PipelineReport = {
  ...passing,
  name: 'claims-reserve',
  verdict: 'fail',
  owners: ['@acme/finance'],
  reasons: ['points.changed is 1.2 % and its limit 1 %'],
  outputs: passing.outputs.map((output) => ({
    ...output,
    measures: { changed: exact(0.012, { limit: 0.01, limitText: '1%', verdict: 'fail', records: 2_400 }) },
  })),
  limitsAreDefaults: false,
  approval: { by: 'octo-finance', reason: 'the reserve follows the new threshold', at: '2026-07-01T09:30:00Z' },
};

export const everything: Report = {
  ...failing,
  pipelines: [explained, forecast, accepted, passing, ...failing.pipelines.slice(3)],
};

/** Fifty pipelines on the same edits: as many as `bad` fail or cannot be judged, the others pass. */
export function fifty(bad: number): Report {
  const pipelines = Array.from({ length: 50 }, (_, index) => {
    const kind = index >= bad ? passing : index % 3 === 2 ? { ...forecast, edits: [2] } : explained;
    return { ...kind, name: `pipeline-${index + 1}`, owners: [`@acme/team-${index % 7}`] };
  });
  return { ...failing, pipelines };
}
