/** How long an approval counts, and that nobody can make one up. */
import { readFile } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';
import type { Pull } from '../../emulated-github/index.ts';
import { compensation, EDITS } from './claims.ts';
import { command, concludedAgain, stickies } from './people.ts';
import { openScene } from './scene.ts';

const scene = await openScene();
const { github, repository } = scene;
github.team('acme', 'claims', []);
afterAll(() => scene.close());

async function approved() {
  const pull = await scene.propose(EDITS.fail);
  await scene.concluded(pull);
  const { run, comment } = await command(scene, pull, 'octo-claims', '/weir approve compensation agreed with legal');
  expect(run.conclusion).toBe('success');
  return { pull, run, comment };
}

async function auditLines(pull: Pull) {
  const text = await readFile(scene.audit, 'utf8');
  const lines = text.split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line)).filter((line) => line.pull === pull.number);
}

function stickyOf(pull: Pull) {
  const found = github.comments(pull).find(({ body, byApp }) => byApp && body.startsWith('<!-- weir -->'));
  if (!found) throw new Error(`pull request ${pull.number} has no sticky comment`);
  return found;
}

test.concurrent('it survives pushes to other files and a rebase, and ends when the change does something else', async () => {
  const { pull, run } = await approved();

  const other = await github.commit(repository, pull.head.branch, { 'README.md': 'Beside the point\n' });
  expect((await scene.concluded(pull, other)).conclusion).toBe('success');

  await github.commit(repository, 'main', { 'CHANGELOG.md': 'Something else came before\n' });
  const rebased = await github.commit(repository, `rebased-${pull.number}`, EDITS.fail);
  await github.push(repository, pull.head.branch, rebased);
  expect((await scene.concluded(pull, rebased)).conclusion).toBe('success');

  const changed = await github.commit(repository, pull.head.branch, { 'config/compensation.yaml': compensation(61) });
  expect((await scene.concluded(pull, changed)).conclusion).toBe('failure');

  const lines = await auditLines(pull);
  const about = { repository: 'acme/claims', pipeline: 'compensation', by: 'octo-claims' };
  expect(lines).toMatchObject([
    { ...about, kind: 'approve', head: run.headSha, reason: 'agreed with legal' },
    { ...about, kind: 'expired', head: changed, fingerprint: lines[0].fingerprint },
  ]);
});

test.concurrent('it ends when its comment is edited, by whomever', async () => {
  const { pull, run, comment } = await approved();

  const after = await concludedAgain(scene, run, () => {
    github.editComment(pull, comment, 'octo-dev', '/weir approve compensation agreed with nobody');
  });

  expect(after.conclusion).toBe('failure');
});

test.concurrent('it ends when its comment is deleted', async () => {
  const { pull, run, comment } = await approved();

  const after = await concludedAgain(scene, run, () => github.deleteComment(pull, comment, 'octo-claims'));

  expect(after.conclusion).toBe('failure');
});

test.concurrent('it does not need the sticky comment', async () => {
  const { pull } = await approved();
  await scene.until(() => stickies(scene, pull)[0]?.includes('weir-decisions'));
  github.deleteComment(pull, stickyOf(pull).id, 'octo-writer');

  const head = await github.commit(repository, pull.head.branch, { 'README.md': 'Without a comment\n' });

  expect((await scene.concluded(pull, head)).conclusion).toBe('success');
});

test.concurrent('what somebody writes into the sticky comment changes nothing: forged, copied or restored', async () => {
  const { pull: model } = await approved();
  await scene.until(() => stickies(scene, model)[0]?.includes('weir-decisions'));
  const genuine = stickyOf(model).body;
  const [, payload = '', signature = ''] = /weir-decisions (\S+)\.(\S+) -->/.exec(genuine) ?? [];
  const pull = await scene.propose(EDITS.fail);
  await scene.concluded(pull);
  await scene.until(() => stickies(scene, pull).length > 0);
  const decision = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const forged = JSON.stringify({ ...decision, subject: `${repository.id}#${pull.number}` });
  const line = `<!-- weir-decisions ${Buffer.from(forged).toString('base64url')}.${signature} -->`;

  for (const body of [genuine, `${stickyOf(pull).body}\n\n${line}`]) {
    github.editComment(pull, stickyOf(pull).id, 'octo-dev', body);
    expect((await command(scene, pull, 'octo-dev', '/weir rerun')).run.conclusion).toBe('failure');
  }

  const revoked = await command(scene, model, 'octo-deputy', '/weir revoke compensation');
  expect(revoked.run.conclusion).toBe('failure');
  github.editComment(model, stickyOf(model).id, 'octo-dev', genuine);
  expect((await command(scene, model, 'octo-dev', '/weir rerun')).run.conclusion).toBe('failure');
});

test('it survives a restart of the App on an empty disk', async () => {
  const { pull, run } = await approved();
  await scene.app().stop();
  await scene.start({ fresh: true });

  const again = await command(scene, pull, 'octo-dev', '/weir rerun');
  expect(again.run.conclusion).toBe('success');

  const head = await github.commit(repository, pull.head.branch, { 'README.md': 'After a restart\n' });
  expect((await scene.concluded(pull, head)).conclusion).toBe('success');
  expect(run.output.summary).toContain('octo-claims');
});
