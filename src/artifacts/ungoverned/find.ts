/**
 * Files that changed, look like schemas, rules, params or models, and are read by no pipeline. A green check says nothing of
 * them, and has to say so: whoever reads "unaffected" believes that the change was looked at.
 */
import type { Config } from '../../config/config.ts';
import { unreadFormat } from '../../config/unread.ts';
import { WeirError } from '../../errors.ts';
import { matchFiles } from '../../repository/glob.ts';
import type { Snapshot } from '../../repository/snapshot.ts';
import { isFormAlone } from '../form-alone.ts';
import { soundsGoverned } from '../likely.ts';
import { isStructured, type NamedContent, readNamed, sourceIn } from '../named-content.ts';
import { type Beyond, isManifest, isSubmodule, packageChanges, withoutLocks } from './beyond.ts';
import { describe } from './describe.ts';
import type { GovernedFiles } from './governed-files.ts';
import { isBinaryModel, looksGoverned } from './looks-governed.ts';
import { mayBeGoverned } from './may-be-governed.ts';

/** As reports show it. */
export interface UngovernedFile {
  readonly path: string;
  /** What changed in it, as far as that can be told: `new`, `removed`, `high_risk 0.8 → 0.6`. */
  readonly change?: string;
}

/** Files whose text is looked at; the rest of a huge change is not. */
const MOST_READ = 50;
/** Characters of a file that is looked into. */
const LONGEST = 512 * 1024;

/**
 * In the order of the paths.
 * @param changed paths that differ between the two
 * @param governed what pipelines read, on either side
 */
export async function findUngoverned(
  { base, head }: { readonly base: Snapshot; readonly head: Snapshot },
  changed: readonly string[],
  { ungoverned, recordings, pipelines }: Pick<Config, 'ungoverned' | 'recordings' | 'pipelines'>,
  governed: GovernedFiles,
): Promise<UngovernedFile[]> {
  const silenced = [...ungoverned, ...[...recordings.values()].map(({ files }) => files)];
  const before = new Set(changed.length > MOST_READ ? await base.list() : []);
  const likelihood = (path: string) => Number(before.has(path)) * 2 + Number(soundsGoverned(path));
  const candidates = changed
    .filter((path) => isWorthALook(path) && !governed.whole.has(path))
    .filter((path) => !silenced.some((glob) => matchFiles([path.replace(/\/$/, '')], glob).length > 0))
    .toSorted((a, b) => likelihood(b) - likelihood(a));
  // Nobody hides an edit behind many new files: what was there before is looked at first, and of the rest the names count.
  const found: UngovernedFile[] = candidates
    .slice(MOST_READ)
    .filter((path) => !isManifest(path) && (soundsGoverned(path) || isSubmodule(path)))
    .map((path) => (before.has(path) ? { path } : { path, change: 'new' }));
  const beyond: Beyond[] = [];
  for (const path of candidates.slice(0, MOST_READ)) {
    if (isManifest(path)) {
      const change = await packageChanges(path, { base, head }, pipelines);
      if (change) beyond.push(change);
      continue;
    }
    const file = await look(path, { base, head }, governed.parts.get(path));
    if (file) found.push(file);
  }
  found.push(...withoutLocks(beyond).map(({ path, change }) => ({ path, change })));
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** By its path alone. */
export function isWorthALook(path: string): boolean {
  return mayBeGoverned(path) || isSubmodule(path) || isManifest(path);
}

async function look(
  path: string,
  { base, head }: { readonly base: Snapshot; readonly head: Snapshot },
  parts: readonly string[] | undefined,
): Promise<UngovernedFile | undefined> {
  if (isSubmodule(path)) return { path, change: 'another commit of the submodule' };
  if (unreadFormat(path) !== undefined) return { path };
  const [before, after] = await Promise.all([fileAt(base, path), fileAt(head, path)]);
  const file = after.file ?? before.file;
  // What cannot be read may be anything: its name decides.
  const isNamed = isBinaryModel(path);
  if (!file || isBroken(file)) return isNamed || soundsGoverned(path) ? { path } : undefined;
  if (!isNamed && !parts && !looksGoverned(file)) return undefined;
  if (!after.exists) return { path, change: 'removed' };
  if (!before.exists) return { path, change: 'new' };
  const change = before.file && after.file ? changeBetween(before.file, after.file, parts) : undefined;
  // Only its form has changed.
  if (change === '') return undefined;
  return { path, change };
}

/** It should be JSON or YAML, and is neither. */
function isBroken(file: NamedContent): boolean {
  return isStructured(file.path) && sourceIn(file) === undefined;
}

/** Undefined where that cannot be told in a few words; empty where both mean the same. */
function changeBetween(before: NamedContent, after: NamedContent, parts?: readonly string[]): string | undefined {
  const [old, now] = [sourceIn(before), sourceIn(after)];
  if (old && now) return describe(old, now, parts);
  return isFormAlone(before, after) ? '' : undefined;
}

interface Side {
  readonly exists: boolean;
  readonly file?: NamedContent;
}

async function fileAt(snapshot: Snapshot, path: string): Promise<Side> {
  try {
    const file = await readNamed(snapshot, path);
    if (!file) return { exists: false };
    return typeof file.content === 'string' && file.content.length > LONGEST
      ? { exists: true }
      : { exists: true, file };
  } catch (error) {
    if (error instanceof WeirError) return { exists: true };
    throw error;
  }
}
