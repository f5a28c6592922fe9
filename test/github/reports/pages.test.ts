import { connect } from 'node:net';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createSeal } from '../../../src/github/seal.ts';
import { HEAD, keep, PAGE, record } from './records.ts';
import { openScene } from './scene.ts';

const scene = await openScene();
const secrets = await scene.github.createRepository({ owner: 'acme', name: 'secrets', files: { 'a.txt': 'one\n' } });
scene.github.install(secrets);
const privately = await scene.github.createRepository({
  ...{ owner: 'acme', name: 'privately', files: { 'a.txt': 'one\n' }, visibility: 'private' },
});
scene.github.install(privately);
const outside = await scene.github.createRepository({
  owner: 'octo-org',
  name: 'outside',
  files: { 'a.txt': 'one\n' },
});
afterAll(() => scene.close());
beforeEach(() => {
  scene.ahead = 0;
  scene.github.faults.clear();
});

const OTHER = 'c'.repeat(40);
const PATH = `/reports/acme/claims/pull-12-${HEAD}`;
await keep(scene.archive, scene.repository.id, record());
await keep(scene.archive, secrets.id, record({ head: OTHER }));
await keep(scene.archive, outside.id, record());

/** A browser that is logged in; `none`: who may read neither repository. */
async function reader(login = 'octo-reader', role: 'read' | 'none' = 'read') {
  for (const repository of [scene.repository, secrets]) scene.github.grant(login, repository, role);
  const browser = scene.browser(login);
  await browser.visit('/reports/acme/nothing');
  return browser;
}

