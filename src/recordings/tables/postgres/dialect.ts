/** PostgreSQL's way with JSON: a row is what `row_to_json` makes of it. */

import { weekStarts } from '../../window/week-starts.ts';
import type { Dialect, Inside } from '../table.ts';

/** Of usual times. */
const [FIRST, END] = [Date.UTC(1990, 0, 1), Date.UTC(2060, 0, 1)];

export const dialect: Dialect = {
  fold: (name) => name.toLowerCase(),
  identifier,
  literal,
  concat: (parts) => `(${parts.join(' || ')})`,
  list: (parts) => `concat_ws(',', ${parts.join(', ')})`,
  text: (expression) => `(${expression})::text`,
  ordered: (expression) => `${expression} COLLATE "C"`,
  // What is JSON already keeps its text, as in row_to_json.
  json: (expression, { kind }) =>
    kind === 'json' ? `coalesce(${expression}::text, 'null')` : `coalesce(to_json(${expression})::text, 'null')`,
  inside: (expression, { type }) => insideOf(expression, type),
  isUsual: (time) => `${time} >= '1990-01-01' AND ${time} < '2060-01-01'`,
  week: (time, _column, zone) => {
    const starts = weekStarts(zone, FIRST, END).map((start) => new Date(start).toISOString());
    return `width_bucket(${time}::timestamptz, '{${starts.join(',')}}'::timestamptz[])`;
  },
  isWithin: (time, newest, milliseconds) =>
    `date_trunc('milliseconds', ${time}::timestamptz) > date_trunc('milliseconds', ${newest}::timestamptz) - interval '${milliseconds} milliseconds'`,
  // The upper 53 bits of the hash as a number from 0 to 1.
  isDrawn: (text, seed, share) =>
    `((hashtextextended(${text}, ${seed}) >> 11) & 9007199254740991) < ${Math.floor(share * 2 ** 53)}`,
};

/** Operators of `json` keep the text of what they find, those of `jsonb` have none to keep. */
function insideOf(expression: string, type: string): Inside {
  const kind = `${type}_typeof(${expression})`;
  return {
    text: `coalesce((${expression})::text, 'null')`,
    isObject: `${kind} = 'object'`,
    type: kind,
    has: (name) => `(${expression} -> ${literal(name)}) IS NOT NULL`,
    member: (name) => insideOf(`(${expression} -> ${literal(name)})`, type),
  };
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** As `standard_conforming_strings`, which the session sets, reads it. */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
