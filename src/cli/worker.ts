/** `weir worker`: replays shards that an App hands over, until it is told to stop. */
import { Command } from 'commander';

/** Orchestrators kill after 30 s; what is not done by then is done by another. */
const GRACE = 25_000;

export function workerCommand(): Command {
  return new Command('worker')
    .description('replay shards for the GitHub App; settings come from the environment (docs/operate.md)')
    .action(worker);
}

async function worker(): Promise<void> {
  const { readEnvironment } = await import('../github/setup.ts');
  const { readWorkerSettings } = await import('../github/workers/settings.ts');
  const { startWorker } = await import('../github/worker.ts');
  const told = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  const running = await Promise.race([startWorker(readWorkerSettings(readEnvironment(process.cwd()))), told]);
  await told;
  await running?.stop(GRACE);
}
