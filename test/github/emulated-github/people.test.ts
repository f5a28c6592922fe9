import { expect, test } from 'vitest';
import { CLAIMS, startFixture, statusOf } from './fixture.ts';

test('a permission is one of four; the role has its real name', async () => {
  const { github, repository, octokit } = await startFixture();
  github.grant('ada', repository, 'maintain');
  github.userToken('passer-by');
  const permission = async (username: string) => {
    const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({ ...CLAIMS, username });
    return [data.permission, data.role_name];
  };

  expect(await permission('Ada')).toEqual(['write', 'maintain']);
  expect(await permission('passer-by')).toEqual(['read', 'read']);
  expect(await statusOf(octokit.rest.repos.getCollaboratorPermissionLevel({ ...CLAIMS, username: 'nobody' }))).toBe(
    404,
  );
});

test('who is no member of a team is not found there', async () => {
  const { github, octokit } = await startFixture();
  github.team('acme', 'claims', ['ada']);
  const membership = (team_slug: string, username: string) =>
    statusOf(octokit.rest.teams.getMembershipForUserInOrg({ org: 'acme', team_slug, username }));

  expect(await membership('claims', 'ada')).toBe(200);
  expect(await membership('claims', 'bob')).toBe(404);
  expect(await membership('other', 'ada')).toBe(404);
});

test('a team that is there can be told from one that is not', async () => {
  const { github, octokit } = await startFixture();
  github.team('acme', 'claims', []);

  expect(await statusOf(octokit.rest.teams.getByName({ org: 'acme', team_slug: 'claims' }))).toBe(200);
  expect(await statusOf(octokit.rest.teams.getByName({ org: 'acme', team_slug: 'other' }))).toBe(404);
});

test('a permission that the App was not granted is refused', async () => {
  const { github, octokit } = await startFixture({ permissions: { contents: 'read' } });
  github.team('acme', 'claims', ['ada']);

  const team = { org: 'acme', team_slug: 'claims', username: 'ada' };
  expect(await statusOf(octokit.rest.teams.getMembershipForUserInOrg(team))).toBe(403);
  expect(await statusOf(octokit.rest.pulls.list(CLAIMS))).toBe(403);
  expect(await statusOf(octokit.rest.repos.getContent({ ...CLAIMS, path: 'a.txt' }))).toBe(200);
});

test('accounts exist once they were named', async () => {
  const { github, octokit } = await startFixture();
  github.userToken('ada');

  expect((await octokit.rest.users.getByUsername({ username: 'ada' })).data).toMatchObject({
    login: 'ada',
    type: 'User',
  });
  expect(await statusOf(octokit.rest.users.getByUsername({ username: 'nobody' }))).toBe(404);
});
