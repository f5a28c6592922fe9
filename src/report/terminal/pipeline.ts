/** One pipeline on the terminal: owners, traffic, reasons, limits, then what moved and where. */
import { stripVTControlCharacters } from 'node:util';

import { columns } from '../../format/columns.ts';
import { limit } from '../../format/measures.ts';
import { plural } from '../../format/numbers.ts';
import { attributions } from '../attributions.ts';
import type { PipelineReport, Report } from '../report.generated.ts';
import { approval, evidence, ownNoise, remark, reproduction, valued, weekly } from '../sentences.ts';
import { contrastTexts, hotspotRows, slicesNote } from '../slices.ts';
import {
  isDoubtful,
  limited,
  malformedLeft,
  markOf,
  marks,
  movedSegments,
  outcomePhrase,
  stillText,
  telling,
} from '../story.ts';
import { outputGroups } from './output.ts';
import { andMore, type Page, paragraph } from './page.ts';
import { type Cell, table } from './table.ts';

const most = 5;
const indent = '  ';

export function pipelineLines(pipeline: PipelineReport, report: Report, page: Page): string[] {
  const inner = { ...page, width: page.width - indent.length };
  const groups = [
    [...approvalLines(pipeline, inner), ...reasonLines(pipeline, inner), ...trafficLines(pipeline, inner)],
    limitLines(pipeline, inner),
    ...(pipeline.records.replayed > 0 ? outputGroups(pipeline, inner) : []),
    segmentLines(pipeline, inner),
    hotspotLines(pipeline, inner),
    bulleted('What these records have in common', contrastTexts(pipeline), inner),
    bulleted('Which edit does it', attributions(pipeline, report), inner),
    bulleted('Records that did not get through', outcomeTexts(pipeline), inner),
    bulleted('Records that could not be read', malformedTexts(pipeline), inner, malformedLeft(pipeline)),
  ];
  return [
    ...titleLines(pipeline, page),
    ...groups
      .filter((group) => group.length > 0)
      .flatMap((group, index) => [...(index > 0 ? [''] : []), ...group.map((line) => (line ? indent + line : line))]),
  ];
}

/** A rule across the page with the verdict at its right end, so that the eye finds the next pipeline. */
function titleLines(pipeline: PipelineReport, page: Page): string[] {
  const { name, verdict } = pipeline;
  const mark = markOf(pipeline);
  const lines = paragraph(name, { ...page, width: page.width - verdict.length - 5 }, { bullet: mark, style: verdict });
  const [first = '', ...rest] = lines;
  const rule = '─'.repeat(Math.max(2, page.width - columns(first) - verdict.length - 2));
  return [`${first} ${page.paint('quiet', rule)} ${page.paint(verdict, verdict)}`, ...rest];
}

function approvalLines(pipeline: PipelineReport, page: Page): string[] {
  return paragraph(approval(pipeline) ?? '', page, { style: 'pass' });
}

function reasonLines({ reasons, verdict }: PipelineReport, page: Page): string[] {
  return reasons.flatMap((reason) =>
    paragraph(reason, page, verdict === 'pass' ? {} : { bullet: '•', style: verdict }),
  );
}

function trafficLines(pipeline: PipelineReport, page: Page): string[] {
  const owners = pipeline.owners.length > 0 ? `Owned by ${pipeline.owners.join(', ')}.` : 'Nobody owns this pipeline.';
  const texts = [
    owners,
    evidence(pipeline),
    isDoubtful(pipeline) ? '' : (reproduction(pipeline) ?? ''),
    ownNoise(pipeline) ?? '',
  ];
  return texts.filter(Boolean).flatMap((text) => paragraph(text, page, { style: 'quiet' }));
}

