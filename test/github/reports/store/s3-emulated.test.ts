import { createEmulator } from 'emulate';
import { afterAll } from 'vitest';
import { openTextStore } from '../../../../src/github/reports/store/open.ts';
import { freePort } from '../../../free-port.ts';
import { speakTo } from './bucket-server.ts';
import { storeContract } from './contract.ts';

const port = await freePort();
const seed = { aws: { s3: { buckets: [{ name: 'acme-reports' }] } } };
const emulator = await createEmulator({ service: 'aws', port, seed });
afterAll(() => emulator.close());
speakTo(emulator.url);

// A second opinion. It has no clock to set, and cannot delete many objects at once.
storeContract('an emulated bucket', { store: await openTextStore('s3://acme-reports', ['checks', 'replays']) });
