/** Finds the files of a recording where its storage has them, lays them on local disk, and finds out what they are. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { extname, posix } from 'node:path';
import type { RecordingConfig } from '../config/config.ts';
import { type Problem, RecordingError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { folderOf } from '../repository/glob.ts';
import { noFile } from '../repository/no-file.ts';
import { compressionIn } from './compression.ts';
import { describeFiles, failing } from './describe.ts';
import { openEnvelopes } from './envelopes/open-files.ts';
import { inParallel } from './in-parallel.ts';
import { joinLabels } from './labels/join-labels.ts';
import { formatOf, isPackedUnsaid, tellFormat } from './open.ts';
import { mayOverlap } from './overlap.ts';
import { decodePayloads } from './payloads/decode-payloads.ts';
import { uncounted } from './read.ts';
import type { RecordingFile } from './reader.ts';
import { isAllowedAddress } from './storage/allowed-addresses.ts';
import { schemeOf, storageFor } from './storage/registry.ts';
import type { Content, Question, RecordingStorage, Stored } from './storage/storage.ts';
import { resolveTable, type TableUse } from './tables/resolve-table.ts';
import { APART_EXPECTED } from './window/apart.ts';
import { cutRecords } from './window/cut-records.ts';
import { pickFiles } from './window/pick-files.ts';

/**
 * The files, sorted by name by code unit, with what has to be known of all of them before one is read.
 * @param configPath where weir.yml stands, for messages
 * @param use what is wanted of a table; undefined: nothing
 * @throws RecordingError where nothing matches, a format is unknown, or the place is not one that Weir reads
 */
export async function resolveFiles(
  config: RecordingConfig,
  storage: RecordingStorage,
  configPath = '.github/weir.yml',
  use?: TableUse,
): Promise<RecordingFile[]> {
  const { labels, ...own } = config;
  if (config.table !== undefined) {
    if (use === undefined) throw uncounted(config.table);
    return resolveTable(config, storage, configPath, use);
  }
  const { line, column } = own.range;
  const found = inWindow(await find(own, storage, { file: configPath, line, column }), own, configPath);
  // Labels are joined to records that are there.
  const { arrive, ...still } = storage;
  const files = await layAll(found, own, labels ? still : storage, configPath);
  if (!labels) return files;
  return joinLabels(files, config, await resolveFiles(tableOf(own, labels), still, configPath), still);
}

/** The table of outcomes as a recording of its own. */
export function tableOf(
  { name, range }: Pick<RecordingConfig, 'name' | 'range'>,
  { files, types, dialect }: NonNullable<RecordingConfig['labels']>,
): RecordingConfig {
  return { name: `${name}.labels`, files, input: '', range, ...(types && { types }), ...(dialect && { dialect }) };
}

/**
 * The files at several addresses as those of one recording, which no weir.yml names.
 * @throws RecordingError as above
 */
export async function resolveAddresses(
  addresses: readonly string[],
  config: RecordingConfig,
  storage: RecordingStorage,
): Promise<RecordingFile[]> {
  const found = new Map<string, Stored>();
  for (const files of addresses) {
    for (const stored of await find({ ...config, files }, storage, {})) found.set(stored.name, stored);
  }
  return layAll([...found.values()], config, storage, '');
}

/**
 * Lays a file down that somebody else has found, on another machine: the same content. Not of what git tracks.
 * @throws RecordingError where it is another one by now, or not to be had from here
 */
export async function layAgain(
  { name, identity }: Pick<RecordingFile, 'name' | 'identity'>,
  storage: RecordingStorage,
): Promise<string> {
  const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  const found = await find({ name: '', files: name, input: '', range }, storage, {});
  const stored = found.find((one) => one.name === name);
  const laid = stored && (await lay(stored, storage, undefined));
  if (laid && laid.identity === identity) return laid.path;
  const message = 'it is another one here than where the recording was found';
  throw new RecordingError([{ file: name, message, found: laid?.identity, expected: identity }]);
}

/**
 * The files of a recording as `resolveFiles` finds them, laid on local disk and no more: none of them was opened.
 * @throws RecordingError as above
 */
export async function layFiles(
  config: RecordingConfig,
  storage: RecordingStorage,
  configPath: string,
): Promise<RecordingFile[]> {
  const { line, column } = config.range;
  const found = await find(config, storage, { file: configPath, line, column });
  return layFound(inWindow(found, config, configPath), config, storage);
}

async function layAll(
  found: readonly Stored[],
  config: RecordingConfig,
  storage: RecordingStorage,
  configPath: string,
): Promise<RecordingFile[]> {
  const files = await layFound(found, config, storage);
  const opened = await openEnvelopes(await describeFiles(files, config, configPath), config, storage);
  const { line, column } = config.range;
  const fail = failing(config, configPath);
  const decoded = await decodePayloads(opened, config, storage, laySchemas, fail);
  return cutRecords(decoded, config, storage, fail);

  async function laySchemas(address: string): Promise<readonly Pick<RecordingFile, 'path' | 'name'>[]> {
    const own = { ...config, name: `${config.name}.avro`, files: address };
    const stored = await find(own, storage, { file: configPath, line, column });
    return Promise.all(stored.map(async (one) => ({ name: one.name, ...(await lay(one, storage, undefined)) })));
  }
}

