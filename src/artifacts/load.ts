/** Reads an artifact with the files it refers to, and tells whether two of them hold the same. */
import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { rootOf } from '../document/elsewhere.ts';
import { partOf, splitPart } from '../document/part.ts';
import { parseSource } from '../document/source.ts';
import { ArtifactError, locating } from '../errors.ts';
import type { Snapshot } from '../repository/snapshot.ts';
import { type Content, readContent, toText } from './content.ts';
import type { Artifact, Engine, Options } from './engine.ts';

/** Where files are read by their path in the repository; undefined where there is none. */
export type Files = Pick<Snapshot, 'read' | 'readBytes'>;

/** Paths of all files of a snapshot, or of the repository that holds a file elsewhere. */
export type List = (beside?: string) => Promise<readonly string[]>;

/**
 * The artifact at a path with everything it refers to, directly or not; undefined where the file itself is missing, or has not
 * the part of it that the path names.
 * Throws ArtifactError at the line of a reference that leads nowhere, and what reading throws.
 * @param list asked where something is referred to by an address that may be the `$id` of a file
 */
export async function loadArtifact(
  from: Files,
  path: string,
  engine: Engine,
  list?: List,
  options?: Options,
): Promise<Artifact | undefined> {
  const read = (file: string) => readContent(from, file, engine.content);
  if (engine.gather && list) {
    const files = await readAll(read, engine.gather(path, options, await list(path)), path);
    return files.size === 0 ? undefined : { path, kind: engine.kind, files, ...(options && { options }) };
  }
  const { file: own, pointer } = splitPart(path);
  const content = await read(own);
  if (content === undefined) return undefined;
  if (pointer !== undefined && !holds(content, own, pointer)) return undefined;
  const files = new Map([[own, content]]);
  const artifact: Artifact = {
    path,
    kind: engine.kind,
    files,
    ...(pointer !== undefined && { pointer }),
    ...(options && { options }),
  };
  const absent: ArtifactError[] = [];
  // A map grows while it is walked, so these loops end when no file names one that is not yet in it.
  for (const [file, content] of files) {
    for (const reference of await locating(files, undefined, () => engine.references(content, file))) {
      if (files.has(reference)) continue;
      if (rootOf(reference) !== rootOf(path)) throw leadsOut(reference, file, content).locate(files);
      const referred = await read(reference);
      if (referred === undefined) absent.push(missing(reference, file, content).locate(files));
      else files.set(reference, referred);
    }
    for (const paths of engine.guesses?.(content, file) ?? []) await addFirst(read, files, paths);
    if (file === [...files.keys()].at(-1) && list) await findByAddress(read, artifact, files, engine, list);
  }
  const [first] = absent;
  // What one file lacks another may hold under its address, or nothing may lead there.
  const unanswered = first && engine.sought?.(artifact);
  if (first && unanswered?.length !== 0) throw withAddress(first, unanswered);
  const around = pointer === undefined ? undefined : aroundPart(artifact, engine);
  return around === undefined ? artifact : { ...artifact, around };
}

/** Adds the first of these files that there is. */
async function addFirst(
  read: (file: string) => Promise<Content | undefined>,
  files: Map<string, Content>,
  paths: readonly string[],
): Promise<void> {
  for (const path of paths) {
    if (files.has(path)) return;
    const content = await read(path).catch(() => undefined);
    if (content === undefined) continue;
    files.set(path, content);
    return;
  }
}

/**
 * Head's artifact that says which files of base's are there no longer, where its engine minds; of the artifact's own the
 * repository tells.
 *
 * @param from where head's files are read
 * @param list where other files are that may hold the same
 */
export async function withGone(
  base: Artifact,
  head: Artifact,
  engine: Engine,
  from: Files,
  list?: List,
): Promise<Artifact> {
  if (!engine.mindsGone) return head;
  const gone: string[] = [];
  for (const path of [...base.files.keys()].slice(1)) {
    if (head.files.has(path) || path === head.path) continue;
    if ((await readContent(from, path, engine.content)) === undefined) gone.push(path);
  }
  const known = gone.length > 0 ? { ...head, gone } : head;
  const addresses = list ? (engine.lost?.(base, known) ?? []) : [];
  if (!list || addresses.length === 0) return known;
  const beside = new Map<string, Content>();
  for (const path of candidates(await list(head.path), head.path, addresses, engine)) {
    if (known.files.has(path)) continue;
    const content = await readContent(from, path, engine.content).catch(() => undefined);
    if (content !== undefined && addresses.some((one) => engine.answers?.(content, path, one)))
      beside.set(path, content);
  }
  return beside.size > 0 ? { ...known, beside } : known;
}

/** A file that does not parse may hold anything: whoever reads it says what is wrong. */
function aroundPart(artifact: Artifact, engine: Engine): unknown {
  try {
    return engine.around?.(artifact);
  } catch (error) {
    if (error instanceof ArtifactError) return undefined;
    throw error;
  }
}

/** Reading a file may be a request to GitHub. */
const MOST_FILES = 2000;

/** Throws ArtifactError for more files than anybody governs. */
async function readAll(
  read: (file: string) => Promise<Content | undefined>,
  paths: readonly string[],
  path: string,
): Promise<Map<string, Content>> {
  if (paths.length > MOST_FILES) {
    const message = 'more files than an artifact may have';
    throw new ArtifactError([{ file: path, message, found: `${paths.length}`, expected: `at most ${MOST_FILES}` }]);
  }
  const files = new Map<string, Content>();
  for (const file of paths) {
    const content = await read(file);
    if (content !== undefined) files.set(file, content);
  }
  return files;
}

