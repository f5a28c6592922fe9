/** Recordings in containers of Azure Blob Storage. */
import { listBucket } from '../bucket/list-bucket.ts';
import type { Listing, Question, Storage } from '../storage.ts';
import { openAz } from './open-az.ts';

export const az: Storage = {
  scheme: 'az',
  address: 'az://…',
  about: 'blobs of a container of Azure Blob Storage, in the account that the environment names',
  where: 'elsewhere',
  list,
};

const CREDENTIALS =
  'AZURE_STORAGE_CONNECTION_STRING, or AZURE_STORAGE_ACCOUNT with AZURE_STORAGE_KEY, AZURE_STORAGE_SAS_TOKEN or an identity of Microsoft Entra';

async function list(question: Question): Promise<Listing> {
  const { files, fail } = question;
  // https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata
  const [, name, key] = /^az:\/\/([a-z0-9](?:-?[a-z0-9]){2,62})\/(.+)$/s.exec(files) ?? [];
  if (name === undefined || key === undefined) {
    throw fail('an address of Azure that names no container and no blobs', 'az://container/path/of/*.jsonl');
  }
  const wording = { where: `the container ${name}`, credentials: CREDENTIALS };
  const container = await openAz(name);
  if (container === undefined) throw fail('no account of Azure is set', CREDENTIALS);
  return listBucket(container, key, wording, question);
}
