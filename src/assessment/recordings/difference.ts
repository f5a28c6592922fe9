/** What a change makes of a recording, from what both sides' files were seen to hold: what no check could use, and what is merely other. */
import type { RecordingConfig } from '../../config/config.ts';
import { toPointer } from '../../document/pointer.ts';
import type { Problem } from '../../errors.ts';
import { count, percent, plural } from '../../format/numbers.ts';
import type { Look, LookedFile } from '../../replay/look/looking.ts';

/** A place that matters, and to whom: `pipeline "board" reads`. */
export interface AskedPlace {
  readonly path: readonly string[];
  readonly by: string;
  /** Without it there is nothing to go by. Of what a schema declares, and of what somebody may read, much can be missing. */
  readonly isNeeded: boolean;
  /** Whoever reads it is changed along, and may well read another type. */
  readonly isChangedAlong: boolean;
}

export interface Difference {
  readonly problems: readonly Problem[];
  /** Clauses. */
  readonly others: readonly string[];
}

/** More broken records make every check of the recording inconclusive. */
const TOLERATED = 0.01;
/** A place that fewer of base's records have may be missing in others by chance. */
const USUAL = 0.5;
/** Shares that differ by less are not worth a word. */
const NOTICED = 0.1;
const MOST_NAMED = 3;

/**
 * @param base undefined where the recording is new, or has other pointers
 * @param file weir.yml
 */
export function differenceOf(
  recording: Pick<RecordingConfig, 'name' | 'range'>,
  asked: readonly AskedPlace[],
  { base, head }: { readonly base: Look | undefined; readonly head: Look },
  file: string,
): Difference {
  const name = `recording "${recording.name}"`;
  const { line, column } = recording.range;
  const at = { file, line, column, side: 'head' } as const;
  const total = sum(head.files, 'records');
  if (total === 0) return { problems: [{ ...at, message: `${name} has no records` }], others: [] };
  const problems = brokenFiles(head, name);
  if (problems.length === 0) problems.push(...brokenShare(head, base, name));
  const places = base ? placesOf(asked, { base, head }, name) : { problems: [], others: [] };
  return {
    problems: [...problems, ...places.problems],
    others: base ? [...sizeClauses(base, head), ...places.others] : [],
  };
}

function brokenFiles({ files }: Look, name: string): Problem[] {
  return files.flatMap(({ name: file, records, malformed, firstMalformed }): Problem[] => {
    if (records === 0 || malformed < records) return [];
    const message = `${name}: none of ${plural(records, 'record')} of this file can be used`;
    return [{ file, line: firstMalformed?.line, side: 'head', message, found: firstMalformed?.message }];
  });
}

function brokenShare(head: Look, base: Look | undefined, name: string): Problem[] {
  const share = (look: Look) => sum(look.files, 'malformed') / Math.max(1, sum(look.files, 'records'));
  if (share(head) <= TOLERATED || (base && share(base) > TOLERATED)) return [];
  const first = head.files.find(({ malformed }) => malformed > 0);
  const message = `${name}: ${percent(share(head))} of the records cannot be used, and 1 % is tolerated`;
  const found = first?.firstMalformed?.message;
  return [{ file: first?.name, line: first?.firstMalformed?.line, side: 'head', message, found }];
}

