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

/** @param folder path of the repository's reports, without a slash at the end */
export function pullHistory(repository: string, pull: number, records: readonly CheckRecord[], folder: string): Answer {
  return document({
    title: `Checks of pull request ${pull}`,
    about: html`${repository} · <a href="${folder}">all merges</a>`,
    ...(records.length === 0 ? { lead: 'No check of it is kept.' } : { content: checks(records, folder) }),
  });
}

function checks(records: readonly CheckRecord[], folder: string): Safe {
  return html`<section>${table(
    'Checks, newest first',
    [{ title: 'Checked' }, { title: 'Head' }, { title: 'Compared with' }, { title: 'Verdict' }, { title: 'Changed' }],
    records.map((record) => [
      time(record.at),
      checkLink(record, folder),
      record.base === undefined ? '–' : revisionCode(record.base),
      outcome(record),
      changes(record.moves),
    ]),
  )}</section>\n`;
}

export function time(at: string): Safe {
  return html`<time datetime="${at}">${at.slice(0, 16).replace('T', ' ')} UTC</time>`;
}

/** To the check's own page. */
export function checkLink({ pull, head }: CheckRecord, folder: string): Safe {
  return html`<a href="${folder}/${writeCheckName({ pull, head })}">${revisionCode(head)}</a>`;
}

/** What was measured, and what GitHub was told where that is something else: an owner may have approved. */
export function outcome({ verdict, title, conclusion }: CheckRecord): Content {
  const said = html`<small>check: ${conclusion.replace('_', ' ')}</small>`;
  return verdict === undefined ? html`${title}${said}` : html`${badge(verdict)}${said}`;
}

function changes(moves: readonly Move[]): Content {
  const moved = moves.filter(({ changed }) => changed !== null && changed > 0);
  if (moved.length === 0) return '–';
  return moved.map(
    ({ pipeline, output, changed }) => html`<small>${code(`${pipeline}: ${output}`)} ${percent(changed ?? 0)}</small>`,
  );
}
