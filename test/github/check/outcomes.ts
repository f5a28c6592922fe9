/** One outcome of each kind, and reports in each state, as the worker hands them to the renderers. */
import type { Governed } from '../../../src/github/check/governed.ts';
import type { CheckOutcome } from '../../../src/github/check/outcome.ts';
import type { Report } from '../../../src/report/report.generated.ts';
import { approved, failing, passing, pipeline, report, undecided } from '../../report/fixtures.ts';

export const governed: readonly Governed[] = [
  { path: 'config/compensation.yaml', owners: ['@acme/claims'] },
  { path: 'rules/compensation.json', owners: ['@acme/claims', '@octo-owner'] },
  { path: 'schemas/flight.schema.json', owners: [] },
];
export const headFiles: ReadonlySet<string> = new Set(['.github/weir.yml', ...governed.map(({ path }) => path)]);

const untouched = report({
  verdict: 'unaffected',
  edits: [],
  pipelines: [pipeline({ name: 'delay-notice', verdict: 'unaffected', edits: [] })],
});

/** A removed rule breaks one pipeline; another is reached by two edits and has no owner. */
const several = report({
  verdict: 'fail',
  edits: [
    ...failing.edits,
    { ...failing.edits[0]!, lines: [9, 12], compatibility: 'breaking', message: '/if/2 was removed' },
    { ...failing.edits[0]!, artifact: 'rules/board.json', lines: [1, 1], message: 'the file was removed' },
  ],
  pipelines: [
    pipeline({ name: 'crew-planning', owners: [], edits: [0, 1] }),
    pipeline({
      name: 'departure-board',
      verdict: 'fail',
      owners: ['@acme/airport'],
      edits: [2],
      reasons: ['rules/board.json is not there at head, and nothing else can answer for it'],
      records: { recorded: 0, replayed: 0, unreplayable: 0 },
      full: false,
      measures: {},
    }),
    ...undecided.pipelines.map((one) => ({ ...one, edits: [1] })),
  ],
});

const shaken: Report = {
  ...undecided,
  notes: ['.github/weir.yml still names rules/tier.json: once this is merged, no change can be checked'],
  reformatted: ['schemas/flight.schema.json'],
};

function judged(of: Report, inconclusive: 'block' | 'allow' = 'block'): CheckOutcome {
  return { kind: 'judged', report: of, inconclusive };
}

export const outcomes = {
  passing: judged(passing),
  failing: judged(failing),
  approved: judged(approved),
  several: judged(several),
  inconclusive: judged(undecided),
  'inconclusive-allowed': judged(shaken, 'allow'),
  unaffected: judged(untouched),
  unconfigured: { kind: 'unconfigured' },
  broken: {
    kind: 'broken',
    problems: [
      {
        file: '.github/weir.yml',
        line: 12,
        column: 7,
        message: 'unknown key "limit"',
        found: '"limit"',
        expected: 'one of limits, outputs, owners',
        nearest: 'limits',
        side: 'head',
        text: '      limit: 1%',
      },
    ],
  },
  'broken-at-base': {
    kind: 'broken',
    problems: [
      {
        file: 'rules/compensation.json',
        line: 4,
        column: 12,
        message: 'is not JSON',
        found: '<!-- weir-state eyJ9 -->',
        expected: 'a value',
        side: 'base',
        text: '    "a": ```@octo-owner``` <b>',
      },
      { file: 'schemas/flight.schema.json', message: 'does not exist', side: 'base' },
    ],
  },
  waiting: { kind: 'waiting', head: '9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c', author: 'octo-stranger' },
  closed: { kind: 'abandoned', why: 'closed' },
  dequeued: { kind: 'abandoned', why: 'dequeued' },
  superseded: { kind: 'superseded', by: '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d' },
  'timed-out': { kind: 'timed-out', minutes: 15, during: 'replaying', reached: 'board: 3 % of 5,000 records replayed' },
  'timed-out-reading': { kind: 'timed-out', minutes: 1, during: 'reading' },
  'timed-out-downloading': { kind: 'timed-out', minutes: 30, during: 'downloading' },
  'timed-out-waiting': { kind: 'timed-out', minutes: 30, during: 'waiting' },
  unreachable: { kind: 'unreachable', id: '01j9-7f3a', request: 'GET git/trees/9f8e7d6', answer: '502' },
  crashed: { kind: 'crashed', id: '01j9-7f3a' },
  installed: { kind: 'installed' },
} as const satisfies Readonly<Record<string, CheckOutcome>>;
