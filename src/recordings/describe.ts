/** What has to be known of a recording's files together, before one of them is read: its columns, and what folders name. */
import type { RecordingConfig } from '../config/config.ts';
import { RecordingError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { surveyCsv } from './csv/survey.ts';
import { canonicalEncoding } from './csv/text.ts';
import { partitionsOf } from './partitions.ts';
import type { RecordingFile } from './reader.ts';

/**
 * @param configPath where weir.yml stands, for messages
 * @throws RecordingError where a file can't be read, or weir.yml says of the files what is not so
 */
export async function describeFiles(
  files: readonly RecordingFile[],
  config: RecordingConfig,
  configPath: string,
): Promise<RecordingFile[]> {
  const partitioned = files.map((file) => withFolders(file, config, configPath));
  const tables = partitioned.filter(({ format }) => format === 'csv');
  refuseUnused(tables, config, configPath);
  if (tables.length === 0) return partitioned;
  const forms = await surveyCsv(tables, { types: config.types, dialect: dialectOf(config, configPath) });
  const described = new Map(tables.map((file, index) => [file, { ...file, csv: forms[index] }]));
  const known = new Set([
    ...forms.flatMap(({ columns }) => columns.map(({ name }) => name)),
    ...(config.partitions ?? []),
  ]);
  for (const name of Object.keys(config.types ?? {})) {
    if (known.has(name)) continue;
    throw failure(config, configPath, {
      message: `types: no file has a column "${name}"`,
      nearest: nearest(name, known),
    });
  }
  return partitioned.map((file) => described.get(file) ?? file);
}

function withFolders(file: RecordingFile, config: RecordingConfig, configPath: string): RecordingFile {
  const { partitions, types } = config;
  if (partitions === undefined || partitions.length === 0) return file;
  const found = partitionsOf(file.name, partitions, types);
  if (found.missing === undefined) return { ...file, partitions: found.values };
  const type = types?.[found.missing];
  throw failure(config, configPath, {
    message: `partitions: no folder of ${file.name} names ${found.missing}`,
    expected: `a folder ${found.missing}=…${type === undefined || type === 'text' ? '' : `, a ${type}`}`,
  });
}

/** A key that does nothing would be believed to do something. */
function refuseUnused(tables: readonly RecordingFile[], config: RecordingConfig, configPath: string): void {
  if (tables.length > 0) return;
  const { types = {}, dialect, partitions = [] } = config;
  const expected = 'CSV files; those of other formats say themselves what they hold';
  if (dialect) throw failure(config, configPath, { message: 'dialect: no file of this recording is CSV', expected });
  if (Object.keys(types).every((name) => partitions.includes(name))) return;
  throw failure(config, configPath, { message: 'types: no file of this recording is CSV', expected });
}

function dialectOf(config: RecordingConfig, configPath: string): RecordingConfig['dialect'] {
  const { dialect } = config;
  if (dialect?.encoding === undefined) return dialect;
  const encoding = canonicalEncoding(dialect.encoding);
  if (encoding !== undefined) return { ...dialect, encoding };
  const message = `dialect: there is no encoding "${dialect.encoding}"`;
  throw failure(config, configPath, { message, expected: 'utf-8, utf-16le, windows-1252, iso-8859-1, shift_jis, …' });
}

function failure(
  { range, name }: RecordingConfig,
  file: string,
  { message, ...rest }: { message: string; expected?: string; nearest?: string },
): RecordingError {
  const { line, column } = range;
  return new RecordingError([{ file, line, column, message: `recording "${name}": ${message}`, ...rest }]);
}
