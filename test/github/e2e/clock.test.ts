/** Who decided what before what is told by GitHub's clock alone, however wrong the server's is. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EDITS } from './claims.ts';
import { command, concludedAgain, nextSecond } from './people.ts';
import { openScene } from './scene.ts';

const clock = join(import.meta.dirname, 'clock.ts');

describe.each([90, -90])('a server whose clock is wrong by %i seconds', (seconds) => {
  test('buttons, approvals and revocations count in their order', async () => {
    const scene = await openScene({ env: { NODE_OPTIONS: `--import ${clock}`, CLOCK_SECONDS: String(seconds) } });
    const { github, repository } = scene;
    github.team('acme', 'claims', []);
    try {
      const pull = await scene.propose(EDITS.fail);
      const run = await scene.concluded(pull);
      const press = () => {
        const newest = scene.check(pull) ?? run;
        return concludedAgain(scene, newest, () => github.pressButton(repository, newest, 'approve', 'octo-claims'));
      };

      expect((await press()).conclusion).toBe('success');
      await nextSecond();
      expect((await command(scene, pull, 'octo-claims', '/weir revoke compensation')).run.conclusion).toBe('failure');
      expect((await press()).conclusion).toBe('success');
      expect((await command(scene, pull, 'octo-claims', '/weir revoke compensation')).run.conclusion).toBe('failure');
      const written = await command(scene, pull, 'octo-claims', '/weir approve compensation agreed');
      expect(written.run.conclusion).toBe('success');
      expect((await command(scene, pull, 'octo-claims', '/weir revoke compensation')).run.conclusion).toBe('failure');
    } finally {
      await scene.close();
    }
  });
});

test('commands that no webhook told of are found by a server whose clock is an hour fast', async () => {
  const env = { NODE_OPTIONS: `--import ${clock}`, CLOCK_SECONDS: '3600', WEIR_SWEEP_MINUTES: '0.05' };
  const scene = await openScene({ env });
  const { github } = scene;
  try {
    const pull = await scene.propose(EDITS.unaffected);
    await scene.concluded(pull);
    github.faults.deliveries({ drop: 1 });

    expect((await command(scene, pull, 'octo-dev', '/weir rerun')).reaction).toBe('rocket');
    github.faults.deliveries({});
  } finally {
    await scene.close();
  }
});