describe('a report', () => {
  test('is served as a page, with the policy that it has itself and no right to be framed', async () => {
    const response = await (await reader()).get(PATH);

    expect(response.status).toBe(200);
    expect(await response.text()).toBe(PAGE);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'private, no-store',
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'sha256-abc='; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  test('is served as JSON', async () => {
    const response = await (await reader()).get(`${PATH}.json`);

    expect(await response.json()).toEqual({ verdict: 'fail' });
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
  });

  test('has headers without a body for who asks for those alone', async () => {
    const response = await (await reader()).get(PATH, { method: 'HEAD' });

    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe(String(PAGE.length));
    expect(await response.text()).toBe('');
  });

  test('is found whatever the capitals of the repository', async () => {
    expect((await (await reader()).get(PATH.replace('acme/claims', 'Acme/Claims'))).status).toBe(200);
  });

  test('without a policy of its own may do nothing', async () => {
    const head = 'd'.repeat(40);
    const kept = { html: '<title>bare</title><script>alert(1)</script>', json: '{}' };
    await scene.archive.keep(scene.repository.id, { pull: 12, head }, record({ head }), kept);

    const response = await (await reader()).get(`/reports/acme/claims/pull-12-${head}`);

    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; /);
  });
});

test('what was written for few is shown to nobody once more people can read the repository', async () => {
  const head = 'e'.repeat(40);
  await keep(scene.archive, scene.repository.id, record({ head, pull: 77, visibility: 'private' }));
  const browser = await reader();
  // acme/claims is public, by now.
  for (const end of [`/pull-77-${head}`, `/pull-77-${head}.json`]) {
    expect((await browser.get(`/reports/acme/claims${end}`)).status).toBe(404);
  }
  expect(await (await browser.get('/reports/acme/claims?pull=77')).text()).toContain('No check of it is kept.');
  scene.github.grant('octo-reader', privately, 'read');
  await keep(scene.archive, privately.id, record({ head, pull: 77, visibility: 'private' }));
  expect(await (await browser.get(`/reports/acme/privately/pull-77-${head}`)).text()).toBe(PAGE);
});

describe('who may not read the repository', () => {
  test('cannot tell it from one without the App, one that is not there, and a report that is not there', async () => {
    const outsider = await reader('octo-outsider', 'none');
    const insider = await reader();
    const answers = await Promise.all([
      outsider.get(PATH),
      outsider.get(`${PATH}.json`),
      outsider.get('/reports/acme/claims'),
      outsider.get('/reports/acme/claims?pull=12'),
      outsider.get(`/reports/octo-org/outside/pull-12-${HEAD}`),
      outsider.get(`/reports/acme/nothing/pull-12-${HEAD}`),
      insider.get(`/reports/acme/nothing/pull-12-${HEAD}`),
      insider.get(`/reports/octo-org/outside/pull-12-${HEAD}`),
      insider.get(`/reports/acme/claims/pull-13-${HEAD}`),
      insider.get(`/reports/acme/claims/merge-group-${HEAD}`),
    ]);

    const seen = await Promise.all(
      answers.map(async (response) => {
        const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== 'date'));
        return JSON.stringify([response.status, headers, await response.text()]);
      }),
    );
    expect(answers[0]?.status).toBe(404);
    // Each is told the account that they came with, and nothing else.
    const [outsiders, insiders] = [seen.slice(0, 6), seen.slice(6)];
    expect([new Set(outsiders).size, new Set(insiders).size]).toEqual([1, 1]);
    expect(outsiders[0]).toContain('<bdi>octo-outsider</bdi>');
  });

  test("does not get another repository's report by its name in a repository that they may read", async () => {
    scene.github.grant('octo-half', scene.repository, 'read');
    scene.github.grant('octo-half', secrets, 'none');
    const browser = scene.browser('octo-half');
    await browser.visit(PATH);

    expect((await browser.get(`/reports/acme/secrets/pull-12-${OTHER}`)).status).toBe(404);
    expect((await browser.get(`/reports/acme/claims/pull-12-${OTHER}`)).status).toBe(404);
    expect((await browser.get(PATH)).status).toBe(200);
  });

  test('is refused within five minutes of the permission being taken away', async () => {
    const browser = await reader('octo-leaver');
    expect((await browser.get(PATH)).status).toBe(200);

    scene.github.grant('octo-leaver', scene.repository, 'none');
    scene.ahead = 299_000;
    expect((await browser.get(PATH)).status, 'believed for a while').toBe(200);
    scene.ahead = 300_000 + 1000;
    expect((await browser.get(PATH)).status).toBe(404);
  });

  test('is refused where the login has passed to somebody else', async () => {
    const browser = await reader();
    const expires = Date.now() + 3_600_000;
    const session = createSeal(scene.github.app.privateKey, 'sessions').close({ login: 'octo-reader', id: 7, expires });
    browser.jar.set('__Host-weir', session);

    expect((await browser.get(PATH)).status).toBe(404);
  });

  test('is asked about once in five minutes, not at each page', async () => {
    const browser = await reader('octo-frequent');
    const questions = () => scene.github.requests.filter(({ path }) => path.includes('/octo-frequent/permission'));
    await Promise.all([1, 2, 3].map(() => browser.get(PATH)));
    await browser.get(`${PATH}.json`);

    expect(questions()).toHaveLength(1);
  });

  test('may not try name after name: the App asks GitHub about fifty in five minutes', async () => {
    const browser = await reader('octo-curious', 'none');
    const names = Array.from({ length: 60 }, (_, index) => `/reports/acme/guess-${index}`);
    const statuses = [];
    for (const name of names) statuses.push((await browser.get(name)).status);

    // One was asked about when the browser logged in.
    expect(statuses).toEqual([...Array(49).fill(404), ...Array(11).fill(429)]);
    expect((await (await reader()).get(PATH)).status, 'for others').toBe(200);
    scene.ahead = 300_000;
    expect((await browser.get('/reports/acme/another-guess')).status).toBe(404);
  });

  test('gets nothing while GitHub does not answer, and what was not answered is asked again', async () => {
    const browser = await reader('octo-unlucky');
    scene.github.faults.add({ what: 'server-error', on: /permission/ });
    const response = await browser.get(PATH);
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain('the whole report');

    scene.github.faults.clear();
    expect((await browser.get(PATH)).status).toBe(200);
  });

  test('is told where the fault lies while what is kept cannot be read, which is not with GitHub', async () => {
    const browser = await reader('octo-patient');
    scene.isStoreAway = true;
    const response = await browser.get(PATH);
    scene.isStoreAway = false;
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('The place where Weir keeps its reports does not answer');
    expect((await browser.get(PATH)).status).toBe(200);
  });

  test('is sent to log in first, wherever the address leads', async () => {
    for (const path of [PATH, '/reports/acme/nothing', `/reports/octo-org/outside/pull-1-${HEAD}`]) {
      const response = await scene.browser('octo-reader').get(path);
      expect(response.status).toBe(302);
      expect(response.headers.get('cache-control')).toBe('private, no-store');
    }
  });
});

