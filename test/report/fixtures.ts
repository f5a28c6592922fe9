/** Reports made by hand, one for each thing that a reader must be able to see. The numbers in each agree with each other. */
import type { Measure, OutputReport, PipelineReport, Report, ReportEdit } from '../../src/report/report.generated.ts';

const base = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d';
const head = '9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c';

export function share(value: number, rest: Partial<Measure> = {}): Measure {
  return { value, low: value, high: value, unit: 'share', interval: 'exact', ...rest };
}

export function distance(value: number, rest: Partial<Measure> = {}): Measure {
  return { ...share(value, rest), unit: 'distance' };
}

export function report(rest: Partial<Report> = {}): Report {
  return {
    version: 1,
    tool: 'weir 0.1.0',
    base,
    head,
    verdict: 'pass',
    config: { path: '.github/weir.yml', from: 'base' },
    seed: 0,
    command: `npm run -s weir -- check --base ${base.slice(0, 12)} --head ${head.slice(0, 12)} --full`,
    edits: [thresholdEdit],
    pipelines: [],
    ...rest,
  };
}

export function pipeline(rest: Partial<PipelineReport> = {}): PipelineReport {
  return {
    name: 'delay-compensation',
    verdict: 'pass',
    owners: ['@acme/claims'],
    reasons: [],
    edits: [0],
    recording: {
      name: 'flights',
      files: 3,
      weighted: false,
      from: '2024-01-01T00:10:00.000Z',
      to: '2024-03-31T23:55:00.000Z',
    },
    records: { recorded: 200000, read: 200000, replayed: 200000, unreplayable: 0, malformed: 0 },
    full: true,
    confidence: 0.99,
    measures: {
      rejected: share(0, { limit: 0.001, limitText: '0.1%', verdict: 'pass', records: 0 }),
      failed: share(0, { limit: 0, limitText: '0', verdict: 'pass', records: 0 }),
    },
    outputs: [],
    segments: [],
    ...rest,
  };
}

const thresholdEdit: ReportEdit = {
  artifact: 'rules/compensation.json',
  kind: 'rules',
  engine: 'json-logic-js@2.0.5',
  pointer: '/if/0/>=/1',
  lines: [4, 4],
  compatibility: 'risky',
  message: '180 became 120',
  change: 'value-changed',
};

const quietTier: OutputReport = {
  name: 'tier',
  kind: 'category',
  at: '/decision/tier',
  measures: { changed: share(0, { limit: 0.01, limitText: '1%', verdict: 'pass', records: 0 }), tv: distance(0) },
  transitions: [],
  distribution: {
    base: { counts: { '"none"': 180000, '"short"': 14000, '"long"': 6000 } },
    head: { counts: { '"none"': 180000, '"short"': 14000, '"long"': 6000 } },
  },
};

/** 8,200 of 200,000 records change: 6,000 none → short, 2,000 short → long, 200 none → long. */
const movedTier: OutputReport = {
  ...quietTier,
  measures: {
    changed: share(0.041, { limit: 0.01, limitText: '1%', verdict: 'fail', records: 8200 }),
    tv: distance(0.031),
    psi: distance(0.00934),
    'share.none': share(-0.031, { limit: 0.05, limitText: '5%', verdict: 'pass', records: 6200 }),
  },
  transitions: [
    { base: '"none"', head: '"short"', records: 6000 },
    { base: '"short"', head: '"long"', records: 2000 },
    { base: '"none"', head: '"long"', records: 200 },
  ],
  distribution: {
    base: { counts: { '"none"': 180000, '"short"': 14000, '"long"': 6000 } },
    head: { counts: { '"none"': 173800, '"short"': 18000, '"long"': 8200 } },
  },
};

function segment(value: string, records: number, changed: number, output = 'tier') {
  const measures = { changed: share(changed / records, { records: changed }) };
  return { pointer: '/origin', value: JSON.stringify(value), records, outputs: [{ name: output, measures }] };
}

/** A rule's threshold moves flights into higher tiers, past the owners' limit. */
export const failing = report({
  verdict: 'fail',
  pipelines: [
    pipeline({
      verdict: 'fail',
      reasons: ['tier.changed is 4.1 % and its limit 1 %'],
      outputs: [movedTier],
      segments: [
        segment('JFK', 9100, 910),
        segment('LAX', 8400, 420),
        segment('ORD', 12000, 480),
        segment('SEA', 4100, 82),
        segment('DEN', 7000, 210),
        segment('ANC', 900, 9),
        segment('HNL', 1200, 0),
      ],
      attribution: [{ edits: [0], output: 'tier', measure: 'changed', value: 0.041, low: 0.041, high: 0.041 }],
      reproduction: { compared: 200000, different: 40, share: 0.0002, outputs: { tier: 40 } },
    }),
    pipeline({ name: 'delay-notice', verdict: 'unaffected', edits: [] }),
    pipeline({ name: 'crew-planning', verdict: 'unaffected', edits: [] }),
  ],
});

