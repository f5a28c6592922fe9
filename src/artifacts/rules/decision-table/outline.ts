/** What a table is about, without running it. */
import type { Outline } from '../../outline.ts';
import type { Table } from './table.ts';

/** Why the table answers the same to every record; undefined where it does not. */
export function inspectTable({ rows }: Table): string | undefined {
  const tests = rows.some((row) => row.tests.some(({ isAny }) => !isAny));
  return tests ? undefined : 'holds no row that tests anything, so it answers the same to every record';
}

export function outlineTable({ inputs, outputs, rows }: Table): Outline {
  const paths = inputs.map(({ path }) => path);
  const results = rows.map((row) =>
    outputs.length === 1 ? row.results[0] : Object.fromEntries(outputs.map(({ name }, at) => [name, row.results[at]])),
  );
  return {
    reads: paths.filter(([first]) => first !== 'params'),
    params: paths.filter(([first, second]) => first === 'params' && second !== undefined).map((path) => path.slice(1)),
    answers: results,
  };
}
