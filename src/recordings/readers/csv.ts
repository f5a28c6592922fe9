/**
 * Reads CSV by DuckDB, which finds delimiter and types out from the file. Numbers, booleans and dates get their JSON
 * form only where the whole column has it; what would lose digits as a number (00501, account numbers) stays text.
 * An empty field is null. A record's position is its ordinal among the well-formed rows, a malformed row's its byte offset.
 */
import { RecordingError } from '../../errors.ts';
import { linesOf, readBytes } from '../bytes.ts';
import type { Batch, Malformed, Reader, ReadOptions, RecordingFile, Shard, Want } from '../reader.ts';
import { stripes } from '../stripes.ts';
import { type Database, identifier, openDatabase, quoted, rows } from './duckdb.ts';
import { recordMaker } from './table.ts';

export const csv: Reader = { shards, read };

/** Column name → DuckDB type, in the order of the file. */
type Columns = readonly (readonly [name: string, type: string])[];

async function shards(file: RecordingFile, count: number): Promise<Shard[]> {
  // DuckDB takes a file that was cut off for one that has ended, so what is compressed is unpacked once to see its end.
  let bytes = 0;
  for await (const chunk of readBytes(file)) {
    bytes += chunk.length;
    if (file.compression === 'none') break;
  }
  if (bytes === 0)
    throw new RecordingError([{ file: file.name, message: 'an empty file', expected: 'a line of column names' }]);
  const database = await openDatabase(file);
  try {
    return stripes(file, count, await describe(database, file));
  } finally {
    database.close();
  }
}

async function* read(shard: Shard, want: Want, options: ReadOptions = {}): AsyncGenerator<Batch> {
  const { file, stripe } = shard;
  const database = await openDatabase(file);
  try {
    const description = shard.hint ?? (await describe(database, file));
    const source = `read_csv(${quoted(file.path)}, ${description}, store_rejects = true)`;
    const stream = await database.stream(`FROM ${source}`);
    const names = stream.result.columnNames();
    const kept = names.filter((name) => options.columns?.includes(name) ?? true);
    const toRecords = recordMaker(
      kept,
      database.convert,
      kept.map((name) => names.indexOf(name)),
    );
    let next = 0;
    for (let chunk = await stream.next(); chunk; chunk = await stream.next()) {
      const first = next;
      const ours = Array.from({ length: chunk.rowCount }, (_, index) => index).filter(
        (index) => (first + index) % stripe.of === stripe.index,
      );
      const indices = ours.filter((index) => want(first + index));
      next += chunk.rowCount;
      yield {
        records: toRecords(chunk, indices),
        positions: indices.map((index) => first + index),
        skipped: ours.length - indices.length,
        malformed: [],
      };
    }
    const rejected = (await rejects(database, file)).filter((_, index) => index % stripe.of === stripe.index);
    const malformed = rejected.filter(({ position }) => want(position));
    yield { records: [], positions: [], skipped: rejected.length - malformed.length, malformed };
  } finally {
    database.close();
  }
}

/** Dialect and types as arguments of read_csv, so that every shard reads the file the same way. */
async function describe(database: Database, file: RecordingFile): Promise<string> {
  const asked = `compression = ${quoted(file.compression)}, header = true, skip = 0, comment = '', quote = '"', escape = '"'`;
  const [sniffed] = await rows(
    database,
    `SELECT Delimiter, NewLineDelimiter, DateFormat, TimestampFormat,
            [c.name FOR c IN Columns]::JSON::VARCHAR AS names, [c.type FOR c IN Columns]::JSON::VARCHAR AS types
     FROM sniff_csv(${quoted(file.path)}, ${asked}, sample_size = -1, ignore_errors = true)`,
  );
  const names = texts(sniffed?.names);
  const types = texts(sniffed?.types);
  const formats = Object.entries({ dateformat: sniffed?.DateFormat, timestampformat: sniffed?.TimestampFormat })
    .filter(([, format]) => typeof format === 'string' && format !== '')
    .map(([key, format]) => `, ${key} = ${quoted(String(format))}`);
  const dialect = `auto_detect = false, ${asked}, delim = ${quoted(String(sniffed?.Delimiter))}${formats.join('')}`;
  const columns = names.map((name, index) => [name, types[index] ?? 'VARCHAR'] as const);
  const [only = ''] = names;
  if (names.length === 1 && /[,;|\t]/.test(only)) {
    throw new RecordingError([
      { file: file.name, line: 1, message: 'the delimiter cannot be told from the rows: they disagree' },
    ]);
  }
  return withColumns(dialect, await soundTypes(database, file, dialect, columns));
}

