/** Trino's way with JSON, and that of Athena, which is Trino: `CAST(… AS JSON)`, and what that does not know as text. */
import type { Column, Dialect, Inside } from '../table.ts';

export const dialect: Dialect = {
  // Names are kept in lower case.
  fold: (name) => name.toLowerCase(),
  identifier: (name) => `"${name.replaceAll('"', '""')}"`,
  literal,
  concat: (parts) => `(${parts.join(' || ')})`,
  // Leaves out what is NULL.
  list: (parts) => `array_join(ARRAY[${parts.join(', ')}], ',')`,
  text: (expression) => `CAST(${expression} AS VARCHAR)`,
  ordered: (expression) => expression,
  json: (expression, column) => `coalesce(json_format(${jsonOf(expression, column)}), 'null')`,
  inside: (expression, column) => insideOf(jsonOf(expression, column)),
  isUsual: (time) =>
    `${instant(time)} >= TIMESTAMP '1990-01-01 00:00:00 UTC' AND ${instant(time)} < TIMESTAMP '2060-01-01 00:00:00 UTC'`,
  week: (time, _column, zone) => `date_trunc('week', at_timezone(${instant(time)}, ${literal(zone)}))`,
  isWithin: (time, newest, milliseconds) =>
    `date_diff('millisecond', date_trunc('millisecond', ${instant(time)}), date_trunc('millisecond', ${instant(newest)})) < ${milliseconds}`,
  isDrawn: (text, seed, share) =>
    `bitwise_right_shift(from_big_endian_64(xxhash64(to_utf8(${literal(`${seed}:`)} || ${text}))), 11) < ${Math.floor(share * 2 ** 53)}`,
};

/** https://trino.io/docs/current/functions/json.html#cast-to-json */
function jsonOf(expression: string, { type }: Pick<Column, 'type'>): string {
  const bare = type.toLowerCase();
  if (bare === 'json') return expression;
  if (/^(date|timestamp)/.test(bare)) return `CAST(to_iso8601(${expression}) AS JSON)`;
  if (bare === 'varbinary') return `CAST(to_base64(${expression}) AS JSON)`;
  if (/^(char|time|uuid|ipaddress|interval)/.test(bare)) return `CAST(CAST(${expression} AS VARCHAR) AS JSON)`;
  return `CAST(${expression} AS JSON)`;
}

/** A value that is JSON `null` is no SQL NULL. https://trino.io/docs/current/functions/json.html#json_extract */
function insideOf(expression: string): Inside {
  const first = `substr(json_format(${expression}), 1, 1)`;
  const member = (name: string): string => `json_extract(${expression}, ${literal(`$[${JSON.stringify(name)}]`)})`;
  return {
    text: `coalesce(json_format(${expression}), 'null')`,
    isObject: `${first} = '{'`,
    type: `CASE ${first} WHEN '"' THEN 'string' WHEN '{' THEN 'object' WHEN '[' THEN 'array' WHEN 't' THEN 'boolean' WHEN 'f' THEN 'boolean' ELSE 'other' END`,
    has: (name) => `${member(name)} IS NOT NULL`,
    member: (name) => insideOf(member(name)),
  };
}

/** The session is in UTC. */
function instant(time: string): string {
  return `CAST(${time} AS TIMESTAMP(6) WITH TIME ZONE)`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** https://trino.io/docs/current/language/types.html */
export function kindOf(type: string): Column['kind'] {
  const bare = type.toLowerCase();
  if (/^(varchar|char|uuid|ipaddress|varbinary|time\b(?!stamp)|interval|string)/.test(bare)) return 'text';
  if (/^(tinyint|smallint|integer|int|bigint)$/.test(bare)) return 'integer';
  if (bare === 'boolean') return 'boolean';
  if (/^(date|timestamp)/.test(bare)) return 'time';
  return bare === 'json' || bare.startsWith('row(') || bare.startsWith('map(varchar') ? 'json' : 'other';
}
