/** What a pull request says that makes what is now the usual, and what is said where the App cannot open one. Pure. */
import type { acceptNow } from '../../monitor/accept.ts';
import type { Range } from '../../monitor/accepted.ts';
import { levelOf } from '../../monitor/words.ts';
import { block, cellCode, code, details, tableOf, text } from '../../report/markdown/escape.ts';
import { plain } from '../../report/plain.ts';
import type { NewCommit } from '../port/git.ts';

const MOST_ROWS = 60;
/** Characters of a file that is shown in a comment, which takes 65,536. */
const LONGEST_FILE = 50_000;

export interface Proposed extends ReturnType<typeof acceptNow> {
  readonly pipeline: string;
  readonly reason: string;
  /** Login of the owner. */
  readonly by: string;
  /** URL of the comment that says so. */
  readonly comment: string;
  /** Of the issue. */
  readonly issue: number;
  /** Monday of the newest week that is accepted, and how many there are. */
  readonly window: string;
  readonly weeks: number;
}

export function titleOf({ pipeline }: Proposed): string {
  return plain(`Accept what production does now as the usual of ${pipeline}`).slice(0, 200);
}

export function commitOf({ pipeline, reason, by, comment, path, text: file }: Proposed): Omit<NewCommit, 'parent'> {
  const message = `Accept what production does now as the usual of ${pipeline}\n\n${reason}\n\nAccepted by ${by}: ${comment}\n`;
  return { message, files: { [path]: file } };
}

/** Old against new, and what its merge ends. */
export function descriptionOf(proposed: Proposed): string {
  const { pipeline, reason, by, issue, window, weeks, usual, path } = proposed;
  const all = Object.entries(usual).toSorted(([, a], [, b]) => moved(b) - moved(a));
  const rows = all
    .slice(0, MOST_ROWS)
    .map(([key, { before, now }]) => [cellCode(plain(key)), shown(key, before), shown(key, now)]);
  const left = all.length - rows.length;
  return [
    `${code(plain(by))} accepts in #${issue} what ${code(plain(pipeline))} does now, up to the week of ${window}, because:`,
    block([plain(reason)]),
    `By week, least to most${left > 0 ? `; ${left} more are in the file` : ''}:`,
    tableOf(['', 'usual until now', `usual from now on (${weeks} weeks)`], rows),
    `Once this is merged, everything that is open about ${code(plain(pipeline))} up to that week is over, and later weeks are compared with these. ${code(path)} holds counts by week and no records.`,
  ].join('\n\n');
}

/** The App may not write to the code: whoever may does it. */
export function byHand({ pipeline, reason, path, text: file }: Proposed, at: string): string {
  const command = `weir monitor --pipeline ${quoted(pipeline)} --at ${at} --accept ${quoted(reason)}`;
  const lines = file.trimEnd().split('\n');
  const whole = file.length > LONGEST_FILE ? [] : [details('The file', block(lines, 'json'))];
  return [
    `The App may not write to the code of this repository (\`contents: write\`), so it opens no pull request. Open one with ${code(path)} as this writes it in a checkout, or as it stands below:`,
    block([command], 'sh'),
    ...whole,
  ].join('\n\n');
}

export function openedAt(number: number, isNew: boolean): string {
  return isNew
    ? `#${number} makes what is now the usual. Once it is merged this issue closes at the next look.`
    : `#${number} proposes that already, and is open.`;
}

/** In single quotes, as shells take it. */
function quoted(value: string): string {
  return `'${plain(value).replaceAll("'", "'\\''")}'`;
}

function shown(key: string, range: Range | undefined): string {
  if (!range) return 'nothing';
  const [low, high] = range.map((amount) => levelOf(key, amount));
  return text(low === high ? `${low}` : `${low} to ${high}`);
}

/** How far a range went, by what it was. */
function moved({ before, now }: Proposed['usual'][string]): number {
  if (!before || !now) return 0;
  const most = Math.max(...[...before, ...now].map(Math.abs), 1e-12);
  return (Math.abs(now[0] - before[0]) + Math.abs(now[1] - before[1])) / most;
}
