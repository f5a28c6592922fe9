/** What changed, file by file: each edit with its place and, where the sources are at hand, the lines themselves. */
import { plural } from '../../../format/numbers.ts';
import { hitWords, waivedWords } from '../../hit.ts';
import type { FileTexts } from '../../places.ts';
import type { Report, ReportEdit } from '../../report.generated.ts';
import { type Effect, effectsOf } from '../effects.ts';
import { type ExcerptLine, type Hunk, hunksOf } from '../excerpt.ts';
import { html, type Safe } from '../html.ts';
import { details, scrollBox } from '../table.ts';
import { code, editId, fileId, withCode } from '../words.ts';
import { effectList, gutterMark, interactionList } from './effects.ts';

type Effects = ReadonlyMap<number, readonly Effect[]>;

/** Hunks of one file that are open from the start. */
const open = 8;
/** Edits of one file that are listed at all. */
const most = 200;

export function editsSection(report: Report, sources: ReadonlyMap<string, FileTexts>): Safe {
  const { edits } = report;
  const effects = effectsOf(report);
  const byFile = Map.groupBy(
    edits.map((edit, index) => ({ edit, index })),
    ({ edit }) => edit.artifact,
  );
  const content =
    edits.length === 0
      ? html`<p>No governed file has an edit that means anything: formatting, comments and the order of keys are not edits.</p>`
      : [...byFile].map(([file, own], index) => fileEdits(file, own, sources.get(file) ?? {}, effects, fileId(index)));
  const key =
    effects.size > 0
      ? html`<p class="quiet">The bar beside a line is that edit’s part of the measure nearest to its limit, in the pipeline that it moves most.</p>\n`
      : '';
  return html`<section aria-labelledby="edits"><h2 id="edits">What changed</h2>\n${key}${interactionList(report)}${content}${formOnly(report)}</section>\n`;
}

function formOnly({ reformatted = [] }: Report): Safe {
  if (reformatted.length === 0) return html``;
  const items = reformatted.slice(0, most).map((path) => html`<li>${code(path)}</li>`);
  return html`<p>In their formatting only:</p>\n<ul>${items}</ul>\n`;
}

function fileEdits(
  file: string,
  own: readonly { edit: ReportEdit; index: number }[],
  texts: FileTexts,
  effects: Effects,
  id: string,
): Safe {
  const engine = own[0]?.edit.engine ?? '';
  const kind = own[0]?.edit.kind ?? '';
  const byIndex = new Map(own.map(({ edit, index }) => [index, edit]));
  const hunks = hunksOf(own.slice(0, most), texts).map((hunk) => hunkFigure(hunk, byIndex, file, effects));
  const rest = hunks.slice(open);
  return html`<article class="file" id="${id}"><header><h3>${code(file)}</h3><p class="quiet">${kind} · ${engine} · ${plural(own.length, 'edit')}</p></header>
${hunks.slice(0, open)}${rest.length > 0 ? details(`${rest.length} more places in this file`, rest) : ''}${own.length > most ? html`<p class="quiet">${plural(own.length - most, 'further edit')} in the JSON report.</p>` : ''}</article>
`;
}

function hunkFigure(hunk: Hunk, edits: ReadonlyMap<number, ReportEdit>, file: string, effects: Effects): Safe {
  const captions = hunk.edits.map((index) => {
    const edit = edits.get(index);
    return edit ? caption(edit, index, effects.get(index) ?? []) : html``;
  });
  return html`<figure class="hunk"><figcaption>${captions}</figcaption>${hunk.lines.length > 0 ? scrollBox(`Lines of ${file}`, excerpt(hunk.lines, effects)) : ''}</figure>\n`;
}

function caption(edit: ReportEdit, index: number, effects: readonly Effect[]): Safe {
  const [first, last] = edit.lines;
  const lines = first === last ? `line ${first}` : `lines ${first}–${last}`;
  return html`<div class="edit" id="${editId(index)}"><span class="edit-number">${index + 1}</span><div><strong>${withCode(edit.message)}</strong> <span class="compatibility ${edit.compatibility}">${edit.compatibility}</span><br><span class="quiet">${lines}${edit.pointer === '' ? '' : html` · ${code(edit.pointer)}`}${direction(edit)}${hitOf(edit)}</span>${effectList(effects)}</div></div>\n`;
}

function hitOf(edit: ReportEdit): string {
  const said = [hitWords(edit), waivedWords(edit)].filter((words) => words !== undefined);
  return said.map((words) => ` · ${words}`).join('');
}

function direction({ accepts, rejects }: ReportEdit): string {
  if (accepts && rejects) return ' · accepts some documents that base rejects, and rejects some that base accepts';
  if (accepts) return ' · accepts documents that base rejects';
  return rejects ? ' · rejects documents that base accepts' : '';
}

/** Lines of base carry a minus, lines of head a plus: the colour only repeats it. */
function excerpt(lines: readonly ExcerptLine[], effects: Effects): Safe {
  const shown = lines.map((one) => html`${line(one, effects.size > 0 ? gutter(one, effects) : html``)}`);
  return html`<pre class="source${effects.size > 0 ? ' with-effects' : ''}"><code>${shown}</code></pre>`;
}

/** Several edits of one line share its bar: the strongest stands for them. */
function gutter({ edits = [] }: ExcerptLine, effects: Effects): Safe {
  return gutterMark(edits.flatMap((edit) => effects.get(edit) ?? []));
}

function line({ number, text, kind }: ExcerptLine, mark: Safe): Safe {
  switch (kind) {
    case 'gap':
      return html`<span class="line gap">${mark}<i>⋮</i>${text}\n</span>`;
    case 'base':
      return html`<span class="line base">${mark}<i>${number}</i><b>−</b>${text}\n</span>`;
    case 'head':
      return html`<span class="line head">${mark}<i>${number}</i><b>+</b>${text}\n</span>`;
    case 'context':
      return html`<span class="line">${mark}<i>${number}</i><b> </b>${text}\n</span>`;
    default:
      return kind satisfies never;
  }
}
