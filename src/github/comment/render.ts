/** What the one comment on a pull request says: short, for the check has the rest. Pure; `sticky.ts` posts it. */

import { downstreamTable } from '../../report/markdown/downstreams.ts';
import { text } from '../../report/markdown/escape.ts';
import { allowedNote, nextStepList } from '../../report/markdown/next-steps.ts';
import { consequenceLine, summaryTable, verdictLine } from '../../report/markdown/summary.ts';
import { plain, plainReport } from '../../report/plain.ts';
import { revision } from '../../report/sentences.ts';
import { marks } from '../../report/story.ts';
import { wordsFor } from '../check/endings.ts';
import type { Governed } from '../check/governed.ts';
import type { CheckOutcome } from '../check/outcome.ts';
import { mending, problemBlock } from '../check/problems.ts';
import { clip, longestComment } from '../check/room.ts';
import { togetherNote } from '../check/together.ts';
import { writeDecisions } from './decisions.ts';

/** First line of the comment: with its author it tells the comment from all others. */
export const STICKY_MARKER = '<!-- weir -->';

export interface Sticky {
  readonly body: string;
  /** Nothing needs saying: an earlier comment is brought up to date, but none is posted for it. */
  readonly quiet: boolean;
}

export interface StickyOptions {
  /** The commit that the outcome is about. */
  readonly head: string;
  readonly governed: readonly Governed[];
  /** Page of the check. */
  readonly checkUrl?: string;
  /** Signed; oldest first. */
  readonly decisions: readonly string[];
}

const mostProblems = 3;
/** Of what people read. A report with endless names must leave room for the decisions. */
const longestText = 30_000;

/** Undefined where the comment stays as it is: what comes next will say more. At most 65,536 characters. */
export function renderSticky(outcome: CheckOutcome, options: StickyOptions): Sticky | undefined {
  const content = contentOf(outcome, options);
  if (!content) return undefined;
  const { checkUrl, head } = options;
  const details = checkUrl === undefined ? '' : ` · [details in the check](<${checkUrl}>)`;
  const visible = [
    STICKY_MARKER,
    withinLimit(content.parts.filter(Boolean)),
    `<sub>As of ${revision(plain(head))}${details}</sub>`,
  ].join('\n\n');
  const decisions = writeDecisions(options.decisions, longestComment - visible.length - '\n\n'.length);
  return { quiet: content.quiet, body: decisions === '' ? visible : `${visible}\n\n${decisions}` };
}

interface Content {
  readonly parts: readonly string[];
  readonly quiet: boolean;
}

function contentOf(outcome: CheckOutcome, { governed }: StickyOptions): Content | undefined {
  switch (outcome.kind) {
    case 'judged':
      return judged(outcome);
    case 'broken': {
      const { problems } = outcome;
      const parts = [
        togetherNote(outcome.together),
        '**✖ Nothing was judged.**',
        problemBlock(problems, mostProblems),
        mending(problems, governed),
      ];
      return { parts, quiet: false };
    }
    case 'unconfigured':
      return { parts: [wordsFor(outcome).title], quiet: true };
    case 'waiting':
    case 'timed-out':
    case 'unreachable':
    case 'crashed': {
      const { title, paragraphs } = wordsFor(outcome);
      return { parts: [`**${text(title.charAt(0).toUpperCase() + title.slice(1))}**`, ...paragraphs], quiet: false };
    }
    case 'superseded':
    case 'abandoned':
    case 'installed':
      return undefined;
    default:
      throw new Error(`unknown outcome ${String(outcome satisfies never)}`);
  }
}

function judged(outcome: Extract<CheckOutcome, { kind: 'judged' }>): Content {
  try {
    return told(outcome);
  } catch {
    // What was judged must not be lost where it cannot be told; the check says why.
    const { verdict } = outcome.report;
    return { parts: [`**${marks[verdict]} ${verdict}**`], quiet: false };
  }
}

function told({ report, inconclusive, together }: Extract<CheckOutcome, { kind: 'judged' }>): Content {
  const shown = plainReport(report);
  const verdict = verdictLine(shown);
  const beside = togetherNote(together);
  if (report.verdict === 'unaffected') return { parts: [beside, verdict], quiet: !together?.holds.length };
  return {
    parts: [
      beside,
      verdict,
      consequenceLine(shown),
      allowedNote(shown, inconclusive),
      summaryTable(shown),
      downstreamTable(shown),
      nextStepList(shown, 'app'),
    ],
    quiet: false,
  };
}

/** What comes first matters most; nothing is cut in its middle but the verdict's own line. */
function withinLimit(parts: readonly string[]): string {
  for (let kept = parts.length; kept > 0; kept -= 1) {
    const markdown = parts.slice(0, kept).join('\n\n');
    if (markdown.length <= longestText) return markdown;
  }
  return clip(parts[0] ?? '', 1000);
}
