/** The folded details of one pipeline in markdown: the limits as a table, what moved as a block of text. */

import { limit } from '../../format/measures.ts';
import { plural } from '../../format/numbers.ts';
import { attributions } from '../attributions.ts';
import type { PipelineReport, Report } from '../report.generated.ts';
import { day, evidence, ownNoise, remark, reproduction, valued, weekly } from '../sentences.ts';
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
import { outputGroups } from '../terminal/output.ts';
import type { Page } from '../terminal/page.ts';
import { block, cellCode, code, details, htmlCode, placeCode, tableOf, text } from './escape.ts';

const mostRows = 30;
const mostOutputs = 10;
const most = 5;

/** Code blocks scroll sideways past this on GitHub. */
export const codePage: Page = { width: 76, paint: (_style, plainText) => plainText };

export function pipelineDetails(pipeline: PipelineReport, report: Report): string {
  const parts = [
    approved(pipeline),
    bullets(pipeline.reasons.map(text), 10),
    traffic(pipeline),
    limits(pipeline),
    outputs(pipeline),
    segments(pipeline),
    hotspots(pipeline),
    titled('What these records have in common', contrastTexts(pipeline).map(text)),
    titled('Which edit does it', attributions(pipeline, report).map(text)),
    titled(
      'Records that did not get through',
      (pipeline.outcomes ?? []).map((outcome) =>
        text(`${plural(outcome.records, 'record')} ${outcomePhrase(outcome)}: ${outcome.reason}`),
      ),
    ),
    titled(
      'Records that could not be read',
      (pipeline.malformed ?? []).map(
        ({ file, line, message }) => `${placeCode(line === undefined ? file : `${file}:${line}`)} ${text(message)}`,
      ),
      malformedLeft(pipeline),
    ),
  ];
  const approver = pipeline.approval ? `, approved by ${htmlCode(`@${pipeline.approval.by}`)}` : '';
  const summary = `${markOf(pipeline)} ${htmlCode(pipeline.name)} – ${pipeline.verdict}${approver}`;
  return details(summary, parts.filter(Boolean).join('\n\n'));
}

/** Owners as code: naming somebody here must not ping them on every push. */
export function ownerList(owners: readonly string[], shown: number): string {
  const left = owners.length - shown;
  const names = owners.slice(0, shown).map(cellCode).join(', ');
  return left > 0 ? `${names} and ${left} more` : names;
}

function approved({ approval }: PipelineReport): string {
  if (!approval) return '';
  return `Approved by ${code(`@${approval.by}`)} on ${text(day(approval.at))}: ${text(approval.reason)}`;
}

function traffic(pipeline: PipelineReport): string {
  const owners =
    pipeline.owners.length > 0 ? `Owned by ${ownerList(pipeline.owners, most)}.` : 'Nobody owns this pipeline.';
  const base = isDoubtful(pipeline) ? '' : (reproduction(pipeline) ?? '');
  return [owners, text(evidence(pipeline)), text(base), text(ownNoise(pipeline) ?? '')].filter(Boolean).join(' ');
}

function limits(pipeline: PipelineReport): string {
  const all = limited(pipeline);
  if (all.length === 0) return '';
  const { shown: rows, still } = telling(all);
  const cells = rows
    .slice(0, mostRows)
    .map((row) => [
      marks[row.measure.verdict ?? 'pass'],
      cellCode(row.name),
      text(valued(row)),
      text(limit(row.measure, row.key)),
      [remark(row, pipeline), weekly(row)].filter(Boolean).map(text).join('; '),
    ]);
  const title = pipeline.limitsAreDefaults ? 'default limits' : 'limits';
  const table = withRest(tableOf(['', title, 'measured', 'allowed', ''], cells), rows.length - mostRows, 'more limit');
  return [rows.length > 0 ? table : '', still.length > 0 ? `${marks.pass} ${stillText(still.length)}` : '']
    .filter(Boolean)
    .join('\n\n');
}

function outputs(pipeline: PipelineReport): string {
  if (pipeline.outputs.length === 0 || pipeline.records.replayed === 0) return '';
  const groups = outputGroups(pipeline, codePage);
  const lines = groups.slice(0, mostOutputs).flatMap((group, index) => [...(index > 0 ? [''] : []), ...group]);
  // The last group may be of several.
  const left = groups.length > mostOutputs ? pipeline.outputs.length - mostOutputs : 0;
  return withRest(block(lines), left, 'more output');
}

function segments(pipeline: PipelineReport): string {
  const rows = movedSegments(pipeline);
  if (rows.length === 0) return '';
  const cells = rows
    .slice(0, most)
    .map((row) => [cellCode(row.segment), cellCode(row.name), text(valued(row)), plural(row.records, 'record')]);
  return withRest(tableOf(['where it moves most', 'output', 'share', 'of'], cells), rows.length - most, 'more segment');
}

function hotspots(pipeline: PipelineReport): string {
  const note = slicesNote(pipeline);
  if (note === undefined) return '';
  const rows = hotspotRows(pipeline);
  if (rows.length === 0) return `**Where to look**\n\nNo slice stands out. ${text(note)}`;
  const cells = rows
    .slice(0, most)
    .map(({ where, output, share, rest, excess }) => [text(where), cellCode(output), share, rest, excess]);
  const table = tableOf(['where to look', 'output', 'share', 'elsewhere', 'excess, of all changes'], cells);
  return `${withRest(table, rows.length - most, 'more slice')}\n\n${text(note)}`;
}

/** `left`: entries that `items` does not hold. */
function titled(title: string, items: readonly string[], left = 0): string {
  return items.length === 0 ? '' : `**${title}**\n\n${bullets(items, most, left)}`;
}

function bullets(items: readonly string[], shown: number, left = 0): string {
  return withRest(
    items
      .slice(0, shown)
      .map((item) => `- ${item}`)
      .join('\n'),
    Math.max(0, items.length - shown) + left,
    'more entry',
    'more entries',
  );
}

function withRest(part: string, left: number, one: string, many?: string): string {
  return left > 0 ? `${part}\n\n… and ${plural(left, one, many)}` : part;
}
