/** What has to be true of a table in whatever form it was written. */
import type { Problem } from '../../../errors.ts';
import { isAggregating, isSingle } from './hit-policy.ts';
import type { Table } from './table.ts';

/** `at`: where the table says its hit policy. */
export function mistakesIn(table: Table, at: Pick<Problem, 'file' | 'line' | 'column'>): Problem[] {
  const { hit, outputs, rows, otherwise } = table;
  const problems: Problem[] = [];
  if (isAggregating(hit) && outputs.length !== 1) {
    problems.push({ ...at, message: `"${hit}" of ${outputs.length} outputs`, expected: 'a single output' });
  }
  if (otherwise && !isSingle(hit)) {
    problems.push({
      ...at,
      message: `a default, where "${hit}" makes a result of any number of rows`,
      expected: 'none',
    });
  }
  if (hit === 'priority' && !outputs.some(({ values }) => values)) {
    const expected = 'the values of an output, the one that wins first';
    problems.push({ ...at, message: 'nothing says what has priority', expected });
  }
  const places = rows.map(({ lines: [line] }) => ({ file: table.file, line, column: 1 }));
  for (const [index, { name, results }] of rows.entries()) {
    for (const [column, output] of outputs.entries()) {
      const result = results[column];
      const message = `${name} gives ${JSON.stringify(result)} for "${output.name}"`;
      if (isAggregating(hit) && typeof result !== 'number') {
        problems.push({ ...places[index], message, expected: `a number for "${hit}"` });
      } else if (output.values && !output.values.includes(result)) {
        problems.push({ ...places[index], message, expected: `one of ${output.values.map(String).join(', ')}` });
      }
    }
  }
  return problems;
}
