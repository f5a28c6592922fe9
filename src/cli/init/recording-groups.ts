/** Gathers files that differ in a date or a number only into one recording, and finds the glob that names them all. */

import { remoteness } from '../../artifacts/likely.ts';
import { tellFormat, withoutEndings } from '../../recordings/open.ts';
import { matchFiles } from '../../repository/glob.ts';
import { withoutAccents } from './guess-pointers.ts';

export interface RecordingGroup {
  /** Short enough to name a recording: `flights`. */
  readonly name: string;
  /** As weir.yml has it. */
  readonly files: string;
  /** Sorted. */
  readonly paths: readonly string[];
}

/** Stands for a date or a number; occurs in no path. */
const NUMBER = '\u0000';

/** At most so many, the likeliest to be traffic first. */
export function groupRecordings(paths: readonly string[], most: number): RecordingGroup[] {
  const byFolder = Map.groupBy(paths, folderOf);
  const families = [...Map.groupBy(paths, familyOf)].map(([family, members]) => ({
    family,
    members: members.toSorted(),
  }));
  const likeliest = families.sort(
    (a, b) => likelihood(a.family) - likelihood(b.family) || (a.family < b.family ? -1 : 1),
  );
  const taken = new Set<string>();
  return likeliest.slice(0, most).map(({ family, members }) => ({
    name: uniqueName(family, taken),
    files: globFor(family, members, folderOf(family).includes(NUMBER) ? paths : (byFolder.get(folderOf(family)) ?? [])),
    paths: members,
  }));
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/**
 * The path with every run of digits in the file's name, and what joins such runs, replaced by one mark; so is a folder that is
 * nothing but a date or a number: `2026/09/07/`, `dt=2026-09-07/`.
 */
function familyOf(path: string): string {
  const folder = folderOf(path);
  const folders = folder.replace(/(?<=^|\/)([A-Za-z_]+=)?\d+(?:[-_.:T]*\d+)*Z?(?=\/)/g, `$1${NUMBER}`);
  return folders + path.slice(folder.length).replace(/\d+(?:[-_.:T]*\d+)*Z?/g, NUMBER);
}

/** @param paths all that may be meant by the glob */
function globFor(family: string, members: readonly string[], paths: readonly string[]): string {
  const [only, another] = members;
  if (only === undefined || another === undefined) return only ?? '';
  const globs = ['*', '[0-9]*'].map((wildcard) => literal(family).replaceAll(NUMBER, wildcard));
  return globs.find((glob) => matchFiles(paths, glob).length === members.length) ?? globs[1] ?? only;
}

/** Characters that a glob gives a meaning, each as the one character that it is. */
function literal(path: string): string {
  return path.replace(/[*?[\]{}]/g, '?');
}

function likelihood(family: string): number {
  const traffic = /traffic|record|replay|request|event|log|sample|production/i.test(family);
  return remoteness(family) + (traffic ? -15 : 0) + (tellFormat(family)?.format.common ? 2 : 0);
}

/** What writers of many files call each of them, and what is left of quarters, weeks and months: `2026-q3`, `2026-kw41`, `2026-jan`. */
const meaningless =
  /^(|part|chunk|shard|file|data|log|logs|output|records?|batch|[a-z]{1,2}|week|woche|month|monat|quarter|quartal|jan(uary|uar)?|feb(ruary|ruar)?|mar(ch)?|maerz|marz|apr(il)?|mai|may|june?|juni|july?|juli|aug(ust)?|sept?(ember)?|o[ck]t(ober)?|nov(ember)?|de[cz](ember)?)$/;

function uniqueName(family: string, taken: Set<string>): string {
  const stem = withoutEndings(family.slice(family.lastIndexOf('/') + 1));
  const folder =
    family
      .split('/')
      .slice(0, -1)
      .findLast((part) => !part.includes(NUMBER)) ?? '';
  const own = tidy(stem);
  const name = (meaningless.test(own) ? tidy(folder) || own : own) || 'traffic';
  const unique =
    [name, ...Array.from({ length: taken.size + 1 }, (_, index) => `${name}-${index + 2}`)].find(
      (candidate) => !taken.has(candidate),
    ) ?? name;
  taken.add(unique);
  return unique;
}

/** A name as weir.yml allows it; of letters with accents what they are without: `schäden` is `schaden`. */
export function tidy(text: string): string {
  return withoutAccents(text)
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase();
}
