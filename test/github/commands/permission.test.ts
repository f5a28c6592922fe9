import nock from 'nock';
import { ProbotOctokit } from 'probot';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ownershipOf, permissionOf } from '../../../src/github/commands/permission.ts';
import { openRepository } from '../../../src/github/octokit/repository.ts';
import { closeNetwork, openNetwork } from '../check/github.ts';

const octokit = new ProbotOctokit({ auth: { token: 'test' }, retry: { enabled: false }, throttle: { enabled: false } });
const repository = openRepository(octokit, { installation: 1, owner: 'acme', repo: 'claims' });
const member = '/orgs/acme/teams/claims/memberships/octo-ann';
const team = '/orgs/acme/teams/claims';

beforeAll(closeNetwork);
afterAll(openNetwork);

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

function github(): nock.Scope {
  return nock('https://api.github.com');
}

test.each([
  ['admin', 'admin', 'admin'],
  ['write', 'maintain', 'maintain'],
  ['write', 'write', 'write'],
  ['read', 'triage', 'triage'],
  ['read', 'read', 'read'],
  ['none', 'none', 'none'],
  ['write', 'release-captain', 'write'],
  ['odd', 'odder', 'none'],
])('permission %s with role %s is %s', async (permission, role, expected) => {
  github()
    .get('/repos/acme/claims/collaborators/octo-ann/permission')
    .reply(200, { permission, role_name: role, user: null });

  expect(await permissionOf(repository, 'octo-ann')).toBe(expected);
});

test('whom GitHub does not know has no permission', async () => {
  github().get('/repos/acme/claims/collaborators/ghost/permission').reply(404, { message: 'ghost is not a user' });

  expect(await permissionOf(repository, 'ghost')).toBe('none');
});

test.each([403, 500])('%i is no permission and no refusal, but an error', async (status) => {
  github().get('/repos/acme/claims/collaborators/octo-ann/permission').reply(status, { message: 'no' });

  await expect(permissionOf(repository, 'octo-ann')).rejects.toMatchObject({ status });
});

test('a login is never part of the path', async () => {
  github().get('/repos/acme/claims/collaborators/..%2F..%2Fx/permission').reply(404, {});

  expect(await permissionOf(repository, '../../x')).toBe('none');
});

test.each([
  ['octo-ann', ['@octo-ann']],
  ['Octo-Ann', ['@acme/claims', '@octo-ANN']],
  ['octo_acme', ['@octo_acme']],
])('%s is an owner by name among %j, and GitHub is not asked', async (login, owners) => {
  expect(await ownershipOf(repository, owners, login)).toEqual({ kind: 'owner' });
});

test.each([
  [['octo-ann']],
  [['octo-ann@acme.example']],
  [['@octo-ann@acme.example']],
  [['@acme/claims/octo-ann']],
  [[]],
])('%j owns nothing on GitHub', async (owners) => {
  expect(await ownershipOf(repository, owners, 'octo-ann')).toEqual({ kind: 'other' });
});

test('an active member of an owning team is an owner', async () => {
  github().get(member).reply(200, { state: 'active', role: 'member' });

  expect(await ownershipOf(repository, ['@acme/Claims'], 'octo-ann')).toEqual({ kind: 'owner' });
});

test('who was only invited is none', async () => {
  github().get(member).reply(200, { state: 'pending', role: 'member' });

  expect(await ownershipOf(repository, ['@acme/claims'], 'octo-ann')).toEqual({ kind: 'other' });
});

test('nor is who does not belong to a team that the App can see', async () => {
  github().get(member).reply(404, {}).get(team).reply(200, { slug: 'claims' });

  expect(await ownershipOf(repository, ['@acme/claims'], 'octo-ann')).toEqual({ kind: 'other' });
});

test('membership that GitHub refuses to tell is said to be so', async () => {
  github().get(member).reply(403, { message: 'Resource not accessible by integration' });

  expect(await ownershipOf(repository, ['@acme/claims'], 'octo-ann')).toEqual({
    kind: 'unreadable',
    teams: ['@acme/claims'],
  });
});

test.each([403, 404])('and so is membership of a team that GitHub hides with a %i', async (status) => {
  github().get(member).reply(404, {}).get(team).reply(status, {});

  expect(await ownershipOf(repository, ['@acme/claims'], 'octo-ann')).toEqual({
    kind: 'unreadable',
    teams: ['@acme/claims'],
  });
});

test('a second team that can be read decides', async () => {
  github().get('/orgs/acme/teams/secret/memberships/octo-ann').reply(404, {});
  github().get('/orgs/acme/teams/secret').reply(404, {});
  github().get(member).reply(200, { state: 'active', role: 'maintainer' });

  expect(await ownershipOf(repository, ['@acme/secret', '@acme/claims'], 'octo-ann')).toEqual({ kind: 'owner' });
});

test.each([
  [500, 'Server Error'],
  [403, 'API rate limit exceeded for installation ID 1.'],
  [403, 'You have exceeded a secondary rate limit.'],
])('%i %s is no answer about a member', async (status, message) => {
  github().get(member).reply(status, { message });

  await expect(ownershipOf(repository, ['@acme/claims'], 'octo-ann')).rejects.toMatchObject({ status });
});
