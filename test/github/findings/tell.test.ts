/** Findings as issues of the emulated GitHub, whatever is killed, comes twice or is done by hand. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tellAll } from '../../../src/github/findings/tell.ts';
import type { Conversations } from '../../../src/github/port/conversations.ts';
import { openConversations } from '../../../src/github/with-token.ts';
import type { Monitored } from '../../../src/monitor/monitor.ts';
import { type EmulatedGitHub, type RepositoryRecord, startEmulatedGitHub } from '../../emulated-github/index.ts';
import { merged, monday, monitored, moved } from '../../monitor/monitored.ts';
import { dying } from '../dying.ts';

let github: EmulatedGitHub;
let repository: RepositoryRecord;
let to: Conversations;
let name = 0;

beforeAll(async () => {
  github = await startEmulatedGitHub({ secret: 'test' });
});
afterAll(() => github.close());
beforeEach(async () => {
  github.faults.clear();
  name += 1;
  repository = await github.createRepository({ owner: 'acme', name: `claims-${name}`, files: { 'a.txt': 'a' } });
  to = open({ contents: 'read', issues: 'write' });
});

function open(permissions: Readonly<Record<string, 'read' | 'write'>>): Conversations {
  return openConversations({
    token: github.workflowToken(repository, permissions),
    repository: repository.fullName,
    baseUrl: github.url,
    pauses: { fault: 1, limit: 1, longest: 10, retries: 2 },
  });
}

const tell = (...all: Monitored[]) => tellAll(all, to, { pauses: [1, 1] });
const shown = () =>
  repository.issues.map(({ number, state, reason, labels }) => ({ number, state, reason, labels: labels.join() }));
const said = () =>
  repository.issues.flatMap((issue) => github.said(repository, issue).map(({ body }) => body.split('\n')[1] ?? ''));
/** Of the only issue. */
const only = () => {
  const [issue, ...others] = repository.issues;
  if (!issue || others.length > 0) throw new Error(`${repository.issues.length} issues`);
  return issue;
};
const holds = (week = 16, amount = 0.25) =>
  monitored([merged({ amount, course: [{ week: monday(week), amount }] })], week);
/** Open still, since one week without it is not two. */
const mended = (week: number) => monitored([merged({ course: [{ week: monday(week - 1), amount: 0.25 }] })], week);
const isOver = (week = 18) => monitored([merged({ closedIn: monday(week) })], week);
const OPEN = { state: 'open', reason: null, labels: 'weir' };
const CLOSED = { state: 'closed', reason: 'completed', labels: 'weir' };

