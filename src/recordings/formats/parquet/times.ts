/** SQL of times of which only the week counts, and which were first and last: in the order of their texts, as everywhere else. */
import type { DuckDBType } from '@duckdb/node-api';

export interface TimeSql {
  /** Whether it is one of the usual ones; others stand for themselves. */
  readonly isUsual: string;
  /** Itself, where it is not. */
  readonly unusual: string;
  /** Microseconds since 1970 of a usual one. */
  readonly micros: string;
  /** Of several that are alike: the first usual one, or the unusual one that they all are. */
  readonly first: string;
  /** The last usual one; NULL where there is none. */
  readonly last: string;
}

export function isTime(type: DuckDBType): boolean {
  return /^(?:DATE|TIMESTAMP|TIMESTAMP WITH TIME ZONE)$/.test(String(type)) || isText(type);
}

function isText(type: DuckDBType): boolean {
  return String(type) === 'VARCHAR' && type.alias === undefined;
}

/** @param name SQL of a time of a type that is one */
export function timeSql(name: string, type: DuckDBType): TimeSql {
  return isText(type) ? textSql(name) : timestampSql(name);
}

/** Others are written otherwise, and so are days beside the first and the last of these. */
const YEARS = "BETWEEN '0002-01-01'::DATE AND '9998-12-31'::DATE";

/** Times in UTC to the second or finer: the order of their texts is that of SQL. */
const SHAPE = '\\d{4}-\\d\\d-\\d\\dT([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?Z';

function textSql(name: string): TimeSql {
  const parsed = `TRY_CAST(${name} AS TIMESTAMP)`;
  const isUsual = `(regexp_full_match(${name}, '${SHAPE}') AND ${parsed} ${YEARS})`;
  const own = `CASE WHEN ${isUsual} THEN ${name} END`;
  const unusual = `CASE WHEN ${isUsual} THEN NULL ELSE ${name} END`;
  const first = `coalesce(min(${own}), any_value(${unusual}))`;
  const max = `max(${own})`;
  return { isUsual, unusual, micros: `epoch_us(${parsed})`, first, last: max };
}

function timestampSql(name: string): TimeSql {
  const isUsual = `(isfinite(${name}) AND ${name} ${YEARS})`;
  const micros = `epoch_us(${name})`;
  // A fraction comes before none, and a longer one before its beginning.
  const rest = `(((${micros} % 1000000) + 1000000) % 1000000)`;
  const thousandths = `CASE WHEN ${rest} % 1000 = 0 THEN 1000 ELSE ${rest} % 1000 END`;
  const rank = `CASE WHEN ${rest} = 0 THEN 2000000 ELSE (${rest} // 1000) * 1001 + ${thousandths} END`;
  const order = `CASE WHEN ${isUsual} THEN ((${micros} - ${rest}) // 1000000) * 4000000 + ${rank} END`;
  const unusual = `CASE WHEN ${isUsual} THEN NULL ELSE ${name} END`;
  const first = `coalesce(arg_min(${name}, ${order}), any_value(${unusual}))`;
  const max = `arg_max(${name}, ${order})`;
  return { isUsual, unusual, micros, first, last: max };
}
