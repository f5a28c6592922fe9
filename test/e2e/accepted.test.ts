/** An impact that owners accept in a file, without the App. */
import { expect, test, vi } from 'vitest';
import type { Fixture } from '../repository/fixture.ts';
import { editRule, makeSmallRepository, WEIR_YML } from './small.ts';
import { type Run, weir } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

const FILE = '.github/weir-accepted.yml';
const ALLOWING = `${WEIR_YML.replace('status.changed: 1%', 'status.changed: 0')}accepted: ${FILE}\n`;

/** One of the three flights changes, which the limit does not allow. */
function failing(weirYml = ALLOWING): Fixture {
  const repository = makeSmallRepository({
    '.github/weir.yml': weirYml,
    'traffic/flights.jsonl': '{"delay":15}\n{"delay":20}\n',
  });
  editRule(repository);
  return repository;
}

function check({ directory }: Fixture): Promise<Run> {
  return weir(['check', '--base', 'main'], directory);
}

/** The lines that `weir check` itself prints, filled in. */
function lines({ stdout }: Run): string {
  const [, printed = ''] = /in this change:\n\n([\s\S]*)$/.exec(stdout) ?? [];
  return printed.replace('reason: ', 'reason: the new winter plan').replace('date: ', 'date: 2026-11-20');
}

test('the lines that a failing check prints, filled in and added, let it pass, and the report says who and why', async () => {
  const repository = failing();
  const first = await check(repository);
  expect(first.status).toBe(1);
  repository.write(FILE, lines(first));
  const { status, stdout } = await check(repository);
  expect(status).toBe(0);
  expect(stdout.replace(/\s+/g, ' ')).toContain('Approved by @acme/airports on 2026-11-20: the new winter plan');
});

test('they end when the impact becomes another', async () => {
  const repository = failing();
  repository.write(FILE, lines(await check(repository)));
  repository.write('config/board.yaml', 'late: 19\n');
  expect((await check(repository)).status).toBe(1);
});

test('somebody who does not own the pipeline accepts nothing', async () => {
  const repository = failing();
  repository.write(FILE, lines(await check(repository)).replace('@acme/airports', '@acme/others'));
  const { status, stdout } = await check(repository);
  expect(status).toBe(1);
  expect(stdout.replace(/\s+/g, ' ')).toContain('@acme/others does not own board');
});

test("without base's leave the file counts for nothing, whatever head's weir.yml says", async () => {
  const accepted = lines(await check(failing()));
  const repository = failing(ALLOWING.replace(/accepted:.*\n/, ''));
  repository.write(FILE, accepted);
  repository.write('.github/weir.yml', ALLOWING);
  expect((await check(repository)).status).toBe(1);
});

test('an entry that lacks something is an error with its line', async () => {
  const repository = failing();
  repository.write(FILE, '- pipeline: board\n  owner: "@acme/airports"\n');
  const { status, stderr } = await check(repository);
  expect(status).toBe(2);
  expect(stderr).toMatch(/weir-accepted\.yml:1:\d+.*an acceptance without fingerprint, reason, date/);
});
