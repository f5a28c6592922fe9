import { s3 } from '../../../src/recordings/storage/s3/index.ts';
import { itStores } from './contract.ts';
import { itWithstands, setEnvironment } from './faults.ts';
import { context } from './folder.ts';
import { CANARY, type ObjectServer, serveObjects, sorted } from './servers/objects.ts';
import { answerS3 } from './servers/s3-server.ts';

async function serve(): Promise<ObjectServer> {
  const server = await serveObjects(answerS3);
  setEnvironment({
    AWS_ENDPOINT_URL_S3: server.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: CANARY,
    AWS_SECRET_ACCESS_KEY: CANARY,
    AWS_SESSION_TOKEN: CANARY,
  });
  return server;
}

const at = (path: string): string => `s3://acme-traffic/${path}`;

itStores({
  storage: s3,
  async put(files) {
    const server = await serve();
    for (const [key, content] of sorted(files)) server.put(key, content);
    return { at, context: context(), replace: async (key, content) => server.put(key, content) };
  },
});

itWithstands({
  storage: s3,
  serve,
  at,
  unknown: { status: 403, code: 'InvalidAccessKeyId' },
  pages: 100,
  endless: /a listing without an end/,
});
