/**
 * An App that does nothing but replay a recording with its workers, for `workers.test.ts`: forked, told once what to replay. It
 * sends the evidence and waits to be ended.
 */
import { once } from 'node:events';
import { replayAll } from '../../../src/replay/replay.ts';
import { CLAIMS, handing, type ToReplay } from './handing.ts';

const [told] = await once(process, 'message');
const { url, privateKey, plan, file } = told as ToReplay;
const app = await handing({ url, privateKey });
const options = { workers: app.of(CLAIMS), jobs: 4, full: true, seed: 1 };
const [evidence] = await replayAll([{ plan, files: [file], next: () => 'everything' }], options);
process.send?.({ evidence, said: app.said });
