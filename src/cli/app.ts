/** `weir app`: the GitHub App as a server, which runs until it is told to stop. */
import { Command } from 'commander';

/** Orchestrators kill after 30 s; what cannot end by then is handed back before. */
const GRACE = 25_000;

export function appCommand(): Command {
  return new Command('app')
    .description('run the GitHub App; settings come from the environment (docs/operate.md)')
    .action(app);
}

async function app(): Promise<void> {
  const { ensureProbot } = await import('../github/probot.ts');
  await ensureProbot();
  const { needsSetup, readEnvironment, startSetup } = await import('../github/setup.ts');
  const environment = readEnvironment(process.cwd());
  // Before anything is started: as the first process of a container it would otherwise not hear them.
  const told = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  if (needsSetup(environment)) {
    await startSetup(environment, process.cwd());
    return await told;
  }
  const { readSettings } = await import('../github/settings.ts');
  const { startApp } = await import('../github/app.ts');
  const running = await Promise.race([startApp(readSettings(environment)), told]);
  await told;
  await running?.stop(GRACE);
}