/** File by file: what one of several lacks is missing, too. */
function placesOf(
  asked: readonly AskedPlace[],
  { base, head }: { readonly base: Look; readonly head: Look },
  name: string,
): Difference {
  const problems: Problem[] = [];
  const others: string[] = [];
  const overall = asked.map((_, index) => seenAt(base.files, index));
  for (const file of head.files) {
    const usable = file.records - file.malformed;
    if (usable === 0) continue;
    const own = base.files.find((one) => one.name === file.name);
    const usual = asked.flatMap((place, index) => {
      const before = own ? seenAt([own], index) : overall[index];
      const seen = file.places[index];
      if (!before || !seen || before.share < USUAL) return [];
      return [{ place, share: before.share, isGone: seen.found === 0, nearest: seen.nearest }];
    });
    const gone = usual.filter(({ isGone }) => isGone);
    // Records that have none of it are of another form, whoever needs what.
    const missing = file.places.every(({ found }) => found === 0) ? gone : gone.filter(({ place }) => place.isNeeded);
    const [first] = missing.toSorted((one, other) => Number(other.place.isNeeded) - Number(one.place.isNeeded));
    if (first) {
      const named = missing.slice(0, MOST_NAMED).map(({ place }) => toPointer(place.path));
      const rest = missing.length > MOST_NAMED ? ` and ${missing.length - MOST_NAMED} more places` : '';
      problems.push({
        file: file.name,
        line: file.line,
        side: 'head',
        message: `${name}: none of ${plural(usable, 'record')} has ${named.join(', ')}${rest}, which ${first.place.by}`,
        expected: `${missing.length === 1 ? 'it' : 'them'} as at base, in ${percent(first.share)} of the records`,
        nearest: missing.length === 1 ? first.nearest : undefined,
      });
    }
    for (const [index, place] of asked.entries()) {
      const [from, to] = [(own ? seenAt([own], index) : overall[index])?.types ?? [], file.places[index]?.types ?? []];
      if (from.length === 0 || to.length === 0 || to.some((type) => from.includes(type))) continue;
      const pointer = toPointer(place.path);
      if (place.isChangedAlong || !place.isNeeded)
        others.push(`${pointer} is ${to.join(' or ')} and was ${from.join(' or ')}`);
      else
        problems.push({
          file: file.name,
          line: file.line,
          side: 'head',
          message: `${name}: ${pointer}, which ${place.by}, is ${to.join(' or ')}`,
          expected: `${from.join(' or ')} as at base`,
        });
    }
  }
  for (const [index, place] of asked.entries()) {
    const [from, to] = [overall[index]?.share ?? 0, seenAt(head.files, index).share];
    if (from - to < NOTICED) continue;
    const now = to === 0 ? 'none' : percent(to);
    others.push(`${toPointer(place.path)} is in ${now} of the records and was in ${percent(from)}`);
  }
  return { problems, others: [...new Set(others)].slice(0, MOST_NAMED) };
}

function seenAt(files: readonly LookedFile[], index: number): { share: number; types: readonly string[] } {
  const usable = sum(files, 'records') - sum(files, 'malformed');
  const found = files.reduce((total, { places }) => total + (places[index]?.found ?? 0), 0);
  const types = [...new Set(files.flatMap(({ places }) => places[index]?.types ?? []))];
  return { share: found / Math.max(1, usable), types };
}

function sizeClauses(base: Look, head: Look): string[] {
  const [before, after] = [recordsOf(base), recordsOf(head)];
  const [from, to] = [windowOf(base), windowOf(head)];
  const files =
    base.files.length === head.files.length ? [] : [`${plural(base.files.length, 'file')} became ${head.files.length}`];
  return [
    ...files,
    ...(before === after ? [] : [`${before} records became ${after}`]),
    ...(from === to || from === undefined ? [] : [`${from} became ${to ?? 'records without times'}`]),
  ];
}

function recordsOf({ files }: Look): string {
  const records = count(sum(files, 'records'));
  return files.every(({ isWhole }) => isWhole) ? records : `more than ${records}`;
}

/** Undefined where no record has a time, and where not all were read. */
function windowOf({ files }: Look): string | undefined {
  const times = files.flatMap(({ from, to }) => (from === undefined || to === undefined ? [] : [[from, to] as const]));
  if (times.length === 0 || files.some(({ isWhole }) => !isWhole)) return undefined;
  const from = times.map(([first]) => first).sort()[0];
  const to = times
    .map(([, last]) => last)
    .sort()
    .at(-1);
  return `${from} to ${to}`;
}

function sum(files: readonly LookedFile[], what: 'records' | 'malformed'): number {
  return files.reduce((total, file) => total + file[what], 0);
}
