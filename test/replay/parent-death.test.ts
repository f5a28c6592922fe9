/** Real processes; only where Linux has `setpriv` of util-linux, as Debian always does. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

it.skipIf(!existsSync('/usr/bin/setpriv'))(
  'a replay process that computes without end is gone when its starter was killed',
  async () => {
    const starter = fileURLToPath(new URL('./starter.ts', import.meta.url));
    const endless = fileURLToPath(new URL('./endless.ts', import.meta.url));
    const started = spawn(process.execPath, [starter, endless], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(createInterface(started.stdout), 'line');
    const pid = Number(line);
    onTestFinished(() => {
      if (isRunning(pid)) process.kill(pid, 'SIGKILL');
    });
    expect(isRunning(pid)).toBe(true);
    started.kill('SIGKILL');
    await expect.poll(() => isRunning(pid), { timeout: 20_000 }).toBe(false);
  },
);

/** What has ended and nobody has asked after, is no longer running either. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
