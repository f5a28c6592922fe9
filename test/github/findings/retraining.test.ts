/** A retraining that is asked for is started once, whatever is killed or runs beside it, and the issue says what came of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RetrainConfig } from '../../../src/config/config.ts';
import { tellAll } from '../../../src/github/findings/tell.ts';
import type { Conversations } from '../../../src/github/port/conversations.ts';
import { openConversations } from '../../../src/github/with-token.ts';
import type { Monitored } from '../../../src/monitor/monitor.ts';
import { type EmulatedGitHub, type RepositoryRecord, startEmulatedGitHub } from '../../emulated-github/index.ts';
import { monday } from '../../monitor/monitored.ts';
import { dying } from '../dying.ts';
import { TRAIN, worse } from './worse.ts';

const ON_DISPATCH = 'on:\n  workflow_dispatch:\n    inputs: { issue: {}, weeks: {}, learning_rate: {} }\njobs: {}\n';
const ON_EVENT = 'on: { repository_dispatch: { types: [weir-retrain] } }\njobs: {}\n';
const ALLOWED = { contents: 'write', issues: 'write', actions: 'write' } as const;

let github: EmulatedGitHub;
let repository: RepositoryRecord;
let to: Conversations;
let name = 0;

beforeAll(async () => {
  github = await startEmulatedGitHub({ secret: 'test' });
});
afterAll(() => github.close());
beforeEach(() => open({ [TRAIN]: ON_DISPATCH }));

async function open(
  files: Readonly<Record<string, string>>,
  permissions: Readonly<Record<string, 'read' | 'write'>> = ALLOWED,
): Promise<void> {
  github.faults.clear();
  name += 1;
  repository = await github.createRepository({ owner: 'acme', name: `model-${name}`, files: { a: 'a', ...files } });
  to = conversations(permissions);
}

function conversations(permissions: Readonly<Record<string, 'read' | 'write'>>): Conversations {
  return openConversations({
    token: github.workflowToken(repository, permissions),
    repository: repository.fullName,
    baseUrl: github.url,
    pauses: { fault: 1, limit: 1, longest: 10, retries: 2 },
  });
}

const EVENT: RetrainConfig['run'] = { kind: 'event', type: 'weir-retrain' };

const over = (week: number): Monitored => {
  const { findings, ...rest } = worse(week);
  return { ...rest, status: 'quiet', findings: findings.map((one) => ({ ...one, closedIn: monday(week) })) };
};

const tell = (window: Monitored, options: Parameters<typeof tellAll>[2] = {}) =>
  tellAll([window], to, { pauses: [1], ...options });
const only = () => {
  const [issue, ...others] = repository.issues;
  if (!issue || others.length > 0) throw new Error(`${repository.issues.length} issues`);
  return issue;
};
const runs = () => repository.workflowRuns;
const claims = () => github.said(repository, only()).filter(({ body }) => body.includes('is asked for'));
/** As when a day has gone by. */
const age = () => {
  for (const one of claims()) Object.assign(one, { createdAt: '2001-01-01T00:00:00Z' });
};

