/** A session of Amazon Athena. Who may, its client finds as it always does. https://docs.aws.amazon.com/athena/latest/APIReference */
import type { AthenaClient } from '@aws-sdk/client-athena';
import { loadPeer } from '../../../peer.ts';
import { placeOf } from '../place.ts';
import { part, Refused, TIMED_OUT, untilEnded } from '../rest.ts';
import type { Session, TableQuestion } from '../table.ts';
import { noTable, type Told, tableError } from '../table-error.ts';
import { columnsOf } from '../trino/columns.ts';
import { dialect } from '../trino/dialect.ts';

export const ADDRESS = 'athena://workgroup/database.table';
export const CREDENTIALS = 'AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY, AWS_PROFILE or a role, and AWS_REGION';

/** The most that the service gives. */
const ROWS_AT_ONCE = 1000;

export async function openAthena(question: TableQuestion): Promise<Session> {
  const { signal } = question;
  const { host: workgroup, names } = placeOf(question, [2], ADDRESS);
  const [database = '', table = ''] = names.map(dialect.fold);
  const sdk = await loadPeer(
    'tables at athena:// need',
    ['@aws-sdk/client-athena'],
    () => import('@aws-sdk/client-athena'),
  );
  const client: AthenaClient = new sdk.AthenaClient({});
  const told: Told = { question, credentials: CREDENTIALS, codes: CODES, tooLong: TOO_LONG };
  let bytes = 0;
  const place = [process.env.ATHENA_CATALOG ?? 'awsdatacatalog', database, table] as const;
  const columns = await columnsOf(place, rows);
  if (columns.length === 0) throw noTable(question);
  return {
    source: place.map(dialect.identifier).join('.'),
    columns,
    rows,
    scanned: () => bytes,
    [Symbol.asyncDispose]: async () => client.destroy(),
  };

  async function* rows(sql: string): AsyncGenerator<readonly (string | null)[]> {
    const options = { abortSignal: signal };
    let running: string | undefined;
    try {
      const started = await client.send(
        new sdk.StartQueryExecutionCommand({
          QueryString: sql,
          WorkGroup: workgroup,
          QueryExecutionContext: { Database: database },
        }),
        options,
      );
      const id = { QueryExecutionId: started.QueryExecutionId };
      running = started.QueryExecutionId;
      await ended(id);
      running = undefined;
      let NextToken: string | undefined;
      let isFirst = true;
      do {
        const page = await client.send(
          new sdk.GetQueryResultsCommand({ ...id, MaxResults: ROWS_AT_ONCE, NextToken }),
          options,
        );
        // The names of the columns come first.
        for (const { Data = [] } of part(page.ResultSet?.Rows).slice(isFirst ? 1 : 0)) {
          yield Data.map(({ VarCharValue }) => VarCharValue ?? null);
        }
        isFirst = false;
        NextToken = page.NextToken;
      } while (NextToken !== undefined);
    } catch (error) {
      throw tableError(error, told, codeOf(error));
    } finally {
      if (running !== undefined) {
        await client.send(new sdk.StopQueryExecutionCommand({ QueryExecutionId: running })).catch(() => {});
      }
    }
  }

  async function ended(id: { readonly QueryExecutionId: string | undefined }): Promise<void> {
    bytes += await untilEnded(async () => {
      const { QueryExecution } = await client.send(new sdk.GetQueryExecutionCommand(id), { abortSignal: signal });
      const state = QueryExecution?.Status?.State;
      if (state === 'SUCCEEDED') return QueryExecution?.Statistics?.DataScannedInBytes ?? 0;
      if (state !== 'FAILED' && state !== 'CANCELLED') return undefined;
      const { ErrorCategory, ErrorType } = QueryExecution?.Status?.AthenaError ?? {};
      throw new Refused(200, `${state} ${ErrorCategory ?? ''} ${ErrorType ?? ''}`.trim().replaceAll(' ', '-'));
    }, signal);
  }
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof Refused) return error.code;
  return error instanceof Error && /^(?:\w+Exception|CredentialsProviderError|InvalidClientTokenId)$/.test(error.name)
    ? error.name
    : undefined;
}

const CODES = {
  'no credentials': ['CredentialsProviderError'],
  'credentials refused': [
    'UnrecognizedClientException',
    'InvalidSignatureException',
    'ExpiredTokenException',
    'InvalidClientTokenId',
  ],
  'not allowed': ['AccessDeniedException'],
  'no place': ['MetadataException', 'ResourceNotFoundException'],
};
const TOO_LONG = [TIMED_OUT, 'TooManyRequestsException'];
