/** BigQuery's way with JSON: `TO_JSON_STRING`. https://cloud.google.com/bigquery/docs/reference/standard-sql/json_functions */
import type { Column, Dialect, Inside } from '../table.ts';

export const dialect: Dialect = {
  fold: (name) => name,
  identifier: (name) => `\`${name.replaceAll(/[\\`]/g, '\\$&')}\``,
  literal,
  concat: (parts) => `CONCAT(${parts.join(', ')})`,
  // Leaves out what is NULL.
  list: (parts) => `ARRAY_TO_STRING([${parts.join(', ')}], ',')`,
  text: (expression) => `CAST(${expression} AS STRING)`,
  ordered: (expression) => expression,
  json: (expression, column) => jsonOf(expression, column),
  inside: (expression, column) =>
    insideOf(
      column.type === 'JSON' ? expression : `PARSE_JSON(${jsonOf(expression, column)}, wide_number_mode => 'round')`,
    ),
  isUsual: (time) => `TIMESTAMP(${time}) >= TIMESTAMP '1990-01-01' AND TIMESTAMP(${time}) < TIMESTAMP '2060-01-01'`,
  week: (time, _column, zone) => `TIMESTAMP_TRUNC(TIMESTAMP(${time}), WEEK(MONDAY), ${literal(zone)})`,
  isWithin: (time, newest, milliseconds) =>
    `UNIX_MILLIS(TIMESTAMP(${time})) > UNIX_MILLIS(TIMESTAMP(${newest})) - ${milliseconds}`,
  // `>>` fills with zeros.
  isDrawn: (text, seed, share) =>
    `(FARM_FINGERPRINT(CONCAT(${literal(`${seed}:`)}, ${text})) >> 11) < ${Math.floor(share * 2 ** 53)}`,
};

/** Integers that a double does not hold would else be texts. */
function jsonOf(expression: string, { kind }: Pick<Column, 'kind'>): string {
  if (kind === 'integer') return `COALESCE(CAST(${expression} AS STRING), 'null')`;
  return `COALESCE(TO_JSON_STRING(${expression}), 'null')`;
}

function insideOf(expression: string): Inside {
  const member = (name: string): string => `${expression}[${literal(name)}]`;
  return {
    text: `COALESCE(TO_JSON_STRING(${expression}), 'null')`,
    isObject: `JSON_TYPE(${expression}) = 'object'`,
    type: `JSON_TYPE(${expression})`,
    has: (name) => `${member(name)} IS NOT NULL`,
    member: (name) => insideOf(member(name)),
  };
}

/** Every control character would end the text. */
function literal(text: string): string {
  const escaped = text.replaceAll(/[\\']/g, '\\$&').replaceAll(/\p{Cc}/gu, (one) => {
    return `\\u${(one.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
  });
  return `'${escaped}'`;
}

/** https://cloud.google.com/bigquery/docs/reference/standard-sql/data-types */
export function kindOf(type: string): Column['kind'] {
  if (/^(STRING|BYTES|TIME|INTERVAL)$/.test(type)) return 'text';
  if (/^(INTEGER|INT64)$/.test(type)) return 'integer';
  if (/^(BOOLEAN|BOOL)$/.test(type)) return 'boolean';
  if (/^(DATE|DATETIME|TIMESTAMP)$/.test(type)) return 'time';
  return type === 'JSON' ? 'json' : 'other';
}
