import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { openLog } from '../../src/github/log.ts';
import { startRedis } from './queue/redis.ts';

function logging() {
  const lines: string[] = [];
  const log = openLog('info', { write: (line: string) => void lines.push(line) });
  return { log, last: (): Record<string, unknown> => JSON.parse(lines.at(-1) ?? '').err, text: () => lines.join('') };
}

const redis = await startRedis({ password: 'right' });

test.skipIf(redis === undefined)('a password that Redis refuses is in no line', async () => {
  const { log, last, text } = logging();
  const url = redis?.url.replace('right', 'c4n4ry') ?? '';
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  const refused = new Promise<Error>((resolve) => client.once('error', resolve));
  await client.connect().catch(() => {});
  const error = await refused;
  client.disconnect();
  await redis?.stop();

  // As libraries have it, which is why.
  expect(JSON.stringify(error)).toContain('c4n4ry');
  log.child({ about: 'acme/claims#12' }).error({ err: error }, 'The queue has trouble');

  expect(last()).toMatchObject({ message: expect.stringContaining('WRONGPASS') });
  expect(text()).not.toContain('c4n4ry');
});

test('what libraries hang on errors is left out, and what tells what happened is kept', () => {
  const { log, last, text } = logging();
  const refused = Object.assign(new Error('The provided token has expired.'), {
    $metadata: { httpStatusCode: 400 },
    'Token-0': 'c4n4ry',
    $response: { headers: { authorization: 'c4n4ry' } },
  });
  const request = { method: 'GET', url: 'https://api.github.com/a?token=c4n4ry', headers: { authorization: 'c4n4ry' } };
  const answer = Object.assign(new Error('Not Found', { cause: refused }), { status: 404, request });

  log.error({ err: new AggregateError([answer], 'of many') }, 'Trouble');
  log.error(answer);

  expect(last()).toMatchObject({
    ...{ type: 'Error', message: 'Not Found', status: 404, request: 'GET https://api.github.com/a' },
    cause: { message: 'The provided token has expired.', status: 400 },
  });
  expect(text()).toContain('of many');
  expect(text()).not.toContain('c4n4ry');
});
