/** A second opinion on Azure Blob Storage: the emulator that Microsoft has made. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, beforeAll } from 'vitest';
import { az } from '../../../src/recordings/storage/az/index.ts';
import { freePort } from '../../free-port.ts';
import { itStores } from './contract.ts';
import { setEnvironment } from './faults.ts';
import { context } from './folder.ts';

const require = createRequire(import.meta.url);

/** The well-known account of every emulator. https://learn.microsoft.com/azure/storage/common/storage-use-azurite#well-known-storage-account-and-key */
const ACCOUNT = 'devstoreaccount1';
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

let connection = '';
let azurite: ChildProcess | undefined;
const folder = mkdtempSync(join(tmpdir(), 'weir-azurite-'));

beforeAll(async () => {
  const port = await freePort();
  const program = require.resolve('azurite/dist/src/blob/main.js');
  const options = ['--blobPort', String(port), '--inMemoryPersistence', '--skipApiVersionCheck', '--disableTelemetry'];
  const child = spawn(process.execPath, [program, ...options], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  azurite = child;
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('successfully listens')) resolve();
    });
    child.once('exit', (status) => reject(new Error(`azurite has ended with status ${status}`)));
  });
  connection = `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${KEY};BlobEndpoint=http://127.0.0.1:${port}/${ACCOUNT};`;
}, 60_000);

afterAll(async () => {
  if (azurite?.exitCode === null) {
    azurite.kill();
    await once(azurite, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

let places = 0;

itStores({
  storage: az,
  async put(files) {
    setEnvironment({ AZURE_STORAGE_CONNECTION_STRING: connection });
    places += 1;
    const name = `traffic-${places}`;
    const container = BlobServiceClient.fromConnectionString(connection).getContainerClient(name);
    await container.create();
    const replace = async (path: string, content: string): Promise<void> => {
      await container.getBlockBlobClient(path).upload(content, Buffer.byteLength(content));
    };
    for (const [path, content] of Object.entries(files)) await replace(path, content);
    return { at: (pattern) => `az://${name}/${pattern}`, context: context(), replace };
  },
});
