/**
 * What columns should be declared as: what a schema says of them, where the files hold that in another way than JSON writes it
 * (pandas: 12.0, 1e-07, True), or what would be read as a number is a text (a ZIP code),
 * and how the files are written where that is not as usual.
 */

import { readBytes } from '../../bytes.ts';
import type { RecordingFile } from '../../reader.ts';
import type { ColumnTypes, Proposal, Wanted } from '../format.ts';
import type { Column, ColumnType, CsvForm } from './form.ts';
import { surveyCsv } from './survey.ts';
import { encodingOf } from './text.ts';
import { fieldValue } from './types.ts';

/** `sample`: reads some records of files. Throws a RecordingError where a file can't be read. */
export async function proposeTypes(
  files: readonly RecordingFile[],
  wanted: Wanted,
  sample: (files: readonly RecordingFile[]) => Promise<readonly unknown[]>,
): Promise<Proposal> {
  const encoding = await likelyEncoding(files);
  const written = encoding === undefined ? {} : { encoding };
  const plain = await surveyCsv(files, { dialect: written });
  const hasCommas = plain.some(({ columns }) => columns.some(({ meantDecimal }) => meantDecimal === ','));
  const dialect = hasCommas ? ({ ...written, decimal: ',' } as const) : written;
  const forms = hasCommas ? await surveyCsv(files, { dialect }) : plain;
  const decimal = hasCommas ? ',' : undefined;
  const read = (types: ColumnTypes) => files.map((file, index) => ({ ...file, form: declare(forms[index], types) }));
  const columns = [...new Map(forms.flatMap((form) => form.columns).map((column) => [column.name, column])).values()];
  const records = await sample(read({}));
  const asked = wanted(columns.map(({ name }) => name));
  const types = Object.fromEntries(
    columns.flatMap((column): [string, ColumnType][] => {
      const type = asked.get(column.name) ?? column.meant;
      return type !== undefined && type !== column.type && allAre(type, column, records, decimal)
        ? [[column.name, type]]
        : [];
    }),
  );
  return { types, files: read(types), ...(Object.keys(dialect).length > 0 && { dialect }) };
}

/** Bytes of each file that are looked at. */
const MOST_BYTES = 1024 * 1024;

/**
 * `windows-1252` where some file is no UTF-8, since that is what programs for tables write in Western Europe and America; its
 * first bytes tell UTF-16. Undefined where nothing has to be said.
 */
async function likelyEncoding(files: readonly RecordingFile[]): Promise<string | undefined> {
  for (const file of files) {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let bytes = 0;
    for await (const chunk of readBytes(file)) {
      if (bytes === 0 && encodingOf(file, chunk) !== 'utf-8') break;
      try {
        decoder.decode(chunk, { stream: true });
      } catch {
        return 'windows-1252';
      }
      bytes += chunk.length;
      if (bytes >= MOST_BYTES) break;
    }
  }
  return undefined;
}

function declare(form: CsvForm | undefined, types: ColumnTypes): CsvForm | undefined {
  const columns = form?.columns.map((column) => {
    const type = Object.hasOwn(types, column.name) ? types[column.name] : undefined;
    return type === undefined ? column : { ...column, type, isDeclared: true };
  });
  return form && columns && { ...form, columns };
}

/** Another type would make records malformed. */
function allAre(type: ColumnType, { name }: Column, records: readonly unknown[], decimal: ',' | undefined): boolean {
  const read = fieldValue({ type, isDeclared: true }, decimal);
  return records.every((record) => {
    const value = Object(record)[name];
    return value === null || value === undefined || read(String(value)) !== undefined;
  });
}
