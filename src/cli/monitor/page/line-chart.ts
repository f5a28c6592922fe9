/** A series by week as a line, over the band of what was usual. */
import type { Course } from '../../../monitor/courses.ts';
import type { Monitored } from '../../../monitor/monitor.ts';
import { levelOf } from '../../../monitor/words.ts';
import { drawing, px } from '../../../report/html/charts/drawing.ts';
import { html, type Safe } from '../../../report/html/html.ts';
import { bottom, days, frameOf, grid, height, type Mark, mergeLines, strips, top, width } from './frame.ts';
import { scaleOf } from './scale.ts';

/** @param open places of the weeks in which a finding about it held */
export function lineChart(
  { key, weeks }: Course,
  marks: readonly Mark[],
  open: ReadonlySet<number>,
  holidays: Monitored['holidays'],
): Safe | undefined {
  const values = weeks.flatMap(({ now, usual }) => [now ?? [], usual ? [usual.low, usual.high] : []].flat());
  if (values.length === 0) return undefined;
  const scale = scaleOf(values, { top, bottom });
  const frame = frameOf(weeks.length);
  const write = (value: number) => levelOf(key, value);
  const middle = (at: number) => px(frame.x(at) + frame.wide / 2);
  const bands = weeks.map(({ usual }, at) => {
    if (!usual) return '';
    const [high, low] = [scale.y(usual.high), scale.y(usual.low)];
    return html`<rect class="usual" x="${px(frame.x(at))}" y="${px(high)}" width="${px(frame.wide + 1)}" height="${px(Math.max(1, low - high))}"/>`;
  });
  let isDrawn = false;
  const path = weeks
    .map(({ now }, at) => {
      if (now === undefined) {
        isDrawn = false;
        return '';
      }
      const step = `${isDrawn ? 'L' : 'M'}${middle(at)} ${px(scale.y(now))}`;
      isDrawn = true;
      return step;
    })
    .join('');
  const points = weeks.map(({ now }, at) => {
    if (now === undefined) return '';
    const isOpen = open.has(at);
    return html`<circle class="point${isOpen ? ' open' : ''}" cx="${middle(at)}" cy="${px(scale.y(now))}" r="${isOpen ? 4 : 2}"/>`;
  });
  const holidayMarks = weeks.map(({ week }, at) =>
    holidays[week] ? html`<text class="holiday" x="${middle(at)}" y="${bottom - 4}" text-anchor="middle">h</text>` : '',
  );
  const titles = weeks.map(({ week, now, usual }) => {
    const before = usual ? `, usual ${write(usual.low)} to ${write(usual.high)}` : '';
    const names = holidays[week]?.join(', ');
    return `Week of ${week}${names === undefined ? '' : ` (${names})`}: ${now === undefined ? 'no records' : write(now)}${before}`;
  });
  const [first, last] = [weeks[0], weeks.at(-1)];
  const label = `${key} by week, from ${first?.now === undefined ? 'nothing' : write(first.now)} in the week of ${first?.week} to ${last?.now === undefined ? 'nothing' : write(last.now)} in that of ${last?.week}${last?.usual ? `, where ${write(last.usual.low)} to ${write(last.usual.high)} was usual` : ''}.`;
  return drawing(
    { label, width, height },
    html`${bands}${grid(scale, write)}${mergeLines(marks, frame)}<path class="line" d="${path}"/>${points}${holidayMarks}${days(
      weeks.map(({ week }) => week),
      frame,
    )}${strips(titles, frame)}`,
  );
}
