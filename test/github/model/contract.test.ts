/** Octokit in front of the emulated GitHub, and the model, answer the port's questions alike: what the model is held to. */
import { ProbotOctokit } from 'probot';
import { describe, expect, test } from 'vitest';
import { openRepository } from '../../../src/github/octokit/repository.ts';
import type { Repository } from '../../../src/github/port/repository.ts';
import { startFixture } from '../emulated-github/fixture.ts';
import { modelGitHub } from './github.ts';

/** What people do, on either of them. */
interface Stage {
  readonly repository: Repository;
  readonly app: number;
  readonly bot: string;
  commit(branch: string, files: Record<string, string>): Promise<string>;
  /** Gives its number. */
  openPull(branch: string): Promise<number>;
  close(number: number): Promise<void>;
  comment(number: number, login: string, body: string): number;
  edit(number: number, id: number, login: string, body: string, when?: 'at once'): void;
  grant(login: string, role: 'write' | 'triage'): void;
  team(name: 'claims', ...logins: string[]): void;
  deploy(head: string, environment: string, address: string): void;
}

const FILES = { 'a.txt': 'one\n', 'dir/b.json': '{}' };

async function emulated(): Promise<Stage> {
  const { github, repository, octokit } = await startFixture();
  const { token } = (await octokit.auth()) as { token: string };
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const client = new ProbotOctokit({
    ...{ baseUrl: github.url, auth: { token }, log: quiet },
    ...{ throttle: { enabled: false }, retry: { enabled: false } },
  });
  const pulls = new Map<number, Awaited<ReturnType<typeof github.openPull>>>();
  const pullOf = (number: number) => pulls.get(number) ?? expect.fail(`no pull request ${number}`);
  return {
    repository: openRepository(client, { installation: 1, owner: 'acme', repo: 'claims' }),
    app: github.app.id,
    bot: `${github.app.slug}[bot]`,
    commit: (branch, files) => github.commit(repository, branch, files),
    async openPull(branch) {
      const pull = await github.openPull({ repository, branch, author: 'octo-dev' });
      pulls.set(pull.number, pull);
      return pull.number;
    },
    close: (number) => github.closePull(pullOf(number)),
    comment: (number, login, body) => github.comment(pullOf(number), login, body),
    edit: (number, id, login, body, when) => github.editComment(pullOf(number), id, login, body, when),
    grant: (login, role) => github.grant(login, repository, role),
    team: (name, ...logins) => github.team('acme', name, logins),
    deploy: (head, environment, url) => github.deploy(repository, head, { environment, url, state: 'success' }),
  };
}

async function model(): Promise<Stage> {
  const github = modelGitHub(FILES);
  return {
    repository: github.open(),
    app: 7,
    bot: 'weir[bot]',
    commit: async (branch, files) => github.commit(branch, files),
    openPull: async (branch) => github.openPull(branch),
    close: async (number) => github.change(number, { open: false }),
    comment: (number, login, body) => github.comment(number, login, body).id,
    edit: (_number, id, _login, body, when) => github.editComment(id, body, when),
    grant: (login, role) => github.grant(login, role),
    team: (name, ...logins) => github.team(`acme/${name}`, ...logins),
    deploy: (head, environment, address) => github.deploy(head, environment, address),
  };
}

