import { expect, test } from 'vitest';
import { CLAIMS, startFixture, statusOf } from './fixture.ts';

async function startWithPull() {
  const fixture = await startFixture();
  const pull = await fixture.github.openPull({
    repository: fixture.repository,
    branch: 'x',
    files: { 'a.txt': 'two' },
  });
  return { ...fixture, pull };
}

test('what the App writes is from its bot and says that the App did it', async () => {
  const { octokit, of } = await startWithPull();

  const { data } = await octokit.rest.issues.createComment({ ...CLAIMS, issue_number: 1, body: 'hello' });

  expect(data).toMatchObject({ user: { login: 'weir[bot]', type: 'Bot' }, performed_via_github_app: { slug: 'weir' } });
  const [created] = await of('issue_comment.created');
  expect(created?.payload).toMatchObject({
    comment: { id: data.id },
    issue: { number: 1, pull_request: {} },
    sender: { login: 'weir[bot]' },
  });
});

test('an edited comment has a later time, and tells what it said before', async () => {
  const { github, pull, octokit, of } = await startWithPull();
  const id = github.comment(pull, 'bob', '/weir help');

  github.editComment(pull, id, 'bob', '/weir rerun');

  const { data } = await octokit.rest.issues.getComment({ ...CLAIMS, comment_id: id });
  expect(data).toMatchObject({
    body: '/weir rerun',
    user: { login: 'bob', type: 'User' },
    performed_via_github_app: null,
  });
  expect(Date.parse(data.updated_at)).toBeGreaterThan(Date.parse(data.created_at));
  expect((await of('issue_comment.edited'))[0]?.payload.changes).toEqual({ body: { from: '/weir help' } });
});

test('comments are listed of a pull request and of the repository, since a time and in pages', async () => {
  const { github, repository, pull, octokit } = await startWithPull();
  const other = await github.openPull({ repository, branch: 'y', files: { 'a.txt': 'three' } });
  const ids = [github.comment(pull, 'bob', '1'), github.comment(pull, 'bob', '2'), github.comment(other, 'bob', '3')];
  const all = { ...CLAIMS, sort: 'created', direction: 'asc' } as const;
  const idsOf = ({ data }: { data: { id: number }[] }) => data.map(({ id }) => id);

  expect(idsOf(await octokit.rest.issues.listComments({ ...CLAIMS, issue_number: 1 }))).toEqual(ids.slice(0, 2));
  expect(idsOf(await octokit.rest.issues.listCommentsForRepo(all))).toEqual(ids);
  expect(idsOf(await octokit.rest.issues.listCommentsForRepo({ ...all, per_page: 2, page: 2 }))).toEqual(ids.slice(2));
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  expect(idsOf(await octokit.rest.issues.listCommentsForRepo({ ...all, since: tomorrow }))).toEqual([]);
  expect(await octokit.paginate(octokit.rest.issues.listCommentsForRepo, { ...all, per_page: 1 })).toHaveLength(3);
});

test('the App changes and deletes its comment', async () => {
  const { octokit, github, pull, of } = await startWithPull();
  const { data } = await octokit.rest.issues.createComment({ ...CLAIMS, issue_number: 1, body: 'hello' });
  const comment = { ...CLAIMS, comment_id: data.id };

  await octokit.rest.issues.updateComment({ ...comment, body: 'again' });
  expect(github.comments(pull).map(({ body }) => body)).toEqual(['again']);
  await octokit.rest.issues.deleteComment(comment);

  expect(github.comments(pull)).toEqual([]);
  expect(await of('issue_comment.deleted')).toHaveLength(1);
  expect(await statusOf(octokit.rest.issues.getComment(comment))).toBe(404);
});

test('the same reaction a second time is the first one', async () => {
  const { github, pull, octokit } = await startWithPull();
  const comment = { ...CLAIMS, comment_id: github.comment(pull, 'bob', '/weir help') };

  const first = await octokit.rest.reactions.createForIssueComment({ ...comment, content: 'eyes' });
  const second = await octokit.rest.reactions.createForIssueComment({ ...comment, content: 'eyes' });

  expect([first.status, second.status]).toEqual([201, 200]);
  expect(second.data.id).toBe(first.data.id);
  expect((await octokit.rest.issues.getComment(comment)).data.reactions).toMatchObject({ eyes: 1, total_count: 1 });
  const listed = await octokit.rest.reactions.listForIssueComment(comment);
  expect(listed.data).toMatchObject([{ content: 'eyes', user: { login: 'weir[bot]' } }]);
  await octokit.rest.reactions.deleteForIssueComment({ ...comment, reaction_id: first.data.id });
  expect(github.reactions(pull, comment.comment_id)).toEqual([]);
});

test('a comment of more than 65,536 characters, or an empty one, is refused', async () => {
  const { octokit } = await startWithPull();
  const create = (body: string) => octokit.rest.issues.createComment({ ...CLAIMS, issue_number: 1, body });

  expect(await statusOf(create('x'.repeat(65_537)))).toBe(422);
  expect(await statusOf(create(' '))).toBe(422);
});