/** The same, and an owner has accepted it in words of his own. */
export const approved: Report = {
  ...failing,
  verdict: 'pass',
  pipelines: failing.pipelines.map((one) =>
    one.verdict === 'fail'
      ? {
          ...one,
          fingerprint: '7d1f0c',
          approval: {
            by: 'octo-owner',
            reason: 'the new tariff of **July** | see #12,\nasked for by @octo-legal',
            at: '2026-07-01T09:30:00Z',
          },
        }
      : one,
  ),
};

/** A rate in a params file: an amount moves by a few cents, with bins, percentiles and value at stake. */
export const numeric = report({
  verdict: 'fail',
  edits: [
    {
      artifact: 'config/compensation.yaml',
      kind: 'model',
      engine: 'params@1',
      pointer: '/rate_per_mile',
      lines: [7, 9],
      compatibility: 'risky',
      message: 'rate_per_mile 0.11 became 0.12',
      change: 'value-changed',
    },
  ],
  pipelines: [
    pipeline({
      verdict: 'fail',
      reasons: ['amount.mean_ratio is +4.55 % and its limit 2 %'],
      outputs: [
        {
          name: 'amount',
          kind: 'number',
          at: '/decision/amount',
          measures: {
            changed: share(0.1, { records: 20000 }),
            mean: { ...share(1.5, { limit: 2, limitText: '2', verdict: 'pass' }), unit: 'number' },
            mean_ratio: { ...share(0.0455, { limit: 0.02, limitText: '2%', verdict: 'fail' }), unit: 'ratio' },
            wasserstein: { ...share(1.5), unit: 'number' },
            ks: distance(0.05),
            psi: { ...distance(0), value: null, low: null, high: null, reason: 'base has one value only' },
          },
          transitions: [
            { base: '[0,100)', head: '[100,250)', records: 10000 },
            { base: '[100,250)', head: '[250,600)', records: 10000 },
          ],
          distribution: {
            base: {
              bins: [
                { low: 0, high: 100, weight: 180000 },
                { low: 100, high: 250, weight: 14000 },
                { low: 250, high: 600, weight: 6000 },
              ],
              mean: 33,
              p50: 0,
              p95: 250,
              p99: 400.5,
            },
            head: {
              bins: [
                { low: 0, high: 100, weight: 170000 },
                { low: 100, high: 250, weight: 14000 },
                { low: 250, high: 600, weight: 16000 },
              ],
              mean: 34.5,
              p50: 0,
              p95: 275,
              p99: 410,
            },
          },
        },
      ],
    }),
  ],
});

/** A change that stays within every limit. */
export const passing = report({ pipelines: [pipeline({ outputs: [quietTier] })] });

/** Edits that only pipelines depend on that base does not have. */
export const untouched = report({
  verdict: 'unaffected',
  pipelines: ['delay-compensation', 'delay-notice', 'crew-planning'].map((name) =>
    pipeline({
      name,
      verdict: 'unaffected',
      edits: [],
      reasons: ['the pipeline is new: base has nothing to compare it with'],
    }),
  ),
});

/** Too little traffic to certify the limit. */
export const undecided = report({
  verdict: 'inconclusive',
  pipelines: [
    pipeline({
      verdict: 'inconclusive',
      reasons: ['tier.changed cannot be told from its limit of 1 %: 300 records were recorded, 459 would decide'],
      records: { recorded: 300, read: 300, replayed: 300, unreplayable: 0, malformed: 0 },
      measures: {
        rejected: share(0, {
          limit: 0.001,
          limitText: '0.1%',
          verdict: 'inconclusive',
          records: 0,
          needed: 4603,
          reason: 'too few records to exclude 0.1 %',
        }),
      },
      limitsAreDefaults: true,
      outputs: [
        {
          ...quietTier,
          measures: {
            changed: share(0, {
              limit: 0.01,
              limitText: '1%',
              verdict: 'inconclusive',
              records: 0,
              needed: 459,
              reason: 'too few records to exclude 1 %',
            }),
          },
          distribution: { base: { counts: { '"none"': 300 } }, head: { counts: { '"none"': 300 } } },
        },
      ],
    }),
  ],
});

