import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { withSeen } from '../../../../src/github/reports/foretold.ts';
import type { Merge } from '../../../../src/github/reports/merges.ts';
import { branchHistory } from '../../../../src/github/reports/pages/history.ts';
import { pullHistory } from '../../../../src/github/reports/pages/pull.ts';
import { HEAD, move, record } from '../records.ts';

const FOLDER = 'https://weir.acme.example/reports/acme/claims';
const EVIL = `"><script>alert(1)</script><img src=x onerror='alert(2)'>\u202e`;
const now = new Date('2026-07-10T00:00:00Z');

const amount = (by: number) =>
  move({ output: 'amount', kind: 'number', changed: 0.03, exact: false, steps: [{ of: 'mean', by }] });

const merges: readonly Merge[] = [
  {
    number: 11,
    title: 'A higher threshold',
    at: '2026-05-20T08:00:00Z',
    record: record({ pull: 11, moves: [move(), amount(-2)], verdict: 'fail', conclusion: 'success' }),
  },
  { number: 12, title: 'Not judged', at: '2026-06-25T08:00:00Z', record: undefined },
  {
    number: 13,
    title: 'Half of it back',
    at: '2026-07-05T08:00:00Z',
    record: record({ pull: undefined, verdict: 'pass', conclusion: 'success', moves: [amount(0.5)] }),
  },
];

const website = 'https://github.com';
const shown = { repository: 'acme/claims', branch: 'main', merges, foretold: [], folder: FOLDER, website, now };

function read(body: string) {
  const { document } = parseHTML(body);
  const texts = (selector: string) => [...document.querySelectorAll(selector)].map((one) => one.textContent?.trim());
  const table = (caption: string) =>
    [...document.querySelectorAll('table')]
      .filter((one) => one.querySelector('caption')?.textContent === caption)
      .flatMap((one) => [...one.querySelectorAll('tbody tr')])
      .map((row) => [...row.querySelectorAll('th, td')].map((one) => one.textContent?.trim()));
  return { document, texts, table };
}

