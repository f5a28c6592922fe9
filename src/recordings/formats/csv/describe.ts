/** What a recording's CSV files have in common: columns, types and how they are written, as weir.yml says or as they show. */
import type { RecordingConfig } from '../../../config/config.ts';
import { nearest } from '../../../nearest.ts';
import type { RecordingFile } from '../../reader.ts';
import type { Fail } from '../format.ts';
import { surveyCsv } from './survey.ts';
import { canonicalEncoding } from './text.ts';

/** The files with their form. Throws a RecordingError where one can't be read, or weir.yml says of them what is not so. */
export async function describeTables(
  files: readonly RecordingFile[],
  config: RecordingConfig,
  fail: Fail,
): Promise<RecordingFile[]> {
  const forms = await surveyCsv(files, { types: config.types, dialect: dialectOf(config, fail) });
  const known = new Set([
    ...forms.flatMap(({ columns }) => columns.map(({ name }) => name)),
    ...(config.partitions ?? []),
  ]);
  for (const name of Object.keys(config.types ?? {})) {
    if (known.has(name)) continue;
    throw fail({ message: `types: no file has a column "${name}"`, nearest: nearest(name, known) });
  }
  return files.map((file, index) => ({ ...file, form: forms[index] }));
}

function dialectOf({ dialect }: RecordingConfig, fail: Fail): RecordingConfig['dialect'] {
  if (dialect?.encoding === undefined) return dialect;
  const encoding = canonicalEncoding(dialect.encoding);
  if (encoding !== undefined) return { ...dialect, encoding };
  const message = `dialect: there is no encoding "${dialect.encoding}"`;
  throw fail({ message, expected: 'utf-8, utf-16le, windows-1252, iso-8859-1, shift_jis, …' });
}
