/** What a pipeline's watching came to, made up for tests of what is told of it. */
import type { Course } from '../../src/monitor/courses.ts';
import type { Monitored, Told } from '../../src/monitor/monitor.ts';
import type { Prediction } from '../../src/monitor/predictions.ts';

const SHA = 'a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6a1b2';

/** Mondays from 2001-01-01 on. */
export function monday(week: number): string {
  return new Date(Date.UTC(2001, 0, 1 + 7 * week)).toISOString().slice(0, 10);
}

export function merged(more: Partial<Told> = {}): Told {
  const amount = more.amount ?? 0.25;
  return {
    ...{ id: `merge ${SHA} paid.changed`, cause: 'merge', key: 'paid.changed', state: 1, commit: SHA, needs: 2 },
    ...{ amount, limit: 0.05, since: monday(14), openedIn: monday(15) },
    course: [
      { week: monday(14), amount },
      { week: monday(15), amount },
    ],
    foretold: [
      { week: monday(1), amount: 0.2 },
      { week: monday(2), amount: 0.3 },
    ],
    ...more,
  };
}

/** Series that move together are one cause, however many. */
export function moved(count: number, more: Partial<Told> = {}): Told[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{
      id: `traffic late.share.yes ${index}`,
      cause: 'traffic',
      key: 'late.share.yes',
      segment: `A${index}`,
      needs: 1,
    },
    ...{ amount: 0.08 + index / 1000, limit: 0.05, since: monday(14), openedIn: monday(16) },
    course: [{ week: monday(16), amount: 0.08 }],
    ...more,
  }));
}

/** One that a merge moved in week 14, one that never moves, and one without records in a week. */
function coursesUpTo(week: number): Course[] {
  const weeks = Array.from({ length: week + 1 }, (_, index) => index);
  const usual = { low: 0.48, high: 0.52 };
  const merges = [{ state: 1, amount: 0.25 }];
  return [
    {
      key: 'paid.share.yes',
      limit: 0.05,
      weeks: weeks.map((index) => ({
        ...{ week: monday(index), now: (index >= 14 ? 0.75 : 0.5) + (index % 3) / 100 },
        ...(index >= 13 && { usual, terms: { production: -0.01, merges: index >= 14 ? merges : [], traffic: 0.02 } }),
      })),
    },
    { key: 'rejected', weeks: weeks.map((index) => ({ week: monday(index), now: 0 })) },
    {
      key: 'amount.mean',
      weeks: weeks.map((index) => ({ week: monday(index), ...(index !== 3 && { now: 40 + index * 0.5 }) })),
    },
  ];
}

/** Of the merge: one that held, one that did not, one that is not run yet. */
function predicted(): Prediction[] {
  const before = [0.2, 0.24, 0.26, 0.3].map((amount, week) => ({ week: monday(week), amount }));
  const after = [0.25, 0.27].map((amount, week) => ({ week: monday(14 + week), amount }));
  const own = { state: 1, before, after };
  return [
    { ...own, key: 'paid.changed', expected: { low: 0.1, high: 0.4 }, isInside: true },
    { ...own, key: 'paid.share.yes', expected: { low: 0.1, high: 0.2 }, isInside: false },
    { ...own, key: 'amount.mean', expected: { low: 1, high: 2 }, after: [] },
  ];
}

export function monitored(
  findings: readonly Told[],
  week = 16,
  { pipeline = 'claims', subject = 'Merge pull request #412 from acme/earlier' } = {},
): Monitored {
  const first = { commit: 'f'.repeat(40), subject: 'Pay late claims', at: '2000-12-01T00:00:00Z' };
  return {
    pipeline,
    owners: ['@acme/claims'],
    status: findings.some(({ closedIn }) => closedIn === undefined) ? 'open' : 'quiet',
    rule: {
      baseline: 13,
      persist: 3,
      clear: 2,
      differing: 0.001,
      rejected: 0.001,
      missing: 0.001,
      unseen: 0.001,
      labels: { mature: 0.95, coverage: 0.8 },
      limits: new Map(),
    },
    weeks: Array.from({ length: week + 1 }, (_, index) => monday(index)),
    states: [first, { commit: SHA, subject, at: '2001-04-02T00:00:00Z' }],
    production: { running: 1, since: 1, compared: 400, different: 0 },
    splits: [
      {
        ...{ key: 'paid.share.yes', now: 0.7502, before: 0.5, total: 0.2502, production: 0, mix: 0, within: 0.0002 },
        ...{
          merges: [{ state: 1, amount: 0.25 }],
          traffic: 0.0002,
          segments: [{ segment: 'JFK', mix: 0.001, within: -0.002, shares: [0.4, 0.45] }],
        },
      },
    ],
    findings,
    holidays: {},
    labels: [],
    estimates: [
      {
        ...{ output: 'score', week: monday(week), records: 400, labelled: 40, estimated: 0.841, before: 0.825 },
        ...{ accuracy: 0.75, isMature: false },
      },
    ],
    predictions: predicted(),
    courses: coursesUpTo(week),
    runs: Array.from({ length: week + 1 }, (_, index) => (index >= 14 ? 1 : 0)),
    expected: { each: 0.19, series: 0 },
    counted: 0,
  };
}
