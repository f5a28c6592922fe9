/** https://docs.aws.amazon.com/athena/latest/APIReference */
import { itOpens } from './services/opens.ts';
import { type Answered, type Asked, startService } from './services/service.ts';

const service = await startService();
const id = { QueryExecutionId: 'a1b2' };

function actionOf({ headers }: Asked): string {
  return String(headers['x-amz-target']).replace('AmazonAthena.', '');
}

function state(State: string, more: object = {}): Answered {
  const Statistics = { DataScannedInBytes: 3_000_000 };
  return { body: { QueryExecution: { ...id, Status: { State, ...more }, Statistics } } };
}

itOpens({
  scheme: 'athena',
  address: 'athena://primary/traffic.requests',
  service,
  environment: {
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 's3cret',
    AWS_REGION: 'eu-west-1',
    AWS_ENDPOINT_URL_ATHENA: `http://127.0.0.1:${service.port}`,
  },
  shows: 'Credential=AKIDEXAMPLE/',
  columns: [
    ['origin', 'varchar(3)'],
    ['delay', 'integer'],
    ['at', 'timestamp(3)'],
  ],
  serve(tell) {
    let rows: ReturnType<typeof tell> = [];
    let looked = 0;
    return (asked) => {
      const message = JSON.parse(asked.body);
      switch (actionOf(asked)) {
        case 'StartQueryExecution':
          rows = tell(message.QueryString);
          looked = 0;
          return { body: id };
        case 'GetQueryExecution':
          looked += 1;
          return state(looked === 1 ? 'RUNNING' : 'SUCCEEDED');
        default: {
          const names = [['_col0'], ...rows].slice(...(message.NextToken === undefined ? [0, 2] : [2]));
          const Rows = names.map((cells) => ({
            Data: cells.map((cell) => (cell === null ? {} : { VarCharValue: cell })),
          }));
          return { body: { ResultSet: { Rows }, ...(message.NextToken === undefined && { NextToken: 'more' }) } };
        }
      }
    };
  },
  sqlOf: (asked) => (actionOf(asked) === 'StartQueryExecution' ? JSON.parse(asked.body).QueryString : undefined),
  isOfColumns: ({ body }) => body.includes('information_schema'),
  refused: { status: 400, body: { __type: 'UnrecognizedClientException', message: 'The security token: of a row' } },
  wrong: { status: 400, body: { __type: 'InvalidRequestException', message: "line 1:8: 'of a row'" } },
  wrongCode: 'InvalidRequestException',
  tooLong: { status: 400, body: { __type: 'TooManyRequestsException', message: 'of a row' } },
  isOfLastPart: ({ body }) => body.includes('NextToken'),
  running: (asked) => (actionOf(asked) === 'StartQueryExecution' ? { body: id } : state('RUNNING')),
  isCancel: (asked) => actionOf(asked) === 'StopQueryExecution',
});
