/** The four pull requests of the demo: small edits, as people make them every day. */
import type { Verdict } from '../../src/report/report.generated.ts';
import { type Rewrites, replacing } from './repository.ts';

export interface ProposedChange {
  readonly branch: string;
  /** What the pull request says of itself. */
  readonly title: string;
  /** A few words for a table. */
  readonly summary: string;
  readonly rewrites: Rewrites;
  readonly expected: Verdict;
  /** What an owner comments who accepts what fails; undefined where nobody does. */
  readonly approval?: string;
}

export const proposedChanges: readonly ProposedChange[] = [
  {
    branch: 'params',
    title: 'Compensate from two hours of delay on, no longer from three',
    summary: 'delay 180 → 120',
    // Within the limit on changed decisions, and yet it triples what is paid.
    rewrites: { 'config/compensation.yaml': replacing('minutes: 180', 'minutes: 120') },
    expected: 'fail',
    approval: '/weir approve delay-compensation we pay from two hours on, as announced for July',
  },
  {
    branch: 'rules',
    title: 'A delay of exactly three hours is not compensated',
    summary: '< became <=',
    rewrites: { 'rules/compensation.json': replacing('"<": [{ "var": "delay" }', '"<=": [{ "var": "delay" }') },
    expected: 'pass',
  },
  {
    branch: 'schema',
    title: 'A delay is never negative',
    summary: 'delay at least 0',
    // Every second flight lands early.
    rewrites: {
      'schemas/flight.schema.json': replacing(
        'negative for a flight that was early.",\n      "type": "integer"',
        '0 for a flight that was early.",\n      "type": "integer",\n      "minimum": 0',
      ),
    },
    expected: 'fail',
  },
  {
    branch: 'formatting',
    title: 'Tidy up',
    summary: 'keys, comments',
    rewrites: {
      'config/compensation.yaml': (text) => text.replace(/^ *#.*\n/gm, '').replace('180 # on arrival', '180.0'),
      'rules/compensation.json': (text) => `${JSON.stringify(JSON.parse(text), null, 2)}\n`,
      'schemas/flight.schema.json': (text) => `${JSON.stringify(JSON.parse(text), reverseKeys, '\t')}\n`,
    },
    expected: 'unaffected',
  },
];

function reverseKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).reverse());
}
