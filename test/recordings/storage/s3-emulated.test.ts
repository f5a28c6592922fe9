/** A second opinion on S3: the emulator that others have made. */
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createEmulator } from 'emulate';
import { onTestFinished } from 'vitest';
import { s3 } from '../../../src/recordings/storage/s3/index.ts';
import { freePort } from '../../free-port.ts';
import { itStores } from './contract.ts';
import { setEnvironment } from './faults.ts';
import { context } from './folder.ts';

itStores({
  storage: s3,
  async put(files) {
    const seed = { aws: { s3: { buckets: [{ name: 'acme-traffic' }] } } };
    const emulator = await createEmulator({ service: 'aws', port: await freePort(), seed });
    onTestFinished(() => emulator.close());
    // The key is the one of Amazon's own documentation.
    setEnvironment({
      AWS_ENDPOINT_URL_S3: emulator.url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    });
    const client = new S3Client({ forcePathStyle: true });
    const replace = async (Key: string, content: string): Promise<void> => {
      await client.send(new PutObjectCommand({ Bucket: 'acme-traffic', Key, Body: Buffer.from(content) }));
    };
    for (const [key, content] of Object.entries(files)) await replace(key, content);
    return { at: (pattern) => `s3://acme-traffic/${pattern}`, context: context(), replace };
  },
});
