/**
 * A bucket by Amazon's own client. Who may, where, and how often it is tried again, the SDK finds as it always does: in the
 * environment, in ~/.aws, or from the machine; it also sets itself right where the clock of this machine is not.
 */
import { Readable } from 'node:stream';
import { loadPeer } from '../../../peer.ts';
import { type Bucket, listed, nextPage, startOf, sureOf, type Trouble } from '../bucket/bucket.ts';
import { type Codes, troubleOf } from '../bucket/trouble.ts';

/** Milliseconds. */
const PATIENCE = { connectionTimeout: 5000, requestTimeout: 30_000, throwOnRequestTimeout: true };

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html, and names of the SDK's own errors. */
const CODES: Codes = {
  'no credentials': ['CredentialsProviderError', 'TokenProviderError'],
  'credentials refused': [
    'InvalidAccessKeyId',
    'SignatureDoesNotMatch',
    'ExpiredToken',
    'InvalidToken',
    'InvalidSecurity',
    'NotSignedUp',
    'AuthorizationHeaderMalformed',
  ],
  'not allowed': ['AccessDenied', 'AllAccessDisabled'],
  clock: ['RequestTimeTooSkewed'],
  'no place': ['NoSuchBucket'],
  'no object': ['NoSuchKey', 'NoSuchVersion'],
  replaced: ['PreconditionFailed'],
};

/** Throws a PeerError where the SDK is missing. The bucket itself is not asked. */
export async function openS3(name: string): Promise<Bucket> {
  const use = 'recordings at s3:// need';
  const sdk = await loadPeer(use, ['@aws-sdk/client-s3'], () => import('@aws-sdk/client-s3'));
  // Only Amazon gives every bucket a host name of its own.
  const forcePathStyle = Boolean(process.env.AWS_ENDPOINT_URL_S3 || process.env.AWS_ENDPOINT_URL);
  const client = new sdk.S3Client({ forcePathStyle, followRegionRedirects: true, requestHandler: PATIENCE });
  return {
    root: `s3://${name}/`,
    async *pages(prefix, flat, most) {
      const input = { Bucket: name, Prefix: prefix, Delimiter: flat ? '/' : undefined, MaxKeys: most };
      const before = new Set<string>();
      let token: string | undefined;
      do {
        const page = await client.send(new sdk.ListObjectsV2Command({ ...input, ContinuationToken: token }));
        yield (page.Contents ?? []).map(({ Key, Size, ETag }) => listed(Key, Size, ETag));
        token = nextPage(page.NextContinuationToken, before, page.IsTruncated);
      } while (token !== undefined);
    },
    async head(key) {
      const found = await client.send(new sdk.HeadObjectCommand({ Bucket: name, Key: key }));
      return listed(key, found.ContentLength, found.ETag);
    },
    async open(object, start) {
      const { key, version } = object;
      const wanted = {
        Bucket: name,
        Key: key,
        IfMatch: version || undefined,
        Range: start > 0 ? `bytes=${start}-` : undefined,
      };
      const { Body, ETag, ContentRange } = await client.send(new sdk.GetObjectCommand(wanted));
      if (!(Body instanceof Readable)) throw new Error('an object without a stream');
      try {
        sureOf(ETag, object);
      } catch (error) {
        Body.destroy();
        throw error;
      }
      return { start: startOf(ContentRange), bytes: Body };
    },
    explain,
  };
}

function explain(error: unknown): Trouble {
  if (!(error instanceof Error)) return { why: 'other' };
  if (error.message === 'Region is missing') return { why: 'other', code: 'AWS_REGION is not set' };
  const status = '$metadata' in error ? statusOf(error.$metadata) : undefined;
  return troubleOf(error, CODES, status, error.name === 'Error' ? undefined : error.name);
}

function statusOf(metadata: unknown): number | undefined {
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}
