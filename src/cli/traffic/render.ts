/** The page of `weir traffic`: no line wider than the page, and no value of a record but the ranges of numbers. */
import { compact, count, number, percent, plural } from '../../format/numbers.ts';
import type { Field } from '../../recordings/profile/fields.ts';
import { plain } from '../../report/plain.ts';
import { type Page, paragraph } from '../../report/terminal/page.ts';
import { facts } from '../page.ts';
import type { TrafficReport } from './report.ts';

const MOST_FIELDS = 60;
const MOST_LIMITS = 12;

/** Text with a newline at the end. */
export function renderTraffic(report: TrafficReport, page: Page): string {
  const lines = [
    `${page.paint('quiet', 'recording')} ${page.paint('strong', plain(report.recording))}`,
    ...facts(
      [
        ...(report.table
          ? [['rows', ['some of its table, in no order']] as const]
          : [['files', [`${plural(report.files, 'file')}, ${compact(report.bytes)}B`]] as const]),
        ['records', [recordsText(report), ...malformedTexts(report)]],
        ['window', [windowText(report)]],
        ['a day', report.days.length > 0 ? [dailyText(report.days)] : []],
        ['age', report.age ? [ageText(report.age)] : []],
        ['answers', [answersText(report), ...report.outputs.map((one) => outputText(one, report.records))]],
        ['labels', report.labelled > 0 ? [share(report.labelled, report.records)] : []],
        ['limits', limitTexts(report)],
      ],
      page,
    ),
    '',
    ...fieldLines(report, page),
    ...report.warnings.flatMap((warning) => [
      ...paragraph(plain(warning), { ...page, width: page.width - 4 }, { hang: 0 }).map(
        (line, index) => `  ${index === 0 ? page.paint('fail', '!') : ' '} ${line}`,
      ),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

function recordsText({ records, requests, stopped }: TrafficReport): string {
  const stand = requests === records ? '' : `, which stand for ${count(requests)} requests`;
  return `${count(records)}${stand}${stopped ? '; there are more, which --max-records left out' : ''}`;
}

function malformedTexts({ malformed, malformedPlaces: [first] }: TrafficReport): string[] {
  if (malformed === 0 || !first) return [];
  const place = [first.file, first.line].filter((part) => part !== undefined).join(':');
  return [plain(`${count(malformed)} malformed; the first: ${place}: ${first.message}`)];
}

function windowText({ from, to, timed, records }: TrafficReport): string {
  if (from === undefined || to === undefined)
    return 'unknown: no record has a time where --time, or time in weir.yml, says that it stands';
  return `${from} to ${to}${timed < records ? `; ${count(records - timed)} without a time` : ''}`;
}

function dailyText(days: TrafficReport['days']): string {
  const counts = days.map(({ records }) => records).toSorted((a, b) => a - b);
  const [first, last] = [days[0]?.day ?? '', days.at(-1)?.day ?? ''];
  const span = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1;
  const empty = span > days.length ? `; none on ${count(span - days.length)} of ${plural(span, 'day')}` : '';
  const middle = counts[Math.floor(counts.length / 2)] ?? 0;
  return `${count(middle)} (median of ${plural(days.length, 'day')}), ${count(counts[0] ?? 0)} to ${count(counts.at(-1) ?? 0)}${empty}`;
}

function ageText({ days, most, isStale }: NonNullable<TrafficReport['age']>): string {
  return `${plural(days, 'day')}; max_age is ${most}${isStale ? ', so every check warns' : ''}`;
}

function answersText({ answered, records }: TrafficReport): string {
  if (answered === 0) return 'none recorded, so nobody can say whether base answers as production did';
  return share(answered, records);
}

function outputText({ pipeline, output, records, distinct }: TrafficReport['outputs'][number], all: number): string {
  const different = distinct === undefined ? 'over 10,000 values' : plural(distinct, 'value');
  return plain(`${pipeline} ${output}: ${share(records, all)}, ${different}`);
}

function limitTexts({ limits, records }: TrafficReport): string[] {
  const texts = limits.slice(0, MOST_LIMITS).map(({ pipeline, limit, text, needed }) => {
    const enough = records >= needed ? 'enough' : `${plural(needed - records, 'record')} too few`;
    return plain(`${pipeline} ${limit} ${text}: ${plural(needed, 'record')} certify it, ${enough}`);
  });
  return limits.length > MOST_LIMITS ? [...texts, `and ${count(limits.length - MOST_LIMITS)} more`] : texts;
}

function share(part: number, all: number): string {
  return all === 0 ? 'no record' : `${count(part)} of ${plural(all, 'record')} (${percent(part / all)})`;
}

/** Names of fields are as wide as need be, up to half the page. */
function fieldLines({ fields, records, moreFields }: TrafficReport, page: Page): string[] {
  const shown = fields.slice(0, MOST_FIELDS);
  const rows = shown.map((field) => [
    plain(field.pointer),
    field.types.map(({ type }) => type).join('|'),
    missing(field, records),
    content(field),
  ]);
  const header = ['field', 'type', 'missing', 'holds'];
  const most = [Math.floor(page.width / 2) - 4, 16, 9, page.width];
  const widths = header.map((name, at) =>
    Math.min(most[at] ?? 0, Math.max(name.length, ...rows.map((row) => (row[at] ?? '').length))),
  );
  const line = (cells: readonly string[]): string => {
    const text = cells
      .map((cell, at) => (at === cells.length - 1 ? cell : cut(cell, widths[at] ?? 0).padEnd(widths[at] ?? 0)))
      .join('  ');
    return `  ${cut(text, page.width - 2)}`.trimEnd();
  };
  const left = fields.length - shown.length;
  const rest = left > 0 || moreFields ? [`  and ${moreFields ? 'over ' : ''}${count(left)} more; --json has them`] : [];
  return [page.paint('quiet', line(header)), ...rows.map(line), ...rest, ''];
}

function missing({ missing: without }: Field, records: number): string {
  return without === 0 ? '' : percent(without / records);
}

function content({ range, length, distinct, types }: Field): string {
  const parts = [
    ...(range ? [range.low === range.high ? number(range.low) : `${number(range.low)} to ${number(range.high)}`] : []),
    ...(length
      ? [
          length.low === length.high
            ? plural(length.low, 'character')
            : `${length.low} to ${plural(length.high, 'character')}`,
        ]
      : []),
  ];
  const isPlain = types.every(({ type }) => type !== 'list' && type !== 'map');
  if (isPlain && types.some(({ type }) => type !== 'null'))
    parts.push(distinct === undefined ? 'over 10,000 values' : plural(distinct, 'value'));
  return parts.join(', ');
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
