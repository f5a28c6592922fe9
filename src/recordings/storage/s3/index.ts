/** Recordings in buckets of Amazon S3, and of everything that answers like it. */
import { listBucket } from '../bucket/list-bucket.ts';
import type { Listing, Question, Storage } from '../storage.ts';
import { openS3 } from './open-s3.ts';

export const s3: Storage = {
  scheme: 's3',
  address: 's3://…',
  about: 'objects of a bucket of Amazon S3, or of a service that speaks S3 (`AWS_ENDPOINT_URL_S3`)',
  where: 'elsewhere',
  list,
};

const CREDENTIALS =
  'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or the role of this machine, and AWS_REGION';

async function list(question: Question): Promise<Listing> {
  const { files, fail } = question;
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  const [, name, key] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/(.+)$/s.exec(files) ?? [];
  if (name === undefined || key === undefined) {
    throw fail('an address of S3 that names no bucket and no objects', 's3://bucket/path/of/*.jsonl');
  }
  const wording = { where: `the bucket ${name}`, credentials: CREDENTIALS };
  return listBucket(await openS3(name), key, wording, question);
}