describe('a finding', () => {
  test('opens an issue that names the merge and its owners, and is written anew without a word', async () => {
    await tell(holds());
    await tell(holds(17));
    expect(shown()).toEqual([{ number: 1, ...OPEN }]);
    const { title, body } = only();
    expect(title).toBe('claims: #412 moved paid.changed');
    expect(body).toContain(
      '**claims: paid.share.yes +25.02 points since the week of 2001-04-09. #412 did it (+25 points); traffic +0.02 points.**',
    );
    expect(body).toContain('Owners: @acme/claims.');
    expect(body).toContain('As of the week of 2001-04-30');
    expect(body).toContain(
      'What was expected of merges of claims so far: 1 of 2 predictions about 1 merge held (50 %); promised are 99 %.',
    );
    expect(body).toContain(
      'on the 2 weeks before it the same change comes to 25 % (20 % … 30 % by week); in the 1 week since to 25 %',
    );
    expect(said()).toEqual([]);
  });

  test('asks nothing of GitHub twice: the same window again writes nothing', async () => {
    await tell(holds());
    const before = github.requests.length;
    await tell(holds());
    expect(github.requests.slice(before).filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test.each([
    ['doubles', [holds(16), holds(17, 0.4), holds(18, 0.51), holds(19, 0.52)], OPEN, [/^It is twice what it was/]],
    ['doubles twice', [holds(16), holds(17, 0.6), holds(18, 1.3)], OPEN, [/twice/, /twice/]],
    ['is over', [holds(16), isOver(18), isOver(19)], CLOSED, [/^Over in the week of 2001-05-07/]],
    ['is gone, as the baseline holds it', [holds(16), monitored([], 30)], CLOSED, [/^Over/]],
    [
      'comes back',
      [holds(16), isOver(18), monitored([merged({ openedIn: monday(22) })], 22)],
      { ...OPEN, reason: 'reopened' },
      [/^Over/, /^It is back/],
    ],
    ['was there before the newest week of an older run', [holds(17), holds(16), isOver(16)], OPEN, []],
    ['has too little to be told', [holds(16), { ...monitored([], 17), status: 'too little' } as Monitored], OPEN, []],
  ])('that %s', async (_what, windows, state, words) => {
    for (const window of windows) await tell(window);
    expect(shown()).toEqual([{ number: 1, ...state }]);
    expect(said()).toHaveLength(words.length);
    for (const [index, word] of words.entries()) expect(said()[index]).toMatch(word);
  });

  test('of twenty series that move together is one issue, and each cause has its own', async () => {
    await tell(monitored([...moved(40), merged()]), monitored(moved(3), 16, { pipeline: 'other' }));
    expect(repository.issues.map(({ title }) => title)).toEqual([
      'claims: #412 moved paid.changed',
      'claims: the traffic is otherwise',
      'other: the traffic is otherwise',
    ]);
    expect(repository.issues[1]?.body).toContain('… and 20 more.');
  });

  test('keeps names from outside text', async () => {
    const subject = 'Fix @everyone <img src=x onerror=y> --> closes #1 | `a`';
    const evil = monitored([merged(), ...moved(1, { segment: '--> | ` @octo-dev #7' })], 16, {
      subject,
      pipeline: 'a-->b',
    });
    await tell(evil);
    await tell({ ...evil, weeks: [...evil.weeks, monday(17)] });
    expect(repository.issues).toHaveLength(2);
    for (const { body } of repository.issues) {
      expect(body).not.toMatch(/<img|@everyone|closes #1/);
      expect(body.split('\n')[0]).toMatch(/^<!-- weir:finding \{[^>]*\} -->$/);
    }
  });
});

test('what the weeks before let expect is in the issue, once there are four', async () => {
  const foretold = [0.2, 0.22, 0.24, 0.26].map((amount, week) => ({ week: monday(week), amount }));
  await tell(monitored([merged({ foretold })]));
  // By hand: mean 0.23, s 0.02582, Student's t(3, 0.995) about 5.8 by the expansion, √(1/4 + 1/2) of two weeks: 0.23 ∓ 0.13.
  expect(only().body).toContain('which lets expect 10 % … 36 % (99 %, by whole weeks)');
});

describe('what people do to the issue', () => {
  test.each([
    ['closed once while it holds: opened again, once', ['close'], 'open', 1],
    ['closed twice: stays closed', ['close', 'close'], 'closed', 1],
    ['closed as not planned: stays closed', ['not planned'], 'closed', 0],
    ['renamed: keeps its name', ['rename'], 'open', 0],
    ['its label removed: gets it back', ['label'], 'open', 0],
    ['closed, its label removed', ['label', 'close'], 'open', 1],
  ])('%s', async (_what, acts, state, comments) => {
    await tell(holds(16));
    for (const [index, act] of acts.entries()) {
      const issue = only();
      if (act === 'close') github.closeIssue(issue);
      if (act === 'not planned') github.closeIssue(issue, 'not_planned');
      if (act === 'rename') issue.title = 'Mine';
      if (act === 'label') issue.labels.length = 0;
      await tell(holds(17 + index));
      await tell(holds(17 + index));
    }
    expect(only()).toMatchObject({ state, labels: ['weir'] });
    if (acts.includes('rename')) expect(only().title).toBe('Mine');
    expect(said()).toHaveLength(comments);
  });

  test('closed by who has just mended it: not opened again', async () => {
    await tell(holds(16));
    github.closeIssue(only());
    for (const window of [holds(16), mended(17), isOver(18), isOver(19)]) await tell(window);
    expect(shown()).toEqual([{ number: 1, ...CLOSED }]);
    expect(said()).toEqual([]);
  });

  test('not planned is not heard of for 90 days, and then once more', async () => {
    await tell(holds(16));
    github.closeIssue(only(), 'not_planned');
    for (const week of [17, 20, 28, 29]) await tell(holds(week));
    expect(only().state).toBe('closed');
    for (const week of [30, 31]) await tell(holds(week));
    expect(only().state).toBe('open');
    expect(said()).toEqual([expect.stringContaining('closed as not planned 90 days ago')]);
  });

  test('set aside until a week that its first line says; twice what it was, it is opened before', async () => {
    await tell(holds(16));
    github.closeIssue(only(), 'not_planned');
    await tell(holds(17));
    expect(only().body.split('\n')[1]).toBe(
      '> Set aside until the week of 2001-07-29, as it was closed as not planned. Twice what it was, it is heard of before.',
    );
    await tell(holds(18, 0.49));
    expect(only().state).toBe('closed');
    for (const week of [19, 20]) await tell(holds(week, 0.51));
    expect(only().state).toBe('open');
    expect(only().body).not.toContain('Set aside');
    expect(said()).toEqual([expect.stringMatching(/^It was set aside and is twice what it was/)]);
  });

  test('opened again by hand before that, it is awake', async () => {
    await tell(holds(16));
    github.closeIssue(only(), 'not_planned');
    await tell(holds(17));
    github.reopenIssue(only());
    await tell(holds(18));
    expect(only()).toMatchObject({ state: 'open', body: expect.not.stringContaining('Set aside') });
  });

  test('deleted: another is opened', async () => {
    await tell(holds(16));
    github.deleteIssue(repository, only());
    await tell(holds(17));
    expect(shown()).toEqual([{ number: 2, ...OPEN }]);
  });

  test('a stranger who copies its mark is not believed', async () => {
    await tell(holds(16));
    const { body } = only();
    github.deleteIssue(repository, only());
    github.openIssue(repository, { login: 'stranger', title: 'mine', body, labels: ['weir'] });
    await tell(holds(16));
    expect(repository.issues.map(({ author }) => author.login)).toEqual(['stranger', expect.stringContaining('[bot]')]);
  });
});

describe('a run that is killed at any request is finished by the next', () => {
  test.each([
    ['opening', [holds(16)], OPEN, 0],
    ['doubling', [holds(16), holds(17, 0.6)], OPEN, 1],
    ['closing', [holds(16), isOver(18)], CLOSED, 1],
    [
      'opening again',
      [holds(16), isOver(18), monitored([merged({ openedIn: monday(22) })], 22)],
      { ...OPEN, reason: 'reopened' },
      2,
    ],
  ])('%s', async (_what, windows, state, comments) => {
    const last = windows.at(-1) ?? holds();
    let tried = 0;
    for (let at = 1; ; at += 1) {
      let isAtEnd = false;
      for (const when of ['before', 'after'] as const) {
        repository.issues.length = 0;
        repository.comments.length = 0;
        for (const window of windows.slice(0, -1)) await tell(window);
        const killed = dying(to, ['issues', 'comments', 'workflows'], at, when);
        await expect
          .soft(tellAll([last], killed.port, { pauses: [] }).catch((error: Error) => error.message))
          .resolves.toSatisfy((found) => Array.isArray(found) || found === 'killed');
        isAtEnd ||= killed.count() < at;
        await tell(last);
        expect(
          shown().map(({ number: _number, ...rest }) => rest),
          `${when} request ${at}`,
        ).toEqual([state]);
        expect(said(), `${when} request ${at}`).toHaveLength(comments);
        tried += 1;
      }
      if (isAtEnd) break;
    }
    expect(tried).toBeGreaterThan(4);
  });
});

describe('runs beside each other', () => {
  test.each([
    ['open', [], holds(16), 1, 0],
    ['tell that it doubled', [holds(16)], holds(17, 0.6), 1, 1],
    ['close', [holds(16)], isOver(18), 1, 1],
  ])('%s once', async (_what, before, window, issues, comments) => {
    for (const one of before) await tell(one);
    await Promise.all([tell(window), tell(window), tell(window)]);
    await tell(window);
    const left = repository.issues.filter(({ body }) => body.startsWith('<!-- weir:finding'));
    expect(left).toHaveLength(issues);
    expect(repository.issues.filter((one) => !left.includes(one) && one.state === 'open')).toEqual([]);
    expect(said()).toHaveLength(comments);
  });
});

describe('GitHub', () => {
  test.each([
    [
      'drops the answer to the request that opens it',
      { what: 'cut', on: /^POST .*\/issues$/, when: 'after', times: 1 },
    ],
    ['is out of order when it is opened', { what: 'server-error', on: /^POST .*\/issues$/, times: 1 }],
    ['answers with half a list', { what: 'half', on: /^GET .*\/issues/, times: 1 }],
    ['answers with a page', { what: 'page', on: /^GET .*\/issues/, times: 1 }],
    ['limits', { what: 'secondary-limit', on: /^POST .*\/issues$/, times: 1, seconds: 0 }],
  ] as const)('%s: one issue', async (_what, fault) => {
    github.faults.add(fault);
    await tell(holds());
    expect(shown()).toEqual([{ number: 1, ...OPEN }]);
  });

  test('that refuses comments in a locked conversation still takes the text', async () => {
    await tell(holds(16));
    github.faults.add({
      what: 'status',
      status: 403,
      on: /^POST .*\/comments$/,
      message: 'Unable to create comment because issue is locked.',
    });
    await tell(holds(17, 0.6));
    expect(only().body).toContain('60 %');
  });

  test.each([
    ['no permission', { contents: 'read' }, 403],
    ['reading alone', { issues: 'read' }, 403],
  ] as const)('%s: nothing is written, and the error says so', async (_what, permissions, status) => {
    await expect(tellAll([holds()], open(permissions), { pauses: [] })).rejects.toMatchObject({ status });
    expect(repository.issues).toEqual([]);
  });

  test('no issues in this repository', async () => {
    repository.hasIssues = false;
    await expect(tell(holds())).rejects.toMatchObject({ status: 410 });
  });

  test('was asked for nothing that it does not describe', () => {
    expect(github.violations).toEqual([]);
  });
});
