import { afterAll, expect, test } from 'vitest';
import { EDITS } from '../../e2e/claims.ts';
import { openScene } from '../../e2e/scene.ts';
import { startBucketServer } from '../store/bucket-server.ts';

const PUBLIC = 'https://weir.acme.example';
const bucket = await startBucketServer();
const scene = await openScene({
  env: {
    WEIR_PUBLIC_URL: PUBLIC,
    WEIR_PUBLIC_IMAGES: '1',
    WEIR_REPORTS: 's3://acme-reports/weir',
    AWS_ENDPOINT_URL_S3: bucket.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    AWS_MAX_ATTEMPTS: '1',
  },
});
afterAll(async () => {
  await scene.close();
  await bucket.close();
});

test('the check shows its main chart as images, which GitHub gets without a login and from a bucket', async () => {
  const pull = await scene.propose(EDITS.fail);
  const { summary } = (await scene.concluded(pull)).output;

  const [, dark = '', light = ''] =
    /<source [^>]*srcset="([^"]+)">\n<img [^>]*src="([^"]+)">/.exec(summary ?? '') ?? [];
  for (const address of [light, dark]) {
    expect(address).toMatch(/^https:\/\/weir\.acme\.example\/charts\/[\w.-]+\.svg$/);
    const response = await fetch(address.replace(PUBLIC, scene.app().url));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('image/svg+xml');
  }
  expect([...bucket.objects.keys()].filter((key) => key.endsWith('.svg'))).toHaveLength(2);
  expect([...bucket.objects.keys()].filter((key) => key.startsWith('weir/replays/acme/claims/'))).toHaveLength(1);
});

test('while the bucket is out of reach, checks are concluded with bars of text', async () => {
  bucket.failing = Number.POSITIVE_INFINITY;
  const pull = await scene.propose(EDITS.failTwice);
  const run = await scene.concluded(pull);
  bucket.failing = 0;

  expect(run.conclusion).toBe('failure');
  expect(run.output.summary).not.toContain('<picture>');
  expect(run.output.summary).toContain('█');
  expect(scene.app().log()).toContain('A chart could not be kept');
});
