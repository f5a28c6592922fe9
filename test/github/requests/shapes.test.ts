import { describe, expect, test } from 'vitest';
import { assertShape, MalformedAnswer } from '../../../src/github/requests/shapes.ts';

const sha = 'c0ffee'.repeat(7).slice(0, 40);
const run = { id: 5, head_sha: sha, status: 'queued', output: { title: null } };
const pull = { number: 12, state: 'open', head: { sha }, base: { ref: 'main', repo: { id: 1 } } };
const comment = { id: 7, created_at: '2026-07-01T09:30:00Z', updated_at: '2026-07-01T09:30:00Z', body: '' };
const repo = '/repos/acme/claims';

/** What Weir asks GitHub for and acts on, with an answer as https://docs.github.com/rest has it, cut to what matters. */
const RIGHT: readonly (readonly [string, unknown])[] = [
  ['POST /app/installations/3/access_tokens', { token: 't', expires_at: '2026-07-01T09:30:00Z' }],
  [`GET ${repo}/commits/${sha}/check-runs?per_page=100`, { total_count: 1, check_runs: [run] }],
  [`POST ${repo}/check-runs`, run],
  [`PATCH ${repo}/check-runs/5`, run],
  [`GET ${repo}/check-runs/5/annotations`, [{ path: 'a.json', start_line: 1 }]],
  [`GET ${repo}/pulls?state=open`, [pull]],
  [`GET ${repo}/pulls/12`, pull],
  [`GET ${repo}/pulls/12/commits`, [{ sha }]],
  [`GET ${repo}/git/ref/heads/main`, { object: { sha } }],
  [
    `GET ${repo}/compare/${sha}...${sha}`,
    { merge_base_commit: { sha }, ahead_by: 1, behind_by: 0, commits: [{ sha, parents: [{ sha }] }] },
  ],
  [`GET ${repo}/branches/main`, { name: 'main', protected: true }],
  [`GET ${repo}/git/trees/${sha}?recursive=1`, { tree: [{ path: 'a', mode: '100644', sha }], truncated: false }],
  [`GET ${repo}/contents/.github/weir.yml?ref=main`, { type: 'file', sha, content: 'dmVyc2lvbjogMQo=' }],
  [`GET ${repo}/contents/.github?ref=main`, [{ type: 'file', sha }]],
  [`GET ${repo}/issues/comments/7`, comment],
  [`GET ${repo}/issues/comments/7/reactions`, [{ content: 'eyes' }]],
  [`GET ${repo}/issues/12/comments`, [comment]],
  [`GET ${repo}/issues/comments?since=2026`, [comment]],
  [`GET ${repo}/issues/12/timeline`, [{ event: 'head_ref_force_pushed' }]],
  [`GET ${repo}/collaborators/octo-dev/permission`, { permission: 'write' }],
  ['GET /orgs/acme/teams/claims/memberships/octo-dev', { state: 'active' }],
  ['GET /orgs/acme/teams/claims', { id: 9 }],
  ['GET /app/installations', [{ id: 3 }]],
  ['GET /installation/repositories', { repositories: [{ name: 'claims' }] }],
  ['GET /app/hook/deliveries', [{ id: 1, guid: 'g' }]],
  [`GET ${repo}/installation`, { id: 3 }],
  [`GET ${repo}`, { id: 1, default_branch: 'main' }],
  // GitHub Enterprise has its API below a path.
  [`GET /api/v3${repo}/git/ref/heads/main`, { object: { sha } }],
];

function look(line: string, body: string, type = 'application/json; charset=utf-8'): void {
  const [method = '', path = ''] = line.split(' ');
  assertShape(method, `https://api.github.com${path}`, type, body);
}

describe.each(RIGHT)('%s', (line, answer) => {
  test('is taken as GitHub answers it', () => {
    expect(() => look(line, JSON.stringify(answer))).not.toThrow();
  });

  test.for([
    ['an empty object', '{}'],
    ['a list of something else', '[{"login":"octocat"}]'],
    ['an error without its status', '{"message":"Server Error"}'],
    ['null', 'null'],
    ['a text', '"ok"'],
    ['nothing', ''],
    ['half of it', JSON.stringify(answer).slice(0, -3)],
  ] as const)('is not %s', ([name, body]) => {
    // A timeline of other events is one all the same.
    if (name === 'a list of something else' && line.endsWith('/timeline')) return;
    expect(() => look(line, body)).toThrow(MalformedAnswer);
  });

  test('is no page of HTML', () => {
    expect(() => look(line, '<html></html>', 'text/html')).toThrow(MalformedAnswer);
  });
});

test('an empty list is one', () => {
  expect(() => look(`GET ${repo}/issues/12/comments`, '[]')).not.toThrow();
});

test('what nobody acts on has to be JSON where it says so, and nothing else', () => {
  expect(() => look('GET /rate_limit', '{}')).not.toThrow();
  expect(() => look('GET /zen', 'Speak like a human.', 'text/plain')).not.toThrow();
  expect(() => look('GET /rate_limit', '{"resources":')).toThrow(MalformedAnswer);
});
