import { gs } from '../../../src/recordings/storage/gs/index.ts';
import { itStores } from './contract.ts';
import { itWithstands, setEnvironment } from './faults.ts';
import { context } from './folder.ts';
import { answerGcs } from './servers/gcs-server.ts';
import { type ObjectServer, serveObjects, sorted } from './servers/objects.ts';

async function serve(): Promise<ObjectServer> {
  const server = await serveObjects(answerGcs);
  setEnvironment({
    STORAGE_EMULATOR_HOST: server.url,
    GOOGLE_CLOUD_PROJECT: 'acme',
  });
  return server;
}

const at = (path: string): string => `gs://acme-traffic/${path}`;

itStores({
  storage: gs,
  async put(files) {
    const server = await serve();
    for (const [key, content] of sorted(files)) server.put(key, content);
    return { at, context: context(), replace: async (key, content) => server.put(key, content) };
  },
});

itWithstands({ storage: gs, serve, at, unknown: { status: 401, code: 'authError' }, pages: 100 });
