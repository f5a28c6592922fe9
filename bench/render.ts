/** Results as a markdown table whose columns line up, for terminals and for documents. */
import type { Result } from './benchmark.ts';

const HEADINGS = ['what', 'ours', 'compared with', 'ratio', 'target', 'met', 'what limits it'];

export function renderResults(results: readonly Result[]): string {
  const rows = results.map(({ name, ours, comparedWith, ratio, target, met, limitedBy }) => [
    name,
    ours,
    comparedWith,
    Number.isNaN(ratio) ? '–' : ratio.toFixed(2),
    target ?? '–',
    met === undefined ? '–' : met ? 'yes' : 'no',
    limitedBy,
  ]);
  const widths = HEADINGS.map((_, column) => Math.max(...[HEADINGS, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [HEADINGS, rule, ...rows].map(line).join('\n');
}
