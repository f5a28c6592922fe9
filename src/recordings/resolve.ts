/** Finds the files of a recording: what git tracks, then what lies in the working directory, or what a file: URL names. */
import { glob, stat } from 'node:fs/promises';
import { join, posix, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RecordingConfig } from '../config/config.ts';
import { RecordingError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { folderOf, matchFiles } from '../repository/glob.ts';
import { type FoundFiles, findAllowed } from './allowed-folders.ts';
import { describeFiles } from './describe.ts';
import { formatOf } from './open.ts';
import type { RecordingFile } from './reader.ts';

/** Where tracked files come from: git at base, or anything else that can list paths and lay one on local disk. */
export interface TrackedFiles {
  /** Paths with `/` between folders. */
  list(): Promise<readonly string[]>;
  localPath(path: string): Promise<string>;
}

export interface RecordingStorage {
  readonly tracked: TrackedFiles;
  /** The working directory, in which untracked recordings lie; undefined where there is none. */
  readonly directory?: string;
  /** Paths in the working directory that are not to be read from there: what a pull request brings may not judge it. */
  readonly excluded?: ReadonlySet<string>;
  /** Folders that file: URLs may lead into; undefined: anywhere, since whoever asks may read those files anyway. */
  readonly outside?: readonly string[];
  /** What tells the content at this local path from any other. */
  identity?(path: string): Promise<string>;
}

/** A file by the name that messages give it. */
interface Found {
  readonly name: string;
  path(): Promise<string>;
}

/**
 * The files, sorted by name by code unit, with what has to be known of all of them before one is read.
 * @param configPath where weir.yml stands, for messages
 * @throws RecordingError where nothing matches, a format is unknown, or the place is not one that Weir reads
 */
export async function resolveFiles(
  config: RecordingConfig,
  storage: RecordingStorage,
  configPath = '.github/weir.yml',
): Promise<RecordingFile[]> {
  const found = await find(config, storage, configPath);
  const sorted = found.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const files = await Promise.all(
    sorted.map(async ({ name, path: locate }, index) => {
      const format = formatOf(name, config.format);
      const path = await locate();
      return { ...format, path, name, index, identity: await storage.identity?.(path) };
    }),
  );
  return describeFiles(files, config, configPath);
}

async function find(config: RecordingConfig, storage: RecordingStorage, configPath: string): Promise<Found[]> {
  const { files } = config;
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(files)?.[1]?.toLowerCase();
  if (scheme === 'file') return findByUrl(config, storage, configPath);
  if (scheme !== undefined) {
    throw failure(
      config,
      configPath,
      `recordings at ${scheme}:// are not supported yet`,
      'a path in the repository or file:///…',
    );
  }
  if (posix.isAbsolute(files) || posix.normalize(files).startsWith('../')) {
    throw failure(
      config,
      configPath,
      `"${files}" leads out of the repository`,
      'a path inside it, or file:///… for one outside',
    );
  }
  return findByPath(config, storage, configPath);
}

async function findByPath(config: RecordingConfig, storage: RecordingStorage, configPath: string): Promise<Found[]> {
  const pattern = posix.normalize(config.files);
  const paths = await storage.tracked.list();
  const { directory } = storage;
  // A name is a name, also where it could be a pattern as well.
  if (paths.includes(pattern)) return [{ name: pattern, path: () => storage.tracked.localPath(pattern) }];
  if (directory !== undefined && !storage.excluded?.has(pattern) && (await isFile(join(directory, pattern)))) {
    return [{ name: pattern, path: async () => join(directory, pattern) }];
  }
  const tracked = matchFiles(paths, pattern).map((name) => ({ name, path: () => storage.tracked.localPath(name) }));
  if (directory === undefined) return atLeastOne(tracked, config, configPath, paths);
  const isTracked = new Set(tracked.map(({ name }) => name));
  const lying = (await globFiles(pattern, directory))
    .map((path) => path.split(sep).join('/'))
    .filter((name) => !isTracked.has(name) && !storage.excluded?.has(name))
    .map((name) => ({ name, path: async () => join(directory, name) }));
  const candidates = [...paths, ...(await globFiles(posix.join(folderOf(pattern), '*'), directory))];
  return atLeastOne([...tracked, ...lying], config, configPath, candidates);
}

async function findByUrl(config: RecordingConfig, { outside }: RecordingStorage, configPath: string): Promise<Found[]> {
  const rest = config.files.slice('file://'.length);
  if (!rest.startsWith('/')) {
    throw failure(config, configPath, 'a file: URL names no other machine', 'file:///, then an absolute path');
  }
  // Not by URL: a glob's ? would start a query there.
  const pattern = posix.normalize(decode(rest));
  const { matching, there } = await (outside ? findBelow(pattern, outside, config, configPath) : findAnywhere(pattern));
  const files = matching.map((path) => ({ name: pathToFileURL(path).href, path: async () => path }));
  const candidates = there.map((path) => `file://${path}`);
  return atLeastOne(files, config, configPath, candidates);
}

async function findAnywhere(pattern: string): Promise<FoundFiles> {
  if (await isFile(pattern)) return { matching: [pattern], there: [pattern] };
  const matching = (await globFiles(pattern, '/')).map((path) => resolve('/', path));
  return { matching, there: await globFiles(posix.join(folderOf(pattern), '*'), '/') };
}

async function findBelow(
  pattern: string,
  folders: readonly string[],
  config: RecordingConfig,
  configPath: string,
): Promise<FoundFiles> {
  const found = await findAllowed(pattern, folders);
  if (found) return found;
  if (folders.length === 0) {
    const message = 'the App reads no file:/// recordings, since WEIR_RECORDINGS is not set on its server';
    throw failure(config, configPath, message, 'a path in the repository');
  }
  const message = `"${config.files}" leads out of the folders that the App reads`;
  throw failure(
    config,
    configPath,
    message,
    `a file below ${folders.join(' or ')} (WEIR_RECORDINGS on the App's server)`,
  );
}

function atLeastOne(
  found: Found[],
  config: RecordingConfig,
  configPath: string,
  candidates: readonly string[],
): Found[] {
  if (found.length > 0) return found;
  const { line, column } = config.range;
  const message = `recording "${config.name}" matches no file`;
  const near =
    nearest(config.files, candidates) ?? candidates.find((path) => folderOf(path) === folderOf(config.files));
  const expected = near === undefined ? 'a path or a glob of files that are there' : undefined;
  throw new RecordingError([
    { file: configPath, line, column, message, found: `files: ${config.files}`, expected, nearest: near },
  ]);
}

/** Files (and links to files) that match, each relative to the directory, or absolute where the pattern is. */
async function globFiles(pattern: string, directory: string): Promise<string[]> {
  const paths: string[] = [];
  const entries = glob(pattern, {
    cwd: directory,
    withFileTypes: true,
    // Both can be huge, and neither is where recordings are kept.
    exclude: (entry) => entry.name === 'node_modules' || entry.name === '.git',
  });
  for await (const entry of entries) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    paths.push(posix.isAbsolute(pattern) ? path : path.slice(resolve(directory).length + 1));
  }
  return paths;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function failure(config: RecordingConfig, configPath: string, message: string, expected: string): RecordingError {
  const { line, column } = config.range;
  return new RecordingError([{ file: configPath, line, column, message, expected }]);
}
