/** Recordings in buckets of Google Cloud Storage. */
import { listBucket } from '../bucket/list-bucket.ts';
import type { Listing, Question, Storage } from '../storage.ts';
import { openGs } from './open-gs.ts';

export const gs: Storage = {
  scheme: 'gs',
  address: 'gs://…',
  about: 'objects of a bucket of Google Cloud Storage',
  where: 'elsewhere',
  list,
};

const CREDENTIALS =
  'GOOGLE_APPLICATION_CREDENTIALS, gcloud auth application-default login, or the account of this machine';

async function list(question: Question): Promise<Listing> {
  const { files, fail } = question;
  // https://cloud.google.com/storage/docs/buckets#naming
  const [, name, key] = /^gs:\/\/([a-z0-9][a-z0-9._-]{1,220}[a-z0-9])\/(.+)$/s.exec(files) ?? [];
  if (name === undefined || key === undefined) {
    throw fail('an address of Google Cloud Storage that names no bucket and no objects', 'gs://bucket/path/of/*.jsonl');
  }
  return listBucket(await openGs(name), key, { where: `the bucket ${name}`, credentials: CREDENTIALS }, question);
}
