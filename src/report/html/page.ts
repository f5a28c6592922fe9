/** The report as one HTML file that needs nothing else: no network, no script, the same bytes for the same report. */
import { createHash } from 'node:crypto';
import type { Report } from '../report.generated.ts';
import type { FileTexts } from './excerpt.ts';
import { html, type Safe, trusted } from './html.ts';
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

/** Pure: no clock, no files, no network. Safe for any text in the report: it is escaped, and the page allows no script. */
export function renderHtml(report: Report, { sources = new Map() }: HtmlOptions = {}): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${verdictWord(report.verdict)}. ${title(report)} · Weir</title>
<style>${trusted(styles)}</style>
</head>
<body>
${symbols}
${opening(report)}<main>
${overview(report)}${editsSection(report, sources)}${pipelines(report)}${reproduceSection(report)}</main>
${closing(report)}</body>
</html>
`;
  return page.toString();
}

/** Nothing may be loaded, run, framed or sent; the one style sheet is named by its hash. */
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(styles).digest('base64')}'; base-uri 'none'; form-action 'none'`;

function pipelines(report: Report): Safe[] {
  return report.pipelines
    .map((pipeline, index) => ({ pipeline, index }))
    .filter(({ pipeline }) => pipeline.verdict !== 'unaffected')
    .map(({ pipeline, index }) => pipelineSection(pipeline, index, report));
}
