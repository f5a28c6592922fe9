/** What makes a report repeatable and readable beside its numbers, alike in the command line and in the App. */
import { createHash } from 'node:crypto';
import type { Report } from './report/report.generated.ts';
import type { Snapshot } from './repository/snapshot.ts';

/** Orders the records of a replay that stops early; the same for the same two revisions. */
export function seedOf(base: Snapshot, head: Snapshot): number {
  return createHash('sha256').update(`${base.revision} ${head.revision}`).digest().readUInt32BE();
}

export interface Asked {
  readonly config?: string;
  readonly pipeline?: readonly string[];
  readonly full?: boolean;
  readonly maxRecords?: number;
}

/** The command that gives this report again in a clone of the repository. */
export function commandFor(
  report: Report,
  trunk: Snapshot,
  { config, pipeline = [], full, maxRecords }: Asked,
): string {
  const looked = report.pipelines.some(({ look }) => look);
  const blamed = report.pipelines.some(({ attribution }) => attribution);
  return [
    `weir check --base ${report.base}`,
    ...(trunk.revision === report.base ? [] : [`--trunk ${trunk.revision}`]),
    ...(report.head === 'worktree' ? [] : [`--head ${report.head}`]),
    ...(config === undefined ? [] : [`--config ${config}`]),
    ...pipeline.map((name) => `--pipeline ${name}`),
    ...(full ? ['--full'] : []),
    // What explains may draw records at random, and orders of edits.
    ...(full && !looked && !blamed ? [] : [`--seed ${report.seed}`]),
    ...(looked ? ['--look'] : []),
    ...(blamed ? ['--blame'] : []),
    ...(maxRecords === undefined ? [] : [`--max-records ${maxRecords}`]),
  ].join(' ');
}

/** Both versions of every edited file by path, to show the lines. */
export async function sourcesOf(
  { edits }: Report,
  base: Snapshot,
  head: Snapshot,
): Promise<Map<string, { base?: string; head?: string }>> {
  const sources = new Map<string, { base?: string; head?: string }>();
  for (const path of new Set(edits.map(({ artifact }) => artifact))) {
    sources.set(path, { base: await base.read(path), head: await head.read(path) });
  }
  return sources;
}