describe.each([
  ['Octokit', emulated],
  ['the model', model],
])('%s', (_name, open) => {
  test('tells pull requests as they are now', async () => {
    const { repository, commit, openPull, close } = await open();
    const first = await commit('change', { 'a.txt': 'two\n' });
    const number = await openPull('change');
    const head = await commit('change', { 'a.txt': 'three\n' });
    const pull = { number, open: true, author: 'octo-dev', head, baseRef: 'main', fork: false };

    expect(await repository.pulls.read(number)).toMatchObject(pull);
    expect(await repository.pulls.open()).toMatchObject([pull]);
    expect(await repository.pulls.open('main')).toHaveLength(1);
    expect(await repository.pulls.open('elsewhere')).toEqual([]);
    expect(await repository.pulls.commits(number)).toEqual([first, head]);
    expect(await repository.pulls.lastForcePush(number)).toBeUndefined();

    await close(number);
    expect(await repository.pulls.read(number)).toMatchObject({ ...pull, open: false });
    expect(await repository.pulls.open()).toEqual([]);
    await expect(repository.pulls.read(9999)).rejects.toMatchObject({ status: 404 });
  });

  test('says where a commit is deployed, by environment or in any', async () => {
    const { repository, commit, deploy } = await open();
    const head = await commit('change', { 'a.txt': 'two\n' });
    const { deployments } = repository;
    expect(await deployments.find(head, undefined)).toBeUndefined();
    deploy(head, 'preview', 'https://one.preview.example');
    deploy(head, 'docs', 'https://docs.example');
    deploy(head, 'preview', 'https://two.preview.example');
    expect(await deployments.find(head, 'preview')).toBe('https://two.preview.example');
    expect(await deployments.find(head, 'docs')).toBe('https://docs.example');
    expect(await deployments.find(head, undefined)).toBe('https://two.preview.example');
    expect(await deployments.find(head, 'production')).toBeUndefined();
  });

  test('keeps checks, the newest first, and adds annotations to those that are there', async () => {
    const { repository, app, commit } = await open();
    const head = await commit('change', { 'a.txt': 'two\n' });
    const { checks } = repository;
    const [older, newer] = [
      await checks.create({ name: 'weir', head, externalId: 'pull/1' }),
      await checks.create({ name: 'weir', head, externalId: 'pull/1', output: { title: 'Queued', summary: 'Soon.' } }),
    ];
    expect(older).toMatchObject({ head, externalId: 'pull/1', status: 'queued', conclusion: null, summary: '' });
    expect(newer.summary).toBe('Soon.');

    const output = { title: 'fail', summary: 'All of it.' };
    const done = await checks.update(newer.id, { status: 'completed', conclusion: 'failure', output });
    expect(done).toMatchObject({ status: 'completed', conclusion: 'failure', summary: 'All of it.' });
    expect(done.completedAt).toEqual(expect.any(String));
    for (const line of [1, 2]) {
      const place = { path: 'a.txt', start: line, end: line, level: 'notice', title: 'a', message: 'moved' } as const;
      await checks.update(newer.id, { output: { ...output, annotations: [place] } });
    }

    expect((await checks.list(head, { name: 'weir', app })).map(({ id }) => id)).toEqual([newer.id, older.id]);
    expect(await checks.list(head, { name: 'other', app })).toEqual([]);
    expect(await checks.read(newer.id)).toMatchObject({ conclusion: 'failure', summary: 'All of it.' });
    expect((await checks.annotations(newer.id)).map(({ start, message }) => [start, message])).toEqual([
      [1, 'moved'],
      [2, 'moved'],
    ]);
    await expect(checks.read(999_999)).rejects.toMatchObject({ status: 404 });
    await expect(checks.list('f'.repeat(40), { name: 'weir', app })).rejects.toMatchObject({ status: 422 });
  });

  test('tells comments, their authors and their edits, and reactions once', async () => {
    const { repository, bot, commit, openPull, comment, edit } = await open();
    const { comments } = repository;
    await commit('change', { 'a.txt': 'two\n' });
    const number = await openPull('change');
    const id = comment(number, 'octo-ann', '/weir rerun');
    await comments.post(number, 'Done.');

    const [said, answer] = await comments.list(number);
    expect(said).toMatchObject({ id, pull: number, login: 'octo-ann', isBot: false, body: '/weir rerun' });
    expect(said?.updatedAt).toBe(said?.createdAt);
    expect(answer).toMatchObject({ login: bot, isBot: true, body: 'Done.' });
    expect((await Array.fromAsync(comments.since(new Date(0)))).map(({ body }) => body).sort()).toEqual([
      '/weir rerun',
      'Done.',
    ]);

    for (let twice = 0; twice < 2; twice += 1) await comments.react(id, 'eyes');
    expect(await comments.reactions(id)).toEqual([{ login: bot, content: 'eyes' }]);

    expect(said && (await comments.wasEdited(said))).toBe(false);
    edit(number, id, 'octo-ann', 'Nothing', 'at once');
    const edited = await comments.read(id);
    expect(edited).toMatchObject({ body: 'Nothing', updatedAt: said?.createdAt });
    expect(edited && (await comments.wasEdited(edited))).toBe(true);
    await comments.edit(answer?.id ?? 0, 'Undone.');
    expect((await comments.read(answer?.id ?? 0))?.body).toBe('Undone.');
    await comments.remove(answer?.id ?? 0);
    expect(await comments.read(answer?.id ?? 0)).toBeUndefined();
  });

  test('tells roles and members of teams', async () => {
    const { repository, grant, team } = await open();
    grant('octo-ann', 'write');
    grant('octo-tia', 'triage');
    team('claims', 'octo-ann');
    const claims = { org: 'acme', team: 'claims' };

    expect(await repository.people.collaborator('octo-ann')).toMatchObject({ role: 'write', permission: 'write' });
    expect(await repository.people.collaborator('octo-tia')).toMatchObject({ role: 'triage', permission: 'read' });
    expect(await repository.people.isMember(claims, 'octo-ann')).toBe(true);
    expect(await repository.people.isMember(claims, 'octo-tia')).toBe(false);
    expect(await repository.people.isMember({ org: 'acme', team: 'secret' }, 'octo-ann')).toBeUndefined();
  });

  test('lists the commits that changed a file, the newest first', async () => {
    const { repository, commit } = await open();
    const one = await commit('aside', { 'dir/own.json': '{"b":1}' });
    const two = await commit('aside', { 'dir/c.json': '{"c":1}' });
    const three = await commit('aside', { 'dir/own.json': '{"b":2}' });
    const changing = async (path: string, from: string) =>
      (await Array.fromAsync(repository.git.log(from, path))).flat().map(({ id }) => id);

    expect(await changing('dir/own.json', three)).toEqual([three, one]);
    expect(await changing('dir/own.json', two)).toEqual([one]);
    expect(await changing('nothing.json', three)).toEqual([]);
    await expect(changing('dir/own.json', '0'.repeat(40))).rejects.toMatchObject({ status: 404 });
  });

  test('reads branches, trees, blobs and where two commits went apart', async () => {
    const { repository, commit } = await open();
    const { git } = repository;
    const main = await git.tip('main');
    const head = await commit('queue/one', { 'dir/b.json': '{"two":2}' });

    expect(await git.tip('queue/one')).toBe(head);
    await expect(git.tip('queue/two')).rejects.toMatchObject({ status: 404 });
    expect(await git.branches('queue/')).toEqual([{ name: 'queue/one', head }]);
    expect(await git.branches('nothing/')).toEqual([]);
    expect((await git.compare(main, head)).mergeBase).toBe(main);
    const commits = [{ id: head, parents: [main] }];
    expect(await git.apart(main, head, 1)).toEqual({ mergeBase: main, ahead: 1, behind: 0, commits });
    expect(await git.apart(head, main, 1)).toEqual({ mergeBase: main, ahead: 0, behind: 1, commits: [] });

    const { items, truncated } = await git.tree(head, 'deep');
    expect([...items.keys()].sort()).toEqual(['a.txt', 'dir', 'dir/b.json']);
    expect(truncated).toBe(false);
    const file = items.get('dir/b.json');
    // `printf '{"two":2}' | git hash-object --stdin`
    expect(file).toEqual({ mode: '100644', id: '3c9a2aecb9dd8f144474c12b9974a3edaaf5ccd1', size: 9 });
    expect(await new Response(await git.blob(file?.id ?? '')).text()).toBe('{"two":2}');
    expect(Buffer.from((await git.file('dir/b.json', 'queue/one')) ?? []).toString()).toBe('{"two":2}');
    expect(await git.file('dir/c.json', 'main')).toBeUndefined();
    expect(await git.file('dir', 'queue/one')).toBeUndefined();
    // GitHub gives the content of a file above 1 MB otherwise.
    await commit('queue/large', { 'large.txt': 'x'.repeat(1_100_000) });
    expect(await git.file('large.txt', 'queue/large')).toHaveLength(1_100_000);
    expect(await repository.about()).toMatchObject({ owner: 'acme', repo: 'claims', defaultBranch: 'main' });
  });
});
