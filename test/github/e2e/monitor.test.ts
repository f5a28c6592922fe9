/** What the App does about production: on its schedule, and when owners answer in the issue. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Issue, RepositoryRecord } from '../../emulated-github/index.ts';
import { openBrowser } from '../reports/browser.ts';
import { type OwnProcess, openOwnProcess } from './own-process.ts';
import { CLAIMED, DAY, LABELLED, labelled, MONDAY, paidFrom, traffic, WEIR_YML } from './production.ts';

const PATIENCE = { client: { pauses: { fault: 1, limit: 1, longest: 10, retries: 2 } } };
const READING = {
  checks: 'write',
  contents: 'read',
  issues: 'read',
  metadata: 'read',
  pull_requests: 'write',
} as const;
const ISSUES = { ...READING, issues: 'write', members: 'read' } as const;
const CODE = { ...ISSUES, contents: 'write' } as const;

let app: OwnProcess;
let repository: RepositoryRecord;
afterEach(() => {
  expect(app.github.violations).toEqual([]);
});

async function start(permissions: Readonly<Record<string, 'read' | 'write'>>): Promise<void> {
  app = await openOwnProcess({ WEIR_MONITOR_CRON: '0 0 1 1 *' }, PATIENCE, permissions);
  repository = await app.github.createRepository({ owner: 'acme', name: 'claims', files: CLAIMED });
  const pull = await app.github.openPull({ repository, branch: 'earlier', files: { 'paid.json': paidFrom(25) } });
  await app.github.merge(pull);
  app.github.install(repository);
  await look();
}

/** As after a time in which the App did not run: what was due is made up for. */
async function look(): Promise<void> {
  await app.restart();
  await app.idle();
}

function only(): Issue {
  const [issue, ...others] = repository.issues;
  if (!issue || others.length > 0) throw new Error(`${repository.issues.length} issues`);
  return issue;
}

/** Reactions, and what was answered. */
async function say(login: string, body: string): Promise<{ reactions: string[]; answers: string[] }> {
  const id = app.github.say(repository, only(), login, body);
  await app.idle();
  const comment = repository.comments.find((one) => one.id === id);
  return {
    reactions: (comment?.reactions ?? []).map(({ content }) => content),
    answers: app.github
      .said(repository, only())
      .flatMap(({ body: said }) =>
        said.startsWith(`<!-- weir-answer ${Buffer.from(`comment ${id}`).toString('base64url')}`) ? said : [],
      ),
  };
}

