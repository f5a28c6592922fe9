/**
 * The report as one HTML file that needs nothing else: no network, the same bytes for the same report. It is complete
 * without its script, which only sorts, unfolds and points.
 */
import { createHash } from 'node:crypto';
import type { Report } from '../report.generated.ts';
import { affected } from '../story.ts';
import { type Detail, details } from './detail.ts';
import type { FileTexts } from './excerpt.ts';
import { html, type Safe, trusted } from './html.ts';
import { script } from './script.ts';
import { approvalsSection } from './sections/approvals.ts';
import { closing, reproduceSection } from './sections/closing.ts';
import { editsSection } from './sections/edits.ts';
import { opening, title } from './sections/opening.ts';
import { overview } from './sections/overview.ts';
import { pipelineSection } from './sections/pipeline.ts';
import { styles } from './styles.ts';
import { symbols, verdictWord } from './words.ts';

export interface HtmlOptions {
  /** Texts of the edited artifacts by path; edits of a file that is not among them are listed without their lines. */
  readonly sources?: ReadonlyMap<string, FileTexts>;
}

/** Pure: no clock, no files, no network. Safe for any text in the report: it is escaped, and the page allows no script but its own. */
export function renderHtml(report: Report, { sources = new Map() }: HtmlOptions = {}): string {
  let page = '';
  for (const detail of details) {
    page = render(report, sources, detail);
    if (Buffer.byteLength(page) < largest) break;
  }
  return page;
}

/** Bytes. */
const largest = 1_000_000;

function render(report: Report, sources: ReadonlyMap<string, FileTexts>, detail: Detail): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${verdictWord(report.verdict)}. ${title(report)} · Weir</title>
<style>${trusted(styles)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
${symbols}
${opening(report)}<main id="content" tabindex="-1">
${overview(report)}${editsSection(report, sources)}${pipelines(report, detail)}${reproduceSection(report)}${approvalsSection(report)}</main>
${closing(report)}<script>${trusted(script)}</script>
</body>
</html>
`;
  return page.toString();
}

/** Nothing may be loaded, framed or sent; the one style sheet and the one script are named by their hashes. */
export const contentSecurityPolicy = `default-src 'none'; style-src '${hashOf(styles)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`;

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function pipelines(report: Report, detail: Detail): Safe[] {
  return affected(report).map((pipeline, rank) => {
    const index = report.pipelines.indexOf(pipeline);
    return pipelineSection(pipeline, index, report, rank < detail.pictured ? detail : undefined);
  });
}
