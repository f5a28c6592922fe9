/**
 * ClickHouse for tests, where chdb is installed: half a gigabyte, so not with the rest. WEIR_CHDB names where:
 * `npm i --prefix /tmp/chdb chdb@3.4.0`, then `WEIR_CHDB=/tmp/chdb/node_modules/chdb`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface RunningClickHouse extends AsyncDisposable {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Runs a statement that may write; its answer in the format that it names. */
  admin(sql: string): Promise<string>;
}

/** Undefined where it is not installed. The caller disposes of it. */
export async function startClickHouse(): Promise<RunningClickHouse | undefined> {
  const path = process.env.WEIR_CHDB;
  if (path === undefined || !existsSync(path)) return undefined;
  const server = spawn(process.execPath, [join(import.meta.dirname, 'chdb-server.ts'), path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');
  const kill = (): boolean => server.kill('SIGKILL');
  process.once('exit', kill);
  const [line] = await once(createInterface(server.stdout), 'line');
  const port = Number(line);
  const [user, password] = ['tester', 'p@ss word'];
  return {
    ...{ port, user, password },
    async admin(sql) {
      const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
      const headers = { authorization, 'x-test': 'admin' };
      const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: sql, headers });
      const answer = await response.text();
      if (!response.ok) throw new Error(answer);
      return answer;
    },
    async [Symbol.asyncDispose]() {
      kill();
      await ended;
      process.off('exit', kill);
    },
  };
}
