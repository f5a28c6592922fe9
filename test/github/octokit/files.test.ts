/** A file of many repositories by GraphQL, from the emulated GitHub, whose answers follow GitHub's published schema. */
import { expect, onTestFinished, test } from 'vitest';
import { openApp } from '../../../src/github/octokit/app.ts';
import type { Octokit } from '../../../src/github/octokit/client.ts';
import { appOctokit } from '../../../src/github/octokit/client.ts';
import { type Settings, startFixture } from '../emulated-github/fixture.ts';
import { QUICK } from './github.ts';

const SIGNAL = AbortSignal.timeout(60_000);
const PATH = '.github/weir.yml';
const PLAIN = 'version: 1\n';

/** The App's port, as it opens it, with a token of the installation. `files`: by the name of a repository in acme. */
async function start(files: Record<string, Record<string, string | Buffer>>, settings: Settings = {}, below = '') {
  const { github, octokit } = await startFixture(settings);
  for (const [name, has] of Object.entries(files)) {
    const repository = await github.createRepository({ owner: 'acme', name, files: { 'a.txt': 'a\n' } });
    github.install(repository);
    if (Object.keys(has).length > 0) await github.commit(repository, 'main', has);
  }
  const { token } = (await octokit.auth()) as { token: string };
  const baseUrl = `${github.url}${below}`;
  const client: Octokit = new (appOctokit({ baseUrl, pauses: QUICK }))({
    ...{ auth: { token }, log: { debug() {}, info() {}, warn() {}, error() {} } },
  });
  const app = openApp(client, async () => client);
  const listed = await Array.fromAsync(app.repositories(1, SIGNAL));
  const before = github.requests.length;
  onTestFinished(() => expect(github.violations).toEqual([]));
  return {
    ...{ github, listed, requests: () => github.requests.slice(before) },
    async told(asked = listed) {
      const told = await app.files(1, PATH, asked, SIGNAL);
      return asked.flatMap(({ id, repo }) => (told.has(id) ? [[repo, told.get(id)]] : []));
    },
  };
}

test('comes of each whose text is told whole; of all else nothing is told', async () => {
  const { told, requests } = await start({
    plain: { [PATH]: `${PLAIN}# ä\n` },
    link: { [PATH]: '../weir.yml' },
    binary: { [PATH]: Buffer.from('version: 1\n\0') },
    large: { [PATH]: `${PLAIN}${'#'.repeat(512_000)}\n` },
    folder: { [`${PATH}/a`]: PLAIN },
  });
  expect(await told()).toEqual([
    // It has none.
    ['claims', undefined],
    ['plain', `${PLAIN}# ä\n`],
  ]);
  expect(requests().map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /graphql']);
});

test('one that was taken away or renamed since it was listed is not told of, and the others are', async () => {
  const { told, listed } = await start({ one: { [PATH]: PLAIN }, two: { [PATH]: PLAIN }, three: { [PATH]: PLAIN } });
  const [claims, one, two, three] = listed;
  if (!claims || !one || !two || !three) return expect.fail();
  const gone = { ...one, nodeId: Buffer.from('010:Repository9999').toString('base64') };
  expect(await told([claims, gone, { ...two, repo: 'second' }, three])).toEqual([
    ['claims', undefined],
    ['three', PLAIN],
  ]);
});

test.each([
  ['is not there', { what: 'status', status: 404 }],
  ['may not be used', { what: 'status', status: 403 }],
  ['fails', { what: 'server-error' }],
  ['answers with a page', { what: 'page' }],
  ['answers nothing', { what: 'empty-object' }],
] as const)('tells nothing where GraphQL %s, and that at once', async (_, fault) => {
  const { told, github, requests } = await start({ one: { [PATH]: PLAIN } });
  github.faults.add({ ...fault, on: /graphql/ });
  expect(await told()).toEqual([]);
  expect(requests()).toHaveLength(1);
});

test('has its address beside the API of GitHub Enterprise', async () => {
  const { told } = await start({ one: { [PATH]: PLAIN } }, {}, '/api/v3');
  expect(await told()).toContainEqual(['one', PLAIN]);
});

test('more than a hundred are asked in parts, and half of those that fail once more', async () => {
  const { told, github, listed, requests } = await start({ one: { [PATH]: PLAIN } });
  const [, one] = listed;
  if (!one) return expect.fail();
  // GitHub answers about one that is named twice, twice.
  const many = Array.from({ length: 131 }, (_, at) => ({ ...one, id: at + 1 }));
  expect(await told(many)).toHaveLength(131);
  expect(requests()).toHaveLength(2);
  github.faults.add({ what: 'server-error', on: /graphql/, times: 2 });
  // The first half of the first hundred is left out: each by itself is asked for it.
  expect(await told(many)).toHaveLength(81);
  expect(requests()).toHaveLength(2 + 4);
});
