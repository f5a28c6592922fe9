/** What the address of a table names. */
import type { TableQuestion } from './table.ts';

export interface TablePlace {
  /** A name, or an IP address; one of version 6 without its brackets. */
  readonly host: string;
  readonly port?: number;
  /** Between the slashes, and behind the last of them apart by dots. */
  readonly names: readonly string[];
}

/** Names as they stand unquoted, and such with dashes. */
const NAME = '[\\p{L}_][\\p{L}\\p{M}\\d_$-]*';
const HOST = '(?:\\[(?<six>[0-9a-f:.]+)\\]|(?<host>[a-z0-9_][a-z0-9._-]*))(?::(?<port>\\d{1,5}))?';

/** @param names how many of them the address has, by level: `[1, 2]` is `host/database/schema.table` */
export function placeOf(
  { address, fail }: Pick<TableQuestion, 'address' | 'fail'>,
  names: readonly number[],
  example: string,
): TablePlace {
  if (/^[^/]*:\/\/[^/]*@/.test(address)) {
    throw fail('credentials in the address of a table', 'credentials in the environment, and never in weir.yml');
  }
  const levels = names.map((count) => Array.from({ length: count }, () => `(${NAME})`).join('\\.'));
  const [, ...found] = new RegExp(`^[a-z]+://${HOST}/${levels.join('/')}$`, 'iu').exec(address) ?? [];
  const [six, host, port, ...own] = found;
  const name = six ?? host;
  if (name === undefined || Number(port ?? 1) > 65_535) throw fail('an address that names no table', example);
  return { host: name, ...(port !== undefined && { port: Number(port) }), names: own };
}
