import { az } from '../../../src/recordings/storage/az/index.ts';
import { itStores } from './contract.ts';
import { itWithstands, setEnvironment } from './faults.ts';
import { context } from './folder.ts';
import { answerAzure } from './servers/azure-server.ts';
import { CANARY, type ObjectServer, serveObjects, sorted } from './servers/objects.ts';

async function serve(): Promise<ObjectServer> {
  const server = await serveObjects(answerAzure);
  setEnvironment({
    AZURE_STORAGE_CONNECTION_STRING: `DefaultEndpointsProtocol=http;AccountName=acme;AccountKey=${Buffer.from(CANARY).toString('base64')};BlobEndpoint=${server.url}/acme;`,
  });
  return server;
}

const at = (path: string): string => `az://acme-traffic/${path}`;

itStores({
  storage: az,
  async put(files) {
    const server = await serve();
    for (const [key, content] of sorted(files)) server.put(key, content);
    return { at, context: context(), replace: async (key, content) => server.put(key, content) };
  },
});

itWithstands({ storage: az, serve, at, unknown: { status: 403, code: 'AuthenticationFailed' }, pages: 20 });
