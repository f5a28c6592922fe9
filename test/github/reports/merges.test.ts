import { afterAll, expect, test } from 'vitest';
import { mergesOf } from '../../../src/github/reports/merges.ts';
import { keep, record } from './records.ts';
import { openScene } from './scene.ts';

const scene = await openScene();
afterAll(() => scene.close());

test('of what was merged into the default branch the check of its last head is found', async () => {
  const { github, repository, archive } = scene;
  const merged = await github.openPull({ repository, branch: 'merged', files: { 'a.txt': 'two\n' }, title: 'Merged' });
  const open = await github.openPull({ repository, branch: 'open', files: { 'a.txt': 'three\n' } });
  const closed = await github.openPull({ repository, branch: 'closed', files: { 'a.txt': 'four\n' } });
  for (const { number, head } of [merged, open, closed]) {
    await keep(archive, repository.id, record({ pull: number, head: head.sha }));
  }
  await github.merge(merged);
  await github.closePull(closed);

  const found = await mergesOf(archive, await scene.readable());

  expect(found).toEqual([
    {
      number: merged.number,
      title: 'Merged',
      at: merged.mergedAt,
      record: record({ pull: merged.number, head: merged.head.sha }),
    },
  ]);
});
