/** What `weir validate` says of CSV files: how they are written, and what their columns are read as. */
import { plural } from '../../../format/numbers.ts';
import type { RecordingFile } from '../../reader.ts';
import { columnNames } from '../column-names.ts';
import { CALLED, type Column, type ColumnType, type Dialect, formOf } from './form.ts';

const DELIMITERS: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };

/** Lines of facts; none where no file is CSV. */
export function csvFacts(files: readonly RecordingFile[]): string[] {
  const forms = files.flatMap((file) => formOf(file) ?? []);
  if (forms.length === 0) return [];
  const rows = forms.reduce((sum, { records }) => sum + records, 0);
  const dialects = new Set(forms.map(({ dialect }) => dialectText(dialect)));
  const columns = columnsOf(files);
  return [
    `${plural(rows, 'row')} with as many fields as there are columns; ${[...dialects].join(', or ')}`,
    ...(['number', 'boolean', 'dmy', 'mdy', 'text'] as const).flatMap((type) => typeText(type, columns)),
  ];
}

/** Columns of text that are meant otherwise, most likely. */
export function csvWarnings(files: readonly RecordingFile[]): string[] {
  const columns = columnsOf(files);
  const isDeclared = files.some((file) => formOf(file)?.dialect.decimal === ',');
  const usual = (['number', 'boolean'] as const).flatMap((type) => {
    const names = columns
      .filter(({ meant, meantDecimal }) => meant === type && (isDeclared || meantDecimal === undefined))
      .map(({ name }) => name);
    const [first] = names;
    if (first === undefined) return [];
    const written = type === 'number' ? 'such as 1.0 or 12.50' : 'such as True';
    return [
      `${names.length === 1 ? 'column' : 'columns'} ${columnNames(names)}: read as text, since some of what looks like a ${type} is not written as JSON writes one (${written}). "types: { ${key(first)}: ${type} }" reads ${type}s, "${key(first)}: text" says that text is right`,
    ];
  });
  return [...usual, ...(isDeclared ? [] : commaWarning(columns)), ...dayWarning(columns), ...doubtWarning(columns)];
}

function commaWarning(columns: readonly Column[]): string[] {
  const names = columns.filter(({ meantDecimal }) => meantDecimal === ',').map(({ name }) => name);
  const [first] = names;
  if (first === undefined) return [];
  return [
    `${names.length === 1 ? 'column' : 'columns'} ${columnNames(names)}: read as text, since what looks like numbers has a decimal comma. "dialect: { decimal: ',' }" with "types: { ${key(first)}: number }" reads numbers, "${key(first)}: text" says that text is right`,
  ];
}

function dayWarning(columns: readonly Column[]): string[] {
  return (['dmy', 'mdy'] as const).flatMap((order) => {
    const names = columns.filter(({ meant }) => meant === order).map(({ name }) => name);
    const [first] = names;
    if (first === undefined) return [];
    const written = order === 'dmy' ? '31.12.2026' : '12/31/2026';
    return [
      `${names.length === 1 ? 'column' : 'columns'} ${columnNames(names)}: read as text, since what looks like days is written as in ${written}, which is no time. "types: { ${key(first)}: ${order} }" reads days, "${key(first)}: text" says that text is right`,
    ];
  });
}

/** What looks like days is not guessed at; who knows them says which they are. */
function doubtWarning(columns: readonly Column[]): string[] {
  return (['order', 'year'] as const).flatMap((doubt) => {
    const names = columns.filter((column) => column.doubt === doubt).map(({ name }) => name);
    const [first] = names;
    if (first === undefined) return [];
    const lead = `${names.length === 1 ? 'column' : 'columns'} ${columnNames(names)}: read as text, since of what looks like days`;
    const text = `"${key(first)}: text" says that text is right`;
    return doubt === 'order'
      ? `${lead} nobody can tell whether the day or the month stands first. "types: { ${key(first)}: dmy }" reads 03/04/2026 as 2026-04-03, "mdy" as 2026-03-04, ${text}`
      : `${lead} the year has two digits. Only days with four can be a time: export 2026-12-31, or 31.12.2026. "types: { ${key(first)}: text }" says that text is right`;
  });
}

function columnsOf(files: readonly RecordingFile[]): Column[] {
  const columns = files.flatMap((file) => formOf(file)?.columns ?? []);
  return [...new Map(columns.map((column) => [column.name, column])).values()];
}

function dialectText({ delimiter, quote, escape: mark, encoding, decimal }: Dialect): string {
  return [
    `${DELIMITERS[delimiter] ?? delimiter} between fields`,
    ...(quote === '"' ? [] : [quote === '' ? 'no quotes' : `quote ${quote}`]),
    ...(mark === quote ? [] : [`escape ${mark}`]),
    encoding,
    ...(decimal === ',' ? ['decimal comma'] : []),
  ].join(', ');
}

function typeText(type: ColumnType, columns: readonly Column[]): string[] {
  const names = columns
    .filter((column) => column.type === type)
    .map(({ name, isDeclared }) => (isDeclared ? `${name} (as declared)` : name));
  return names.length === 0 ? [] : [`${CALLED[type]}: ${columnNames(names)}`];
}

/** As it may stand in weir.yml. */
function key(name: string): string {
  return /^[\p{L}_][\p{L}\w-]*$/u.test(name) ? name : JSON.stringify(name);
}