/** A replay that stopped early, with intervals. */
export const estimated = report({
  verdict: 'fail',
  seed: 7,
  command: 'npm run -s weir -- check --seed 7',
  pipelines: [
    pipeline({
      verdict: 'fail',
      reasons: ['tier.changed is 4.1 % (3.6 % to 4.6 %) and its limit 1 %'],
      records: { recorded: 3000000, read: 12000, replayed: 12000, unreplayable: 0, malformed: 0 },
      full: false,
      outputs: [
        {
          ...movedTier,
          measures: {
            changed: share(0.041, {
              low: 0.036,
              high: 0.046,
              interval: 'anytime',
              limit: 0.01,
              limitText: '1%',
              verdict: 'fail',
              records: 492,
            }),
          },
          transitions: [{ base: '"none"', head: '"short"', records: 492 }],
          distribution: {
            base: { counts: { '"none"': 10800, '"short"': 1200 } },
            head: { counts: { '"none"': 10308, '"short"': 1692 } },
          },
        },
      ],
    }),
  ],
});

/** A schema that turns traffic away. */
export const rejecting = report({
  verdict: 'fail',
  edits: [
    {
      artifact: 'schemas/flight.schema.json',
      kind: 'schema',
      engine: 'ajv@8.20.0',
      pointer: '/properties/distance/maximum',
      lines: [12, 12],
      compatibility: 'breaking',
      message: 'maximum 5000 became 2500',
      change: 'maximum-lowered',
      rejects: true,
      accepts: false,
    },
  ],
  pipelines: [
    pipeline({
      verdict: 'fail',
      reasons: ['rejected is 0.5 % and its limit 0.1 %'],
      measures: {
        rejected: share(0.005, { limit: 0.001, limitText: '0.1%', verdict: 'fail', records: 1000 }),
        failed: share(0, { limit: 0, limitText: '0', verdict: 'pass', records: 0 }),
      },
      outputs: [
        {
          ...quietTier,
          measures: { changed: share(0.005, { limit: 0.01, limitText: '1%', verdict: 'pass', records: 1000 }) },
          transitions: [
            { base: '"none"', head: 'rejected', records: 900 },
            { base: '"rejected"', head: 'rejected', records: 100 },
          ],
          distribution: {
            base: { counts: { '"none"': 199900, '"rejected"': 100 } },
            head: { counts: { '"none"': 199000, rejected: 1000 } },
          },
        },
      ],
      outcomes: [
        {
          side: 'head',
          outcome: 'rejected',
          artifact: 'schemas/flight.schema.json',
          reason: '/distance must be <= 2500',
          records: 1000,
        },
      ],
    }),
  ],
});

/** Head requires what the recording never had, and some records could not be read at all. */
export const unreplayable = report({
  verdict: 'inconclusive',
  notes: ['A recording is older than 90 days: flights ends on 2024-03-31.'],
  edits: [
    {
      artifact: 'schemas/flight.schema.json',
      kind: 'schema',
      engine: 'ajv@8.20.0',
      pointer: '/required/3',
      lines: [22, 22],
      compatibility: 'breaking',
      message: 'currency became required',
      change: 'property-required',
      rejects: true,
      accepts: false,
    },
  ],
  pipelines: [
    pipeline({
      verdict: 'inconclusive',
      reasons: ['99 % of the records could not be replayed: head requires /currency; the recording has no such field'],
      records: { recorded: 10000, read: 10000, replayed: 97, unreplayable: 9900, malformed: 3 },
      outputs: [{ ...quietTier, measures: { changed: share(0, { records: 0 }) } }],
      outcomes: [
        {
          side: 'head',
          outcome: 'unreplayable',
          artifact: 'schemas/flight.schema.json',
          reason: 'head requires /currency; the recording has no such field',
          records: 9900,
        },
      ],
      malformed: [
        { file: 'traffic/flights-2024-01.jsonl', line: 17, message: 'not JSON: Unexpected end of JSON input' },
        {
          file: 'traffic/flights-2024-01.jsonl',
          line: 4031,
          message: 'the weight is −2; expected a number of at least 0',
        },
        { file: 'traffic/flights-2024-02.jsonl', message: 'the file ends in the middle of a record' },
      ],
      reproduction: { compared: 97, different: 5, share: 5 / 97, outputs: { tier: 5 } },
    }),
  ],
});