describe('a workflow', () => {
  test('is started with the inputs that it declares, and the issue names its run', async () => {
    await tell(worse());
    expect(runs()).toMatchObject([{ path: TRAIN, event: 'workflow_dispatch' }]);
    // Weeks 13 to 16 are the four newest.
    expect(runs()[0]?.inputs).toEqual({ issue: '1', weeks: '2001-04-02,2001-04-09,2001-04-16,2001-04-23' });
    expect(only().body).toContain(
      `**A retraining is asked for.** It has started: ${github.url}/${repository.fullName}`,
    );
    expect(only().body).toContain(`/actions/runs/${runs()[0]?.id} (\`${TRAIN}\`).`);
    expect(claims()).toHaveLength(1);
  });

  test('is not started again while it is worse, whoever looks', async () => {
    for (const week of [16, 16, 17, 25]) await tell(worse(week, { at: monday(40) }));
    await Promise.all([tell(worse(25)), tell(worse(25))]);
    expect(runs()).toHaveLength(1);
  });

  test.each([
    ['has another trigger', { [TRAIN]: 'on: push\n' }, ALLOWED, 'it has no trigger workflow\\_dispatch'],
    ['is no YAML', { [TRAIN]: 'on: [' }, ALLOWED, 'it has no trigger workflow\\_dispatch'],
    ['is not there', {}, ALLOWED, 'it is not on the default branch'],
    [
      'may not be started',
      { [TRAIN]: ON_DISPATCH },
      { ...ALLOWED, actions: 'read' },
      'GitHub does not let Weir do that, which needs actions: write',
    ],
    [
      'wants what Weir does not know',
      { [TRAIN]: 'on: { workflow_dispatch: { inputs: { rate: { required: true } } } }' },
      ALLOWED,
      "GitHub answers 422, Required input 'rate' not provided",
    ],
  ] as const)(
    'that %s is not started, the issue says why, and the next look tries again',
    async (_what, files, permissions, why) => {
      await open(files, permissions);
      await tell(worse());
      expect(runs()).toEqual([]);
      expect(only().body).toContain(`was not started: ${why}`);
      expect(claims()).toEqual([]);
      const before = github.requests.length;
      await tell(worse());
      expect(
        github.requests.slice(before).filter(({ method, path }) => method === 'PATCH' && /issues/.test(path)),
      ).toEqual([]);

      await github.commit(repository, 'main', { [TRAIN]: 'on: [push, workflow_dispatch]\n' });
      to = conversations(ALLOWED);
      await tell(worse());
      expect(runs()).toMatchObject([{ inputs: {} }]);
      expect(only().body).toContain('It has started');
    },
  );

  test('in a conversation that is locked is not started', async () => {
    github.faults.add({ what: 'status', status: 403, on: /^POST .*\/comments$/ });
    await tell(worse());
    expect(runs()).toEqual([]);
    expect(only().body).toContain('an open conversation');
  });

  test('of a finding that is not wanted, or closed as not planned, is not started', async () => {
    await tell(worse(16, { when: ['tier.accuracy'] }));
    expect(only().body).not.toContain('retraining is asked for');
    github.closeIssue(only(), 'not_planned');
    await tell(worse(17));
    expect(runs()).toEqual([]);
  });

  test('a stranger who writes its comment does not keep it from being started', async () => {
    await tell(worse(16, { run: undefined }));
    const mark = '<!-- weir:start {"opened":"2001\\u002d04\\u002d16","ask":1,"after":0,"nonce":"x"} -->';
    github.say(repository, only(), 'stranger', mark);
    await tell(worse(16));
    expect(runs()).toHaveLength(1);
  });
});

describe('an event', () => {
  test('starts whatever waits for it, which is found by its name', async () => {
    await open({ '.github/workflows/any.yml': ON_EVENT });
    await tell(worse(16, { run: EVENT }));
    expect(runs()).toMatchObject([{ event: 'repository_dispatch', title: 'weir-retrain' }]);
    expect(runs()[0]?.inputs).toMatchObject({ issue: 1, pipeline: 'claims', from: '2001-04-02', to: '2001-04-23' });
    expect(only().body).toContain(`/actions/runs/${runs()[0]?.id} (the event \`weir-retrain\`)`);
  });

  test('that nobody waits for is said so, and is not sent again', async () => {
    await tell(worse(16, { run: EVENT }));
    age();
    await tell(worse(17, { run: EVENT }));
    expect(only().body).toContain('no run of that name is to be seen: does a workflow wait for it?');
    expect(
      github.requests.filter(({ method, path }) => method === 'POST' && path.endsWith(`${repository.name}/dispatches`)),
    ).toHaveLength(1);
  });

  test('needs contents: write', async () => {
    await open({}, { issues: 'write', contents: 'read', actions: 'read' });
    await tell(worse(16, { run: EVENT }));
    expect(only().body).toContain('The event `weir-retrain` was not started: GitHub does not let Weir do that');
    expect(only().body).toContain('contents: write and actions: read');
  });
});

