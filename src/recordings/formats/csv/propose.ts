/**
 * What columns should be declared as: what a schema says of them, where the files hold that in another way than JSON writes it
 * (pandas: 12.0, 1e-07, True), or what would be read as a number is a text (a ZIP code).
 */
import type { RecordingFile } from '../../reader.ts';
import type { ColumnTypes, Proposal, Wanted } from '../format.ts';
import type { Column, ColumnType, CsvForm } from './form.ts';
import { surveyCsv } from './survey.ts';
import { fieldValue } from './types.ts';

/** `sample`: reads some records of files. Throws a RecordingError where a file can't be read. */
export async function proposeTypes(
  files: readonly RecordingFile[],
  wanted: Wanted,
  sample: (files: readonly RecordingFile[]) => Promise<readonly unknown[]>,
): Promise<Proposal> {
  const forms = await surveyCsv(files);
  const read = (types: ColumnTypes) => files.map((file, index) => ({ ...file, form: declare(forms[index], types) }));
  const columns = [...new Map(forms.flatMap((form) => form.columns).map((column) => [column.name, column])).values()];
  const records = await sample(read({}));
  const asked = wanted(columns.map(({ name }) => name));
  const types = Object.fromEntries(
    columns.flatMap((column): [string, ColumnType][] => {
      const type = asked.get(column.name) ?? column.meant;
      return type !== undefined && type !== column.type && allAre(type, column, records) ? [[column.name, type]] : [];
    }),
  );
  return { types, files: read(types) };
}

function declare(form: CsvForm | undefined, types: ColumnTypes): CsvForm | undefined {
  const columns = form?.columns.map((column) => {
    const type = Object.hasOwn(types, column.name) ? types[column.name] : undefined;
    return type === undefined ? column : { ...column, type, isDeclared: true };
  });
  return form && columns && { ...form, columns };
}

/** Another type would make records malformed. */
function allAre(type: ColumnType, { name }: Column, records: readonly unknown[]): boolean {
  const read = fieldValue({ type, isDeclared: true });
  return records.every((record) => {
    const value = Object(record)[name];
    return value === null || value === undefined || read(String(value)) !== undefined;
  });
}
