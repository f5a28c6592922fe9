/**
 * What replays have found, so that a change replayed once is not replayed to publish it again, or to approve it. Losing it
 * costs time and nothing else: GitHub has everything that counts.
 */
import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { Judged } from '../../downstreams/judge.ts';
import type { FileTexts } from '../../report/places.ts';
import type { Report } from '../../report/report.generated.ts';
import { fullName, type RepositoryRef } from '../port/repository.ts';
import type { TextStore } from '../reports/store/text-store.ts';
import { ownProgram } from '../workers/program.ts';

/** First part of all names in the store. */
export const REPLAYS = 'replays';

/** All that a report depends on, beside Weir itself: another build, also one of the same version, may find something else. */
export interface ReportKey {
  readonly repository: RepositoryRef;
  /** Commits. `trunk`: whose weir.yml judges. */
  readonly base: string;
  readonly head: string;
  readonly trunk: string;
  readonly full: boolean;
  /** Commits of other repositories that were read. */
  readonly elsewhere?: readonly string[];
}

/** A report, and the texts of the edited artifacts that its page shows. */
export interface Replayed {
  readonly report: Report;
  readonly sources: ReadonlyMap<string, FileTexts>;
}

export interface ReportStore {
  /** Undefined where there is none. */
  read(key: ReportKey): Promise<Replayed | undefined>;
  write(key: ReportKey, replayed: Replayed): Promise<void>;
  /** Lines about a repository downstream: `repository` and `trunk` of the key are its. */
  readLines(key: ReportKey): Promise<readonly Judged[] | undefined>;
  writeLines(key: ReportKey, lines: readonly Judged[]): Promise<void>;
  /** Removes what was written before. */
  removeBefore(time: Date): Promise<number>;
}

/**
 * A store that cannot be had is logged, and keeps no check from its conclusion.
 * @param build tells this build of Weir from any other, on whatever machine
 */
export function reportStore(
  store: TextStore,
  log: Pick<Logger, 'warn'>,
  build: () => Promise<string> = ownProgram,
): ReportStore {
  const nameOf = async (key: ReportKey): Promise<string> => nameFor(key, await build());
  async function unlessAway<T>(key: ReportKey, wanted: Promise<T>, what: string): Promise<T | undefined> {
    try {
      return await wanted;
    } catch (error) {
      const { repository, head } = key;
      log.warn({ err: error, about: fullName(repository), head }, `What was replayed could not be ${what}`);
      return undefined;
    }
  }
  return {
    async read(key) {
      const text = await unlessAway(key, store.read(await nameOf(key)), 'read');
      if (text === undefined) return undefined;
      // This build of Weir wrote it, and files are whole.
      const { report, sources } = JSON.parse(text) as { report: Report; sources: [string, FileTexts][] };
      return { report, sources: new Map(sources) };
    },
    async write(key, { report, sources }) {
      await unlessAway(key, store.write(await nameOf(key), JSON.stringify({ report, sources: [...sources] })), 'kept');
    },
    async readLines(key) {
      const text = await unlessAway(key, store.read(await nameOf(key)), 'read');
      return text === undefined ? undefined : (JSON.parse(text) as Judged[]);
    },
    async writeLines(key, lines) {
      await unlessAway(key, store.write(await nameOf(key), JSON.stringify(lines)), 'kept');
    },
    removeBefore: (time) => store.removeBefore(time),
  };
}

function nameFor({ repository, base, head, trunk, full, elsewhere }: ReportKey, build: string): string {
  const rest = createHash('sha256')
    .update(JSON.stringify([build, base, trunk, full, ...(elsewhere ? [elsewhere] : [])]))
    .digest('hex')
    .slice(0, 12);
  return `${REPLAYS}/${fullName(repository).toLowerCase()}/${head}-${rest}.json`;
}
