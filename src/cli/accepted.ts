/**
 * Impacts that owners accept where no App asks them: a file in the repository, read at head. Who may merge a change of it
 * decides, so base's weir.yml has to name it, and CODEOWNERS should guard it.
 */
import type { Config } from '../config/config.ts';
import type { JudgingConfig } from '../config/read.ts';
import { parseSource, type Source } from '../document/source.ts';
import { ConfigError, type Problem } from '../errors.ts';
import { withApprovals } from '../gate/approved.ts';
import type { Approval, PipelineReport, Report } from '../report/report.generated.ts';
import { isOpen } from '../report/story.ts';
import type { Snapshot } from '../repository/snapshot.ts';

const FIELDS = ['pipeline', 'fingerprint', 'owner', 'reason', 'date'] as const;
type Entry = Readonly<Record<(typeof FIELDS)[number], string>>;

/** The report with what is accepted. Throws ConfigError with the line of an entry that says less than it has to. */
export async function withAccepted(report: Report, judging: JudgingConfig, head: Snapshot): Promise<Report> {
  const path = fileOf(judging);
  const text = path === undefined ? undefined : await head.read(path);
  if (path === undefined || text === undefined) return report;
  const entries = readEntries(parseSource(text, path, ConfigError));
  const fitting = report.pipelines.flatMap((pipeline) =>
    entries.filter((entry) => entry.pipeline === pipeline.name && entry.fingerprint === pipeline.fingerprint),
  );
  const [counting, others] = [
    fitting.filter((entry) => owns(entry, judging.config)),
    fitting.filter((entry) => !owns(entry, judging.config)),
  ];
  const approvals = new Map(counting.map((entry): [string, Approval] => [entry.pipeline, approvalOf(entry)]));
  const notes = others.map(
    ({ owner, pipeline }) => `${path}: ${owner} does not own ${pipeline}, so this acceptance does not count`,
  );
  const approved = withApprovals(report, approvals);
  return notes.length === 0 ? approved : { ...approved, notes: [...(approved.notes ?? []), ...notes] };
}

/** The lines that would accept what is open; nothing where there is no file for it. */
export function howToAccept({ pipelines }: Report, judging: JudgingConfig): string {
  const path = fileOf(judging);
  const open = pipelines.filter(
    (pipeline) => isOpen(pipeline) && pipeline.owners.length > 0 && pipeline.fingerprint !== undefined,
  );
  if (path === undefined || open.length === 0) return '';
  return `\nAn owner accepts this by these lines in ${path}, in this change:\n\n${open.map(linesFor).join('')}`;
}

function linesFor({ name, fingerprint = '', owners }: PipelineReport): string {
  return [
    `- pipeline: ${name}`,
    `  fingerprint: ${JSON.stringify(fingerprint)}`,
    `  owner: ${JSON.stringify(owners[0])}`,
    '  reason: ',
    '  date: ',
    '',
  ].join('\n');
}

/** A weir.yml that the change itself brings must not let its own impact pass. */
function fileOf({ config, from }: JudgingConfig): string | undefined {
  return from === 'head' ? undefined : config.accepted;
}

function owns({ pipeline, owner }: Entry, { pipelines }: Config): boolean {
  const owners = pipelines.find(({ name }) => name === pipeline)?.owners ?? [];
  return owners.some((one) => one.toLowerCase() === owner.toLowerCase());
}

function approvalOf({ owner, reason, date }: Entry): Approval {
  return { by: owner.replace(/^@/, ''), reason, at: `${date}T00:00:00Z` };
}

function readEntries(source: Source): Entry[] {
  const { value, file } = source;
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value))
    throw new ConfigError([
      { file, line: 1, message: 'not a list', expected: 'entries that start with "- pipeline:"' },
    ]);
  const problems: Problem[] = [];
  const entries = value.map((item: unknown, index): Entry => {
    const entry = Object.fromEntries(FIELDS.map((name) => [name, textOf(item, name)]));
    const missing = FIELDS.filter((name) => entry[name] === '');
    const { line, column } = source.range(`/${index}`);
    if (missing.length > 0)
      problems.push({
        file,
        line,
        column,
        message: `an acceptance without ${missing.join(', ')}`,
        expected: FIELDS.join(', '),
      });
    else if (!/^\d{4}-\d{2}-\d{2}$/.test(entry.date ?? ''))
      problems.push({
        file,
        line,
        column,
        message: 'an acceptance whose date is none',
        found: entry.date,
        expected: 'a day such as 2026-11-20',
      });
    return entry as Entry;
  });
  if (problems.length > 0) throw new ConfigError(problems).locate(new Map([[file, source.text('')]]), 'head');
  return entries;
}

function textOf(item: unknown, name: string): string {
  if (typeof item !== 'object' || item === null) return '';
  const value: unknown = Object.entries(item).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}
