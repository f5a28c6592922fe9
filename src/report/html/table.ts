/** Tables and the box they scroll in: a wide table never makes the page itself scroll sideways. */
import { type Content, html, type Safe } from './html.ts';

export interface Column {
  readonly title: Content;
  /** Right-aligned figures of equal width. */
  readonly numeric?: boolean;
}

/**
 * `rows` hold one cell a column; the first cell of a row is its header.
 * @param mark further attributes of a row, by its position
 */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Content[])[],
  mark: (row: number) => Safe = () => html``,
): Safe {
  const head = columns.map(({ title, numeric }) => html`<th scope="col"${kind(numeric)}>${title}</th>`);
  const body = rows.map(
    (row, at) => html`<tr${mark(at)}>${row.map((content, index) => tableCell(content, index, columns[index]))}</tr>\n`,
  );
  return scrollBox(
    caption,
    html`<table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>\n${body}</tbody></table>`,
  );
}

/** Focusable, so that a keyboard can scroll it; a group and no landmark, since a report has dozens. */
export function scrollBox(label: string, content: Content): Safe {
  return html`<div class="scroll" role="group" aria-label="${label}" tabindex="0">${content}</div>\n`;
}

export function details(summary: Content, content: Content): Safe {
  return html`<details><summary>${summary}</summary>\n${content}</details>\n`;
}

/** Rows beyond `visible` go behind a summary, rows beyond `most` are counted only. */
export function longTable(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Content[])[],
  { visible, most }: { visible: number; most: number },
): Safe {
  const first = table(caption, columns, rows.slice(0, visible));
  if (rows.length <= visible) return first;
  const rest = rows.slice(visible, most);
  const beyond = rows.length - visible - rest.length;
  return html`${first}${details(
    `${rest.length} more`,
    html`${table(`${caption}, continued`, columns, rest)}${beyond > 0 ? html`<p class="quiet">${beyond} more are in the JSON report.</p>` : ''}`,
  )}`;
}

function tableCell(content: Content, index: number, column: Column | undefined): Safe {
  if (index === 0) return html`<th scope="row"${kind(column?.numeric)}>${content}</th>`;
  return html`<td${kind(column?.numeric)}>${content}</td>`;
}

function kind(numeric = false): Safe {
  return numeric ? html` class="figure"` : html``;
}
