/** Tables that the page's script sorts by any column. Without it they stand in their first order, with every row. */
import { type Content, html, type Safe } from './html.ts';
import { type Column, scrollBox } from './table.ts';

export interface SortableColumn extends Column {
  /** Bars, whose largest come first when they are sorted. */
  readonly bars?: boolean;
  /** The column that the rows are in the order of, largest first. */
  readonly sorted?: boolean;
}

export interface SortableCell {
  readonly content: Content;
  /** What it is sorted by: a number or a text; empty comes last. */
  readonly key: number | string;
}

export interface SortableRow {
  readonly cells: readonly SortableCell[];
  /** What the script needs to show a segment. */
  readonly segment?: {
    /** Its place among those of the pipeline. */
    readonly index: number;
    /** `/origin = SFO` */
    readonly where: string;
    /** `7,350 of 200,000 records` */
    readonly records: string;
    /** Its measures: `0=4.1 %|3=+2.5`. */
    readonly values: string;
  };
}

/** @param visible rows that the script leaves in sight at first */
export function sortableTable(
  caption: string,
  columns: readonly SortableColumn[],
  rows: readonly SortableRow[],
  visible: number,
): Safe {
  const head = columns.map(
    ({ title, numeric, bars, sorted }) =>
      html`<th scope="col"${numeric ? html` class="figure"` : ''}${bars ? html` data-bars=""` : ''}${sorted ? html` aria-sort="descending"` : ''}>${title}</th>`,
  );
  const body = rows.map(
    ({ cells, segment }) =>
      html`<tr${segment ? html` data-segment="${segment.index}" data-where="${segment.where}" data-records="${segment.records}" data-values="${segment.values}"` : ''}>${cells.map((cell, index) => sortableCell(cell, index, columns[index]))}</tr>\n`,
  );
  return scrollBox(
    caption,
    html`<table class="sortable" data-visible="${visible}"><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>\n${body}</tbody></table>`,
  );
}

function sortableCell({ content, key }: SortableCell, index: number, column: SortableColumn | undefined): Safe {
  if (index === 0) return html`<th scope="row">${content}</th>`;
  return html`<td${column?.numeric ? html` class="figure"` : ''} data-value="${key}">${content}</td>`;
}
