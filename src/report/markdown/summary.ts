/** The first screen of a report in markdown: the verdict and a row for each affected pipeline. Checks and comments open with it. */
import { limit } from '../../format/measures.ts';
import { count, plural } from '../../format/numbers.ts';
import { consequence } from '../consequence.ts';
import { headline } from '../headline.ts';
import { cut } from '../plain.ts';
import type { PipelineReport, Report } from '../report.generated.ts';
import { valued } from '../sentences.ts';
import { affected, markOf, verdictOf, worstMeasure } from '../story.ts';
import { cellCode, tableOf, text } from './escape.ts';
import { ownerList } from './pipeline.ts';

const mostRows = 10;
const longestReason = 80;

/** One line. The report must be `plain`. */
export function verdictLine(report: Report): string {
  return `**${verdictOf(report)}** – ${text(headline(report))}`;
}

/** What the change does, in words; empty where nothing was replayed. The report must be `plain`. */
export function consequenceLine(report: Report): string {
  return text(consequence(report) ?? '');
}

/** The affected pipelines, worst first; empty where there are none. The report must be `plain`. */
export function summaryTable(report: Report): string {
  const pipelines = affected(report);
  if (pipelines.length === 0) return '';
  const table = tableOf(
    ['', 'pipeline', 'worst measure', 'allowed', 'records', 'owners'],
    pipelines.slice(0, mostRows).map(summaryRow),
  );
  const left = pipelines.length - mostRows;
  return left > 0 ? `${table}\n\n… and ${plural(left, 'more pipeline')}` : table;
}

function summaryRow(pipeline: PipelineReport): string[] {
  const { records, owners, reasons } = pipeline;
  const measured = worstMeasure(pipeline);
  return [
    markOf(pipeline),
    named(pipeline),
    measured ? `${cellCode(measured.name)} ${text(valued(measured))}` : text(reasons[0] ?? ''),
    measured ? text(limit(measured.measure, measured.key)) : '',
    records.replayed === records.recorded
      ? count(records.replayed)
      : `${count(records.replayed)} of ${count(records.recorded)}`,
    ownerList(owners, 2),
  ];
}

/** The measured verdict is said in words beside the mark of an approval. */
function named({ name, verdict, approval }: PipelineReport): string {
  if (!approval) return cellCode(name);
  const reason = text(cut(approval.reason, longestReason));
  return `${cellCode(name)} – ${verdict}, approved by ${cellCode(`@${approval.by}`)}: ${reason}`;
}
