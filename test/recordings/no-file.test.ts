/** What has a name and is no file: whoever opened it would wait, or read without an end. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { editRule, makeSmallRepository } from '../e2e/small.ts';
import { weir } from '../e2e/weir.ts';

it.each([
  ['a named pipe', (path: string) => void execFileSync('mkfifo', [path])],
  [
    'a socket',
    async (path: string) => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(path, resolve));
      onTestFinished(() => void server.close());
    },
  ],
])('%s in place of a recording is an error at once', async (is, make) => {
  const repository = makeSmallRepository({ 'traffic/flights.jsonl': undefined, 'traffic/.gitkeep': '' });
  editRule(repository);
  const path = join(repository.directory, 'traffic/flights.jsonl');
  onTestFinished(() => rmSync(path, { force: true }));
  await make(path);
  for (const command of [['check', '--base', 'main'], ['validate'], ['traffic', 'traffic/flights.jsonl']]) {
    const { status, stderr, stdout } = await weir(command, repository.directory);
    expect([status, stderr + stdout]).toEqual([
      2,
      expect.stringContaining('traffic/flights.jsonl: it cannot be replayed'),
    ]);
    expect(stderr + stdout).toContain(is);
  }
});

it('a device in place of a recording is an error at once', async () => {
  const { directory } = makeSmallRepository();
  const { status, stderr } = await weir(['traffic', 'file:///dev/zero', '--format', 'jsonl'], directory);
  expect([status, stderr]).toEqual([2, expect.stringContaining('a device')]);
});
