/** Pipelines that read files of other repositories: the App reads them through its installation, and says what it cannot read. */
import { afterAll, expect, test } from 'vitest';
import { flights, late, weirYml } from './claims.ts';
import { openScene } from './scene.ts';

const scene = await openScene();
const { github, repository: claims } = scene;
afterAll(() => scene.close());

const rules = (name: string): string => weirYml().replace('rules: rules/board.json', `rules: ${name}`);

async function downstream(name: string, upstream: string, more = {}) {
  const files = {
    '.github/weir.yml': rules(upstream),
    'config/compensation.yaml': 'minutes: 50\n',
    'rules/compensation.json': late(50),
    'rules/charter.json': late(15),
    'traffic/flights.jsonl': flights(1000),
    'traffic/charters.jsonl': flights(5),
  };
  const repository = await github.createRepository({ owner: 'acme', name, files: { ...files, ...more } });
  github.install(repository);
  return repository;
}

const events = await github.createRepository({ owner: 'acme', name: 'boards', files: { 'board.json': late(15) } });

test('a repository in which the App is not installed leaves what needs it inconclusive, and nothing else', async () => {
  const repository = await downstream('apart', 'acme/boards:board.json@main');
  const untouched = await scene.propose({ 'README.md': 'More\n' }, { repository });
  expect(await scene.concluded(untouched)).toMatchObject({ conclusion: 'success' });
  // The pin moves, and nobody can look where to.
  const moved = await scene.propose({ '.github/weir.yml': rules('acme/boards:board.json@next') }, { repository });
  const { conclusion, output } = await scene.concluded(moved);
  expect(conclusion).toBe('action_required');
  expect(output.summary).toContain('the App is not installed in acme/boards');
  expect(output.summary).toContain('unaffected');
});

test('a file of another repository is read at the commit that its ref leads to, which the report names', async () => {
  github.install(events);
  const main = events.branches.get('main') ?? '';
  await github.tag(events, 'v1', main);
  const tip = await github.commit(events, 'main', { 'board.json': late(25) });
  const repository = await downstream('reads', 'acme/boards:board.json@v1');
  const pull = await scene.propose({ '.github/weir.yml': rules('acme/boards:board.json@main') }, { repository });
  const { conclusion, output } = await scene.concluded(pull);
  // Delays from 15 to 24 of 0 to 99 are on time by main and were late by v1: 10 of 100.
  expect(conclusion).toBe('failure');
  expect(output.summary).toMatch(/`board` \| `status.changed` 10 %/);
  const there = `${github.url}/acme/boards/blob/${tip}/board.json#L1`;
  expect(output.summary).toContain(`[\`acme/boards@v1..main:/board.json:1\`](<${there}>)`);
  expect(output.summary).toContain(`--with acme/boards=../boards@${main}..${tip}`);
});

test('what more people could see here than there is not read, and neither is what the change alone names', async () => {
  const secret = await github.createRepository({
    ...{ owner: 'acme', name: 'secret', visibility: 'private', files: { 'board.json': late(15), 'a.json': late(16) } },
  });
  github.install(secret);
  const open = await downstream('open', 'acme/secret:board.json@main');
  const pull = await scene.propose({ '.github/weir.yml': rules('acme/secret:board.json@v2') }, { repository: open });
  const { conclusion, output } = await scene.concluded(pull);
  expect(conclusion).toBe('action_required');
  expect(output.summary).toContain('acme/secret is private, and acme/open is public');
  const asked = github.requests.length;
  const anew = await scene.propose({ '.github/weir.yml': rules('acme/secret:a.json') }, { repository: claims });
  expect((await scene.concluded(anew)).output.summary).toContain('looked at once it is merged');
  // Whether it reads others is asked of every repository; no more.
  const read = github.requests
    .slice(asked)
    .filter(({ path }) => /^\/repos\/acme\/secret\/git\/(trees|blobs)/.test(path));
  expect(read).toEqual([]);
});