describe('started once', () => {
  test.each(['before', 'after'] as const)('by runs that are killed %s any of their requests', async (when) => {
    let tried = 0;
    for (let at = 1; ; at += 1) {
      for (const list of [repository.issues, repository.comments, repository.workflowRuns]) list.length = 0;
      const killed = dying(to, ['issues', 'comments', 'workflows'], at, when);
      await tellAll([worse()], killed.port, { pauses: [] }).catch(() => undefined);
      await tell(worse());
      expect(runs().length, `at ${at}, at once`).toBeLessThanOrEqual(1);
      // Where it is not known whether GitHub took it, the look of the next day knows.
      age();
      await tell(worse());
      expect(runs(), `at ${at}, a day later`).toHaveLength(1);
      expect(only().body, `at ${at}`).toContain(`It has started: ${github.url}`);
      expect(claims(), `at ${at}`).toHaveLength(1);
      tried += 1;
      if (killed.count() < at) break;
    }
    expect(tried).toBeGreaterThan(8);
  });

  test.each([
    ['drops its answer', 'after'],
    ['is out of order', 'before'],
  ] as const)('where GitHub %s', async (_what, when) => {
    github.faults.add({ what: 'cut', on: /^POST .*\/dispatches$/, when, times: 1 });
    await tell(worse());
    if (when === 'before') expect(only().body).toContain('no run is to be seen yet');
    age();
    await tell(worse());
    expect(runs()).toHaveLength(1);
    expect(only().body).toContain('It has started');
  });

  // Claims are as old as GitHub says, whose clock is not this machine's.
  test.each([
    ['ten minutes have gone by at GitHub alone', false, 660, 1],
    ['a day has gone by on this machine alone', true, -86_400 * 20_000, 0],
  ])('where it is not known whether GitHub took it, and %s', async (_what, aged, ahead, started) => {
    github.faults.add({ what: 'cut', on: /^POST .*\/dispatches$/, when: 'before', times: 1 });
    await tell(worse());
    if (aged) age();
    github.setAhead(ahead);
    try {
      await tell(worse());
    } finally {
      github.setAhead(0);
    }
    expect(runs()).toHaveLength(started);
  });

  test('by runs beside each other', async () => {
    await Promise.all([tell(worse()), tell(worse()), tell(worse())]);
    await tell(worse());
    expect(runs()).toHaveLength(1);
  });
});

describe('asked for again', () => {
  const failing = {
    retrainedBy: async (_issue: unknown, { states }: Monitored) => states.slice(1).map(({ commit }) => commit),
  };

  test('once one has failed and the cooldown is over, and after two no more', async () => {
    await tell(worse(16));
    await tell(worse(18), failing);
    // 30 days after 2001-04-23 are in the week after that of 2001-05-21.
    expect(only().body).toContain('Another is asked for from the week of 2001-05-28 on');
    expect(runs()).toHaveLength(1);
    await tell(worse(21), failing);
    expect(only().body).toContain('asked for again, as one has not mended it.** It has started');
    expect(runs()).toHaveLength(2);
    const both = worse(24);
    const second = { ...both.states[1]!, commit: 'b'.repeat(40) };
    await tell(
      { ...both, states: [...both.states, second], runs: both.runs.map((one) => (one === 1 ? 2 : 0)) },
      failing,
    );
    expect(only().body).toContain('**Weir asks for no further retraining**');
    expect(runs()).toHaveLength(2);
  });

  test('when it is back after it was over: not before the cooldown, and what retrained before does not count', async () => {
    await tell(worse(16));
    await tell(over(18));
    expect(only().state).toBe('closed');
    const back = (week: number) => {
      const { findings, ...rest } = worse(week);
      return { ...rest, findings: findings.map((one) => ({ ...one, since: monday(18), openedIn: monday(19) })) };
    };
    await tell(back(19), failing);
    expect(only().body).toContain(
      'A retraining was asked for in the week of 2001-04-23. Weir asks for another from the week of 2001-05-28 on',
    );
    await tell(back(21), failing);
    expect(only().body).toContain('**A retraining is asked for.** It has started');
    expect(runs()).toHaveLength(2);
  });
});

test('GitHub was asked for nothing that it does not describe', () => {
  const refused = /Unexpected inputs|599/;
  expect(github.violations.filter((one) => refused.test(one))).toEqual([]);
});
