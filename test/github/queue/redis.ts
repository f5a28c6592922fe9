/** A real Redis for tests, with nothing in it and nothing kept. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../free-port.ts';

export interface RunningRedis {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts redis-server on a free port; undefined where it is not installed. The caller stops it. */
export async function startRedis({ password = '' } = {}): Promise<RunningRedis | undefined> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'weir-redis-'));
  const settings = [
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    folder,
    '--requirepass',
    password,
  ];
  const server = spawn('redis-server', ['--port', String(port), ...settings], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(server, 'exit').catch(() => {});
  const kill = () => server.kill('SIGKILL');
  process.once('exit', kill);
  if (await isReady(server)) return { url: `redis://${password && `:${password}@`}127.0.0.1:${port}`, stop };
  await stop();
  return undefined;

  async function stop(): Promise<void> {
    if (server.pid !== undefined && kill()) await ended;
    process.off('exit', kill);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function isReady(server: ReturnType<typeof spawn>): Promise<boolean> {
  const failed = once(server, 'error').then(() => false);
  return await Promise.race([failed, saysReady(server)]);
}

async function saysReady({ stdout }: ReturnType<typeof spawn>): Promise<boolean> {
  if (stdout === null) return false;
  for await (const line of createInterface(stdout)) {
    if (line.includes('Ready to accept connections')) {
      stdout.resume();
      return true;
    }
  }
  return false;
}
