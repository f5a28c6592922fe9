/**
 * Looks through a working tree for files that may be governed and for recordings. Repositories can be huge, so names
 * are looked at first, the most promising are read first, and there is a cap on how much is read.
 */
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isAside, isForeign, isPassedOver, passedOver, remoteness, soundsGoverned } from '../../artifacts/likely.ts';
import { type NamedContent, readNamed } from '../../artifacts/named-content.ts';
import { partsIn, recognisers } from '../../artifacts/recognise.ts';
import { hasReader } from '../../config/engines.ts';
import { unreadFormat } from '../../config/unread.ts';
import { RepositoryError } from '../../errors.ts';
import type { Format } from '../../recordings/formats/format.ts';
import { envelopeByName, tellFormat } from '../../recordings/open.ts';
import { readCodeowners } from '../../repository/codeowners.ts';
import type { Snapshot } from '../../repository/snapshot.ts';
import type { FoundUnread } from './classify.ts';

export interface Survey {
  /** Files that an engine may read, the most promising first. */
  readonly documents: readonly NamedContent[];
  /** Paths of files that may hold recorded traffic, tracked or not. */
  readonly recordings: readonly string[];
  readonly codeowners: string | undefined;
  /** Files of formats that Weir knows by name and does not read yet. */
  readonly unread: readonly FoundUnread[];
  /** Not everything could be looked at. */
  readonly capped: boolean;
}

const MOST_DOCUMENTS = 1_500;
const MOST_DOCUMENT_BYTES = 512 * 1024;
const MOST_BYTES = 32 * 1024 * 1024;
/** JSON files that are opened to see whether they are lists. */
const MOST_PEEKS = 2_000;
/** Entries of ignored folders that are looked at in search of recordings. */
const MOST_ENTRIES = 50_000;

/** @param root absolute path of the top of the working directory */
export async function survey(worktree: Snapshot, root: string): Promise<Survey> {
  const listed = (await worktree.list()).filter((path) => !isPassedOver(path));
  const documents = await readDocuments(worktree, root, listed);
  const lying = await findRecordings(root);
  const named = new Set([...listed.filter((path) => isRecordingName(path)), ...lying.paths]);
  const isDocument = new Set(documents.read.map(({ path }) => path));
  const candidates = [...named].filter((path) => !isDocument.has(path) && !isForeign(path));
  const recordings = candidates.filter((path) => !recogniserOf(path));
  for (const path of byRemoteness(candidates.filter(recogniserOf)).slice(0, MOST_PEEKS)) {
    if (await beginsLike(recogniserOf(path), join(root, path))) recordings.push(path);
  }
  return {
    documents: documents.read,
    recordings: recordings.sort(),
    codeowners: await readCodeowners(worktree),
    unread: listed.flatMap(unreadByName),
    capped: documents.capped || lying.capped,
  };
}

/** Code and texts are in every repository, so of these only what sounds governed counts. */
function unreadByName(path: string): FoundUnread[] {
  const format = isAside(path) ? undefined : unreadFormat(path);
  return format && (format.sort !== 'source' || soundsGoverned(path)) ? [{ format, path }] : [];
}

function isRecordingName(path: string): boolean {
  return tellFormat(path) !== undefined || envelopeByName(path) !== undefined;
}

/** What tells records from what else such a file may hold; undefined where the name is enough. */
function recogniserOf(path: string): Format['recognise'] {
  const told = tellFormat(path);
  return told?.compression === 'none' ? told.format.recognise : undefined;
}

function byRemoteness(paths: readonly string[]): string[] {
  return paths
    .map((path) => ({ path, remote: remoteness(path) }))
    .sort((a, b) => a.remote - b.remote || (a.path < b.path ? -1 : 1))
    .map(({ path }) => path);
}

async function readDocuments(
  worktree: Snapshot,
  root: string,
  listed: readonly string[],
): Promise<{ read: NamedContent[]; capped: boolean }> {
  const candidates = byRemoteness(listed.filter((path) => hasReader(path) && !isForeign(path) && !unreadFormat(path)));
  const read: NamedContent[] = [];
  let bytes = 0;
  for (const path of candidates.slice(0, MOST_DOCUMENTS)) {
    const size = await stat(join(root, path)).then(
      (stats) => stats.size,
      () => 0,
    );
    if (size > MOST_DOCUMENT_BYTES) continue;
    if (bytes > MOST_BYTES) return { read, capped: true };
    bytes += size;
    const file = await quietly(() => readNamed(worktree, path));
    if (file && !isRecording(file)) read.push(file);
  }
  return { read, capped: candidates.length > MOST_DOCUMENTS };
}

/** Records: by its name and what it holds, and no engine sees anything of its own in it. */
function isRecording(file: NamedContent): boolean {
  const told = tellFormat(file.path);
  // Text that is no UTF-8 came as bytes, and names of columns with umlauts are the usual case of it.
  const text = typeof file.content === 'string' ? file.content : Buffer.from(file.content).toString('latin1');
  if (!told || told.format.recognise?.(text) === false) return false;
  return recognisers(file).length === 0 && (partsIn(file)?.pointers ?? []).length < 2;
}

/** A link out of the repository, a pointer of Git LFS or other bytes are nothing to govern. */
async function quietly<T>(reading: () => Promise<T>): Promise<T | undefined> {
  try {
    return await reading();
  } catch (error) {
    if (error instanceof RepositoryError) return undefined;
    throw error;
  }
}

/** Recordings often are ignored by git, so the folders themselves are walked, shallow ones first. */
async function findRecordings(root: string): Promise<{ paths: string[]; capped: boolean }> {
  const paths: string[] = [];
  const folders = [''];
  let entries = 0;
  for (const folder of folders) {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true }).catch(() => [])) {
      entries += 1;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !passedOver.has(entry.name)) folders.push(path);
      else if (entry.isFile() && isRecordingName(path)) paths.push(path);
    }
    if (entries > MOST_ENTRIES) return { paths, capped: true };
  }
  return { paths, capped: false };
}

async function beginsLike(recognise: Format['recognise'], path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined);
  if (!file) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
    return recognise?.(buffer.toString('utf8', 0, bytesRead)) === true;
  } finally {
    await file.close();
  }
}
