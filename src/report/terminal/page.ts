/** The page that the terminal report is drawn on, and paragraphs on it. */
import { plural } from '../../format/numbers.ts';
import { cut, wrap } from '../plain.ts';
import type { Paint, Style } from './paint.ts';

export interface Page {
  /** Columns; no line is wider. */
  readonly width: number;
  readonly paint: Paint;
}

interface ParagraphOptions {
  /** Blanks before each line. */
  readonly indent?: number;
  /** Further blanks before every line but the first. */
  readonly hang?: number;
  /** A sign before the first line; the others stand under the text. */
  readonly bullet?: string;
  /** Of the bullet if there is one, else of the text. */
  readonly style?: Style;
}

export function paragraph(text: string, { width, paint }: Page, options: ParagraphOptions): string[] {
  const { indent = 0, hang = 0, bullet, style } = options;
  const margin = ' '.repeat(indent);
  const lead = bullet ? `${bullet} ` : '';
  const under = ' '.repeat(lead.length + hang);
  return wrap(text, width - indent - lead.length - hang).map((line, index) => {
    if (index > 0) return `${margin}${under}${!bullet && style ? paint(style, line) : line}`;
    if (bullet) return `${margin}${style ? paint(style, bullet) : bullet} ${line}`;
    return `${margin}${style ? paint(style, line) : line}`;
  });
}

/** `… and 3 more segments`, where some are left. */
export function andMore(left: number, { width, paint }: Page, one: string, many?: string): string[] {
  return left > 0 ? [paint('quiet', cut(`  … and ${plural(left, one, many)}`, width))] : [];
}
