/** What a check says where weir.yml or a governed file is wrong, or not there. */
import { afterAll, expect, test } from 'vitest';
import { EDITS, late, weirYml } from './claims.ts';
import { openScene } from './scene.ts';

const scene = await openScene();
const { github, repository } = scene;
afterAll(() => scene.close());

test('a broken weir.yml of the change fails on its line, although the one of its base would judge', async () => {
  const broken = weirYml().replace('limits:', 'limts:');
  const pull = await scene.propose({ ...EDITS.pass, '.github/weir.yml': broken });

  const { conclusion, output, annotations } = await scene.concluded(pull);

  const line = broken.split('\n').findIndex((text) => text.includes('limts')) + 1;
  expect(conclusion).toBe('failure');
  expect(annotations).toMatchObject([{ path: '.github/weir.yml', start_line: line, annotation_level: 'failure' }]);
  expect(output.summary).toContain('did you mean limits?');
});

test('a weir.yml that is broken on the base branch fails every change to it, with file, line and who has to mend it', async () => {
  await github.commit(repository, 'broken', { '.github/weir.yml': weirYml().replace('version: 1', 'version: 9') });

  const { conclusion, output } = await scene.concluded(await scene.propose(EDITS.unaffected, { base: 'broken' }));

  expect(conclusion).toBe('failure');
  expect(output.title).toContain('.github/weir.yml:1');
  expect(output.summary).toContain('`.github/weir.yml`: whoever maintains this repository');
});

test('a broken rule on the base branch fails the change to it and names its owners', async () => {
  await github.commit(repository, 'broken-rule', { 'rules/board.json': '{\n  "if": [\n' });

  const pull = await scene.propose({ 'rules/board.json': late(16) }, { base: 'broken-rule' });
  const { conclusion, output } = await scene.concluded(pull);

  expect(conclusion).toBe('failure');
  expect(output.title).toMatch(/rules\/board\.json:\d/);
  expect(output.summary).toContain('`rules/board.json`: `@octo-airports`');
});

test('a broken rule of the change fails on its line', async () => {
  const pull = await scene.propose({ 'rules/board.json': '{\n  "if": [1, 2,\n' });

  const { conclusion, annotations } = await scene.concluded(pull);

  expect(conclusion).toBe('failure');
  expect(annotations).toMatchObject([{ path: 'rules/board.json', annotation_level: 'failure' }]);
});

test('without a weir.yml there is nothing to judge, and the first one is judged by itself', async () => {
  await github.commit(repository, 'bare', { '.github/weir.yml': null });

  const nothing = await scene.concluded(await scene.propose(EDITS.fail, { base: 'bare' }));
  const first = await scene.concluded(await scene.propose({ '.github/weir.yml': weirYml() }, { base: 'bare' }));
  const broken = await scene.concluded(await scene.propose({ '.github/weir.yml': 'version: 9' }, { base: 'bare' }));

  expect(nothing).toMatchObject({ conclusion: 'success', output: { title: 'No weir.yml yet: nothing to check' } });
  expect(first.conclusion).toBe('success');
  expect(broken.conclusion).toBe('failure');
});
