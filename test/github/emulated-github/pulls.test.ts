import { expect, test } from 'vitest';
import { CLAIMS, startFixture } from './fixture.ts';

test('a pull request lists what it changes, with renames, against the merge base', async () => {
  const { github, repository, octokit } = await startFixture();
  const files = { 'a.txt': null, 'c.txt': 'new\n', 'moved.json': { renamedFrom: 'dir/b.json' } };
  const pull = await github.openPull({ repository, branch: 'x', files });
  await github.commit(repository, 'main', { 'later.txt': 'on main' });

  const { data } = await octokit.rest.pulls.listFiles({ ...CLAIMS, pull_number: pull.number });

  expect(data.map(({ filename, status, previous_filename }) => [filename, status, previous_filename])).toEqual([
    ['a.txt', 'removed', undefined],
    ['c.txt', 'added', undefined],
    ['moved.json', 'renamed', 'dir/b.json'],
  ]);
  const single = await octokit.rest.pulls.get({ ...CLAIMS, pull_number: pull.number });
  expect(single.data).toMatchObject({ changed_files: 3, commits: 1, head: { sha: pull.head.sha }, draft: false });
});

test('more than 300 changed files are all listed', async () => {
  const { github, repository, octokit } = await startFixture();
  const files = Object.fromEntries(Array.from({ length: 310 }, (_, index) => [`f/${index}.txt`, 'same']));
  const pull = await github.openPull({ repository, branch: 'x', files });

  const listed = await octokit.paginate(octokit.rest.pulls.listFiles, { ...CLAIMS, pull_number: 1, per_page: 100 });

  expect(listed).toHaveLength(310);
  expect(new Set(listed.map(({ filename }) => filename))).toEqual(new Set(Object.keys(files)));
  expect((await octokit.rest.pulls.get({ ...CLAIMS, pull_number: pull.number })).data.changed_files).toBe(310);
});

test('a comparison knows the merge base when main has moved on', async () => {
  const { github, repository, octokit } = await startFixture();
  const start = repository.branches.get('main');
  const pull = await github.openPull({ repository, branch: 'x', files: { 'a.txt': 'two' } });
  await github.commit(repository, 'main', { 'later.txt': 'on main' });

  const basehead = `main...${pull.head.sha}`;
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ ...CLAIMS, basehead });

  expect(data).toMatchObject({ merge_base_commit: { sha: start }, status: 'diverged', ahead_by: 1, behind_by: 1 });
});

test('a push to the branch moves the head and tells what it was before', async () => {
  const { github, repository, octokit, of } = await startFixture();
  const pull = await github.openPull({ repository, branch: 'x', files: { 'a.txt': 'two' } });
  const before = pull.head.sha;

  const after = await github.commit(repository, 'x', { 'a.txt': 'three' });

  const [synchronize] = await of('pull_request.synchronize');
  expect(synchronize?.payload).toMatchObject({ before, after, number: 1, pull_request: { head: { sha: after } } });
  expect((await of('push')).at(-1)?.payload).toMatchObject({ ref: 'refs/heads/x', before, after });
  expect((await of('push')).at(-1)?.payload.head_commit).toMatchObject({ id: after, modified: ['a.txt'], added: [] });
  const { data } = await octokit.rest.git.getRef({ ...CLAIMS, ref: 'heads/x' });
  expect(data.object.sha).toBe(after);
});

test('a branch can be moved back by force', async () => {
  const { github, repository, octokit } = await startFixture();
  const pull = await github.openPull({ repository, branch: 'x', files: { 'a.txt': 'two' } });
  const first = pull.head.sha;
  await github.commit(repository, 'x', { 'a.txt': 'three' });

  await github.push(repository, 'x', first);

  expect((await octokit.rest.pulls.get({ ...CLAIMS, pull_number: 1 })).data.head.sha).toBe(first);
});

test('closing, opening again, another base and being ready are told', async () => {
  const { github, repository, of } = await startFixture();
  await github.commit(repository, 'release', { 'r.txt': 'r' });
  const pull = await github.openPull({ repository, branch: 'x', files: { 'a.txt': 'two' }, draft: true });

  await github.readyForReview(pull);
  await github.closePull(pull);
  await github.reopen(pull);
  await github.retarget(pull, 'release');

  expect((await of('pull_request')).map(({ payload }) => [payload.action, payload.pull_request.state])).toEqual(
    expect.arrayContaining([
      ['opened', 'open'],
      ['ready_for_review', 'open'],
      ['closed', 'closed'],
      ['reopened', 'open'],
    ]),
  );
  const [edited] = await of('pull_request.edited');
  expect(edited?.payload).toMatchObject({
    changes: { base: { ref: { from: 'main' } } },
    pull_request: { base: { ref: 'release' } },
  });
});

