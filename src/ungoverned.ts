/**
 * Files that changed, look like schemas, rules, params or models, and are read by no pipeline. A green check says nothing of
 * them, and has to say so: whoever reads "unaffected" believes that the change was looked at.
 */
import type { Change } from './artifacts/diff/change.ts';
import { findChanges } from './artifacts/diff/changes.ts';
import { isAside, isForeign, isPassedOver, soundsGoverned } from './artifacts/likely.ts';
import { looksLikeRule } from './artifacts/rules/json-logic/reads.ts';
import { dialect } from './artifacts/rules/json-logic-js/operators.ts';
import { dialectOf } from './artifacts/schema/json-schema/dialect.ts';
import { isObject } from './artifacts/schema/json-schema/keywords.ts';
import type { Config } from './config/config.ts';
import { unreadFormat } from './config/unread.ts';
import { splitPart } from './document/part.ts';
import { pointerTokens } from './document/pointer.ts';
import { parseSource, type Source } from './document/source.ts';
import { WeirError } from './errors.ts';
import type { UngovernedFile } from './report/report.generated.ts';
import { matchFiles } from './repository/glob.ts';
import type { Snapshot } from './repository/snapshot.ts';

/** Files whose text is looked at; the rest of a huge change is not. */
const MOST_READ = 50;
/** Characters of a file that is looked into. */
const LONGEST = 512 * 1024;
const MOST_CHANGES = 2;

/** By its path alone, the file may be one that should be governed. Cheap: asked of every file of a change. */
export function mayBeGoverned(path: string): boolean {
  if (isPassedOver(path) || isAside(path)) return false;
  const sort = unreadFormat(path)?.sort;
  if (sort !== undefined) return sort !== 'source';
  return /\.(json|ya?ml)$/i.test(path) && !isForeign(path);
}

/**
 * In the order of the paths.
 * @param changed paths that differ between the two
 * @param governed what pipelines read, on either side
 */
