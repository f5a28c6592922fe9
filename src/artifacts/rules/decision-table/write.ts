/** Writes tables that are made of parts of two: as CSV where these are, else as JSON, which is YAML too. */
import type { RowPart } from './parts.ts';
import type { Table } from './table.ts';

/** What a table says of itself, from either side. */
export interface Settings {
  readonly hit: Table;
  readonly outputs: Table;
  readonly otherwise: Table;
}

export function writeJson({ hit, outputs, otherwise }: Settings, rows: readonly RowPart[], inputs: Table): string {
  const used = new Set(rows.flatMap(({ when }) => [...when.keys()]));
  const listed = inputs.inputs.map(({ name, values }) => ({ name, ...(values && { values }) }));
  const others = [...used].filter((name) => !listed.some((input) => input.name === name));
  const fallback = otherwise.otherwise;
  return JSON.stringify(
    {
      hit: hit.hit,
      inputs: [...listed, ...others],
      outputs: outputs.outputs.map(({ name, values }) => ({ name, ...(values && { values }) })),
      rules: rows.map(({ row, when, then }) => ({
        ...(row.label !== undefined && { name: row.label }),
        when: Object.fromEntries(when),
        // biome-ignore lint/suspicious/noThenProperty: a key of the file
        then: resultsOf(then),
      })),
      ...(fallback && {
        default: Object.fromEntries(otherwise.outputs.map(({ name }, at) => [name, fallback[at] ?? null])),
      }),
    },
    undefined,
    1,
  );
}

function resultsOf(then: ReadonlyMap<string, string>): object {
  return Object.fromEntries([...then].map(([name, text]): [string, unknown] => [name, JSON.parse(text)]));
}

/** Every cell in quotes. */
export function writeCsv({ hit, outputs, otherwise }: Settings, rows: readonly RowPart[], inputs: Table): string {
  const used = rows.flatMap(({ when }) => [...when.keys()]);
  const names = [...new Set([...inputs.inputs.map(({ name }) => name), ...used])];
  const listed = new Map(inputs.inputs.map(({ name, values }) => [name, values]));
  const heading = [
    `hit: ${hit.hit}`,
    ...names.map((name) => `in: ${name}${listOf(listed.get(name))}`),
    ...outputs.outputs.map(({ name, values }) => `out: ${name}${listOf(values)}`),
  ];
  const lines = rows.map(({ row, when, then }) => [
    row.label ?? '',
    ...names.map((name) => when.get(name) ?? ''),
    ...outputs.outputs.map(({ name }) => then.get(name) ?? ''),
  ]);
  const fallback = otherwise.otherwise?.map((value) => JSON.stringify(value));
  if (fallback) lines.push(['default', ...names.map(() => ''), ...fallback]);
  return [heading, ...lines]
    .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    .join('\n');
}

function listOf(values: readonly unknown[] | undefined): string {
  return values ? ` (${values.map((value) => JSON.stringify(value)).join(', ')})` : '';
}