/** Records that stand for many requests and have money at stake; limits come from head. */
export const weighted = report({
  verdict: 'pass',
  config: {
    path: '.github/weir.yml',
    from: 'head',
    changes: ['delay-compensation: the limit of tier.changed 1% became 5%'],
  },
  pipelines: [
    pipeline({
      reasons: [],
      recording: { name: 'flights', files: 1, weighted: true },
      outputs: [
        {
          ...movedTier,
          measures: { changed: share(0.041, { limit: 0.05, limitText: '5%', verdict: 'pass', records: 82 }) },
          transitions: [{ base: '"none"', head: '"short"', records: 82, weight: 8200, value: 1.2e6 }],
          value: { total: 30e6, changed: 1.2e6 },
        },
      ],
    }),
  ],
});

/** Fifty pipelines with long names and many values. */
export const huge = report({
  verdict: 'fail',
  edits: Array.from({ length: 60 }, (_, index) => ({
    ...thresholdEdit,
    artifact: `services/region-${index}/rules/${'nested/'.repeat(12)}compensation.json`,
    lines: [index + 1, index + 1] as [number, number],
  })),
  pipelines: Array.from({ length: 50 }, (_, index) =>
    pipeline({
      name: `pipeline-${index}-${'of-a-service-with-a-long-name-'.repeat(4)}`,
      verdict: index % 3 === 0 ? 'fail' : 'pass',
      owners: Array.from({ length: 12 }, (_, owner) => `@acme/team-${owner}`),
      reasons: [`tier.changed is 4.1 % and its limit 1 %, and ${'so on '.repeat(30)}`],
      outputs: [
        {
          ...movedTier,
          distribution: { base: { counts: manyCounts(7) }, head: { counts: manyCounts(11) } },
          transitions: Array.from({ length: 50 }, (_, row) => ({
            base: `"value-${row}"`,
            head: `"value-${row + 1}"`,
            records: 1000 - row,
          })),
          transitionsLeftOut: 450,
        },
      ],
      segments: Array.from({ length: 100 }, (_, place) => segment(`airport-${place}`, 1000, 100 - place)),
    }),
  ),
});

function manyCounts(stride: number): Record<string, number> {
  return Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [`"value-${index}"`, 100 + ((index * stride) % 30)]),
  );
}

/** Everything that a stranger would like a report to do. */
const hostileTexts = [
  '\u001b[2J\u001b[31mgone\u001b]8;;https://evil.example\u0007',
  '</details><img src=x onerror=alert(1)><script>',
  '[click](javascript:alert(1)) ![i](https://evil.example/p.png)',
  '@octocat please merge #1 acme/weir#2 https://evil.example www.evil.example',
  '`tick` ``ticks`` | pipe \\| slash \\\\| $math$ <!-- --> &lt; *b* _i_ ~s~',
  '\u202eelcirc\u202c \u200bzero\ufeff \ud800 line\nbreak\r\n# heading\n\n- item',
  '漢字かな交じり文'.repeat(12),
];

export const hostile = report({
  verdict: 'fail',
  tool: hostileTexts[0] ?? '',
  base: hostileTexts[1] ?? '',
  command: `weir check ${hostileTexts.join(' ')}`,
  notes: hostileTexts,
  edits: hostileTexts.map((text) => ({ ...thresholdEdit, artifact: text, message: text, pointer: `/${text}` })),
  pipelines: hostileTexts.map((text) =>
    pipeline({
      name: text,
      verdict: 'fail',
      owners: [text],
      reasons: [text, `${text} is 4.1 %`],
      recording: { name: text, files: 1, weighted: false, from: text, to: text },
      outputs: [
        {
          ...movedTier,
          name: text,
          measures: {
            [text]: share(0.041, { limit: 0.01, limitText: `${text} records`, verdict: 'fail', reason: text }),
          },
          transitions: [{ base: JSON.stringify(text), head: text, records: 3 }],
          distribution: { base: { counts: { [text]: 3 } }, head: { counts: { [JSON.stringify(text)]: 3 } } },
        },
      ],
      segments: [
        { pointer: text, value: text, records: 3, outputs: [{ name: text, measures: { changed: share(1) } }] },
      ],
      outcomes: [{ side: 'both', outcome: 'failed', artifact: text, reason: text, records: 3 }],
      malformed: [{ file: text, line: 3, message: text }],
      reproduction: { compared: 3, different: 3, share: 1 },
      attribution: [{ edits: [0], output: text, measure: text, value: 1, low: 1, high: 1 }],
    }),
  ),
});

export const reports: Readonly<Record<string, Report>> = {
  failing,
  approved,
  numeric,
  passing,
  untouched,
  undecided,
  estimated,
  rejecting,
  unreplayable,
  weighted,
  huge,
  hostile,
};
