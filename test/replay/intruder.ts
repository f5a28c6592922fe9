/** Tries everything that a replay process must not do, and tells what came of each attempt. Started by `lock.test.ts`. */
import { execFileSync, fork, spawnSync } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { Worker } from 'node:worker_threads';

/** What the test sets up outside of the lock. */
export interface Targets {
  readonly allowed: string;
  readonly forbidden: string;
  readonly folder: string;
  readonly script: string;
  readonly addon: string;
  readonly port: number;
  readonly socket: string;
}

/** `done`, or the code of the error. */
export type Findings = Readonly<Record<string, string>>;

process.on('message', (targets: Targets) => {
  intrude(targets).then((findings) => process.send?.(findings));
});

async function intrude({ allowed, forbidden, folder, script, addon, port, socket }: Targets): Promise<Findings> {
  const attempts: Readonly<Record<string, () => unknown>> = {
    'read its shard': () => readFileSync(allowed),
    'read another file': () => readFileSync(forbidden),
    'read the environment of its starter': () => readFileSync(`/proc/${process.ppid}/environ`),
    'read its own environment from the system': () => readFileSync('/proc/self/environ'),
    'list a folder': () => readdirSync(folder),
    'write its shard': () => writeFileSync(allowed, 'changed'),
    'write another file': () => writeFileSync(`${folder}/new`, 'new'),
    'make a folder': () => mkdirSync(`${folder}/new`),
    'remove a file': () => rmSync(forbidden),
    'link to a file': () => symlinkSync(forbidden, `${folder}/link`),
    'start a program': () => execFileSync(process.execPath, ['--version']),
    'start a shell': () => {
      const { error } = spawnSync('true', { shell: true });
      if (error) throw error;
    },
    'fork itself': () => fork(script),
    'start a thread': () => new Worker('0', { eval: true }),
    'connect to a port': () => connected(connect(port, '127.0.0.1')),
    'connect to a socket': () => connected(connect(socket)),
    'fetch a page': () => fetch(`http://127.0.0.1:${port}/`),
    'look up a name': () => lookup('localhost'),
    'load native code': () => process.dlopen({ exports: {} }, addon),
  };
  const findings: Record<string, string> = { 'environment variables': Object.keys(process.env).join(' ') };
  for (const [name, attempt] of Object.entries(attempts)) findings[name] = await codeOf(attempt);
  return findings;
}

async function codeOf(attempt: () => unknown): Promise<string> {
  try {
    await attempt();
    return 'done';
  } catch (error) {
    return code(error) ?? String(error);
  }
}

function code(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return 'code' in error ? String(error.code) : code(error.cause);
}

function connected(socket: ReturnType<typeof connect>): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject).once('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}
