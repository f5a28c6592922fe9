/** What makes a report repeatable and readable beside its numbers, alike in the command line and in the App. */
import { isUtf8 } from 'node:buffer';
import { withReplacedLines } from '../artifacts/diff/replaced-lines.ts';
import { ownFiles } from '../recordings/own-files.ts';
import type { RecordingFile } from '../recordings/reader.ts';
import { type Asked, commandFor, commandNotes } from '../report/command.ts';
import { withLines } from '../report/edit-lines.ts';
import type { FileTexts } from '../report/places.ts';
import type { Report } from '../report/report.generated.ts';
import type { Snapshot } from '../repository/snapshot.ts';

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
      command: commandFor(report, trunk.revision, asked),
      ...(notes.length > 0 && { commandNotes: notes }),
      edits: linesOf(report.edits, sources),
    },
    sources,
  };
}

/** The report with the lines of all its edits, and the texts of the edited files: where edits came later. */
export async function withSources(
  report: Report,
  { base, head }: Pick<Origin, 'base' | 'head'>,
): Promise<{ readonly report: Report; readonly sources: Map<string, FileTexts> }> {
  const sources = await sourcesOf(report, base, head);
  return { report: { ...report, edits: linesOf(report.edits, sources) }, sources };
}

function linesOf(edits: Report['edits'], sources: ReadonlyMap<string, FileTexts>): Report['edits'] {
  return withLines(withReplacedLines(edits, sources), sources);
}

/** Both versions of every edited file by path, to show the lines; nothing of a file that has none. */
async function sourcesOf({ edits }: Report, base: Snapshot, head: Snapshot): Promise<Map<string, FileTexts>> {
  const sources = new Map<string, FileTexts>();
  for (const path of new Set(edits.map(({ artifact }) => artifact))) {
    sources.set(path, { base: textOf(await base.readBytes(path)), head: textOf(await head.readBytes(path)) });
  }
  return sources;
}

/** Undefined for a binary, by which git means bytes with a zero among them. */
function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes && isUtf8(bytes) && !bytes.includes(0) ? new TextDecoder().decode(bytes) : undefined;
}
