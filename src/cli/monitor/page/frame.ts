/** What both charts of a series share: weeks from left to right, ticks, and where merges began to run. */

import { px } from '../../../report/html/charts/drawing.ts';
import { html, type Safe } from '../../../report/html/html.ts';
import type { Scale } from './scale.ts';

export const width = 440;
export const height = 190;
const left = 62;
const right = 8;
export const top = 18;
export const bottom = height - 24;

export interface Mark {
  /** Place of the first week among all. */
  readonly at: number;
  readonly name: string;
}

export interface Frame {
  /** Width of a week in pixels. */
  readonly wide: number;
  /** Left edge of a week. */
  x(week: number): number;
}

export function frameOf(weeks: number): Frame {
  const wide = (width - left - right) / Math.max(1, weeks);
  return { wide, x: (week) => left + week * wide };
}

export function grid({ ticks, y }: Scale, write: (value: number) => string): Safe {
  return html`${ticks.map(
    (tick) =>
      html`<path class="grid" d="M${left} ${px(y(tick))}H${width - right}"/><g class="figure"><text x="${left - 8}" y="${px(y(tick) + 4)}" text-anchor="end">${write(tick)}</text></g>`,
  )}`;
}

/** First, middle and last week. */
export function days(weeks: readonly string[], { x, wide }: Frame): Safe {
  const places = [...new Set([0, Math.floor((weeks.length - 1) / 2), weeks.length - 1])];
  const shown = places.length === 3 && weeks.length < 6 ? places.filter((_, index) => index !== 1) : places;
  return html`<g class="figure">${shown.map((at) => {
    const anchor = at === 0 ? 'start' : at === weeks.length - 1 ? 'end' : 'middle';
    const place = at === 0 ? x(0) : at === weeks.length - 1 ? x(at) + wide : x(at) + wide / 2;
    return html`<text x="${px(place)}" y="${height - 6}" text-anchor="${anchor}">${dayOf(weeks[at] ?? '')}</text>`;
  })}</g>`;
}

export function mergeLines(marks: readonly Mark[], { x }: Frame): Safe {
  return html`${marks.map(({ at, name }) => {
    const isRight = x(at) > width * 0.7;
    return html`<path class="merge-line" d="M${px(x(at))} ${top - 6}V${bottom}"/><text class="quiet" x="${px(x(at) + (isRight ? -4 : 4))}" y="${top - 7}" text-anchor="${isRight ? 'end' : 'start'}">${name}</text>`;
  })}`;
}

/** A strip for each week that shows its numbers at the pointer and under the arrow keys. */
export function strips(titles: readonly string[], { x, wide }: Frame): Safe {
  return html`<g class="hit">${titles.map(
    (title, at) =>
      html`<rect x="${px(x(at))}" y="${top}" width="${px(wide)}" height="${bottom - top}"><title>${title}</title></rect>`,
  )}</g>`;
}

/** `May 7`, `2001` where a year says enough. */
function dayOf(day: string): string {
  const date = new Date(day);
  if (Number.isNaN(date.getTime())) return day;
  return date.toLocaleDateString('en-US', { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' });
}