/** Says by which addresses a file was looked for, too. */
function withAddress(error: ArtifactError, addresses: readonly string[] = []): ArtifactError {
  const sought = addresses.filter((address) => !address.startsWith('file:'));
  if (sought.length === 0) return error;
  const looked = `, nor does any JSON or YAML file near it in the repository have the $id ${sought.join(' or ')}`;
  return new ArtifactError(error.problems.map((problem) => ({ ...problem, message: problem.message + looked })));
}

/** Adds the files whose address is sought. */
async function findByAddress(
  read: (file: string) => Promise<Content | undefined>,
  artifact: Artifact,
  files: Map<string, Content>,
  engine: Engine,
  list: List,
): Promise<void> {
  const addresses = (await locating(files, undefined, () => engine.sought?.(artifact) ?? [])).filter(
    (address) => !address.startsWith('file:'),
  );
  if (addresses.length === 0) return;
  const pending = new Set(addresses);
  for (const [address, path] of engine.copies?.(artifact.options) ?? []) {
    if (!pending.delete(address) || files.has(path)) continue;
    const content = await read(path);
    if (content === undefined) throw noCopy(address, path, artifact.path);
    files.set(path, content);
  }
  for (const path of candidates(await list(artifact.path), artifact.path, addresses, engine)) {
    if (pending.size === 0) return;
    if (files.has(path)) continue;
    const content = await read(path).catch(() => undefined);
    if (content === undefined) continue;
    const answered = [...pending].filter((address) => engine.answers?.(content, path, address));
    for (const address of answered) pending.delete(address);
    if (answered.length > 0) files.set(path, content);
  }
}

/** Reading a file may be a request to GitHub. */
const MOST_CANDIDATES = 100;

/** The likeliest first: files that are called as an address ends, then those nearest to the artifact. */
function candidates(
  paths: readonly string[],
  from: string,
  addresses: readonly string[],
  { referred = [] }: Engine,
): string[] {
  const names = new Set(addresses.map((address) => stem(address)));
  const isAlike = (path: string) => names.has(stem(path));
  const readable = paths.filter((path) => referred.includes(extname(path).toLowerCase()));
  const far = new Map(readable.map((path) => [path, (isAlike(path) ? 0 : 1000) + distance(path, from)]));
  return readable.sort((a, b) => (far.get(a) ?? 0) - (far.get(b) ?? 0)).slice(0, MOST_CANDIDATES);
}

/** `https://acme.example/v1/address.schema.json` → `address`. */
function stem(address: string): string {
  const name = address.slice(address.lastIndexOf('/') + 1);
  return name.split('.')[0] ?? name;
}

/** Steps from one folder to another. */
function distance(path: string, from: string): number {
  const [one, other] = [path.split('/').slice(0, -1), from.split('/').slice(0, -1)];
  const common = one.findIndex((name, index) => name !== other[index]);
  const shared = common < 0 ? one.length : common;
  return one.length + other.length - 2 * shared;
}

/** A file that does not parse may hold anything: whoever reads it says what is wrong. */
function holds(content: Content, file: string, pointer: string): boolean {
  return partContent(content, file, pointer, 'last-counts') !== undefined;
}

/** The part as it is written and what it means, which in YAML may stand elsewhere; all of a file that does not parse. */
function partContent(content: Content, file: string, pointer: string, repeated?: 'last-counts'): unknown {
  try {
    const part = partOf(parseSource(toText(content, file), file, ArtifactError, repeated), pointer);
    return part && [part.text(''), part.value];
  } catch (error) {
    if (error instanceof ArtifactError || error instanceof RangeError) return content;
    throw error;
  }
}

/** SHA-256 of all files as lower-case hex. The artifact's own file counts without its path, which a rename changes. */
export function digest(artifact: Artifact): string {
  const hash = createHash('sha256');
  const isFolder = artifact.path.endsWith('/');
  const [own, ...others] = artifact.files;
  const referred = isFolder ? [...artifact.files] : others;
  const byPath = referred.sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, content]) => [path, brief(content)]);
  const { pointer, around } = artifact;
  // What stands elsewhere in the file is none of its content, but for what its engine says.
  const part = isFolder
    ? undefined
    : own && pointer !== undefined
      ? partContent(own[1], own[0], pointer)
      : own && brief(own[1]);
  const inert = artifact.inert ? [{ inert: artifact.inert }] : [];
  hash.update(JSON.stringify([part, byPath, ...(around === undefined ? [] : [around]), ...inert]));
  return hash.digest('hex');
}

/** Bytes by their hash, in a list, which no text is. */
function brief(content: Content): unknown {
  return typeof content === 'string' ? content : [createHash('sha256').update(content).digest('hex')];
}

/** True where all files are the same to the byte; an artifact that is on neither side is the same too. */
export function sameContent(a: Artifact | undefined, b: Artifact | undefined): boolean {
  if (!a || !b) return a === b;
  return digest(a) === digest(b);
}

function missing(reference: string, file: string, content: Content): ArtifactError {
  return badReference('refers to a file that does not exist', reference, file, content);
}

function noCopy(address: string, copy: string, file: string): ArtifactError {
  const message = `vendored: ${copy}, which stands for ${address}, does not exist`;
  return new ArtifactError([{ file, message, expected: 'a file of the repository' }]);
}

function leadsOut(reference: string, file: string, content: Content): ArtifactError {
  return badReference('a reference that leads out of its repository', reference, file, content);
}

function badReference(message: string, reference: string, file: string, content: Content): ArtifactError {
  if (typeof content !== 'string') return new ArtifactError([{ file, message, found: reference }]);
  const name = reference.slice(reference.lastIndexOf('/') + 1);
  const before = content.slice(0, Math.max(0, content.indexOf(name))).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return new ArtifactError([{ file, line: before.length, column, message, found: reference }]);
}
