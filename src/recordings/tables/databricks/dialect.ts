/** Databricks' way with JSON: `to_json`, which takes structures alone. https://docs.databricks.com/sql/language-manual/functions/to_json */
import type { Column, Dialect, Inside } from '../table.ts';

export const dialect: Dialect = {
  fold: (name) => name,
  identifier: (name) => `\`${name.replaceAll('`', '``')}\``,
  literal,
  concat: (parts) => `concat(${parts.join(', ')})`,
  // Leaves out what is NULL.
  list: (parts) => `concat_ws(',', ${parts.join(', ')})`,
  text: (expression) => `CAST(${expression} AS STRING)`,
  ordered: (expression) => expression,
  json: (expression) => jsonOf(expression),
  inside: (expression) => insideOf(expression),
  isUsual: (time) =>
    `${instant(time)} >= TIMESTAMP '1990-01-01 00:00:00Z' AND ${instant(time)} < TIMESTAMP '2060-01-01 00:00:00Z'`,
  week: (time, _column, zone) => `date_trunc('WEEK', from_utc_timestamp(${instant(time)}, ${literal(zone)}))`,
  isWithin: (time, newest, milliseconds) => `${ticks(time)} > ${ticks(newest)} - ${milliseconds}`,
  isDrawn: (text, seed, share) =>
    `shiftrightunsigned(xxhash64(concat(${literal(`${seed}:`)}, ${text})), 11) < ${Math.floor(share * 2 ** 53)}`,
};

const OPTIONS = `map('ignoreNullFields', 'false', 'timeZone', 'UTC', 'timestampFormat', "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX")`;

/** What stands in `{"v":…}`. */
function jsonOf(expression: string): string {
  const held = `to_json(named_struct('v', ${expression}), ${OPTIONS})`;
  return `substr(${held}, 6, length(${held}) - 6)`;
}

/** Of a VARIANT. https://docs.databricks.com/sql/language-manual/functions/variant_get */
function insideOf(expression: string): Inside {
  const kind = `schema_of_variant(${expression})`;
  const member = (name: string): string =>
    `variant_get(${expression}, ${literal(`$[${JSON.stringify(name)}]`)}, 'variant')`;
  return {
    text: `coalesce(to_json(${expression}), 'null')`,
    isObject: `${kind} LIKE 'OBJECT%'`,
    type: `CASE WHEN ${kind} = 'STRING' THEN 'string' WHEN ${kind} = 'BOOLEAN' THEN 'boolean' WHEN ${kind} LIKE 'OBJECT%' THEN 'object' WHEN ${kind} LIKE 'ARRAY%' THEN 'array' ELSE 'other' END`,
    has: (name) => `${member(name)} IS NOT NULL`,
    member: (name) => insideOf(member(name)),
  };
}

function instant(time: string): string {
  return `CAST(${time} AS TIMESTAMP)`;
}

function ticks(time: string): string {
  return `unix_millis(${instant(time)})`;
}

function literal(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`;
}

/** As `DESCRIBE TABLE` writes types. https://docs.databricks.com/sql/language-manual/sql-ref-datatypes */
export function kindOf(type: string): Column['kind'] {
  if (/^(string|varchar|char|binary|interval)/.test(type)) return 'text';
  if (/^(tinyint|smallint|int|bigint)$/.test(type)) return 'integer';
  if (type === 'boolean') return 'boolean';
  if (/^(date|timestamp)/.test(type)) return 'time';
  return type === 'variant' ? 'json' : 'other';
}