describe('an address', () => {
  const head = HEAD;
  test.for([
    `/reports/acme/../secrets/pull-12-${OTHER}`,
    `/reports/acme/claims/../secrets/pull-12-${OTHER}`,
    `/reports/acme/claims/..%2fsecrets%2fpull-12-${OTHER}`,
    `/reports/acme/claims%2f..%2fsecrets/pull-12-${OTHER}`,
    `/reports/acme%2fclaims/pull-12-${head}`,
    `/reports/acme/%2e%2e/pull-12-${head}`,
    `/reports/acme/./pull-12-${head}`,
    `/reports/../reports/acme/claims/pull-12-${head}`,
    `/reports//acme/claims/pull-12-${head}`,
    `/reports/acme/claims//pull-12-${head}`,
    `/reports/acme/claims/pull-12-${head}/`,
    `/reports/acme/claims/pull-12-${head}%00.json`,
    `/reports/acme/claims/pull-12-${head}.check`,
    `/reports/acme/claims/pull-12-${head}.html`,
    `/reports/acme/claims/pull-12-${head}.json.json`,
    `/reports/acme/claims/pull-12-${head.toUpperCase()}`,
    `/reports/acme/claims/pull-012-${head}`,
    `/reports/acme/claims/pull-12-${head}\\..\\x`,
    '/reports/acme/claims/replays',
    '/reports/acme/claims/.',
    '/reports/acme/claims/..',
    '/reports/acme/..',
    '/reports/..',
    '/reports/-/claims',
    '/reports/acme/claims?pull=-1',
    '/reports/acme/claims?pull=1e3',
    '/reports/acme/claims?pull=../12',
    '/reports/acme/claims?pull=12?pull=13',
    '/reports/acme',
    '/reports/',
    '/reports',
    '/login/x',
  ])('%s is none', async (path) => {
    const browser = await reader();
    const cookie = [...browser.jar].map(([name, value]) => `${name}=${value}`).join('; ');

    expect(await raw(`GET ${path} HTTP/1.1\r\nhost: weir\r\ncookie: ${cookie}\r\nconnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 404 /,
    );
  });

  test.for(['//evil.example/reports/acme/claims', 'http://evil.example/reports/acme/claims', '/reportsx'])(
    '%s is not one of these pages',
    async (path) => {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n`);

      expect(answer).toMatch(/^HTTP\/1\.1 404 /);
      expect(answer).not.toMatch(/location:/i);
    },
  );

  test.for(['/reports/acme/claims\0', `/reports/acme/claims/pull-12-${HEAD}\0.json`])(
    'with a NUL is refused by the server',
    async (path) => {
      expect(await raw(`GET ${path} HTTP/1.1\r\nhost: weir\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
    },
  );

  test.for([
    ['a number of 4,000 digits', `/reports/acme/claims/pull-${'9'.repeat(4000)}-${HEAD}`],
    ['a name of 5,000 letters', `/reports/acme/${'a'.repeat(5000)}`],
  ] as const)('with %s is none', async ([, path]) => {
    expect((await (await reader()).get(path)).status).toBe(404);
  });

  test.for(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('is not answered to %s', async (method) => {
    const browser = await reader();
    for (const path of [PATH, '/login', '/reports/acme/claims']) {
      const response = await browser.get(path, { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('GET, HEAD');
    }
  });
});

describe('a check without a report', () => {
  test('is in progress while GitHub has it so, and the page leads to itself and to the check', async () => {
    const { run, head } = await announced('in_progress');

    const response = await (await reader()).get(`/reports/acme/claims/pull-3-${head}`);

    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toContain('<h1>In progress</h1>');
    expect(text).toContain(`href="https://weir.acme.example/reports/acme/claims/pull-3-${head}"`);
    expect(text).toContain(`/runs/${run}"`);
    expect((await (await reader()).get(`/reports/acme/claims/pull-3-${head}.json`)).status).toBe(404);
  });

  test('that has ended says how, and nothing in it is markup', async () => {
    const { head } = await announced('completed');
    const title = '✖ <script>alert(1)</script>';
    const ended = record({ pull: 3, head, verdict: undefined, conclusion: 'failure', title });
    await keep(scene.archive, scene.repository.id, ended);

    const text = await (await (await reader()).get(`/reports/acme/claims/pull-3-${head}`)).text();

    expect(text).toContain('<h1>No report</h1>');
    expect(text).toContain('✖ &#60;script&#62;alert(1)&#60;/script&#62;');
    expect(text).not.toContain('<script');
  });

  /** A check of this App on a commit of its own. */
  async function announced(status: 'in_progress' | 'completed') {
    const { github, repository } = scene;
    const head = await github.commit(repository, `change-${status}`, { 'a.txt': status });
    const run = await scene.createRun({ head, externalId: 'pull/3' }, status);
    return { run, head };
  }
});

test('nothing that GitHub does not describe was asked of it', () => {
  expect(scene.github.violations).toEqual([]);
});

/** What the server answers to exactly these bytes, as far as the headers. */
function raw(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(scene.port, '127.0.0.1', () => socket.write(request));
    let answer = '';
    socket.setEncoding('utf8').on('data', (text) => {
      answer += text;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