export async function findUngoverned(
  { base, head }: { readonly base: Snapshot; readonly head: Snapshot },
  changed: readonly string[],
  { ungoverned, recordings }: Pick<Config, 'ungoverned' | 'recordings'>,
  governed: GovernedFiles,
): Promise<UngovernedFile[]> {
  const silenced = [...ungoverned, ...[...recordings.values()].map(({ files }) => files)];
  const candidates = changed
    .filter((path) => mayBeGoverned(path) && !governed.whole.has(path))
    .filter((path) => !silenced.some((glob) => matchFiles([path], glob).length > 0))
    .toSorted((a, b) => Number(soundsGoverned(b)) - Number(soundsGoverned(a)));
  const found: UngovernedFile[] = [];
  for (const path of candidates.slice(0, MOST_READ)) {
    const file = await look(path, { base, head }, governed.parts.get(path));
    if (file) found.push(file);
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Files that pipelines read, as a whole or the named parts of them alone. */
export interface GovernedFiles {
  readonly whole: ReadonlySet<string>;
  /** Pointers, by file. */
  readonly parts: ReadonlyMap<string, readonly string[]>;
}

/** @param paths as weir.yml names them; `files`: others, read as a whole */
export function governedOf(paths: readonly string[], files: readonly string[]): GovernedFiles {
  const split = paths.map(splitPart);
  const whole = new Set([...files, ...split.filter(({ pointer }) => pointer === undefined).map(({ file }) => file)]);
  const byFile = Map.groupBy(
    split.filter(({ file }) => !whole.has(file)),
    ({ file }) => file,
  );
  return {
    whole,
    parts: new Map([...byFile].map(([file, list]) => [file, list.flatMap(({ pointer }) => pointer ?? [])])),
  };
}

/** For the notes of a report. Naming a file of a format that Weir does not read would not help. */
export function ungovernedNote(files: readonly UngovernedFile[], weirYml: string): string {
  const most = 5;
  const named = files.slice(0, most).map(({ path, change }) => (change ? `${path}: ${change}` : path));
  const left = files.length - most;
  const list = [...named, ...(left > 0 ? [`and ${left} more`] : [])].join('; ');
  const verb = files.length === 1 ? 'changed and is' : 'changed and are';
  const formats = new Set(files.flatMap(({ path }) => unreadFormat(path)?.many ?? []));
  const unread = formats.size === 0 ? '' : `. Weir does not read ${listed([...formats])} yet`;
  const readable = files.filter(({ path }) => unreadFormat(path) === undefined);
  const advice =
    readable.length === 0
      ? `: what is none of its business goes under ungoverned in ${weirYml}`
      : `. Name ${nameOf(readable, files)} in a pipeline of ${weirYml}, or under ungoverned`;
  return `${list} ${verb} read by no pipeline, so nothing was measured${unread}${advice}`;
}

function nameOf(readable: readonly UngovernedFile[], all: readonly UngovernedFile[]): string {
  if (readable.length < all.length) return 'the rest';
  return all.length === 1 ? 'it' : 'them';
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

async function look(
  path: string,
  { base, head }: { readonly base: Snapshot; readonly head: Snapshot },
  parts: readonly string[] | undefined,
): Promise<UngovernedFile | undefined> {
  if (unreadFormat(path) !== undefined) return { path };
  const [before, after] = await Promise.all([sourceAt(base, path), sourceAt(head, path)]);
  const source = after.source ?? before.source;
  // What cannot be read may be anything: its name decides.
  if (!source) return soundsGoverned(path) ? { path } : undefined;
  if (!parts && !looksGoverned(source.value, path)) return undefined;
  if (!after.exists) return { path, change: 'removed' };
  if (!before.exists) return { path, change: 'new' };
  const change = before.source && after.source ? describe(before.source, after.source, parts) : undefined;
  // Only its form has changed.
  if (change === '') return undefined;
  return { path, change };
}

function looksGoverned(value: unknown, path: string): boolean {
  if (!isObject(value)) return false;
  // Kubernetes and its like.
  if (typeof value.apiVersion === 'string' && typeof value.kind === 'string') return false;
  if (value.$schema !== undefined) return dialectOf(value) !== undefined || soundsGoverned(path);
  return (
    soundsGoverned(path) || looksLikeRule(value, dialect) || (isObject(value.properties) && value.type === 'object')
  );
}

interface Side {
  readonly exists: boolean;
  readonly source?: Source;
}

async function sourceAt(snapshot: Snapshot, path: string): Promise<Side> {
  try {
    const text = await snapshot.read(path);
    if (text === undefined) return { exists: false };
    return text.length > LONGEST
      ? { exists: true }
      : { exists: true, source: parseSource(text, path, WeirError, () => {}) };
  } catch (error) {
    if (error instanceof WeirError || error instanceof RangeError) return { exists: true };
    throw error;
  }
}

/** `high_risk 0.8 → 0.6`; empty where both mean the same. */
function describe(before: Source, after: Source, parts: readonly string[] = []): string | undefined {
  try {
    const all = findChanges(before, after);
    const writtenAt = ({ basePointer, headPointer }: Change) =>
      JSON.stringify(
        [basePointer, headPointer].map((at, side) => at !== undefined && [before, after][side]?.valueRange(at)),
      );
    const isRead = ({ pointer }: Change) => parts.some((part) => pointer === part || pointer.startsWith(`${part}/`));
    // What stands behind an anchor is read wherever a part repeats it.
    const read = new Set(all.filter(isRead).map(writtenAt));
    const changes = all.filter((change) => !isRead(change) && !read.has(writtenAt(change)));
    const named = changes.slice(0, MOST_CHANGES).map(({ pointer, change, base, head }) => {
      const name = pointerTokens(pointer).join('.');
      if (change !== 'changed' || isSecret(name)) return `${name} ${change}`;
      return `${name} ${base} → ${head}`;
    });
    const left = changes.length - MOST_CHANGES;
    return [...named, ...(left > 0 ? [`and ${left} more`] : [])].join(', ');
  } catch (error) {
    if (error instanceof WeirError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A report goes further than the repository. */
function isSecret(name: string): boolean {
  return /secret|password|passwd|token|credential|api_?key|private/i.test(name);
}
