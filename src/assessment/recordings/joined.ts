/** Whether a table of outcomes is of the requests of its recording: by their ids, which nothing else tells to belong together. */
import type { RecordingConfig } from '../../config/config.ts';
import type { Problem } from '../../errors.ts';
import { percent, plural } from '../../format/numbers.ts';
import type { RecordingFile } from '../../recordings/reader.ts';
import { type AskOptions, look } from '../../replay/look/ask.ts';
import type { Look } from '../../replay/look/looking.ts';

/** How many requests were recorded, and of how many of them the table has an outcome. */
export interface Joined {
  readonly requests: number;
  readonly matched: number;
  /** Both were read to their ends. */
  readonly isWhole: boolean;
}

/** Records of each file. */
const MOST = 1_000_000;
/** A share of labelled requests that falls by more than this part of itself is worth a word. */
const NOTICED = 0.2;

/**
 * @param asked the recording, and its table as a recording of its own
 * @param files of each of the two
 * @returns why nobody has looked, where reading them took too long
 */
export async function idsSeen(
  asked: readonly RecordingConfig[],
  files: readonly (readonly RecordingFile[])[],
  configPath: string,
  replay: AskOptions,
): Promise<Joined | string> {
  const looks: Look[] = [];
  for (const [index, recording] of asked.entries()) {
    const own = files[index] ?? [];
    const seen = await look({ files: own, recording, configPath, places: [], most: MOST, ids: true }, replay);
    if (typeof seen === 'string') return seen;
    looks.push(seen);
  }
  const [requests = new Set<string>(), outcomes = new Set<string>()] = looks.map(({ ids }) => new Set(ids));
  return {
    requests: requests.size,
    matched: requests.intersection(outcomes).size,
    isWhole: looks.every((one) => one.files.every(({ isWhole }) => isWhole)),
  };
}

/** @param before undefined where base has no such table */
export function joinDifference(
  { name, labels, range: { line, column } }: RecordingConfig,
  { before, after }: { readonly before: Joined | string | undefined; readonly after: Joined | string | undefined },
  file: string,
): { readonly problems: readonly Problem[]; readonly notes: readonly string[] } {
  const unseen = [before, after].find((side) => typeof side === 'string');
  const whose = `the labels of recording "${name}" as head has them`;
  if (unseen !== undefined)
    return { problems: [], notes: [`nobody has looked whether ${whose} are of its records: reading them ${unseen}`] };
  if (typeof before === 'string' || typeof after === 'string' || after === undefined)
    return { problems: [], notes: [] };
  const was = before === undefined ? undefined : shareOf(before);
  const now = shareOf(after);
  if (after.matched === 0 && was !== 0) {
    const message = `recording "${name}": no row of ${labels?.files} has the id of one of ${plural(after.requests, 'request')}`;
    const expected = was === undefined ? 'some that do' : `outcomes of ${percent(was)} of them, as at base`;
    if (after.isWhole) return { problems: [{ file, line, column, side: 'head', message, expected }], notes: [] };
    return { problems: [], notes: [`${message}, as far as they were read`] };
  }
  if (was === undefined || now >= was * (1 - NOTICED)) return { problems: [], notes: [] };
  const notes = [`${whose} are outcomes of ${percent(now)} of its requests, and were of ${percent(was)}`];
  return { problems: [], notes };
}

function shareOf({ requests, matched }: Joined): number {
  return matched / Math.max(1, requests);
}
