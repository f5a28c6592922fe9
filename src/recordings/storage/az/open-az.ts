/**
 * A container by Azure's own client. Account and credentials stand in the variables that Azure's command line reads;
 * where these name an account alone, an identity of Microsoft Entra is asked for as Azure's clients do.
 */
import { Readable } from 'node:stream';
import type { BlobServiceClient, ContainerClient, StoragePipelineOptions } from '@azure/storage-blob';
import { loadPeer } from '../../../peer.ts';
import { type Bucket, type BucketObject, listed, nextPage, startOf, sureOf, type Trouble } from '../bucket/bucket.ts';
import { type Codes, troubleOf } from '../bucket/trouble.ts';

/** https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes, and names of the identity's errors. */
const CODES: Codes = {
  'no credentials': ['CredentialUnavailableError', 'AggregateAuthenticationError'],
  'credentials refused': [
    'AuthenticationFailed',
    'AuthenticationError',
    'InvalidAuthenticationInfo',
    'NoAuthenticationInformation',
    'AccountIsDisabled',
  ],
  'not allowed': ['AuthorizationFailure', 'AuthorizationPermissionMismatch', 'PublicAccessNotPermitted'],
  'no place': ['ContainerNotFound', 'ContainerBeingDeleted', 'ContainerDisabled'],
  'no object': ['BlobNotFound', 'ResourceNotFound'],
  replaced: ['ConditionNotMet', 'TargetConditionNotMet'],
};

const OPTIONS: StoragePipelineOptions = { retryOptions: { maxTries: 3, retryDelayInMs: 500, tryTimeoutInMs: 30_000 } };

/** Undefined where the environment names no account. Throws a PeerError where a client is missing. */
export async function openAz(name: string): Promise<Bucket | undefined> {
  const container = (await openService(process.env))?.getContainerClient(name);
  return container && bucketOf(name, container);
}

async function openService(env: NodeJS.ProcessEnv): Promise<BlobServiceClient | undefined> {
  const hasKey = [env.AZURE_STORAGE_CONNECTION_STRING, env.AZURE_STORAGE_KEY, env.AZURE_STORAGE_SAS_TOKEN].some(
    Boolean,
  );
  const peers = ['@azure/storage-blob', ...(hasKey ? [] : (['@azure/identity'] as const))] as const;
  const use = `recordings at az://${hasKey ? '' : ' without AZURE_STORAGE_KEY'} need`;
  const sdk = await loadPeer(use, peers, () => import('@azure/storage-blob'));
  if (env.AZURE_STORAGE_CONNECTION_STRING) {
    return sdk.BlobServiceClient.fromConnectionString(env.AZURE_STORAGE_CONNECTION_STRING, OPTIONS);
  }
  const account = env.AZURE_STORAGE_ACCOUNT;
  if (!account || !/^[a-z0-9]{3,24}$/.test(account)) return undefined;
  const url = `https://${account}.blob.core.windows.net`;
  if (env.AZURE_STORAGE_KEY) {
    const shared = new sdk.StorageSharedKeyCredential(account, env.AZURE_STORAGE_KEY);
    return new sdk.BlobServiceClient(url, shared, OPTIONS);
  }
  if (env.AZURE_STORAGE_SAS_TOKEN) {
    const signed = `${url}?${env.AZURE_STORAGE_SAS_TOKEN.replace(/^\?/, '')}`;
    return new sdk.BlobServiceClient(signed, new sdk.AnonymousCredential(), OPTIONS);
  }
  const { DefaultAzureCredential } = await loadPeer(use, peers, () => import('@azure/identity'));
  return new sdk.BlobServiceClient(url, new DefaultAzureCredential(), OPTIONS);
}

function bucketOf(name: string, container: ContainerClient): Bucket {
  return {
    root: `az://${name}/`,
    async *pages(prefix, flat, most) {
      const settings = { maxPageSize: most };
      const segments = flat
        ? container.listBlobsByHierarchy('/', { prefix }).byPage(settings)
        : container.listBlobsFlat({ prefix }).byPage(settings);
      const before = new Set<string>();
      for await (const { segment, continuationToken } of segments) {
        yield segment.blobItems.map(({ name: key, properties }) => objectOf(key, properties));
        nextPage(continuationToken, before);
      }
    },
    async head(key) {
      return objectOf(key, await container.getBlobClient(key).getProperties());
    },
    async open(object, start) {
      const { key, version } = object;
      const blob = container.getBlobClient(key);
      // A connection that is cut is opened again by who reads.
      const conditions = { ifMatch: version };
      const answer = await blob.download(start, undefined, { conditions, maxRetryRequests: 0 });
      const { readableStreamBody: bytes, contentRange, etag } = answer;
      if (!(bytes instanceof Readable)) throw new Error('a blob without a stream');
      try {
        sureOf(etag, object);
      } catch (error) {
        bytes.destroy();
        throw error;
      }
      return { start: startOf(contentRange), bytes };
    },
    explain,
  };
}

function objectOf(key: string, { contentLength, etag = '' }: { contentLength?: number; etag?: string }): BucketObject {
  // A listing leaves the quotes out, a condition has them.
  return listed(key, contentLength, etag.startsWith('"') ? etag : `"${etag}"`);
}

function explain(error: unknown): Trouble {
  if (!(error instanceof Error)) return { why: 'other' };
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  // Read, and not shown. https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key: 15 minutes.
  if (code === 'AuthenticationFailed' && /date header|not within expected time range/i.test(error.message)) {
    return { why: 'clock', code };
  }
  return troubleOf(error, CODES, status, code === 'RestError' || code === 'Error' ? undefined : code);
}
