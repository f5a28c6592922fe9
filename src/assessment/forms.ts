/**
 * What may make another file of a governed one in production, though it says the same: what git writes in its place, a symbolic link,
 * a byte order mark that other parsers refuse, a file beside it that has its name on some systems.
 */
import { lineage } from '../artifacts/artifact-changes.ts';
import type { Config } from '../config/config.ts';
import { configPath } from '../config/load.ts';
import { parseElsewhere } from '../document/elsewhere.ts';
import { fileOf } from '../document/part.ts';
import { ifWeirError } from '../errors.ts';
import { attributesOf, isAttributes } from '../repository/attributes.ts';
import type { Snapshot } from '../repository/snapshot.ts';

/** Files of weir.yml, by what a system makes of their names that knows neither case nor how an accent is written. */
export type NamedFiles = ReadonlyMap<string, string>;

export function namedFiles({ pipelines }: Pick<Config, 'pipelines'>): NamedFiles {
  const paths = pipelines.flatMap(lineage).map(({ path }) => path);
  const own = paths.filter((path) => !parseElsewhere(path)).map(fileOf);
  return new Map([configPath, ...own].map((path) => [folded(path), path]));
}

/** By its path alone, a change of the file may be of this sort. */
export function mayAlterForm(path: string, named: NamedFiles): boolean {
  return isAttributes(path) || named.has(folded(path));
}

/**
 * A sentence each.
 * @param changed paths that differ between the two
 */
export async function formNotes(
  { base, head }: { readonly base: Snapshot; readonly head: Snapshot },
  changed: readonly string[],
  named: NamedFiles,
): Promise<string[]> {
  const notes: string[] = [];
  for (const path of changed) {
    const twin = named.get(folded(path));
    if (twin === undefined) continue;
    if (twin !== path) {
      notes.push(...(await twinNotes(path, twin, head)));
      continue;
    }
    const target = await linked(head, path);
    if (target !== undefined && (await linked(base, path)) === undefined)
      notes.push(
        `${path} leads to ${target} by a symbolic link now, which some systems and tools take for a file that holds a path`,
      );
    if ((await beginsWithMark(head, path)) && !(await beginsWithMark(base, path)))
      notes.push(`${path} begins with a byte order mark now, which many parsers refuse`);
  }
  if (!changed.some(isAttributes)) return notes;
  const files = [...named.values()].filter((path) => !path.endsWith('/'));
  for (const path of files) {
    const [before, after] = await Promise.all([base, head].map((side) => attributesOf(side, path)));
    const gained = (after ?? []).filter((one) => !before?.includes(one));
    if (gained.length > 0)
      notes.push(
        `.gitattributes: ${path} has ${gained.join(' and ')} now, so that another file than was replayed may be checked out or packed`,
      );
  }
  return notes;
}

/** Where a path leads by links; undefined where it is a file of its own. */
async function linked(side: Snapshot, path: string): Promise<string | undefined> {
  const target = await side.follow?.(path);
  return target === path ? undefined : target;
}

async function twinNotes(path: string, twin: string, head: Snapshot): Promise<string[]> {
  const paths = new Set(await head.list());
  if (!paths.has(path) || !paths.has(twin)) return [];
  return [
    `${path} and ${twin} are one file where names differ neither by case nor by how accents are written: which of them is read there is open`,
  ];
}

function folded(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

async function beginsWithMark(snapshot: Snapshot, path: string): Promise<boolean> {
  const bytes = await snapshot.readBytes(path).catch(ifWeirError);
  return bytes?.[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
