/** Snowflake's way with JSON: `TO_JSON` of a VARIANT. https://docs.snowflake.com/en/sql-reference/functions/to_json */
import type { Column, Dialect, Inside } from '../table.ts';

export const dialect: Dialect = {
  fold: (name) => name.toUpperCase(),
  identifier: (name) => `"${name.replaceAll('"', '""')}"`,
  literal,
  concat: (parts) => `(${parts.join(' || ')})`,
  // Leaves out what is NULL.
  list: (parts) => `ARRAY_TO_STRING(ARRAY_CONSTRUCT_COMPACT(${parts.join(', ')}), ',')`,
  text: (expression) => `TO_VARCHAR(${expression})`,
  ordered: (expression) => expression,
  json: (expression, column) => `COALESCE(${jsonOf(expression, column)}, 'null')`,
  inside: (expression) => insideOf(expression),
  isUsual: (time) =>
    `${instant(time)} >= '1990-01-01 00:00:00 +0000'::TIMESTAMP_TZ AND ${instant(time)} < '2060-01-01 00:00:00 +0000'::TIMESTAMP_TZ`,
  // Cut in local time, it has the offset of its moment, which may change within a week: as a day it has none.
  week: (time, _column, zone) =>
    `TO_VARCHAR(DATE_TRUNC('WEEK', CONVERT_TIMEZONE(${literal(zone)}, ${instant(time)})), 'YYYY-MM-DD')`,
  isWithin: (time, newest, milliseconds) => `${ticks(time)} > ${ticks(newest)} - ${milliseconds}`,
  isDrawn: (text, seed, share) =>
    `BITSHIFTRIGHT(MD5_NUMBER_UPPER64(${literal(`${seed}:`)} || ${text}), 11) < ${Math.floor(share * 2 ** 53)}`,
};

function jsonOf(expression: string, { type, kind }: Pick<Column, 'type' | 'kind'>): string {
  if (kind === 'integer') return `TO_VARCHAR(${expression})`;
  if (type === 'DATE') return `TO_JSON(TO_VARCHAR(${expression}, 'YYYY-MM-DD')::VARIANT)`;
  if (kind === 'time') return `TO_JSON(TO_VARCHAR(${instant(expression)}, '${ISO}')::VARIANT)`;
  if (kind === 'text') return `TO_JSON(TO_VARCHAR(${expression})::VARIANT)`;
  // These three are no JSON.
  const odd = `${expression} IN ('NaN'::FLOAT, 'inf'::FLOAT, '-inf'::FLOAT)`;
  if (type === 'FLOAT') {
    return `CASE WHEN ${odd} THEN '"' || TO_VARCHAR(${expression}) || '"' ELSE TO_JSON(${expression}::VARIANT) END`;
  }
  return `TO_JSON(TO_VARIANT(${expression}))`;
}

/** A value that is JSON `null` is no SQL NULL. https://docs.snowflake.com/en/sql-reference/functions/get */
function insideOf(expression: string): Inside {
  const kind = `LOWER(TYPEOF(${expression}))`;
  const member = (name: string): string => `GET(${expression}, ${literal(name)})`;
  return {
    text: `COALESCE(TO_JSON(${expression}), 'null')`,
    isObject: `${kind} = 'object'`,
    type: `CASE ${kind} WHEN 'varchar' THEN 'string' ELSE ${kind} END`,
    has: (name) => `${member(name)} IS NOT NULL`,
    member: (name) => insideOf(member(name)),
  };
}

const ISO = 'YYYY-MM-DD"T"HH24:MI:SS.FF9TZH:TZM';

/** The session is in UTC. */
function instant(time: string): string {
  return `TO_TIMESTAMP_TZ(${time})`;
}

function ticks(time: string): string {
  return `DATE_PART(EPOCH_MILLISECOND, ${instant(time)})`;
}

function literal(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`;
}

/** As INFORMATION_SCHEMA names types. https://docs.snowflake.com/en/sql-reference/intro-summary-data-types */
export function kindOf(type: string, scale: string | null): Column['kind'] {
  if (/^(TEXT|BINARY|TIME)$/.test(type)) return 'text';
  if (type === 'NUMBER' && Number(scale ?? 0) === 0) return 'integer';
  if (type === 'BOOLEAN') return 'boolean';
  if (/^(DATE|TIMESTAMP_)/.test(type)) return 'time';
  return /^(VARIANT|OBJECT)$/.test(type) ? 'json' : 'other';
}
