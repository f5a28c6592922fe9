/** What each week's difference to the usual is made of, as stacked bars: upwards what adds to it, downwards what takes from it. */
import type { Course, CourseWeek } from '../../../monitor/courses.ts';
import { difference } from '../../../monitor/words.ts';
import { drawing, px } from '../../../report/html/charts/drawing.ts';
import { html, type Safe } from '../../../report/html/html.ts';
import { bottom, days, frameOf, grid, height, type Mark, mergeLines, strips, top, width } from './frame.ts';
import { type Scale, scaleOf } from './scale.ts';

interface Bar {
  readonly kind: 'production' | 'merge' | 'traffic';
  readonly from: number;
  readonly to: number;
}

/** @param nameOf what a state's merge is called */
export function splitChart(
  { key, weeks }: Course,
  marks: readonly Mark[],
  nameOf: (state: number) => string,
): Safe | undefined {
  const stacks = weeks.map(({ terms }) => (terms ? stackOf(terms) : []));
  if (stacks.flat().length === 0) return undefined;
  const scale = scaleOf([0, ...stacks.flat().flatMap(({ from, to }) => [from, to])], { top, bottom });
  const frame = frameOf(weeks.length);
  const write = (value: number) => difference(key, value);
  const gap = Math.min(2, frame.wide / 5);
  const bars = stacks.map((stack, at) =>
    stack.map((bar) => barOf(bar, scale, frame.x(at) + gap / 2, frame.wide - gap)),
  );
  const titles = weeks.map(
    ({ week, terms }) => `Week of ${week}: ${terms ? wordsOf(terms, key, nameOf) : 'too few weeks before it'}`,
  );
  const last = weeks.findLast(({ terms }) => terms !== undefined);
  const label = `What ${key} differs by from the usual, by week. ${last?.terms ? `In the week of ${last.week}: ${wordsOf(last.terms, key, nameOf)}.` : ''}`;
  return drawing(
    { label, width, height },
    html`${grid(scale, (value) => write(value).replace(/ points?$/, ''))}${bars}<g class="axis-line"><path d="M${px(frame.x(0))} ${px(scale.y(0))}H${width - 8}"/></g>${mergeLines(marks, frame)}${days(
      weeks.map(({ week }) => week),
      frame,
    )}${strips(titles, frame)}`,
  );
}

/** Nearest to the axis what has the least to do with a change. */
export function stackOf({ traffic, production, merges }: NonNullable<CourseWeek['terms']>): Bar[] {
  let [above, below] = [0, 0];
  const parts = [
    { kind: 'traffic', amount: traffic } as const,
    ...merges.map(({ amount }) => ({ kind: 'merge', amount }) as const),
    { kind: 'production', amount: production } as const,
  ];
  return parts.flatMap(({ kind, amount }): Bar[] => {
    if (amount === 0) return [];
    const from = amount > 0 ? above : below;
    if (amount > 0) above += amount;
    else below += amount;
    return [{ kind, from, to: from + amount }];
  });
}

function barOf({ kind, from, to }: Bar, { y }: Scale, x: number, wide: number): Safe {
  const [high, low] = [Math.min(y(from), y(to)), Math.max(y(from), y(to))];
  return html`<rect class="by-${kind}" x="${px(x)}" y="${px(high)}" width="${px(Math.max(1, wide))}" height="${px(Math.max(0.5, low - high))}"/>`;
}

function wordsOf(
  { traffic, production, merges }: NonNullable<CourseWeek['terms']>,
  key: string,
  nameOf: (state: number) => string,
): string {
  return [
    ...(production === 0 ? [] : [`production differs ${difference(key, production)}`]),
    ...merges
      .filter(({ amount }) => amount !== 0)
      .map(({ state, amount }) => `${nameOf(state)} ${difference(key, amount)}`),
    `traffic ${difference(key, traffic)}`,
  ].join(', ');
}
