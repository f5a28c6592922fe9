/** What owners ask for in issues about production, whose process is killed at any request: done once by the next. */
import { describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../../../src/github/approvals/audit.ts';
import { signer } from '../../../../src/github/approvals/decision.ts';
import { type Life, markOf, readMark } from '../../../../src/github/findings/mark.ts';
import type { Proposed } from '../../../../src/github/findings/proposal.ts';
import type { Repository } from '../../../../src/github/port/repository.ts';
import { propose } from '../../../../src/github/work/monitor/accept.ts';
import { snooze, snoozeStands } from '../../../../src/github/work/monitor/snooze.ts';
import { newPrivateKey } from '../../approvals/keys.ts';
import { dying, type When } from '../../dying.ts';
import { modelGitHub } from '../../model/github.ts';

const PROPOSED: Proposed = {
  ...{
    pipeline: 'late claims',
    reason: 'the new rule',
    by: 'octo-claims',
    comment: 'https://github.test/c/5',
    issue: 3,
  },
  ...{ window: '2001-04-23', weeks: 13, path: '.weir/baseline/late%20claims.json', text: '{"version":1}\n' },
  usual: { 'paid.share.yes': { before: [0.5, 0.5], now: [0.74, 0.75] } },
};
const LIFE: Life = {
  ...{ pipeline: 'late claims', cause: 'traffic', state: 'holding', window: '2001-04-23', opened: '2001-04-16' },
  told: 2,
};
const PARTS = ['git', 'pulls', 'issues', 'comments'] as const;

/** Once for each request and both moments of dying, and once more to the end. */
async function killedEverywhere(
  open: () => Promise<Repository>,
  act: (repository: Repository) => Promise<unknown>,
  look: (repository: Repository, what: string) => Promise<void>,
): Promise<number> {
  let tried = 0;
  for (let at = 1; ; at += 1) {
    let isAtEnd = false;
    for (const when of ['before', 'after'] as const satisfies readonly When[]) {
      const repository = await open();
      const killed = dying(repository, PARTS, at, when);
      const ended = await act(killed.port).then(
        () => 'done',
        (error: Error) => error.message,
      );
      isAtEnd ||= killed.count() < at;
      expect(['done', 'killed'], `${when} request ${at}`).toContain(ended);
      await act(repository);
      await look(repository, `${when} request ${at}`);
      tried += 1;
    }
    if (isAtEnd) return tried;
  }
}

describe('a pull request with a baseline', () => {
  const github = () => modelGitHub({ 'README.md': 'Claims\n' });
  const ask = async (repository: Repository, comment = 5) => {
    const revision = await repository.git.tip('main');
    return propose(repository, { branch: 'main', snapshot: { revision } }, PROPOSED, comment);
  };

  test('is opened once', async () => {
    const tried = await killedEverywhere(
      async () => github().open(),
      (repository) => ask(repository),
      async (repository, what) => {
        const branches = await repository.git.branches('weir/');
        expect(branches, what).toHaveLength(1);
        expect(branches[0]?.name).toMatch(/^weir\/baseline\/late-claims-[0-9a-f]{8}\/5$/);
        expect(await repository.pulls.from(branches[0]?.name ?? ''), what).toHaveLength(1);
        const file = await repository.git.file(PROPOSED.path, branches[0]?.name ?? '');
        expect(Buffer.from(file ?? []).toString(), what).toBe(PROPOSED.text);
      },
    );
    expect(tried).toBeGreaterThan(10);
  });

  test('that is open is not opened again for another comment, and one that was closed is', async () => {
    const model = github();
    const first = await ask(model.open());
    expect(await ask(model.open(), 6)).toEqual({ pull: first?.pull, isOwn: false });
    model.change(first?.pull.number ?? 0, { open: false });
    expect((await ask(model.open(), 6))?.pull.number).not.toBe(first?.pull.number);
  });

  test.each(['git.makeCommit', 'git.makeBranch'])('where GitHub refuses %s there is none', async (question) => {
    const model = github();
    model.refuse(question, 403);
    expect(await ask(model.open())).toBeUndefined();
    expect(await model.open().git.branches('weir/')).toEqual([]);
  });
});

describe('a snooze', () => {
  const work = { signer: signer(newPrivateKey()) };
  const comment = {
    ...{ id: 9, pull: undefined, issue: 3, url: 'https://github.test/c/9', login: 'octo-claims', isBot: false },
    ...{
      nodeId: 'IC_1',
      body: '/weir snooze 2w',
      createdAt: '2026-01-05T10:00:00Z',
      updatedAt: '2026-01-05T10:00:00Z',
    },
  };
  const body = `${markOf(LIFE)}\n\n**late claims: moved.**`;
  const open = async () => {
    const repository = modelGitHub({ 'README.md': 'Claims\n' }).open();
    await repository.issues.open({ title: 'late', body, labels: ['weir'] });
    return repository;
  };
  const only = async (repository: Repository) =>
    (await repository.issues.labelled('weir'))[0] ?? expect.fail('no issue');
  const ask = async (repository: Repository) => {
    const audit: AuditEntry[] = [];
    const issue = await only(repository);
    const life = readMark(issue.body) ?? expect.fail('no mark');
    const context = { ...work, audit: { record: async (entry: AuditEntry) => void audit.push(entry) } };
    await snooze(context, repository, 77, { issue, life }, comment, 14);
    return audit;
  };

  test('is written once, and says until when', async () => {
    await killedEverywhere(open, ask, async (repository, what) => {
      const { state, reason, body: said } = await only(repository);
      expect({ state, reason }, what).toEqual({ state: 'closed', reason: 'not_planned' });
      expect(said.match(/> Snoozed by `octo-claims` until the week of 2001-05-07\./g), what).toHaveLength(1);
      expect(said, what).toContain('**late claims: moved.**');
    });
  });

  test('is in the audit log', async () => {
    expect(await ask(await open())).toEqual([
      expect.objectContaining({ kind: 'snooze', pipeline: 'late claims', until: '2001-05-07', by: 'octo-claims' }),
    ]);
  });

  test.each<[string, boolean, object, number]>([
    ['stands', true, {}, 77],
    ['of another repository', false, {}, 78],
    ['longer than was signed', false, { snoozed: '2001-06-07' }, 77],
    ['in the name of somebody else', false, { snoozedBy: 'octo-boss' }, 77],
    ['of another cause', false, { cause: 'world' }, 77],
    ['without a signature', false, { seal: 'a.b' }, 77],
  ])('%s', async (_what, expected, change, repositoryId) => {
    const repository = await open();
    await ask(repository);
    const issue = await only(repository);
    const life = { ...(readMark(issue.body) ?? expect.fail('no mark')), ...change };
    const reading = { ...repository, comments: { ...repository.comments, read: async () => comment } };
    expect(await snoozeStands(work, reading, repositoryId, issue, life)).toBe(expected);
  });
});