/** In the order of their names, by code unit. */
async function layFound(
  found: readonly Stored[],
  config: RecordingConfig,
  storage: RecordingStorage,
): Promise<RecordingFile[]> {
  const sorted = found.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const written = sorted.map((stored) => ({ stored, ...formatOf(stored.name, config) }));
  const isUnsaid = ({ name }: Stored): boolean => isPackedUnsaid(name, config);
  const arrive = mayOverlap(config, written) && !sorted.some(isUnsaid) ? storage.arrive : undefined;
  return inParallel(AT_ONCE, written, async ({ stored, ...how }, index) => {
    const laid = await lay(stored, storage, arrive);
    const packed = isUnsaid(stored) && { compression: await compressionIn(laid.path) };
    return { ...how, ...packed, ...laid, name: stored.name, index };
  });
}

/** Files of one recording that are fetched at the same time. */
const AT_ONCE = 8;
/** Each is opened, and described, before one is read. */
const MOST_FILES = 10_000;

/** Those of the window, where it goes by folders. */
function inWindow(found: readonly Stored[], config: RecordingConfig, configPath: string): readonly Stored[] {
  const { name, window, partition, range } = config;
  const fail = (message: string, expected: string): RecordingError =>
    new RecordingError([{ file: configPath, line: range.line, column: range.column, message, expected }]);
  const picked =
    window === undefined || partition === undefined ? { files: found } : pickFiles(found, partition, window);
  if (picked.without !== undefined) {
    throw fail(`recording "${name}": ${picked.without} does not say of which time it is`, `a path with ${partition}`);
  }
  if (picked.apart !== undefined) throw fail(`recording "${name}": ${picked.apart}`, APART_EXPECTED);
  if (picked.files.length > MOST_FILES) {
    const message = `recording "${name}" has ${picked.files.length.toLocaleString('en')} files`;
    throw fail(message, `at most ${MOST_FILES.toLocaleString('en')}: fewer and larger ones, or a shorter window`);
  }
  return picked.files;
}

async function find(
  config: RecordingConfig,
  storage: RecordingStorage,
  place: Pick<Problem, 'file' | 'line' | 'column'>,
): Promise<readonly Stored[]> {
  const { files } = config;
  const plug = storageFor(files);
  const question: Question = { files, storage, fail };
  if (!plug) {
    const message = `recordings at ${schemeOf(files)}:// are not supported yet`;
    throw fail(message, 'a path in the repository or file:///…');
  }
  if (plug.where === 'elsewhere') refuseOutside(question);
  const { found, candidates } = await plug.list(question);
  if (found.length > 0) return found;
  const near =
    allIn(files, candidates) ??
    nearest(
      files,
      candidates.filter((path) => tellFormat(path) !== undefined || extname(path) === extname(files)),
    ) ??
    candidates.find((path) => folderOf(path) === folderOf(files) && tellFormat(path) !== undefined);
  throw problem(config.name === '' ? 'there is no such file' : `recording "${config.name}" matches no file`, {
    found: config.name === '' ? files : `files: ${files}`,
    expected: near === undefined ? 'a path or a glob of files that are there' : undefined,
    nearest: near,
  });

  function fail(message: string, expected: string): RecordingError {
    return problem(message, { expected });
  }

  function problem(message: string, more: { found?: string; expected?: string; nearest?: string }): RecordingError {
    return new RecordingError([
      { ...place, message, ...more, ...(plug?.where === 'elsewhere' && { elsewhere: true }) },
    ]);
  }
}

/** What to write for a folder, where its name stands in place of its files; undefined where it is none. */
function allIn(files: string, candidates: readonly string[]): string | undefined {
  const folder = `${files.replace(/\/$/, '')}/`;
  const inside = candidates.find((path) => path.startsWith(folder) && !path.slice(folder.length).includes('/'));
  return inside && `${folder}*${/(\.[A-Za-z][A-Za-z0-9]*)*$/.exec(posix.basename(inside))?.[0] ?? ''}`;
}

/** A server fetches only what its operator has named, whatever a repository's weir.yml asks for. */
function refuseOutside({ files, storage, fail }: Question): void {
  const { outside } = storage;
  if (outside === undefined || isAllowedAddress(files, outside)) return;
  const places = outside.filter((place) => place.includes('://'));
  const expected =
    places.length === 0
      ? 'a path in the repository; WEIR_RECORDINGS on the server names no address'
      : `an address below ${places.join(' or ')} (WEIR_RECORDINGS on the App's server)`;
  throw fail(`"${files}" is not among the places that the App reads`, expected);
}

/** What cannot be looked at, whoever reads it says. */
async function assertIsFile(path: string, name: string): Promise<void> {
  const stats = await stat(path).catch(() => undefined);
  const is = stats && noFile(stats);
  if (is) throw new RecordingError([{ file: name, message: 'it cannot be replayed', found: is, expected: 'a file' }]);
}

/** The file on local disk, and what tells its content from any other. */
async function lay(
  stored: Stored,
  storage: RecordingStorage,
  arrive: RecordingStorage['arrive'],
): Promise<Pick<RecordingFile, 'path' | 'identity' | 'size' | 'version'>> {
  if ('path' in stored) {
    const path = await stored.path();
    await assertIsFile(path, stored.name);
    const version = storage.version?.(path);
    return { path, identity: await storage.identity?.(path), ...(version !== undefined && { version }) };
  }
  const { name, version, size, isExact } = stored;
  const identity = `${size} bytes of ${version}`;
  const id = createHash('sha256')
    .update(JSON.stringify([name, identity]))
    .digest('hex');
  const write: Content['write'] = (file, watch) => stored.fetch(file, watch);
  const content = { id, name: posix.basename(name), size, goesOn: true, write };
  const named = { identity, ...(isExact && { version: id }) };
  if (arrive) return { path: await arrive(content), size, ...named };
  return { path: await storage.keep(content), ...named };
}
