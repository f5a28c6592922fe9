import pino from 'pino';
import { Probot } from 'probot';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { installationOctokit } from '../../../src/github/octokit/client.ts';
import { openRepository } from '../../../src/github/octokit/repository.ts';
import { GITHUB_LIMITS } from '../../../src/github/requests/pace.ts';
import {
  type Answer,
  cut,
  cutInTheMiddle,
  type GitHub,
  halfSaid,
  json,
  list,
  ok,
  page,
  QUICK,
  silence,
  stalled,
  startGitHub,
} from './github.ts';

const repository = { owner: 'acme', repo: 'claims' };
const secondaryLimit = { message: 'You have exceeded a secondary rate limit. Please wait a few minutes.' };
const noPermission = json(403, { message: 'Resource not accessible by integration' });

let github: GitHub;
afterEach(() => github.close());

async function start(...answers: Answer[]) {
  github = await startGitHub(answers);
}

function waits(): number[] {
  return github.requests.slice(1).map(({ at }, index) => at - github.requests[index]!.at);
}

describe('limits', () => {
  test.for([
    ['a secondary limit as 403', json(403, secondaryLimit, { 'retry-after': '1' })],
    ['a secondary limit as 429', json(429, secondaryLimit, { 'retry-after': '1' })],
    ['a 429 in other words', json(429, { message: 'Slow down' }, { 'retry-after': '1' })],
    ['a 403 in other words', json(403, { message: 'Slow down' }, { 'retry-after': '1' })],
  ] as const)('%s is waited for as long as GitHub says', async ([, limit]) => {
    await start(limit, ok);

    const octokit = await installationOctokit(github.probot(), 1);
    const { status } = await octokit.rest.pulls.get({ ...repository, pull_number: 1 });

    expect(status).toBe(200);
    expect(waits()).toEqual([expect.toSatisfy((wait) => wait >= 990)]);
  });

  test('a secondary limit without a time is waited for longer each time', async () => {
    await start(json(403, secondaryLimit), json(429, secondaryLimit), ok);

    const octokit = await installationOctokit(github.probot(), 1);
    await octokit.rest.checks.create({ ...repository, name: 'weir', head_sha: 'c0ffee' });

    expect(waits()).toHaveLength(2);
    expect(waits()[0]).toBeGreaterThanOrEqual(199);
    expect(waits()[1]).toBeGreaterThanOrEqual(399);
  });

  test('the primary limit is waited for until it starts anew', async () => {
    const reset = Math.ceil(Date.now() / 1000);
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) };
    await start(json(403, { message: 'API rate limit exceeded' }, headers), ok);

    const octokit = await installationOctokit(github.probot(), 1);
    await octokit.rest.pulls.get({ ...repository, pull_number: 1 });

    expect(github.requests[1]!.at).toBeGreaterThanOrEqual(reset * 1000);
  });

  test('while an installation is limited, nothing of it is sent, and others go on', async () => {
    await start(json(429, secondaryLimit, { 'retry-after': '3' }), ok);
    let repeating = 0;
    const probot = github.probot({
      onRetry: () => {
        repeating += 1;
      },
    });
    const [limited, same, other] = await Promise.all([1, 1, 2].map((id) => installationOctokit(probot, id)));

    const first = limited!.rest.pulls.get({ ...repository, pull_number: 1 });
    await vi.waitUntil(() => repeating === 1, { timeout: 30_000 });
    const second = same!.rest.pulls.get({ ...repository, pull_number: 2 });
    await other!.rest.pulls.get({ ...repository, pull_number: 3 });

    expect(github.requests.map(({ path }) => path.at(-1))).toEqual(['1', '3']);
    await Promise.all([first, second]);
    expect(github.requests[2]!.at - github.requests[0]!.at).toBeGreaterThanOrEqual(2990);
  });

  test('a limit that stays is given up on', async () => {
    await start(json(429, secondaryLimit, { 'retry-after': '0' }));

    const octokit = await installationOctokit(github.probot(), 1);

    await expect(octokit.rest.pulls.get({ ...repository, pull_number: 1 })).rejects.toMatchObject({ status: 429 });
    expect(github.requests).toHaveLength(1 + QUICK.retries);
  });

  test('nobody waits longer than is worth it', async () => {
    await start(json(429, secondaryLimit, { 'retry-after': '6' }));

    const octokit = await installationOctokit(github.probot(), 1);

    await expect(octokit.rest.pulls.get({ ...repository, pull_number: 1 })).rejects.toMatchObject({ status: 429 });
    expect(github.requests).toHaveLength(1);
  });
});

