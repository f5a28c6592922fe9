/** What to do next, in markdown: in a check's summary, in the App's comment and at the end of a report's first screen. */
import { explanations, nextSteps, type Piece, type Way } from '../next-steps.ts';
import { isOpenable } from '../plain.ts';
import type { Report } from '../report.generated.ts';
import { cellCode, cellPlaceCode, text } from './escape.ts';

/** A list, or nothing where nobody has to act. The report must be `plain`. */
export function nextStepList(report: Report, way: Way): string {
  const steps = nextSteps(report, way);
  if (steps.length === 0) return '';
  return ['**What to do next**\n', ...steps.map((step) => `- ${step.map(piece).join('')}`)].join('\n');
}

/** weir.yml says so of this verdict, and a reader should not take it for a pass. */
export function allowedNote(report: Report, inconclusive: 'block' | 'allow'): string {
  if (report.verdict !== 'inconclusive' || inconclusive === 'block') return '';
  return '> [!WARNING]\n> weir.yml lets through what cannot be judged (`inconclusive: allow`). This is not a pass.';
}

/** For the foot of a report. */
export const measuresLink = piece(explanations.measures);

function piece(one: Piece): string {
  if (typeof one === 'string') return spaced(one);
  if ('link' in one) return `[${one.link}](<${one.href}>)`;
  // What has to be typed is never cut; names that could be longer are none that weir.yml takes.
  if (/^\/weir [\w .<>-]+$/.test(one.code)) return `\`${one.code}\``;
  return isOpenable(one.code) ? cellPlaceCode(one.code) : cellCode(one.code);
}

/** Escaping takes blanks at the ends away, which here part words. */
function spaced(words: string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(words) ?? [];
  return `${before}${inner === '' ? '' : text(inner)}${after}`;
}
