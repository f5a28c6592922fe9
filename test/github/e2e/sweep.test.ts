/** What the sweep cannot look at costs only itself: an installation, a repository, a pull request. */
import { afterAll, expect, test } from 'vitest';
import type { RepositoryRecord } from '../../emulated-github/index.ts';
import { EDITS, FILES } from './claims.ts';
import { openOwnProcess } from './own-process.ts';
import { nextSecond } from './people.ts';

const scene = await openOwnProcess(
  {},
  {
    client: { pauses: { fault: 5, limit: 5, longest: 1000, retries: 1 }, timeout: 1000, fileTimeout: 2000 },
    queue: { pause: (failures) => (failures < 3 ? 20 : undefined) },
  },
);
const { github } = scene;
afterAll(() => scene.close());

async function repositoryOf(owner: string, name: string): Promise<RepositoryRecord> {
  const repository = await github.createRepository({ owner, name, files: FILES });
  github.install(repository);
  return repository;
}

test('one fault costs only its own installation, repository and pull request', async () => {
  const closed = await repositoryOf('acme', 'refused');
  await scene.idle();
  const [token] = github.requests.filter(({ path }) => path.endsWith('/access_tokens'));
  const broken = await repositoryOf('octo-org', 'broken');
  const fine = await repositoryOf('octo-org', 'fine');
  await scene.idle();

  // While nobody listens: a branch whose weir.yml is kept by Git LFS, and pull requests to it and to others.
  github.setWebhookUrl(undefined);
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12\n`;
  await github.commit(broken, 'lfs', { '.github/weir.yml': pointer });
  const pulls = {
    refused: await github.openPull({ repository: closed, branch: 'one', files: EDITS.pass }),
    lfs: await github.openPull({ repository: broken, branch: 'two', base: 'lfs', files: EDITS.unaffected }),
    unlisted: await github.openPull({ repository: broken, branch: 'three', files: EDITS.pass }),
    after: await github.openPull({ repository: broken, branch: 'four', files: EDITS.unaffected }),
    other: await github.openPull({ repository: fine, branch: 'five', files: EDITS.pass }),
  };
  github.faults.add({ what: 'status', status: 403, on: new RegExp(`^POST ${token?.path}$`) });
  github.faults.add({ what: 'silence', on: new RegExp(`/broken/commits/${pulls.unlisted.head.sha}/check-runs`) });
  await scene.restart();
  await scene.idle();

  const said = Object.entries(pulls).map(([name, pull]) => [name, scene.check(pull)?.conclusion]);
  expect(Object.fromEntries(said)).toEqual({
    refused: undefined,
    lfs: 'failure',
    unlisted: undefined,
    after: 'success',
    other: 'success',
  });
});

test('a locked conversation takes no reactions and no answers, and commands are carried out all the same', async () => {
  const repository = await repositoryOf('octo-org', 'locked');
  await scene.idle();
  github.grant('octo-claims', repository, 'write');
  const pull = await github.openPull({ repository, branch: 'one', files: EDITS.fail });
  await scene.idle();
  expect(scene.check(pull)?.conclusion).toBe('failure');
  const locked = { what: 'status', status: 403 } as const;
  github.faults.add({
    ...locked,
    on: /^POST \/repos\/octo-org\/locked\/issues\/(\d+\/comments|comments\/\d+\/reactions)$/,
  });
  await nextSecond();

  github.comment(pull, 'octo-claims', '/weir approve compensation late flights are rare');
  await scene.idle();
  expect(scene.check(pull)?.conclusion).toBe('success');

  const runs = github.checkRuns(repository, pull.head.sha).length;
  github.comment(pull, 'octo-claims', '/weir rerun');
  await scene.idle();
  // Once, though nothing on GitHub says that it is done.
  expect(github.checkRuns(repository, pull.head.sha)).toHaveLength(runs + 1);
});

test('what cannot be compared is looked at again when something about it has changed, and not at every sweep', async () => {
  const repository = await repositoryOf('octo-org', 'unrelated');
  await scene.idle();
  const message = 'No common ancestor between main and change.';
  github.faults.add({ what: 'status', status: 404, message, on: /^GET .*\/unrelated\/compare\// });
  const pull = await github.openPull({ repository, branch: 'one', files: EDITS.unaffected });
  await scene.idle();
  expect(scene.check(pull)?.conclusion).toBe('failure');
  expect(scene.check(pull)?.output.title).toContain('have no commit in common');

  await scene.restart();
  await scene.idle();

  expect(github.checkRuns(repository, pull.head.sha)).toHaveLength(1);
});

test('a folder with more entries than GitHub lists fails every check, which says so, and is not looked at at every sweep', async () => {
  const repository = await repositoryOf('octo-org', 'wide');
  await scene.idle();
  repository.truncated = 'folders';
  const pull = await github.openPull({ repository, branch: 'one', files: EDITS.pass });
  await scene.idle();
  expect(scene.check(pull)).toMatchObject({
    conclusion: 'failure',
    output: { title: expect.stringContaining("GitHub's API does not list the top folder of octo-org/wide whole") },
  });

  await scene.restart();
  await scene.idle();

  expect(github.checkRuns(repository, pull.head.sha)).toHaveLength(1);
});
