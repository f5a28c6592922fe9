/**
 * The report as one HTML file that needs nothing else: no network, the same bytes for the same report. It is complete
 * without its script, which only sorts, filters, unfolds and points.
 */

import type { Way } from '../next-steps.ts';
import type { FileTexts } from '../places.ts';
import type { Report } from '../report.generated.ts';
import { affected } from '../story.ts';
import { type Detail, details } from './detail.ts';
import { html, type Safe, trusted } from './html.ts';
import { script } from './script.ts';
import { approvalsSection } from './sections/approvals.ts';
import { closing, reproduceSection } from './sections/closing.ts';
import { downstreamSection } from './sections/downstreams.ts';
import { editsSection } from './sections/edits.ts';
import { type Origin, opening, title } from './sections/opening.ts';
import { overview } from './sections/overview.ts';
import { pipelineSection } from './sections/pipeline.ts';
import { policyWith, shell } from './shell.ts';
import { verdictWord } from './words.ts';

export interface HtmlOptions {
  /** Texts of the edited artifacts by path; edits of a file that is not among them are listed without their lines. */
  readonly sources?: ReadonlyMap<string, FileTexts>;
  /** How Weir is run, which decides what can be done next; by hand if it is not said. */
  readonly way?: Way;
  /** What asked for it, and where that is: `acme/claims#12`. */
  readonly origin?: Origin;
}

/** Pure: no clock, no files, no network. Safe for any text in the report: it is escaped, and the page allows no script but its own. */
export function renderHtml(
  report: Report,
  { sources = new Map(), way = 'command-line', origin }: HtmlOptions = {},
): string {
  let page = '';
  for (const detail of details) {
    page = render(report, { sources, way, ...(origin && { origin }) }, detail);
    if (Buffer.byteLength(page) < largest) break;
  }
  return page;
}

type Drawing = Required<Omit<HtmlOptions, 'origin'>> & Pick<HtmlOptions, 'origin'>;

/** Bytes. */
const largest = 1_000_000;

function render(report: Report, { sources, way, origin }: Drawing, detail: Detail): string {
  return shell({
    title: `${verdictWord(report.verdict)}. ${title(report)}`,
    policy: contentSecurityPolicy,
    first: html`<a class="skip" href="#content">Skip to the content</a>\n`,
    body: html`${opening(report, way, origin)}<main id="content" tabindex="-1">
${overview(report)}${downstreamSection(report)}${editsSection(report, sources)}${pipelines(report, detail)}${reproduceSection(report)}${approvalsSection(report, way)}</main>
${closing(report)}<script>${trusted(script)}</script>
`,
  });
}

/** Pipelines, the worst first, whose segments have pictures: those of all would take long to draw and then find no room. */
const mostSliced = 4;

/** Of every report's page; the App sends it as a header, too. */
export const contentSecurityPolicy = policyWith(script);

function pipelines(report: Report, detail: Detail): Safe[] {
  return affected(report).map((pipeline, rank) => {
    const index = report.pipelines.indexOf(pipeline);
    const slices = rank < mostSliced ? detail.slices : 0;
    return pipelineSection(pipeline, index, report, rank < detail.pictured ? { ...detail, slices } : undefined);
  });
}