describe('faults', () => {
  test.for([
    ['a server error', json(502, { message: 'Bad gateway' })],
    ['a cut connection', cut],
    ['an answer that is cut in the middle', cutInTheMiddle],
    ['an answer that does not come', silence],
    ['an answer that stops in the middle', stalled],
    ['a page of HTML', page],
    ['half of an answer', halfSaid],
    ['an empty object', json(200, {})],
    ['a server that is busy with the list', json(409, { message: 'Conflict' })],
    ['another list', json(200, [{ login: 'octocat' }])],
  ] as const)('%s is asked for again', async ([, fault]) => {
    await start(fault, fault, list(1, 2));

    const octokit = await installationOctokit(github.probot({ timeout: 200 }), 1);
    const pulls = await octokit.paginate(octokit.rest.pulls.list, repository);

    expect(pulls.map(({ number }) => number)).toEqual([1, 2]);
    expect(github.requests).toHaveLength(3);
  });

  test('a fault that stays is given up on', async () => {
    await start(json(503, { message: 'Unavailable' }));

    const octokit = await installationOctokit(github.probot(), 1);

    await expect(octokit.rest.pulls.get({ ...repository, pull_number: 1 })).rejects.toMatchObject({ status: 503 });
    expect(github.requests).toHaveLength(1 + QUICK.retries);
  });

  test.for([
    ['a commit', json(404, { message: 'Not Found' }), 'GET /repos/acme/claims/git/trees/c0ffee'],
    [
      'a commit of a new repository',
      json(409, { message: 'Git Repository is empty.' }),
      'GET /repos/acme/claims/git/trees/c0ffee',
    ],
    ['a branch', json(404, { message: 'Not Found' }), 'GET /repos/acme/claims/git/ref/heads/main'],
    ['two commits', json(404, { message: 'Not Found' }), 'GET /repos/acme/claims/compare/a...b'],
    ['a check', json(404, { message: 'Not Found' }), 'PATCH /repos/acme/claims/check-runs/1'],
    [
      'the head of a check',
      json(422, { message: 'No commit found for SHA: c0ffee' }),
      'POST /repos/acme/claims/check-runs',
    ],
  ] as const)('%s that GitHub does not know yet is asked for again, three times at most', async ([, answer, route]) => {
    await start(answer);

    const octokit = await installationOctokit(github.probot({ pauses: { ...QUICK, retries: 9 } }), 1);

    await expect(octokit.request(route)).rejects.toThrow();
    expect(github.requests).toHaveLength(4);
  });

  test('two commits that have nothing in common have it no sooner for being asked again', async () => {
    await start(json(404, { message: 'No common ancestor between a and b.' }));

    const octokit = await installationOctokit(github.probot(), 1);

    await expect(octokit.request('GET /repos/acme/claims/compare/a...b')).rejects.toThrow();
    expect(github.requests).toHaveLength(1);
  });

  test.for([
    ['a connection that breaks in the middle', cutInTheMiddle],
    ['half of it', halfSaid],
    ['a page of HTML', page],
    ['an empty object', json(200, {})],
  ] as const)('in place of a file of a branch, %s is asked for again', async ([, fault]) => {
    const content = Buffer.from('version: 1\n').toString('base64');
    await start(fault, json(200, { type: 'file', sha: 'c0ffee'.repeat(7).slice(2), encoding: 'base64', content }));
    const octokit = await installationOctokit(github.probot(), 1);
    const { git } = openRepository(octokit, { ...repository, installation: 1 });

    const file = await git.file('.github/weir.yml', 'main');

    expect(new TextDecoder().decode(file)).toBe('version: 1\n');
    expect(github.requests).toHaveLength(2);
  });

  test('a file that stops coming is given up on long before it would have had to be there', async () => {
    await start(stalled);
    const octokit = await installationOctokit(github.probot({ timeout: 200, fileTimeout: 60_000 }), 1);
    const request = { parseSuccessResponseBody: false };

    const { data } = await octokit.rest.git.getBlob({ ...repository, file_sha: 'c0ffee', request });

    const read = async () => Array.fromAsync(data as unknown as ReadableStream<Uint8Array>);
    await expect(read()).rejects.toThrow('GitHub sent nothing for 0.2 s');
  });

  test('a file that comes slowly is not', async () => {
    const drip: Answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      let left = 6;
      const timer = setInterval(() => {
        if (left-- > 0) return response.write('x');
        clearInterval(timer);
        return response.end();
      }, 80);
    };
    await start(drip);
    const octokit = await installationOctokit(github.probot({ timeout: 200, fileTimeout: 60_000 }), 1);
    const request = { parseSuccessResponseBody: false };

    const { data } = await octokit.rest.git.getBlob({ ...repository, file_sha: 'c0ffee', request });

    const pieces = await Array.fromAsync(data as unknown as ReadableStream<Uint8Array>);
    expect(Buffer.concat(pieces).toString()).toBe('xxxxxx');
  });

  test.for([
    ['not found', json(404, { message: 'Not Found' })],
    ['what GitHub does not understand', json(422, { message: 'Validation failed' })],
    ['a token that is not valid', json(401, { message: 'Bad credentials' })],
    ['a permission that is missing', noPermission],
  ] as const)('%s is no reason to ask again', async ([, answer]) => {
    await start(answer);

    const octokit = await (await github.probot().ready()).auth();

    await expect(octokit.rest.apps.getAuthenticated()).rejects.toThrow();
    expect(github.requests).toHaveLength(1);
  });

  test('what may have been made is not made twice', async () => {
    await start(cut);

    const octokit = await installationOctokit(github.probot(), 1);

    await expect(octokit.rest.checks.create({ ...repository, name: 'weir', head_sha: 'c0ffee' })).rejects.toThrow();
    const annotations = [{ path: 'a', start_line: 1, end_line: 1, annotation_level: 'notice' as const, message: 'a' }];
    const output = { title: 'a', summary: 'a', annotations };
    await expect(octokit.rest.checks.update({ ...repository, check_run_id: 1, output })).rejects.toThrow();
    expect(github.requests.map(({ method }) => method)).toEqual(['POST', 'PATCH']);
  });

  test('an update is sent again', async () => {
    await start(cut, ok);

    const octokit = await installationOctokit(github.probot(), 1);
    await octokit.rest.checks.update({ ...repository, check_run_id: 1, status: 'in_progress' });

    expect(github.requests.map(({ method }) => method)).toEqual(['PATCH', 'PATCH']);
  });

  test('a token is asked for again, but not once more by the request that waits for it', async () => {
    github = await startGitHub(
      [ok],
      Array.from({ length: 10 }, () => json(500, { message: 'Oops' })),
    );

    const octokit = await installationOctokit(github.probot(), 1);

    await expect(octokit.rest.pulls.get({ ...repository, pull_number: 1 })).rejects.toMatchObject({ status: 500 });
    expect(github.tokens).toHaveLength(1 + QUICK.retries);
  });
});