test('a pull request from a fork names the fork, and its objects are in the base repository', async () => {
  const { github, repository, octokit } = await startFixture();
  const pull = await github.openPull({ repository, branch: 'x', files: { 'a.txt': 'forked' }, fork: 'stranger' });

  const { data } = await octokit.rest.pulls.get({ ...CLAIMS, pull_number: 1 });

  expect(data.head).toMatchObject({ label: 'stranger:x', repo: { full_name: 'stranger/claims', fork: true } });
  expect(data.head.repo?.id).not.toBe(data.base.repo.id);
  const ref = { ...CLAIMS, path: 'a.txt', ref: pull.head.sha, mediaType: { format: 'raw' } };
  expect((await octokit.rest.repos.getContent(ref)).data).toBe('forked');
  expect((await octokit.rest.git.getRef({ ...CLAIMS, ref: 'pull/1/head' })).data.object.sha).toBe(pull.head.sha);
});

test('a push to a fork moves the head, and is no push of the base repository', async () => {
  const { github, repository, of } = await startFixture();
  const pull = await github.openPull({ repository, branch: 'x', files: { 'a.txt': 'forked' }, fork: 'stranger' });

  const after = await github.commit(pull.head.repository, 'x', { 'a.txt': 'again' }, { author: 'stranger' });

  expect((await of('pull_request.synchronize'))[0]?.payload.pull_request.head.sha).toBe(after);
  expect(await of('push')).toEqual([]);
});

test('pull requests are listed by state and branch, and found by a commit', async () => {
  const { github, repository, octokit } = await startFixture();
  const first = await github.openPull({ repository, branch: 'x', files: { 'a.txt': 'two' } });
  const second = await github.openPull({ repository, branch: 'y', files: { 'a.txt': 'three' } });
  await github.closePull(first);
  const list = async (more: object) =>
    (await octokit.rest.pulls.list({ ...CLAIMS, ...more })).data.map(({ number }) => number);

  expect(await list({})).toEqual([2]);
  expect(await list({ state: 'all' })).toEqual([2, 1]);
  expect(await list({ state: 'all', head: 'acme:x' })).toEqual([1]);
  expect(await list({ base: 'other' })).toEqual([]);
  const commit_sha = second.head.sha;
  const found = await octokit.rest.repos.listPullRequestsAssociatedWithCommit({ ...CLAIMS, commit_sha });
  expect(found.data.map(({ number }) => number)).toEqual([2]);
});

test('a merge queue asks for checks on a branch that holds all its pull requests, and says when it gives up', async () => {
  const { github, repository, octokit, of } = await startFixture();
  const first = await github.openPull({ repository, branch: 'x', files: { 'a.txt': 'two' } });
  const second = await github.openPull({ repository, branch: 'y', files: { 'dir/b.json': null, 'c.txt': 'c' } });

  const group = await github.mergeGroup([first, second]);

  const [asked] = await of('merge_group.checks_requested');
  expect(asked?.payload.merge_group).toMatchObject({
    head_sha: group.head,
    head_ref: `refs/heads/gh-readonly-queue/main/pr-2-${group.base}`,
    base_sha: repository.branches.get('main'),
    base_ref: 'refs/heads/main',
  });
  const tree = await octokit.rest.git.getTree({ ...CLAIMS, tree_sha: group.head, recursive: '1' });
  const files = tree.data.tree.filter(({ type }) => type === 'blob');
  expect(files.map(({ path }) => path)).toEqual(['a.txt', 'c.txt']);
  await github.destroyMergeGroup(group, 'dequeued');
  expect((await of('merge_group.destroyed'))[0]?.payload).toMatchObject({ reason: 'dequeued' });
});

test('merging brings the change to the base branch and closes the pull request', async () => {
  const { github, repository, octokit, of } = await startFixture();
  const pull = await github.openPull({ repository, branch: 'x', files: { 'a.txt': 'two' } });

  const sha = await github.merge(pull);

  expect((await octokit.rest.repos.getBranch({ ...CLAIMS, branch: 'main' })).data.commit.sha).toBe(sha);
  expect((await of('pull_request.closed'))[0]?.payload.pull_request).toMatchObject({ merged: true, state: 'closed' });
});

test('a hundred pull requests can be open', async () => {
  const { github, repository, octokit } = await startFixture();

  for (let index = 0; index < 100; index += 1) {
    await github.openPull({ repository, branch: `b${index}`, files: { 'a.txt': `version ${index}` } });
  }

  expect(await octokit.paginate(octokit.rest.pulls.list, { ...CLAIMS, per_page: 30 })).toHaveLength(100);
});

test('the timeline tells of a head that does not contain the one before it, and of no other', async () => {
  const { github, repository, octokit, of } = await startFixture();
  const pull = await github.openPull({ repository, branch: 'x', files: { 'a.txt': 'two' } });
  const first = pull.head.sha;
  await github.commit(repository, 'x', { 'a.txt': 'three' });
  await github.push(repository, 'x', first);

  const { data } = await octokit.rest.issues.listEventsForTimeline({ ...CLAIMS, issue_number: pull.number });

  expect(data).toMatchObject([{ event: 'head_ref_force_pushed', commit_id: first }]);
  expect((await of('push')).map(({ payload }) => payload.forced)).toEqual([false, false, true]);
});
