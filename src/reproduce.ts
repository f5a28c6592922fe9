/** What makes a report repeatable and readable beside its numbers, alike in the command line and in the App. */
import { createHash } from 'node:crypto';
import { plural } from './format/numbers.ts';
import { ownFiles } from './recordings/own-files.ts';
import type { RecordingFile } from './recordings/reader.ts';
import { withLines } from './report/edit-lines.ts';
import type { FileTexts } from './report/places.ts';
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

/** What a report was made from. */
export interface Origin {
  readonly base: Snapshot;
  readonly head: Snapshot;
  /** Where weir.yml and tracked recordings were read. */
  readonly trunk: Snapshot;
  /** The files that were replayed. */
  readonly recordings: readonly RecordingFile[];
}

/** The report with the lines of its edits, and with the command that gives it again; and the texts of the edited files. */
export async function completed(
  report: Report,
  { base, head, trunk, recordings }: Origin,
  asked: Asked,
): Promise<{ readonly report: Report; readonly sources: Map<string, FileTexts> }> {
  const sources = await sourcesOf(report, base, head);
  const tracked = new Set(recordings.length === 0 ? [] : await (report.config?.from === 'head' ? head : trunk).list());
  const others = ownFiles(recordings)
    .map(({ name }) => name)
    .filter((name) => !tracked.has(name));
  const notes = commandNotes(report, [...new Set(others)], asked);
  return {
    report: {
      ...report,
      command: commandFor(report, trunk, asked),
      ...(notes.length > 0 && { commandNotes: notes }),
      edits: withLines(report.edits, sources),
    },
    sources,
  };
}

/** What no commit holds, in sentences: where it is otherwise, so are the numbers. */
function commandNotes({ head }: Report, untracked: readonly string[], { config }: Asked): string[] {
  const [first, ...others] = untracked;
  const more = others.length > 0 ? ` and ${plural(others.length, 'more file')}` : '';
  return [
    head === 'worktree' ? 'Head is the working tree: the numbers are the same as long as its files are.' : '',
    first === undefined
      ? ''
      : `Git does not hold ${first}${more}: the numbers are the same where these recordings are.`,
    config === undefined ? '' : `The limits are those of ${config}, which is part of neither commit.`,
  ].filter(Boolean);
}

/** The command that gives this report again where the same commits and recordings are. */
function commandFor(report: Report, trunk: Snapshot, { config, pipeline = [], full, maxRecords }: Asked): string {
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
    ...(looked ? ['--slices'] : []),
    ...(blamed ? ['--attribution'] : []),
    ...(maxRecords === undefined ? [] : [`--max-records ${maxRecords}`]),
  ].join(' ');
}

/** Both versions of every edited file by path, to show the lines. */
async function sourcesOf({ edits }: Report, base: Snapshot, head: Snapshot): Promise<Map<string, FileTexts>> {
  const sources = new Map<string, FileTexts>();
  for (const path of new Set(edits.map(({ artifact }) => artifact))) {
    sources.set(path, { base: await base.read(path), head: await head.read(path) });
  }
  return sources;
}
