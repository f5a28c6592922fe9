/**
 * Branches that hang together. Pull requests on pull requests: each is judged against the one below it, and by the weir.yml of the
 * branch that all of them come to. And branches that were merged into each other.
 */
import { afterAll, expect, test } from 'vitest';
import { late, weirYml } from './claims.ts';
import { openScene } from './scene.ts';

const scene = await openScene();
const { github, repository } = scene;
afterAll(() => scene.close());

test('limits that a lower layer loosens are not those of the layer above, and what it changes is not that one’s', async () => {
  const loose = weirYml({ percent: 50 });
  const below = await scene.propose({ '.github/weir.yml': loose, 'rules/board.json': late(16) }, { branch: 'layer-1' });
  await scene.concluded(below);
  // 10 % of the board's decisions, where main allows 2 %.
  const above = await scene.propose({ 'rules/board.json': late(26) }, { branch: 'layer-2', base: 'layer-1' });
  const { conclusion, output } = await scene.concluded(above);
  expect(conclusion).toBe('failure');
  expect(output.summary).toMatch(/`board` \| `status.changed` 10 % \| 2 %/);
  const stacked = { branch: 'layer-3', base: 'layer-2', stackBase: 'main' };
  const top = await scene.propose({ 'rules/charter.json': late(15), 'rules/board.json': late(29) }, stacked);
  expect((await scene.concluded(top)).output.summary).toMatch(/`board` \| `status.changed` 3 % \| 2 %/);

  await github.commit(repository, 'main', { '.github/weir.yml': weirYml({ percent: 20 }) });
  await scene.until(() => scene.check(above)?.conclusion === 'success', 'judged by the new limits');
  await scene.until(() => scene.check(top)?.conclusion === 'success', 'judged by the new limits, too');
});

test('a branch that rules hold for has limits of its own, whatever is proposed from it', async () => {
  await github.commit(repository, 'release', { '.github/weir.yml': weirYml({ percent: 1 }) });
  repository.protected.add('release');
  await scene.propose({ 'README.md': 'Released\n' }, { branch: 'release' });
  const pull = await scene.propose({ 'rules/board.json': late(17) }, { base: 'release' });
  const { conclusion, output } = await scene.concluded(pull);
  expect(conclusion).toBe('failure');
  expect(output.summary).toMatch(/`board` \| `status.changed` 2 % \| 1 %/);
});

test('a branch that main was merged into is compared with the last commit that came by it', async () => {
  const pull = await scene.propose({ 'README.md': 'Updated\n' });
  await scene.idle();
  const main = await github.commit(repository, 'main', { 'rules/board.json': late(40) });
  const head = await github.commit(repository, pull.head.branch, { 'rules/board.json': late(40) }, { merging: main });
  await github.commit(repository, 'main', { 'README.md': 'Further\n' });
  const { conclusion, output } = await scene.concluded(pull, head);
  expect([conclusion, output.title]).toEqual(['success', 'No governed artifacts changed']);
});

test('a merge that takes back what main had changed fails, whichever of several merge bases GitHub names', async () => {
  const start = repository.branches.get('main') ?? '';
  const theirs = await github.commit(repository, 'main', { 'rules/board.json': late(70) });
  await github.push(repository, 'crossed', start);
  const pull = await scene.propose({ 'README.md': 'Ours\n' }, { branch: 'crossed' });
  await github.commit(repository, 'main', { 'README.md': 'Theirs\n' }, { merging: pull.head.sha });
  // Its files stay what they are: the rule is what it was before main changed it.
  const head = await github.commit(repository, 'crossed', { 'README.md': 'Both\n' }, { merging: theirs });
  const { conclusion, output } = await scene.concluded(pull, head);
  // 30 of 100 delays lie from 40 to 69 minutes.
  expect([conclusion, output.title]).toEqual(['failure', expect.stringContaining('status.changed 30 %')]);
  expect(output.summary).toContain('main and the pull request were merged into each other');
});