function withColumns(dialect: string, columns: Columns): string {
  return `${dialect}, columns = {${columns.map(([name, type]) => `${quoted(name)}: ${quoted(type)}`).join(', ')}}`;
}

/** The sniffer looks at the beginning of a large file only, so its types are held against every row. */
async function soundTypes(
  database: Database,
  file: RecordingFile,
  dialect: string,
  columns: Columns,
): Promise<Columns> {
  const numbers = columns.filter(([, type]) => type === 'BIGINT' || type === 'DOUBLE');
  if (numbers.length === 0) return columns;
  const asText = withColumns(
    dialect,
    columns.map(([name]) => [name, 'VARCHAR']),
  );
  const questions = numbers.flatMap(([name], index) => {
    const column = identifier(name);
    return [
      `bool_and(${column} IS NULL OR regexp_full_match(trim(${column}), '[+-]?[0-9]+')) AS whole${index}`,
      `bool_and(${column} IS NULL OR TRY_CAST(${column} AS DOUBLE) IS NOT NULL) AS number${index}`,
      `bool_or(regexp_matches(${column}, '^[+-]?0[0-9]') OR
        regexp_full_match(${column}, '[+-]?[0-9]{16,}') AND abs(TRY_CAST(${column} AS DOUBLE)) > ${Number.MAX_SAFE_INTEGER}) AS name${index}`,
    ];
  });
  const [answer = {}] = await rows(
    database,
    `SELECT ${questions.join(', ')} FROM read_csv(${quoted(file.path)}, ${asText}, ignore_errors = true)`,
  );
  const sound = new Map(numbers.map(([name], index) => [name, soundType(answer, index)]));
  return columns.map(([name, type]) => [name, sound.get(name) ?? type]);
}

function soundType(answer: Record<string, unknown>, index: number): string {
  if (answer[`name${index}`] === true || answer[`number${index}`] === false) return 'VARCHAR';
  return answer[`whole${index}`] === false ? 'DOUBLE' : 'BIGINT';
}

/** Rows that did not fit, in the order of the file. DuckDB counts rows, not lines, so the lines come from the byte offsets. */
async function rejects(database: Database, file: RecordingFile): Promise<Malformed[]> {
  const found = await rows(
    database,
    `SELECT line_byte_position::DOUBLE - 1 AS position, -- DuckDB counts bytes from 1
            arg_min(error_type::VARCHAR, byte_position) AS error,
            arg_min(column_name, byte_position) AS "column"
     FROM reject_errors GROUP BY line_byte_position ORDER BY line_byte_position`,
  );
  const positions = found.map(({ position }) => Number(position));
  const lines = await linesOf(file, positions);
  return found.map(({ error, column }, index) => ({
    position: positions[index] ?? 0,
    line: lines[index],
    message: rejection(String(error), String(column)),
  }));
}

/** In words of ours: DuckDB's own quote the row. */
function rejection(error: string, column: string): string {
  switch (error) {
    case 'TOO MANY COLUMNS':
      return 'more fields than the file has columns';
    case 'MISSING COLUMNS':
      return 'fewer fields than the file has columns';
    case 'UNQUOTED VALUE':
      return 'a quote that does not end where the field does';
    case 'INVALID ENCODING':
      return 'not UTF-8';
    case 'LINE SIZE OVER MAXIMUM':
      return 'too long';
    case 'CAST':
      return `the field of column ${column} is not of the column's type`;
    default:
      return 'not CSV';
  }
}

function texts(json: unknown): string[] {
  const parsed: unknown = JSON.parse(String(json));
  return Array.isArray(parsed) ? parsed.map(String) : [];
}
