/** The lock of replay processes, tried from inside by `intruder.ts`. */
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forkLocked } from '../../src/replay/lock.ts';
import type { Findings, Targets } from './intruder.ts';

const intruder = fileURLToPath(new URL('./intruder.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'weir-lock-'));
const targets = {
  allowed: join(folder, 'shard.jsonl'),
  forbidden: join(folder, 'secret'),
  folder,
  script: intruder,
  addon: nativeAddon(),
  socket: join(folder, 'socket'),
};
const listening: Server[] = [];
const callers: unknown[] = [];
let findings: Findings = {};

/** Some native module that is installed; one that does not fit this machine would be refused all the same. */
function nativeAddon(): string {
  const bindings = dirname(createRequire(import.meta.url).resolve('@duckdb/node-bindings'));
  const sibling = readdirSync(dirname(bindings)).find((name) => name.startsWith('node-bindings-'));
  return join(dirname(bindings), sibling ?? 'node-bindings', 'duckdb.node');
}

async function listen(place: number | string): Promise<Server> {
  const server = createServer((socket) => {
    callers.push(socket.remoteAddress ?? place);
    socket.destroy();
  });
  server.listen(place);
  await once(server, 'listening');
  listening.push(server);
  return server;
}

beforeAll(async () => {
  process.env.WEIR_TEST_SECRET = 'hush';
  writeFileSync(targets.allowed, '{}\n');
  writeFileSync(targets.forbidden, 'hush');
  await listen(targets.socket);
  const { port } = (await listen(0)).address() as AddressInfo;
  const lock = { reads: [targets.allowed, intruder], addons: false };
  const child = forkLocked(intruder, lock, { milliseconds: 0, megabytes: 128 });
  let errors = '';
  child.stderr?.on('data', (data) => {
    errors += String(data);
  });
  child.once('exit', () => child.emit('message', { 'it ended early': errors }));
  child.send({ ...targets, port } satisfies Targets);
  [findings] = (await once(child, 'message')) as [Findings];
  child.kill('SIGKILL');
});

afterAll(() => {
  delete process.env.WEIR_TEST_SECRET;
  for (const server of listening) server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a replay process', () => {
  it('can read its shard, or it would be of no use', () => {
    expect(findings).toMatchObject({ 'read its shard': 'done' });
  });

  it('has no environment', () => {
    expect(findings).toMatchObject({ 'environment variables': '' });
  });

  it.each([
    'read another file',
    'read the environment of its starter',
    'read its own environment from the system',
    'list a folder',
    'write its shard',
    'write another file',
    'make a folder',
    'remove a file',
    'link to a file',
    'start a program',
    'start a shell',
    'fork itself',
    'start a thread',
  ])('cannot %s', (attempt) => {
    expect(findings).toMatchObject({ [attempt]: 'ERR_ACCESS_DENIED' });
  });

  it('cannot load native code', () => {
    expect(findings).toMatchObject({ 'load native code': 'ERR_DLOPEN_DISABLED' });
  });

  const closesNetwork = Number(process.versions.node.split('.')[0]) >= 25;
  it.skipIf(!closesNetwork).each(['connect to a port', 'connect to a socket', 'fetch a page', 'look up a name'])(
    'cannot %s (from Node 25 on)',
    (attempt) => {
      expect(findings).toMatchObject({ [attempt]: 'ERR_ACCESS_DENIED' });
    },
  );

  it.skipIf(!closesNetwork)('reaches none of the servers on its machine (from Node 25 on)', () => {
    expect(callers).toEqual([]);
  });

  it('leaves everything as it was', () => {
    expect(readdirSync(folder).toSorted()).toEqual(['secret', 'shard.jsonl', 'socket']);
    expect(readFileSync(targets.allowed, 'utf8')).toBe('{}\n');
  });
});