function limitLines(pipeline: PipelineReport, page: Page): string[] {
  const { shown: rows, still } = telling(limited(pipeline));
  const others = still.length > 0 ? [`${page.paint('pass', marks.pass)}  ${stillText(still.length)}`] : [];
  if (rows.length === 0) return others;
  const cells = rows.map((row): Cell[] => {
    const verdict = row.measure.verdict ?? 'pass';
    return [
      { text: marks[verdict], style: verdict },
      { text: row.name },
      { text: valued(row), style: verdict },
      { text: limit(row.measure, row.key) },
      { text: remark(row, pipeline), style: 'quiet' },
    ];
  });
  const head: Cell[] = ['', pipeline.limitsAreDefaults ? 'default limits' : 'limits', 'measured', 'allowed', ''].map(
    (text) => ({
      text,
      style: 'quiet',
    }),
  );
  // Beside the others a remark may be cut, and under them it is not; a sentence of weeks always would be.
  const isCut = drawn(cells).map((line) => stripVTControlCharacters(line).endsWith('…'));
  const kept = cells.map((row, index): Cell[] => (isCut[index + 1] ? [...row.slice(0, -1), { text: '' }] : row));
  const under = drawn(kept).flatMap((line, index) => {
    const row = rows[index - 1];
    if (!row) return [line];
    const texts = [isCut[index] ? remark(row, pipeline) : '', weekly(row)].filter(Boolean);
    return [line, ...texts.flatMap((text) => paragraph(text, page, { indent: 3, style: 'quiet' }))];
  });
  return [...under, ...others];

  function drawn(lines: readonly Cell[][]): string[] {
    return table([head, ...lines], [{}, { shrink: 'name' }, {}, {}, { shrink: 'remark' }], page.width, page.paint);
  }
}

function segmentLines(pipeline: PipelineReport, page: Page): string[] {
  const { width, paint } = page;
  const segments = movedSegments(pipeline);
  if (segments.length === 0) return [];
  const rows = segments
    .slice(0, most)
    .map((segment): Cell[] => [
      { text: segment.segment },
      { text: segment.name },
      { text: valued(segment) },
      { text: `of ${plural(segment.records, 'record')}`, style: 'quiet' },
    ]);
  return [
    paint('strong', 'Where it moves most'),
    ...table(rows, [{ shrink: 'name' }, { shrink: 'name' }, {}, { shrink: 'remark' }], width - 2, paint).map(
      (line) => `  ${line}`,
    ),
    ...andMore(segments.length - most, page, 'more segment'),
  ];
}

function hotspotLines(pipeline: PipelineReport, page: Page): string[] {
  const note = slicesNote(pipeline);
  if (note === undefined) return [];
  const rows = hotspotRows(pipeline);
  const lines = rows.slice(0, most).flatMap(({ where, output, share, rest, excess }) =>
    paragraph(`${where}: ${output} is ${share}, elsewhere ${rest}; this excess is ${excess} of all changes`, page, {
      indent: 2,
      bullet: '•',
    }),
  );
  const none = paragraph('No slice stands out.', page, { indent: 2 });
  return [
    page.paint('strong', 'Where to look'),
    ...(rows.length > 0 ? lines : none),
    ...andMore(rows.length - most, page, 'more slice'),
    ...paragraph(note, page, { indent: 2, style: 'quiet' }),
  ];
}

function outcomeTexts({ outcomes = [] }: PipelineReport): string[] {
  return outcomes.map((outcome) => `${plural(outcome.records, 'record')} ${outcomePhrase(outcome)}: ${outcome.reason}`);
}

function malformedTexts({ malformed = [] }: PipelineReport): string[] {
  return malformed.map(({ file, line, message }) => `${file}${line === undefined ? '' : `:${line}`}: ${message}`);
}

/** `left`: entries that `texts` does not hold. */
function bulleted(title: string, texts: readonly string[], page: Page, left = 0): string[] {
  if (texts.length === 0) return [];
  return [
    page.paint('strong', title),
    ...texts.slice(0, most).flatMap((text) => paragraph(text, page, { indent: 2, bullet: '•' })),
    ...andMore(Math.max(0, texts.length - most) + left, page, 'more entry', 'more entries'),
  ];
}
