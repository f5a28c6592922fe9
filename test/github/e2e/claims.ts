/**
 * The governed repository of the scenarios, small enough to foresee every verdict: 1,000 flights, ten of each delay from 0
 * to 99 minutes, so that moving a threshold by a minute changes 1 % of the decisions.
 */
import type { Changes } from '../../emulated-github/index.ts';

/** @param percent how many decisions may change */
export function weirYml({ percent = 2, inconclusive = 'block' } = {}): string {
  return `version: 1
recordings:
  flights: { files: traffic/flights.jsonl }
  charters: { files: traffic/charters.jsonl }
pipelines:
  compensation:
    owners: ["@octo-claims", "@octo-deputy", "@acme/claims"]
    recording: flights
    params: config/compensation.yaml
    steps:
      - rules: rules/compensation.json
        engine: json-logic-js
        into: /tier
    outputs:
      tier: { at: /tier, kind: category }
    limits:
      tier.changed: ${percent}%
  board:
    owners: ["@octo-airports"]
    recording: flights
    steps:
      - rules: rules/board.json
        engine: json-logic-js
        into: /status
    outputs:
      status: { at: /status, kind: category }
    limits:
      status.changed: ${percent}%
  charter:
    owners: ["@octo-claims"]
    recording: charters
    steps:
      - rules: rules/charter.json
        engine: json-logic-js
        into: /status
    outputs:
      status: { at: /status, kind: category }
    limits:
      status.changed: ${percent}%
defaults:
  inconclusive: ${inconclusive}
`;
}

/** Stands in every recorded flight, and no rule ever answers with it. */
export const PASSENGER = 'Avery Unmentioned, seat 31C';

export const FILES = {
  'README.md': 'Claims of late passengers\n',
  '.github/weir.yml': weirYml(),
  'config/compensation.yaml': compensation(50),
  'rules/compensation.json': `${JSON.stringify({ if: [{ '<': [{ var: 'delay' }, { var: 'params.minutes' }] }, 'none', 'short'] })}\n`,
  'rules/board.json': late(15),
  'rules/charter.json': late(15),
  'traffic/flights.jsonl': flights(1000),
  'traffic/charters.jsonl': flights(5),
} satisfies Changes;

/** What pull requests change. Each is a change of its own, so that no verdict is known before. */
export const EDITS = {
  /** Nothing that is governed. */
  unaffected: { 'README.md': 'Claims of passengers who were late\n' },
  /** 1 % of the decisions on compensation. */
  pass: { 'config/compensation.yaml': compensation(51) },
  /** 10 % of the decisions on compensation. */
  fail: { 'config/compensation.yaml': compensation(60) },
  /** 10 % of the decisions on compensation, 15 % of those on the board. */
  failTwice: { 'config/compensation.yaml': compensation(60), 'rules/board.json': late(30) },
  /** Five charters are too few to tell. */
  inconclusive: { 'rules/charter.json': late(16) },
} satisfies Record<string, Changes>;

/** Parameters, of which the rule reads the first alone: late from so many minutes on. */
export function compensation(minutes: number, rate = 1): string {
  const rates = Array.from({ length: 119 }, (_, index) => `rate-${index}: ${rate}\n`);
  return `minutes: ${minutes}\n${rates.join('')}`;
}

/** A rule of the board: late from so many minutes on. */
export function late(minutes: number): string {
  return `{ "if": [{ "<": [{ "var": "delay" }, ${minutes}] }, "on-time", "late"] }\n`;
}

/**
 * The same rule, and a sum of so many numbers that takes a quarter of a millisecond for each flight, so that something can happen
 * meanwhile. It reads the passenger, so that no two flights are alike and each is run.
 */
export function slowly(minutes: number, count = 200): string {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const sum = { reduce: [numbers, { '+': [{ var: 'current' }, { var: 'accumulator' }] }, 0] };
  const own = { or: [{ var: 'passenger' }, true] };
  return `${JSON.stringify({ if: [{ and: [own, sum, { '<': [{ var: 'delay' }, minutes] }] }, 'on-time', 'late'] })}\n`;
}

/** Recorded flights, with delays from 0 to 99 minutes in turn. */
export function flights(count: number): string {
  return Array.from({ length: count }, (_, index) =>
    JSON.stringify({ delay: index % 100, passenger: `${PASSENGER} ${index}` }),
  )
    .map((line) => `${line}\n`)
    .join('');
}
