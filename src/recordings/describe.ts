/**
 * What has to be known of a recording's files together, before one of them is read: its form, what folders name, and
 * what is redacted.
 */
import type { RecordingConfig } from '../config/config.ts';
import { RecordingError } from '../errors.ts';
import type { Fail } from './formats/format.ts';
import { formats } from './formats/registry.ts';
import { partitionsOf } from './partitions.ts';
import type { RecordingFile } from './reader.ts';
import { redactionOf } from './redact/resolve.ts';

/**
 * @param configPath where weir.yml stands, for messages
 * @throws RecordingError where a file can't be read, or weir.yml says of the files what is not so
 */
export async function describeFiles(
  files: readonly RecordingFile[],
  config: RecordingConfig,
  configPath: string,
): Promise<RecordingFile[]> {
  const fail = failing(config, configPath);
  const redaction = redactionOf(config, fail);
  const found = files.map((file) => ({ ...withFolders(file, config, fail), ...(redaction && { redaction }) }));
  const described = new Map<number, RecordingFile>(found.map((file) => [file.index, file]));
  refuseUnused(files, config, fail);
  for (const format of formats) {
    const own = [...described.values()].filter((file) => file.format === format.id);
    if (own.length === 0) continue;
    for (const file of (await format.describe?.(own, config, fail)) ?? []) described.set(file.index, file);
  }
  return [...described.values()];
}

function withFolders(file: RecordingFile, config: RecordingConfig, fail: Fail): RecordingFile {
  const { partitions, types } = config;
  if (partitions === undefined || partitions.length === 0) return file;
  const found = partitionsOf(file.name, partitions, types);
  if (found.missing === undefined) return { ...file, partitions: found.values };
  const type = types?.[found.missing];
  throw fail({
    message: `partitions: no folder of ${file.name} names ${found.missing}`,
    expected: `a folder ${found.missing}=…${type === undefined || type === 'text' ? '' : `, a ${type}`}`,
  });
}

/** A key that does nothing would be believed to do something. */
function refuseUnused(files: readonly RecordingFile[], config: RecordingConfig, fail: Fail): void {
  const given = new Map<string, unknown>(Object.entries(config));
  for (const { id, name, options } of formats) {
    if (files.some(({ format }) => format === id)) continue;
    const unused = Object.keys(options).find((key) => given.get(key) !== undefined && !namesFolders(key, config));
    if (unused === undefined) continue;
    const expected = `${name} files; those of other formats say themselves what they hold`;
    throw fail({ message: `${unused}: no file of this recording is ${name}`, expected });
  }
}

/** Types may also be those of what folders name. */
function namesFolders(key: string, { types = {}, partitions = [] }: RecordingConfig): boolean {
  return key === 'types' && Object.keys(types).every((name) => partitions.includes(name));
}

/** Errors at the recording's place in weir.yml. */
export function failing({ range, name }: RecordingConfig, file: string): Fail {
  const { line, column } = range;
  return ({ message, ...rest }) =>
    new RecordingError([{ file, line, column, message: `recording "${name}": ${message}`, ...rest }]);
}