describe('with issues: write', () => {
  beforeAll(() => start(ISSUES));
  afterAll(() => app.close());

  test('the merge that moved production is an issue that says what to answer', async () => {
    const { title, body, labels, state } = only();
    expect({ title, labels, state }).toEqual({
      title: 'claims: #1 moved paid.changed',
      labels: ['weir'],
      state: 'open',
    });
    expect(body).toContain(
      '**claims: paid.share.yes +25 points since the week of 2001-02-19. #1 did it (+25 points); traffic 0 points.**',
    );
    expect(body).toContain('`/weir accept <reason>` in a comment');
    expect(await app.page('/')).not.toContain('not granted');
  });

  test('another look in the same window writes nothing', async () => {
    const before = app.github.requests.length;
    await look();
    const written = app.github.requests
      .slice(before)
      .filter(({ method, path }) => method !== 'GET' && path.includes('/issues'));
    expect(written).toEqual([]);
  });

  test.each([
    ['octo-stranger', '/weir snooze 14d', 'confused', 'is not for `octo-stranger` to snooze'],
    ['octo-claims', '/weir snooze 91d', 'confused', 'no time from 1 to 90 days'],
    ['octo-claims', '/weir snooze', 'confused', 'For how long?'],
    ['octo-claims', '/weir approve claims fine', 'confused', 'is for pull requests'],
    ['octo-claims', '/weir accept', 'confused', 'needs a reason'],
    ['octo-stranger', '/weir help', 'rocket', '/weir snooze 14d'],
  ])('%s writes %s', async (login, body, reaction, answer) => {
    expect(await say(login, body)).toEqual({
      reactions: ['eyes', reaction],
      answers: [expect.stringContaining(answer)],
    });
    expect(only().state).toBe('open');
  });

  test('what is quoted, or written in another issue, is no command', async () => {
    expect(await say('octo-claims', '> /weir snooze 14d\n\nShould we?')).toEqual({ reactions: [], answers: [] });
    const other = app.github.openIssue(repository, { title: 'Mine', body: 'No mark' });
    app.github.say(repository, other, 'octo-claims', '/weir snooze 14d');
    await app.idle();
    expect(app.github.said(repository, other)).toHaveLength(1);
    app.github.deleteIssue(repository, other);
  });

  test('without contents: write the answer to accept carries the command and the file', async () => {
    const { reactions, answers } = await say('octo-claims', "/weir accept it's the new rule");
    expect(reactions).toEqual(['eyes', 'rocket']);
    expect(answers[0]).toContain(`weir monitor --pipeline 'claims' --at 2001-03-05 --accept 'it'\\''s the new rule'`);
    expect(answers[0]).toContain('"accepted": "2001-02-26"');
    expect(repository.pulls).toHaveLength(1);
  });

  test('an owner snoozes it: closed until then, whoever looks', async () => {
    expect(await say('octo-claims', '/weir snooze 14d')).toEqual({ reactions: ['eyes', 'rocket'], answers: [] });
    expect(only()).toMatchObject({ state: 'closed', reason: 'not_planned' });
    expect(only().body).toContain('> Snoozed by `octo-claims` until the week of 2001-03-12.');
    expect((await app.audit()).at(-1)).toMatch(/"kind":"snooze".*"until":"2001-03-12","by":"octo-claims"/);
    await app.github.commit(repository, 'main', traffic(9));
    await look();
    expect(only().state).toBe('closed');
    await app.github.commit(repository, 'main', traffic(10));
    await look();
    expect(only().state).toBe('open');
    expect(app.github.said(repository, only()).at(-1)?.body).toContain(
      'The snooze by `octo-claims` is over and still holds.',
    );
  });

  test('a snooze whose comment was deleted is over', async () => {
    await say('octo-claims', '/weir snooze 4w');
    expect(only().state).toBe('closed');
    const comment = app.github.said(repository, only()).findLast(({ body }) => body === '/weir snooze 4w');
    repository.comments.splice(repository.comments.indexOf(comment ?? expect.fail('no comment')), 1);
    await look();
    expect(only().state).toBe('open');
  });

  test('a snooze that the App has not signed counts for nothing', async () => {
    const issue = only();
    await say('octo-claims', '/weir snooze 4w');
    expect(issue.body).toContain('"seal":"');
    issue.body = issue.body.replace(/"seal":"[^"]+"/, (seal) => `${seal.slice(0, -2)}x"`);
    await look();
    expect(issue.state).toBe('open');
  });
});

describe('with reports', () => {
  const publicUrl = 'https://weir.acme.example';
  beforeAll(async () => {
    app = await openOwnProcess({ WEIR_MONITOR_CRON: '0 0 1 1 *' }, PATIENCE, ISSUES);
    // Seven weeks before this one, in which it is merged, and one after it.
    const now = Math.floor((Date.now() - MONDAY) / (7 * DAY));
    const weeks = Array.from({ length: 10 }, (_, week) => traffic(week, undefined, MONDAY + (now - 7) * 7 * DAY));
    const all = { '.github/weir.yml': WEIR_YML, 'paid.json': paidFrom(50), ...Object.assign({}, ...weeks) };
    repository = await app.github.createRepository({ owner: 'acme', name: 'claims', files: all });
    const pull = await app.github.openPull({ repository, branch: 'earlier', files: { 'paid.json': paidFrom(25) } });
    await app.github.merge(pull);
    app.github.install(repository);
    const { clientId: GITHUB_CLIENT_ID, clientSecret: GITHUB_CLIENT_SECRET } = app.github.app;
    app.github.setCallbackUrl(`${publicUrl}/login`);
    await app.restart({ WEIR_PUBLIC_URL: publicUrl, GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET });
    await app.idle();
  });
  afterAll(() => app.close());

  test('the page of the default branch says whether what was expected of merges came', async () => {
    const browser = openBrowser(app.github, 'octo-dev', { publicUrl, app: app.url() });
    const shown = await (await browser.visit('/reports/acme/claims')).text();
    // Each week 15 of 60 requests are answered otherwise: nothing else is expected, and nothing else came.
    expect(shown).toContain('1 of 1 prediction about 1 merge held (100 %); promised are 99 %.');
    expect(only().body).toContain('What was expected of merges of claims so far: 1 of 1 prediction about 1 merge held');
  });
});

describe('with rules in another repository', () => {
  beforeAll(async () => {
    app = await openOwnProcess({ WEIR_MONITOR_CRON: '0 0 1 1 *' }, PATIENCE, ISSUES);
    const risk = await app.github.createRepository({
      owner: 'acme',
      name: 'risk',
      files: { 'paid.json': paidFrom(50) },
    });
    const { 'paid.json': _rules, ...own } = CLAIMED;
    const all = { ...own, '.github/weir.yml': WEIR_YML.replace('paid.json', 'acme/risk:paid.json') };
    repository = await app.github.createRepository({ owner: 'acme', name: 'claims', files: all });
    app.github.install(repository);
    await look();
    // Not to be read yet.
    expect(repository.issues).toEqual([]);
    expect(await app.page('/metrics')).toMatch(/weir_monitored_total\{outcome="broken"\} 1/);
    app.github.install(risk);
    const pull = await app.github.openPull({
      repository: risk,
      branch: 'earlier',
      files: { 'paid.json': paidFrom(25) },
    });
    await app.github.merge(pull);
    await look();
  });
  afterAll(() => app.close());

  test('the merge there is an issue here, which names the repository', async () => {
    const { body, state } = only();
    expect(state).toBe('open');
    expect(body).toMatch(
      /\*\*claims: paid\.share\.yes \+25 points since the week of 2001-02-19\. \w{12} \(acme\/risk: /,
    );
    expect(body).toContain('acme/risk');
  });
});

describe('with contents: write', () => {
  beforeAll(() => start(CODE));
  afterAll(() => app.close());

  test('accepting opens one pull request, old against new, whose merge closes the issue', async () => {
    const { reactions, answers } = await say('octo-claims', '/weir accept the new rule of the EU');
    expect(reactions).toEqual(['eyes', 'rocket']);
    expect(answers[0]).toContain('#3 makes what is now the usual');
    const again = await say('octo-claims', '/weir accept the new rule of the EU');
    expect(again.answers[0]).toContain('#3 proposes that already');
    const [, pull, ...others] = repository.pulls;
    expect(others).toEqual([]);
    if (!pull) throw new Error('no pull request');
    expect(pull.author.login).toBe('weir[bot]');
    expect(pull.body).toContain('`octo-claims` accepts in #2');
    expect(pull.body).toContain('the new rule of the EU');
    expect(pull.body).toMatch(/\| `paid\.share\.yes` \| 50 % \| 50 % to 75 % \|/);
    expect((await app.audit()).at(-1)).toMatch(/"kind":"accept".*"issue":2.*"reason":"the new rule of the EU"/);

    await app.github.merge(pull);
    await app.idle();
    expect(only()).toMatchObject({ state: 'closed', reason: 'completed' });
    expect(app.github.said(repository, only()).at(-1)?.body).toContain('the new rule of the EU');
    expect((await say('octo-claims', '/weir accept once more')).answers[0]).toContain('is over');
  });
});

describe('with labels', () => {
  beforeAll(async () => {
    app = await openOwnProcess({ WEIR_MONITOR_CRON: '0 0 1 1 *' }, PATIENCE, { ...ISSUES, actions: 'write' });
    repository = await app.github.createRepository({ owner: 'acme', name: 'claims', files: LABELLED });
    app.github.install(repository);
    await look();
  });
  afterAll(() => app.close());

  test('the world that has changed is an issue with evidence, what to train on and criteria', () => {
    const { title, body } = only();
    expect(title).toBe('claims: what turns out to be right is otherwise');
    // By hand: of 120 requests 30 have a delay of 25 to 49 minutes.
    expect(body).toContain('- `paid`: accuracy 100 % → 75 % on 120 labelled requests (coverage 100 %');
    expect(body).toContain('Train on the 9 weeks from that of 2001-01-01 to that of 2001-02-26');
    expect(body).toContain(
      'Judged on the labelled requests of later weeks, once there are any, else of the 2 weeks from that of 2001-02-19 to that of 2001-02-26',
    );
    expect(repository.workflowRuns).toMatchObject([{ inputs: { issue: '1', from: '2001-01-01' } }]);
    expect(body).toContain(
      `It has started: ${app.github.url}/acme/claims/actions/runs/${repository.workflowRuns[0]?.id}`,
    );
    expect(body).toContain('- `paid`: accuracy at least 99 %\n- `paid.changed` at most 20 % in each of the weeks');
  });

  test('a pull request that retrains says which criteria are met', async () => {
    const files = { 'paid.json': paidFrom(25) };
    const pull = await app.github.openPull({
      repository,
      branch: 'trained',
      files,
      body: 'New model.\n\nRetrains: #1',
    });
    await app.idle();
    const { conclusion, output } = app.check(pull) ?? {};
    expect(conclusion).toBe('success');
    // Of 60 requests a week 15 are answered otherwise, and the 30 that were wrong are right.
    expect(output?.summary).toContain('1 of 2 criteria met');
    expect(output?.summary).toMatch(/✔ paid\.accuracy 75 % → 100 % on the same 120 labelled requests \(\+25 points/);
    expect(output?.summary).toContain('which were there to train on, too');
    expect(output?.summary).toMatch(/✖ paid\.changed 25 % in the furthest week, at most 20 %/);
  });

  test('two retrainings that do not mend it are enough', async () => {
    // Each comes a week before the two that show it, and neither is right enough.
    for (const [index, delay] of [45, 40].entries()) {
      const files = { 'paid.json': paidFrom(delay) };
      const branch = `trained-${delay}`;
      const pull = await app.github.openPull({ repository, branch, files, body: 'Retrains: #1' });
      if (index === 1) {
        await app.idle();
        // Weeks 9 and 10, of which each has 60 requests.
        expect(app.check(pull)?.output.summary).toContain('on the same 120 labelled requests');
        expect(app.check(pull)?.output.summary).toContain('On weeks after those to train on.');
      }
      await app.github.merge(pull);
      for (const week of [9 + 2 * index, 10 + 2 * index])
        await app.github.commit(repository, 'main', labelled(week, delay));
      await look();
      expect(only().state).toBe('open');
      expect(only().body).toContain(
        index === 0
          ? 'again, as one has not mended it.** It has started'
          : '**Weir asks for no further retraining**: 2 have run',
      );
      expect(repository.workflowRuns).toHaveLength(2);
    }
  });

  test('one that does closes it after two good weeks', async () => {
    const files = { 'paid.json': paidFrom(25) };
    await app.github.merge(await app.github.openPull({ repository, branch: 'right', files, body: 'Retrains: #1' }));
    for (const week of [13, 14]) await app.github.commit(repository, 'main', labelled(week, 25));
    await look();
    expect(only()).toMatchObject({ state: 'closed', reason: 'completed' });
  });

  test('an issue that asks for nothing of the kind is named', async () => {
    const other = app.github.openIssue(repository, { title: 'Mine', body: 'No mark' });
    const files = { 'paid.json': paidFrom(30) };
    const body = `Retrains: #${other.number}`;
    const pull = await app.github.openPull({ repository, branch: 'other', files, body });
    await app.idle();
    expect(app.check(pull)?.output.summary).toContain("that is no issue of Weir's that asks for a retraining");
  });
});

describe('without issues: write', () => {
  beforeAll(() => start(READING));
  afterAll(() => app.close());

  test('checks go on as before, nothing is watched, and who operates it is told', async () => {
    expect(repository.issues).toEqual([]);
    expect(await app.page('/')).toContain('1 installation has not granted issues: write');
    expect(await app.page('/metrics')).toMatch(/weir_monitored_total\{outcome="no permission"\} \d/);
    const pull = await app.github.openPull({ repository, branch: 'later', files: { 'paid.json': paidFrom(50) } });
    await app.idle();
    expect(app.check(pull)?.conclusion).toBe('failure');
  });
});
