/** The two servers of the demo: an emulated GitHub in this process, and the App as its operators start it, in its own. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmulatedGitHub, startEmulatedGitHub } from '../../test/emulated-github/index.ts';
import { freePort } from '../../test/free-port.ts';
import { startWeirApp, type WeirApp } from '../../test/github/e2e/weir-app.ts';

/** From the sources: the demo builds nothing. */
const program = join(import.meta.dirname, '../../src/cli/main.ts');

export interface Servers {
  readonly github: EmulatedGitHub;
  readonly app: WeirApp;
  /** The App's folder for downloads and reports. */
  readonly cache: string;
  /** Ends both and removes the folder. `now`: whatever the App is at. */
  stop(now: boolean): Promise<void>;
}

export async function startServers(): Promise<Servers> {
  const secret = randomBytes(32).toString('hex');
  const cache = await mkdtemp(join(tmpdir(), 'weir-demo-'));
  const github = await startEmulatedGitHub({ secret });
  const remove = () => rm(cache, { recursive: true, force: true });
  try {
    const port = await freePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    github.setCallbackUrl(`${publicUrl}/login`);
    const env = {
      // As many processes as there are cores.
      WEIR_JOBS: '',
      // With these the App keeps its reports and shows them to who may read the repository.
      WEIR_PUBLIC_URL: publicUrl,
      GITHUB_CLIENT_ID: github.app.clientId,
      GITHUB_CLIENT_SECRET: github.app.clientSecret,
    };
    const app = await startWeirApp(github, { secret, cache, port, env, program });
    return {
      github,
      app,
      cache,
      async stop(now) {
        await (now ? app.kill() : app.stop());
        await github.close();
        await remove();
      },
    };
  } catch (cause) {
    await github.close();
    await remove();
    throw cause;
  }
}
