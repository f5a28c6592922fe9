/** ClickHouse's way with JSON: a row is what the format JSONEachRow makes of it, with the settings of the session. */
import type { Dialect, Inside } from '../table.ts';

export const dialect: Dialect = {
  fold: (name) => name,
  identifier: (name) => `"${name.replaceAll(/[\\"]/g, '\\$&')}"`,
  literal,
  concat: (parts) => `concat(${[...parts, "''"].join(', ')})`,
  list: (parts) =>
    `arrayStringConcat(arrayMap(one -> assumeNotNull(one), arrayFilter(one -> isNotNull(one), [${parts.join(', ')}])), ',')`,
  text: (expression) => `toString(${expression})`,
  ordered: (expression) => expression,
  json: (expression) => jsonOf(expression),
  inside: (expression) => insideOf(jsonOf(expression)),
  // What is no text is no record either.
  sound: (record) => `if(isValidUTF8(${record}), ${record}, 'not UTF-8')`,
  isUsual: (time) => `${time} >= '1990-01-01' AND ${time} < '2060-01-01'`,
  week: (time, { type }, zone) => {
    const instant = /\bDate(?:32)?\b/.test(type) ? `toDateTime64(${time}, 0, 'UTC')` : time;
    return `toStartOfWeek(toTimeZone(${instant}, ${literal(zone)}), 1)`;
  },
  isWithin: (time, newest, milliseconds) => `${ticks(time)} > ${ticks(newest)} - ${milliseconds}`,
  isDrawn: (text, seed, share) =>
    `bitShiftRight(sipHash64(${text}, ${literal(String(seed))}), 11) < ${Math.floor(share * 2 ** 53)}`,
};

/** https://clickhouse.com/docs/sql-reference/functions/json-functions */
function insideOf(expression: string): Inside {
  const kind = `lower(toString(JSONType(${expression})))`;
  return {
    text: expression,
    isObject: `${kind} = 'object'`,
    type: `if(${kind} = 'bool', 'boolean', ${kind})`,
    has: (name) => `JSONHas(${expression}, ${literal(name)})`,
    member: (name) => insideOf(`JSONExtractRaw(${expression}, ${literal(name)})`),
  };
}

function jsonOf(expression: string): string {
  return `ifNull(toJSONString(${expression}), 'null')`;
}

function ticks(time: string): string {
  return `toUnixTimestamp64Milli(toDateTime64(${time}, 3, 'UTC'))`;
}

function literal(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
}