describe('the history of the default branch', () => {
  const answer = branchHistory(shown);
  const { document, texts, table } = read(answer.body);

  test('compares today with a week ago, a month ago and the beginning', () => {
    expect(texts('h1')).toEqual(['How main has moved']);
    expect(table('How far outputs have moved')).toEqual([
      ['compensation', 'amount mean', '+0.5', '+0.5', '−1.5'],
      ['compensation', 'tier none', '0 points', '0 points', '+10 points'],
      ['compensation', 'tier short', '0 points', '0 points', '−10 points'],
    ]);
  });

  test('lists each merge with its report, or without where none is kept', () => {
    expect(table('Merges, newest first')).toEqual([
      ['2026-07-05 08:00 UTC', '#13 Half of it back', 'aaaaaaaaaaaa', 'Passfail: compensation failscheck: success'],
      ['2026-06-25 08:00 UTC', '#12 Not judged', '–', '–'],
      ['2026-05-20 08:00 UTC', '#11 A higher threshold', 'aaaaaaaaaaaa', 'Failfail: compensation failscheck: success'],
    ]);
    const links = [...document.querySelectorAll('section[aria-labelledby=merges] a')].map((a) =>
      a.getAttribute('href'),
    );
    expect(links).toEqual([
      `${FOLDER}?pull=13`,
      `${FOLDER}/merge-group-${HEAD}`,
      `${FOLDER}?pull=12`,
      `${FOLDER}?pull=11`,
      `${FOLDER}/pull-11-${HEAD}`,
    ]);
    expect(texts('.prose p')).toEqual([
      '3 merges since 2026-05-20; of 1 merge no judgement is kept. Each merge was measured on the recording of its day, head against base; here these differences are added up. Where a replay stopped early its numbers are estimates.',
    ]);
  });

  test('draws a line for each value, which says in words what it shows', () => {
    const labels = [...document.querySelectorAll('svg[role=img]')].map((svg) => svg.getAttribute('aria-label'));
    expect(labels).toEqual([
      'compensation: amount, mean, against the time: −1.5 in 2 merges.',
      'compensation: tier, share of none, against the time: +10 points in 1 merge.',
      'compensation: tier, share of short, against the time: −10 points in 1 merge.',
    ]);
    expect(document.querySelectorAll('svg[role=img] .head-line path')).toHaveLength(3);
    // From a day before the first merge to today, and halfway: 51 days and 16 hours from 19 May, 08:00.
    const [days] = document.querySelectorAll('svg[role=img] .figure');
    expect([...(days?.querySelectorAll('text') ?? [])].map((one) => one.textContent)).toEqual([
      'May 19',
      'Jun 14',
      'Jul 10',
    ]);
  });

  test('may load and run nothing', () => {
    expect(document.querySelectorAll('script, link, img, iframe, form, [style], [onclick]')).toHaveLength(0);
    expect(answer.headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
  });

  test('says so where nothing was merged', () => {
    expect(read(branchHistory({ ...shown, merges: [] }).body).texts('main')).toEqual([
      'No pull request was merged into it yet.',
    ]);
  });
});

describe('what merges were expected to do', () => {
  const one = {
    ...{ pipeline: 'compensation', commit: HEAD, subject: 'Earlier (#11)', at: '2026-05-20T08:00:00Z' },
    ...{ key: 'tier.changed', low: 0.01, high: 0.03, came: 0.02, weeks: 4, isInside: true },
  };
  const other = {
    ...{ ...one, commit: 'c'.repeat(40), subject: EVIL, at: '2026-07-05T08:00:00Z' },
    ...{ key: 'amount.mean', came: 0.04, isInside: false },
  };

  test('is kept once for a merge and measure, as it was seen last', () => {
    const again = { ...one, came: 0.025 };
    expect(withSeen([one], [other, again])).toEqual([again, other]);
  });

  test('is shown by quarter, newest first, and for each merge', () => {
    const { texts, table } = read(branchHistory({ ...shown, foretold: [one, other] }).body);
    expect(texts('section[aria-labelledby=foretold] p')[0]).toContain(
      '1 of 2 predictions about 2 merges held (50 %); promised are 99 %.',
    );
    expect(table('Predictions that held, by quarter of the merge')).toEqual([
      ['2026 Q3', '1', '0', '0 %'],
      ['2026 Q2', '1', '1', '100 %'],
    ]);
    expect(table('Predictions, newest merge first').map(([what, , ...rest]) => [what, ...rest])).toEqual([
      ['compensation amount.mean', '0.01 to 0.03', '0.04', '4', 'no'],
      ['compensation tier.changed', '1 % to 3 %', '2 %', '4', 'yes'],
    ]);
  });
});

const ofPull = { repository: 'acme/claims', pull: 12, folder: FOLDER, website };

test('the history of a pull request has its checks, and what each changed', () => {
  const records = [
    record({ at: '2026-07-02T00:00:00Z', moves: [move(), amount(1), move({ output: 'idle', changed: 0 })] }),
    record({ verdict: undefined, base: undefined, conclusion: 'timed_out', title: 'Out of time', moves: [] }),
  ];

  const { table, texts, document } = read(pullHistory({ ...ofPull, records }).body);

  expect(texts('h1')).toEqual(['Checks of pull request 12']);
  expect(table('Checks, newest first')).toEqual([
    [
      '2026-07-02 00:00 UTC',
      'Failfail: compensation failscheck: failure',
      'aaaaaaaaaaaa',
      'bbbbbbbbbbbb',
      'compensation: tier 10 %compensation: amount 3 %',
    ],
    ['2026-07-01 09:30 UTC', 'Out of timecheck: timed out', 'aaaaaaaaaaaa', '–', '–'],
  ]);
  const links = [...document.querySelectorAll('.masthead a')].map((one) => one.getAttribute('href'));
  expect(links).toEqual(['https://github.com/acme/claims', 'https://github.com/acme/claims/pull/12', FOLDER]);
  expect(document.querySelector('tbody a')?.getAttribute('href')).toBe(`${FOLDER}/pull-12-${HEAD}`);
});

test('a pull request without checks says so', () => {
  expect(read(pullHistory({ ...ofPull, records: [] }).body).texts('main')).toEqual(['No check of it is kept.']);
});

test('no text of a pull request, a branch or a report becomes markup', () => {
  const evil = move({ pipeline: EVIL, output: EVIL, steps: [{ of: EVIL, by: 0.1 }] });
  const made = record({ title: EVIL, moves: [evil], verdict: undefined });
  const foretold = {
    ...{ pipeline: EVIL, commit: HEAD, subject: EVIL, at: '2026-07-01T00:00:00Z', key: EVIL, low: 0, high: 1 },
    ...{ came: 1, weeks: 1, isInside: true },
  };
  const one: Merge = { number: 1, title: EVIL, at: '2026-07-01T00:00:00Z', record: made };

  for (const { body } of [
    branchHistory({ ...shown, branch: EVIL, repository: EVIL, merges: [one], foretold: [foretold] }),
    pullHistory({ ...ofPull, repository: EVIL, records: [made] }),
  ]) {
    expect(read(body).document.querySelectorAll('script, img')).toHaveLength(0);
    expect(body).not.toMatch(/<script|<img|\u202e/);
    expect(body).toContain('&#60;script&#62;');
  }
});
