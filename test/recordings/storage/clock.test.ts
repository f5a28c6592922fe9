import { expect, it } from 'vitest';
import { RecordingError } from '../../../src/errors.ts';
import { az } from '../../../src/recordings/storage/az/index.ts';
import { s3 } from '../../../src/recordings/storage/s3/index.ts';
import type { Listing, Storage } from '../../../src/recordings/storage/storage.ts';
import { setEnvironment } from './faults.ts';
import { context } from './folder.ts';
import { answerAzure } from './servers/azure-server.ts';
import { CANARY, serveObjects } from './servers/objects.ts';
import { answerS3 } from './servers/s3-server.ts';

const FIVE_HOURS = 5 * 3_600_000;

function list(storage: Storage, files: string): Promise<Listing> {
  const fail = (message: string, expected: string) => new RecordingError([{ message, expected }]);
  return storage.list({ files, storage: context(), fail });
}

it('S3 is read where the clock is off by hours', async () => {
  const server = await serveObjects(answerS3);
  server.put('a.jsonl', '{}\n');
  server.clock = FIVE_HOURS;
  setEnvironment({
    AWS_ENDPOINT_URL_S3: server.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: CANARY,
    AWS_SECRET_ACCESS_KEY: CANARY,
  });
  expect((await list(s3, 's3://acme-traffic/a.jsonl')).found).toHaveLength(1);
});

it('Azure is not, and the error says that it is the clock', async () => {
  const server = await serveObjects(answerAzure);
  server.clock = FIVE_HOURS;
  const key = Buffer.from(CANARY).toString('base64');
  setEnvironment({
    AZURE_STORAGE_CONNECTION_STRING: `DefaultEndpointsProtocol=http;AccountName=acme;AccountKey=${key};BlobEndpoint=${server.url}/acme;`,
  });
  await expect(list(az, 'az://acme-traffic/a.jsonl')).rejects.toThrow(
    'refused a request for its time (AuthenticationFailed); expected the clock of this machine set right',
  );
});
