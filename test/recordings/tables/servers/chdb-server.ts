/**
 * ClickHouse itself, as the library chdb, behind the HTTP interface that ClickHouse publishes: a process of its own, since it is
 * large. Prints its port. https://clickhouse.com/docs/interfaces/http
 */
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface Chdb {
  readonly Session: new () => { query(sql: string, format?: string): string };
}

const [path = ''] = process.argv.slice(2);
const { Session } = createRequire(import.meta.url)(path) as Chdb;
const session = new Session();
/** Not settings of the query. */
const OWN = new Set(['query_id', 'query', 'database', 'default_format', 'session_id', 'user', 'password']);

const server = createServer(async (request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://here');
  const expected = `Basic ${Buffer.from('tester:p@ss word').toString('base64')}`;
  const fail = (status: number, code: number, type: string, message: string): void => {
    response.writeHead(status, { 'x-clickhouse-exception-code': String(code) });
    response.end(`Code: ${code}. DB::Exception: ${message} (${type}) (version 26.7)`);
  };
  if (request.headers.authorization !== expected) return fail(401, 516, 'AUTHENTICATION_FAILED', 'tester: it failed.');
  const sql = `${await text(request)} ${searchParams.get('query') ?? ''}`.trim();
  const settings = [...searchParams].filter(([name]) => !OWN.has(name));
  const isReading = settings.some(([name, value]) => name === 'readonly' && value === '2');
  if (!isReading && request.headers['x-test'] !== 'admin') return fail(500, 164, 'READONLY', 'a test writes.');
  const listed = settings.filter(([name]) => !/^(readonly|wait_end_of_query|cancel_http)/.test(name));
  const set = listed.map(([name, value]) => `${name} = ${/^\d+$/.test(value) ? value : `'${value}'`}`).join(', ');
  const [, query = sql, format = 'TSV'] = /^([\s\S]*?)\s+FORMAT\s+(\w+)\s*$/.exec(sql) ?? [];
  try {
    const answer = session.query(set === '' ? query : `${query} SETTINGS ${set}`, format);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(answer);
  } catch (error) {
    const [, code = '0', message = '', type = 'UNKNOWN'] =
      /Code: (\d+)\. (?:DB::Exception: )?([\s\S]*?)\(([A-Z_]+)\)/.exec(String(error)) ?? [];
    fail(500, Number(code), type, message || String(error));
  }
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
