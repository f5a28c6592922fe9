/**
 * Reports on disk, so that what was replayed once is not replayed to publish it again, or to approve it. Losing them
 * costs time and nothing else: GitHub has everything that counts.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileTexts } from '../../report/html/excerpt.ts';
import { renderHtml } from '../../report/html/page.ts';
import { renderJson } from '../../report/json.ts';
import type { Report } from '../../report/report.generated.ts';
import { version } from '../../version.ts';
import { fullName, type RepositoryRef } from '../repository.ts';

/** All that a report depends on. */
export interface ReportKey {
  readonly repository: RepositoryRef;
  /** Commits. `trunk`: whose weir.yml judges. */
  readonly base: string;
  readonly head: string;
  readonly trunk: string;
  readonly full: boolean;
}

export interface ReportStore {
  /** Undefined where there is none. */
  read(key: ReportKey): Promise<Report | undefined>;
  /** Keeps it as JSON and as a page. */
  write(key: ReportKey, report: Report, sources: ReadonlyMap<string, FileTexts>): Promise<void>;
}

/** @param folder is made where it is missing */
export function reportStore(folder: string): ReportStore {
  return {
    async read(key) {
      const text = await readFile(`${pathOf(folder, key)}.json`, 'utf8').catch(() => undefined);
      // Weir wrote it and renamed it into place, so it is whole.
      return text === undefined ? undefined : (JSON.parse(text) as Report);
    },
    async write(key, report, sources) {
      const path = pathOf(folder, key);
      await mkdir(dirname(path), { recursive: true });
      await replace(`${path}.html`, renderHtml(report, { sources }));
      await replace(`${path}.json`, renderJson(report));
    },
  };
}

function pathOf(folder: string, { repository, base, head, trunk, full }: ReportKey): string {
  const rest = createHash('sha256')
    .update(JSON.stringify([version, base, trunk, full]))
    .digest('hex')
    .slice(0, 12);
  return join(folder, fullName(repository).toLowerCase(), `${head}-${rest}`);
}

async function replace(path: string, text: string): Promise<void> {
  const fresh = `${path}.${randomUUID()}`;
  await writeFile(fresh, text, { mode: 0o600 });
  await rename(fresh, path);
}
