/** A worker that counts as lost soon, for `workers.test.ts`: started with the environment of a worker. */

import { startWorker } from '../../../src/github/worker.ts';
import { readWorkerSettings } from '../../../src/github/workers/settings.ts';

await startWorker(readWorkerSettings(process.env), { lockDuration: 600, stalledInterval: 200, goneAfter: 1500 });
