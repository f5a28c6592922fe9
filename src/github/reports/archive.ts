/**
 * What people can look at later: of each check what it came to, and where something was judged the report as a page and as
 * JSON. Kept by the repository's id on GitHub, which a renamed repository keeps and a new one of the old name never has.
 */

import { isWider } from '../port/breadth.ts';
import type { Visibility } from '../port/repository.ts';
import type { CheckName } from './check-name.ts';
import { type Foretold, withSeen } from './foretold.ts';
import { type CheckRecord, FORMAT, parseKept } from './record.ts';
import type { TextStore } from './store/text-store.ts';

/** First part of all names in the store. */
export const ARCHIVE = 'checks';

export interface Archive {
  /** `report`: of a check that has judged something. */
  keep(repository: number, name: CheckName, record: CheckRecord, report?: KeptReport): Promise<void>;
  /** Undefined where there is none, or one that another version of Weir wrote. */
  record(repository: number, name: CheckName): Promise<CheckRecord | undefined>;
  /** Undefined where there is none. */
  report(repository: number, name: CheckName, form: keyof KeptReport): Promise<string | undefined>;
  /** Newest first. */
  recordsOf(repository: number, pull: number): Promise<CheckRecord[]>;
  /** Oldest merge first. */
  foretold(repository: number): Promise<Foretold[]>;
  /** Adds what a look has seen. */
  keepForetold(repository: number, seen: readonly Foretold[]): Promise<void>;
}

/** What is read of it. */
export type Shelves = Pick<Archive, 'record' | 'report' | 'recordsOf' | 'foretold'>;

export interface KeptReport {
  /** A whole document. */
  readonly html: string;
  readonly json: string;
}

const RECORD = '.check';

export function openArchive(store: TextStore): Archive {
  async function record(repository: number, name: CheckName): Promise<CheckRecord | undefined> {
    const text = await store.read(`${pathOf(repository, name)}${RECORD}`);
    return text === undefined ? undefined : parseKept<CheckRecord>(text);
  }
  async function foretold(repository: number): Promise<Foretold[]> {
    const text = await store.read(foretoldOf(repository));
    return text === undefined ? [] : (parseKept<{ readonly all: Foretold[] }>(text)?.all ?? []);
  }
  return {
    record,
    foretold,
    async keepForetold(repository, seen) {
      const all = withSeen(await foretold(repository), seen);
      // Also where nothing is new: what is not written for long is removed.
      if (all.length > 0) await store.write(foretoldOf(repository), JSON.stringify({ format: FORMAT, all }));
    },
    async keep(repository, name, made, report) {
      const path = pathOf(repository, name);
      if (report) {
        await store.write(`${path}.html`, report.html);
        await store.write(`${path}.json`, report.json);
      }
      // Written last, so that whoever finds the record finds the files that it names.
      await store.write(`${path}${RECORD}`, JSON.stringify(made));
    },
    report: (repository, name, form) => store.read(`${pathOf(repository, name)}.${form}`),
    async recordsOf(repository, pull) {
      const files = await store.list(folderOf(repository, pull));
      const heads = files.filter((file) => file.endsWith(RECORD)).map((file) => file.slice(0, -RECORD.length));
      const found = await Promise.all(heads.map((head) => record(repository, { pull, head })));
      return found
        .filter((one) => one !== undefined)
        .toSorted((a, b) => b.at.localeCompare(a.at) || a.head.localeCompare(b.head));
    },
  };
}

function foretoldOf(repository: number): string {
  return `${ARCHIVE}/${repository}/foretold`;
}

/** Of what it holds only what was written for so many readers: a repository that more people can read by now shows nothing of before. */
export function archiveFor(archive: Archive, visibility: Visibility): Shelves {
  const isOpen = (record: CheckRecord): boolean => !isWider(visibility, record.visibility);
  const record: Archive['record'] = async (repository, name) => {
    const found = await archive.record(repository, name);
    return found && isOpen(found) ? found : undefined;
  };
  return {
    // Of its own production, and none of another repository.
    foretold: archive.foretold,
    record,
    report: async (repository, name, form) =>
      (await record(repository, name)) && archive.report(repository, name, form),
    recordsOf: async (repository, pull) => (await archive.recordsOf(repository, pull)).filter(isOpen),
  };
}

function pathOf(repository: number, { pull, head }: CheckName): string {
  return `${folderOf(repository, pull)}/${head}`;
}

function folderOf(repository: number, pull: number | undefined): string {
  return `${ARCHIVE}/${repository}/${pull === undefined ? 'merge-group' : `pull-${pull}`}`;
}
