/** What stands at the paths of a snapshot, before anybody reads it; and how a path leads there through symbolic links. */
import { posix } from 'node:path';
import { type Elsewhere, parseElsewhere, writtenElsewhere } from '../document/elsewhere.ts';
import { RepositoryError } from '../errors.ts';

/** Where a file's bytes are: in the object database, or on disk at an absolute path. */
export type Origin = { readonly id: string } | { readonly disk: string };

/** `Place` says where a file's bytes are, as the implementation of the snapshot likes to have it. */
export type Entry<Place = Origin> =
  | {
      readonly kind: 'file';
      readonly origin: Place;
      /** Git has it for a program. */
      mayRun(): Promise<boolean>;
    }
  | { readonly kind: 'link'; target(): Promise<string> }
  | { readonly kind: 'directory' }
  /** `name` as .gitmodules has it. */
  | { readonly kind: 'submodule'; name(): Promise<string | undefined> }
  /** Lies in the working directory, but git would not commit it. */
  | { readonly kind: 'ignored' }
  /** A socket, a pipe or a device. */
  | { readonly kind: 'special' };

/** One side of a comparison. Paths have `/` between folders and lead down from the top of the repository. */
export interface Entries<Place = Origin> {
  /** `path` passes through no symbolic link. */
  entryAt(path: string): Promise<Entry<Place> | undefined>;
  /** Files and symbolic links, sorted by code unit. */
  list(): Promise<readonly string[]>;
}

/** As many links as one path may pass through. */
const MAX_LINKS = 10;

/**
 * The file that a path leads to, with the links on its way followed; undefined where nothing stands.
 * Throws a RepositoryError for a path that is none, and where something stands that is no file of this repository.
 * @param name the snapshot's name, for messages
 */
export async function resolveFile<Place>(
  entries: Pick<Entries<Place>, 'entryAt'>,
  path: string,
  name: string,
): Promise<Place | undefined> {
  return (await follow(entries, path, name))?.place;
}

/** As `Snapshot` has it. */
export async function followed<Place>(
  entries: Pick<Entries<Place>, 'entryAt'>,
  path: string,
  name: string,
): Promise<string> {
  try {
    return (await follow(entries, path, name))?.path ?? path;
  } catch (error) {
    if (error instanceof RepositoryError) return path;
    throw error;
  }
}

/** As `Snapshot` has it. */
export async function mayRun<Place>(
  entries: Pick<Entries<Place>, 'entryAt'>,
  path: string,
  name: string,
): Promise<boolean> {
  return (await (await follow(entries, path, name))?.mayRun()) ?? false;
}

interface Found<Place> {
  /** Where it stands, which is another path behind a link. */
  readonly path: string;
  readonly place: Place;
  mayRun(): Promise<boolean>;
}

async function follow<Place>(
  entries: Pick<Entries<Place>, 'entryAt'>,
  path: string,
  name: string,
): Promise<Found<Place> | undefined> {
  assertPlainPath(path);
  const rest = path.split('/');
  const done: string[] = [];
  let links = 0;

  const refuse = (message: string, expected?: string): RepositoryError =>
    new RepositoryError([{ file: path, message: `${message} (at ${name})`, expected }]);

  while (rest.length > 0) {
    const step = rest.shift();
    if (step === undefined || step === '' || step === '.') continue;
    if (step === '..') {
      if (done.pop() === undefined) throw refuse('a symbolic link that leads out of the repository');
      continue;
    }
    const here = [...done, step].join('/');
    const entry = await entries.entryAt(here);
    if (entry === undefined) {
      if (links > 0) throw refuse(`a symbolic link that leads to ${here}, which does not exist`);
      return undefined;
    }
    switch (entry.kind) {
      case 'file':
        if (rest.length > 0) return undefined;
        return { path: here, place: entry.origin, mayRun: entry.mayRun };
      case 'directory':
        done.push(step);
        break;
      case 'link': {
        const target = await entry.target();
        links += 1;
        if (links > MAX_LINKS)
          throw refuse(`symbolic links that lead over more than ${MAX_LINKS} steps, or in a circle`);
        if (isForeign(target))
          throw refuse('a symbolic link that leads out of the repository', 'a relative link inside it');
        rest.unshift(...target.split('/'));
        break;
      }
      case 'submodule': {
        const label = (await entry.name()) ?? here;
        throw refuse(
          `part of the submodule ${label} at ${here}, which is another repository`,
          'a file of this repository',
        );
      }
      case 'ignored':
        throw refuse('a file that git ignores, so that no commit holds it', 'a file that git tracks (git add --force)');
      case 'special':
        throw refuse('no regular file', 'a file');
      default:
        throw new Error(`unknown entry ${String(entry satisfies never)}`);
    }
  }
  throw refuse('a directory', 'a file');
}

/** Nobody has put that repository beside this one, so its files are not read: a check of them says so, and judges nothing. */
function notGiven({ repository, ref, path }: Elsewhere): RepositoryError {
  const message = `lies in ${repository}, and Weir reads other repositories only on the command line`;
  return new RepositoryError([
    { file: writtenElsewhere({ repository, ref, path }), message, expected: `--with ${repository}=<a clone of it>` },
  ]);
}

/** Throws a RepositoryError for what is no plain path from the top of the repository. */
function assertPlainPath(path: string): void {
  const expected = 'a path from the top of the repository with / between folders';
  const refuse = (message: string): RepositoryError =>
    new RepositoryError([{ file: path.replaceAll('\0', '\\0'), message, expected }]);
  const elsewhere = parseElsewhere(path);
  if (elsewhere) throw notGiven(elsewhere);
  if (path.includes('\0')) throw refuse('a path with a NUL character');
  if (path.includes('\\')) throw refuse('a path with a backslash');
  if (posix.isAbsolute(path)) throw refuse('an absolute path');
  if (path.split('/').includes('..')) throw refuse('a path with ".."');
  const plain = posix.normalize(path).replace(/\/$/, '');
  if (path === '' || plain !== path) {
    throw new RepositoryError([
      { file: path, message: 'not a plain path', expected: plain === '.' ? expected : plain },
    ]);
  }
}

/** Absolute on any platform: a link is as foreign on the machine where it means nothing. */
function isForeign(target: string): boolean {
  return posix.isAbsolute(target) || /^[A-Za-z]:|\\/.test(target);
}
