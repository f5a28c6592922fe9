/** A real PostgreSQL for tests, with nothing in it and nothing kept. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../../../free-port.ts';

export interface RunningPostgres extends AsyncDisposable {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Runs statements as who may do everything. */
  admin(sql: string): Promise<readonly Record<string, unknown>[]>;
}

/** Undefined where it is not installed, or does not start. The caller disposes of it. */
export async function startPostgres(): Promise<RunningPostgres | undefined> {
  const initdb = globSync('/usr/lib/postgresql/*/bin/initdb').sort().at(-1);
  const account = accountOfServer();
  if (initdb === undefined || account === undefined) return undefined;
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'weir-postgres-'));
  const password = 'p@ss word';
  const secret = join(folder, 'password');
  writeFileSync(secret, password);
  const { uid, gid } = account;
  if (uid !== undefined && gid !== undefined) for (const path of [folder, secret]) chownSync(path, uid, gid);
  const data = join(folder, 'data');
  execFileSync(
    initdb,
    ['-D', data, '-U', 'tester', '--auth', 'scram-sha-256', '--pwfile', secret, '-E', 'UTF8', '--no-sync'],
    {
      ...account,
      stdio: 'ignore',
      env: { LC_ALL: 'C.UTF-8' },
    },
  );
  const settings = ['fsync=off', 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, `port=${port}`];
  const server = spawn(initdb.replace(/initdb$/, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], {
    ...account,
    stdio: 'ignore',
  });
  const ended = once(server, 'exit').catch(() => {});
  const kill = (): boolean => server.kill('SIGQUIT');
  process.once('exit', kill);
  const running: RunningPostgres = { port, user: 'tester', password, admin, [Symbol.asyncDispose]: stop };
  for (let tries = 0; tries < 100; tries += 1) {
    if (
      await admin('SELECT 1').then(
        () => true,
        () => false,
      )
    )
      return running;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  return undefined;

  async function admin(sql: string): Promise<readonly Record<string, unknown>[]> {
    const client = new Client({ host: '127.0.0.1', port, user: 'tester', password, database: 'postgres' });
    await client.connect();
    try {
      const { rows = [] } = await client.query(sql);
      return rows;
    } finally {
      await client.end();
    }
  }

  async function stop(): Promise<void> {
    kill();
    await ended;
    process.off('exit', kill);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The server refuses to run as root; undefined where nobody else is there to run it. */
function accountOfServer(): { readonly uid?: number; readonly gid?: number } | undefined {
  if (process.getuid?.() !== 0) return {};
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' })));
    return { uid, gid };
  } catch {
    return undefined;
  }
}