describe('stopping', () => {
  test('a request ends with its signal though the token that it waits for never comes', async () => {
    github = await startGitHub([ok], [silence]);

    const octokit = await installationOctokit(github.probot(), 1, AbortSignal.timeout(200));

    await expect(octokit.rest.pulls.get({ ...repository, pull_number: 1 })).rejects.toThrow(/timeout/);
  });

  test('a request ends with its signal though those before it never end, and lets those behind it through', async () => {
    await start(silence, ok);
    const probot = github.probot({
      limits: { ...GITHUB_LIMITS, concurrent: 1 },
      timeout: 1000,
      pauses: { ...QUICK, retries: 0 },
    });
    const [first, second, third] = await Promise.all([
      installationOctokit(probot, 1),
      installationOctokit(probot, 1, AbortSignal.timeout(200)),
      installationOctokit(probot, 1),
    ]);

    const pull = { ...repository, pull_number: 1 };
    const stuck = first!.rest.pulls.get(pull).catch(() => 'never came');
    const stopped = second!.rest.pulls.get(pull);
    const behind = third!.rest.pulls.get(pull);

    await expect(stopped).rejects.toThrow(/timeout/);
    expect((await behind).status).toBe(200);
    expect(await stuck).toBe('never came');
  });

  test('a request that waits or runs ends with the reason of the signal', async () => {
    await start(silence, json(429, secondaryLimit, { 'retry-after': '4' }));
    const probot = github.probot();

    for (const expected of [1, 2]) {
      const controller = new AbortController();
      const octokit = await installationOctokit(probot, 1, controller.signal);
      const asked = octokit.rest.pulls.get({ ...repository, pull_number: 1 });
      asked.catch(() => {});
      await expect.poll(() => github.requests.length).toBe(expected);
      controller.abort(new Error('superseded'));
      await expect(asked).rejects.toThrow('superseded');
    }
  });
});

