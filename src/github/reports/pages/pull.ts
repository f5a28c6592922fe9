/** The checks of one pull request, newest first. */
import { percent } from '../../../format/numbers.ts';
import { type Content, html, type Safe } from '../../../report/html/html.ts';
import { table } from '../../../report/html/table.ts';
import { badge, code, revisionCode } from '../../../report/html/words.ts';
import type { Answer } from '../answer.ts';
import { writeCheckName } from '../check-name.ts';
import type { Move } from '../moves.ts';
import type { CheckRecord } from '../record.ts';
import { document } from './document.ts';

export interface PullChecks {
  /** `acme/claims` */
  readonly repository: string;
  readonly pull: number;
  /** Newest first. */
  readonly records: readonly CheckRecord[];
  /** Path of the repository's reports, without a slash at the end. */
  readonly folder: string;
  /** Where people see GitHub. */
  readonly website: string;
}

export function pullHistory({ repository, pull, records, folder, website }: PullChecks): Answer {
  const onGitHub = `${website}/${repository}/pull/${pull}`;
  return document({
    title: `Checks of pull request ${pull}`,
    about: html`${repositoryLink(website, repository)} · <a href="${onGitHub}">#${pull} on GitHub</a> · <a href="${folder}">all merges</a>`,
    ...(records.length === 0 ? { lead: 'No check of it is kept.' } : { content: checks(records, folder) }),
  });
}

function checks(records: readonly CheckRecord[], folder: string): Safe {
  return html`<section>${table(
    'Checks, newest first',
    // The verdict stands where a narrow screen still shows it.
    [{ title: 'Checked' }, { title: 'Verdict' }, { title: 'Head' }, { title: 'Compared with' }, { title: 'Changed' }],
    records.map((record) => [
      time(record.at),
      outcome(record),
      checkLink(record, folder),
      record.base === undefined ? '–' : revisionCode(record.base),
      changes(record.moves),
    ]),
  )}</section>\n`;
}

export function time(at: string): Safe {
  return html`<time datetime="${at}"><span>${at.slice(0, 10)}</span> <span>${at.slice(11, 16)} UTC</span></time>`;
}

/** The repository on GitHub. */
export function repositoryLink(website: string, repository: string): Safe {
  return html`<a href="${website}/${repository}">${repository}</a>`;
}

/** To the check's own page. */
export function checkLink({ pull, head }: CheckRecord, folder: string): Safe {
  return html`<a href="${folder}/${writeCheckName({ pull, head })}">${revisionCode(head)}</a>`;
}

/** What was measured, with the number that decided, and what GitHub was told: an owner may have approved. */
export function outcome({ verdict, title, conclusion }: CheckRecord): Content {
  const said = html`<small>check: ${conclusion.replace('_', ' ')}</small>`;
  return verdict === undefined
    ? html`${title}${said}`
    : html`${badge(verdict)}<small>${unmarked(title)}</small>${said}`;
}

/** Without the mark of its verdict, which the badge has. */
function unmarked(title: string): string {
  return title.replace(/^[✖✔?–☑] /u, '');
}

function changes(moves: readonly Move[]): Content {
  const moved = moves.filter(({ changed }) => changed !== null && changed > 0);
  if (moved.length === 0) return '–';
  return moved.map(
    ({ pipeline, output, changed }) => html`<small>${code(`${pipeline}: ${output}`)} ${percent(changed ?? 0)}</small>`,
  );
}
