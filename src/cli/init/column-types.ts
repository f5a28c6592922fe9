/**
 * What the columns of CSV files should be declared as: what the schema that fits them says, where the files hold that in
 * another way than JSON writes it (pandas: 12.0, 1e-07, True), or what would be read as a number is a text (007, a ZIP code).
 */
import type { Column, ColumnType } from '../../recordings/csv/form.ts';
import { fieldValue } from '../../recordings/csv/types.ts';
import type { FoundSchema } from './classify.ts';
import { best, schemaFit } from './fits.ts';

export type DeclaredTypes = Readonly<Record<string, ColumnType>>;

/** `records`: some, as they are read without any declaration. Empty where there is nothing to declare. */
export function columnTypes(
  columns: readonly Column[],
  records: readonly unknown[],
  schemas: readonly FoundSchema[],
): DeclaredTypes {
  const names = Object.fromEntries(columns.map(({ name }) => [name, null]));
  const schema = best(schemas, (candidate) => schemaFit(candidate, [names]));
  return Object.fromEntries(
    columns.flatMap((column): [string, ColumnType][] => {
      const type = schema?.types.get(column.name) ?? column.meant;
      return type !== undefined && type !== column.type && allAre(type, column, records) ? [[column.name, type]] : [];
    }),
  );
}

/** Another type would make records malformed. */
function allAre(type: ColumnType, { name }: Column, records: readonly unknown[]): boolean {
  const read = fieldValue({ type, isDeclared: true });
  return records.every((record) => {
    const value = Object(record)[name];
    return value === null || value === undefined || read(String(value)) !== undefined;
  });
}
