/** Tables as spreadsheets write them: a heading of inputs and outputs, and a line for each row. */
import { ArtifactError, type Problem } from '../../../errors.ts';
import { ANY, CellError, type CellTest, parseCell, parseValue } from './cell.ts';
import { mistakesIn } from './check.ts';
import { type CsvRecord, readRecords } from './csv.ts';
import { expectedPolicies, nearestPolicy, policyOf } from './hit-policy.ts';
import { pathOf } from './path.ts';
import type { HitPolicy, Input, Output, Row, Table } from './table.ts';

type Column =
  | { readonly role: 'hit'; readonly hit: HitPolicy }
  | { readonly role: 'in'; readonly input: Input }
  | { readonly role: 'out'; readonly output: Output }
  | { readonly role: 'note' };

/** Throws ArtifactError with everything that is wrong. */
export function readCsv(text: string, file: string): Table {
  const [heading, ...records] = readRecords(text, file);
  if (!heading)
    throw new ArtifactError([{ file, line: 1, column: 1, message: 'an empty file', expected: 'a heading' }]);
  const problems: Problem[] = [];
  const at = (record: CsvRecord) => ({ file, line: record.lines[0], column: 1 });
  const attempt = <T>(record: CsvRecord, what: string, work: () => T, instead: T): T => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof CellError)) throw error;
      problems.push({ ...at(record), message: `${what}: ${error.message}`, expected: error.expected });
      return instead;
    }
  };
  const columns = heading.cells.map((cell, index): Column => {
    const column = attempt(heading, `column ${index + 1}`, () => columnOf(cell), { role: 'note' } as const);
    if (typeof column !== 'string') return column;
    problems.push({
      ...at(heading),
      message: `no hit policy is called "${column}"`,
      expected: expectedPolicies,
      nearest: nearestPolicy(column),
    });
    return { role: 'note' };
  });
  const inputs = columns.flatMap((column) => (column.role === 'in' ? [column.input] : []));
  const outputs = columns.flatMap((column) => (column.role === 'out' ? [column.output] : []));
  if (outputs.length === 0 && problems.length === 0) {
    problems.push({ ...at(heading), message: 'no output', expected: 'a column `out: <name>`' });
  }
  let otherwise: { readonly results: readonly unknown[]; readonly lines: CsvRecord['lines'] } | undefined;
  const rows: Row[] = [];
  for (const record of records) {
    const cells = columns.map((column, index) => ({ column, text: record.cells[index] ?? '' }));
    if (record.cells.length > columns.length && record.cells.slice(columns.length).some((cell) => cell !== '')) {
      const expected = `${columns.length}, as the heading has; a cell with a comma in quotes`;
      problems.push({ ...at(record), message: 'too many cells', found: String(record.cells.length), expected });
    }
    const label = cells.find(({ column }) => column.role === 'hit')?.text ?? '';
    const number = rows.length + 1;
    const name = label === '' || label === String(number) ? `row ${number}` : `row "${label}"`;
    const results = cells.flatMap(({ column, text }) =>
      column.role === 'out' ? [attempt(record, `${name}, ${column.output.name}`, () => resultOf(text), null)] : [],
    );
    if (label.toLowerCase() === 'default') {
      otherwise = { results, lines: record.lines };
      continue;
    }
    const tests = cells.flatMap(({ column, text }): CellTest[] =>
      column.role === 'in' ? [attempt(record, `${name}, ${column.input.name}`, () => parseCell(text), ANY)] : [],
    );
    rows.push({ number, name, ...(label !== '' && { label }), lines: record.lines, tests, results });
  }
  const hit = columns.find((column) => column.role === 'hit')?.hit ?? 'unique';
  const settingLines = { table: heading.lines, ...(otherwise && { default: otherwise.lines }) };
  const table: Table = { file, hit, inputs, outputs, rows, otherwise: otherwise?.results, settingLines };
  if (problems.length === 0) problems.push(...mistakesIn(table, at(heading)));
  if (problems.length > 0) throw new ArtifactError(problems);
  return table;
}

/** The name of a hit policy that there is not, as text. Throws CellError. */
function columnOf(cell: string): Column | string {
  const [, role = 'in', named = ''] = /^(?:(hit|in|out|note)\s*:)?\s*(.*)$/is.exec(cell) ?? [];
  if (role.toLowerCase() === 'note') return { role: 'note' };
  if (role.toLowerCase() === 'hit') {
    const hit = policyOf(named);
    return hit ? { role: 'hit', hit } : named;
  }
  const [, name = '', list] = /^(.*?)\s*(?:\((.*)\))?$/s.exec(named) ?? [];
  const values = list?.split(',').map(parseValue);
  if (role.toLowerCase() === 'out') {
    if (name === '') throw new CellError('an output without a name', 'out: <name>');
    return { role: 'out', output: { name, values } };
  }
  const path = name === '' ? undefined : pathOf(name);
  if (!path) throw new CellError(`"${name}" is no place in a document`, 'a name, as customer.tier, or a JSON Pointer');
  return { role: 'in', input: { name, path, values } };
}

/** Nothing at all is null; what begins as JSON does is JSON. Throws CellError. */
function resultOf(text: string): unknown {
  if (text === '' || text === '-') return null;
  if (!/^[[{]/.test(text)) return parseValue(text);
  try {
    return JSON.parse(text);
  } catch {
    throw new CellError('not JSON, though it begins as JSON does', 'a list or an object in JSON');
  }
}
