/** A worker that counts as lost soon, for `workers.test.ts`: started with the environment of a worker. */
import { readWorkerSettings } from '../../../src/github/workers/settings.ts';
import { startWorker } from '../../../src/github/workers/worker.ts';

await startWorker(readWorkerSettings(process.env), { lockDuration: 600, stalledInterval: 200, goneAfter: 1500 });