describe('pace', () => {
  test('two hundred checks are created at once without waiting for each other', async () => {
    await start(ok);
    const octokit = await installationOctokit(github.probot(), 1);
    await octokit.rest.pulls.get({ ...repository, pull_number: 1 });

    // One a second, as Probot's own throttling lets through, would take longer than a test may.
    await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        octokit.rest.checks.create({ ...repository, name: 'weir', head_sha: String(index) }),
      ),
    );

    expect(github.requests.filter(({ method }) => method === 'POST').length).toBeGreaterThanOrEqual(200);
  });

  test('github.com gets no more than it allows', async () => {
    await start(ok);
    const limits = { ...GITHUB_LIMITS, writes: 3 };
    const octokit = await installationOctokit(github.probot({ limits }), 1, AbortSignal.timeout(500));

    const asked = Array.from({ length: 4 }, (_, index) =>
      octokit.rest.checks.update({ ...repository, check_run_id: index, status: 'in_progress' }),
    );
    const other = octokit.rest.issues.updateComment({ ...repository, comment_id: 1, body: 'Hi' });

    const results = await Promise.allSettled([...asked, other]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });

  test('no more requests run at once than are allowed', async () => {
    let [running, most] = [0, 0];
    let held: (() => void)[] = [];
    // As many as may run are held until all of them are there, and a moment more for one that may not.
    const slow: Answer = (response, request, count) => {
      most = Math.max(most, ++running);
      held.push(() => {
        running -= 1;
        ok(response, request, count);
      });
      if (running < 4) return;
      setTimeout(() => {
        for (const answer of held) answer();
        held = [];
      }, 20);
    };
    await start(slow);
    const octokit = await installationOctokit(github.probot({ limits: { ...GITHUB_LIMITS, concurrent: 4 } }), 1);

    await Promise.all(Array.from({ length: 20 }, () => octokit.rest.pulls.get({ ...repository, pull_number: 1 })));

    expect(most).toBe(4);
  });
});

test('answers and repetitions are counted', async () => {
  await start(json(502, {}), cut, ok);
  const counted: string[] = [];
  const probot = github.probot({ onAnswer: (status) => counted.push(status), onRetry: () => counted.push('again') });

  const octokit = await installationOctokit(probot, 1);
  await octokit.rest.pulls.get({ ...repository, pull_number: 1 });

  expect(counted).toEqual(['201', '502', 'again', 'none', 'again', '200']);
});

/** Why the App brings its own: should one of these fail after an update of Probot, it may be time to go back. */
describe("Probot's own client", () => {
  async function ofProbot() {
    const log = pino({ level: 'silent' });
    const probot = new Probot({ githubToken: 'token', baseUrl: github.url, log });
    return await probot.auth();
  }

  test('gives up on a secondary limit', async () => {
    await start(json(403, secondaryLimit, { 'retry-after': '1' }), ok);

    const octokit = await ofProbot();

    await expect(octokit.rest.pulls.get({ ...repository, pull_number: 1 })).rejects.toMatchObject({ status: 403 });
    expect(github.requests).toHaveLength(1);
  });

  test('takes an answer that is cut in the middle for an empty list', async () => {
    await start(cutInTheMiddle);

    const octokit = await ofProbot();

    expect(await octokit.paginate(octokit.rest.pulls.list, repository)).toEqual([]);
  });

  test('lets one write a second through', async () => {
    await start(ok);

    const octokit = await ofProbot();
    await Promise.all(
      [1, 2].map((id) => octokit.rest.checks.update({ ...repository, check_run_id: id, status: 'in_progress' })),
    );

    expect(waits()[0]).toBeGreaterThan(900);
  });
});
