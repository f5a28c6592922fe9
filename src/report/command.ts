/** The command that repeats a report, and what it cannot bring back. */
import { plural } from '../format/numbers.ts';
import type { Report } from './report.generated.ts';

/** What `weir check` was asked, or would have been, beside the revisions. */
export interface Asked {
  readonly config?: string;
  /** Other repositories: `owner/name=directory`, with or without a revision behind an @. */
  readonly with?: readonly string[];
  /** Repositories that read files of this one, in the same way, and what they call it. */
  readonly consumers?: readonly string[];
  readonly name?: string;
  readonly pipeline?: readonly string[];
  readonly full?: boolean;
  readonly maxRecords?: number;
  readonly allowPrograms?: boolean;
  readonly deployment?: string;
}

/**
 * The command that gives this report again where the same commits and recordings are.
 * @param trunk the revision at which weir.yml and tracked recordings were read
 */
export function commandFor(report: Report, trunk: string, asked: Asked): string {
  const { config, pipeline = [], full, maxRecords, allowPrograms, deployment } = asked;
  const looked = report.pipelines.some(({ look }) => look);
  const blamed = report.pipelines.some(({ attribution }) => attribution);
  return [
    `weir check --base ${report.base}`,
    ...(trunk === report.base ? [] : [`--trunk ${trunk}`]),
    ...(report.head === 'worktree' ? [] : [`--head ${report.head}`]),
    ...(config === undefined ? [] : [`--config ${config}`]),
    ...(asked.with ?? []).map((given) => `--with ${pinned(given, report)}`),
    ...(asked.consumers ?? []).map((given) => `--consumers ${given}`),
    ...(asked.name === undefined ? [] : [`--name ${asked.name}`]),
    ...pipeline.map((name) => `--pipeline ${name}`),
    ...(full ? ['--full'] : []),
    // What explains may draw records at random, and orders of edits.
    ...(full && !looked && !blamed ? [] : [`--seed ${report.seed}`]),
    ...(looked ? ['--slices'] : []),
    ...(blamed ? ['--attribution'] : []),
    ...(maxRecords === undefined ? [] : [`--max-records ${maxRecords}`]),
    ...(allowPrograms ? ['--allow-programs'] : []),
    ...(deployment === undefined ? [] : [`--deployment ${deployment}`]),
  ].join(' ');
}

/** With the commits that were read, where they are the same wherever the repository is named. */
function pinned(given: string, { upstreams = [] }: Report): string {
  const repository = given.slice(0, given.indexOf('='));
  const [read, another] = upstreams.filter((one) => one.repository === repository);
  if (!read || another) return given;
  const at = given.lastIndexOf('@');
  const revision = given.slice(at + 1);
  // A folder may have an @ in its name.
  const isRevision = at !== -1 && (revision.includes('..') || [read.ref, read.headRef].includes(revision));
  const directory = isRevision ? given.slice(0, at) : given;
  return `${directory}@${read.base}..${read.head}`;
}

/**
 * What no commit holds, in sentences: where it is otherwise, so are the numbers.
 * @param untracked files of recordings that git does not hold
 */
export function commandNotes({ head }: Report, untracked: readonly string[], { config, consumers }: Asked): string[] {
  const [first, ...others] = untracked;
  const more = others.length > 0 ? ` and ${plural(others.length, 'more file')}` : '';
  return [
    head === 'worktree' ? 'Head is the working tree: the numbers are the same as long as its files are.' : '',
    first === undefined
      ? ''
      : `Git does not hold ${first}${more}: the numbers are the same where these recordings are.`,
    consumers === undefined
      ? ''
      : 'Other repositories are read as their clones have them then: the lines above name the commits.',
    config === undefined ? '' : `The limits are those of ${config}, which is part of neither commit.`,
  ].filter(Boolean);
}
