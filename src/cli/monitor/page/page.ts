/**
 * What a monitor found as one HTML file that needs nothing else: no network, the same bytes for the same findings. It is complete
 * without its script, which only shows numbers at the pointer and unfolds.
 */
import { plural } from '../../../format/numbers.ts';
import type { Monitored } from '../../../monitor/monitor.ts';
import { causesOf, isOpen } from '../../../monitor/words.ts';
import { html, type Safe, trusted } from '../../../report/html/html.ts';
import { reveal } from '../../../report/html/script/reveal.ts';
import { tips } from '../../../report/html/script/tips.ts';
import { policyWith, shell } from '../../../report/html/shell.ts';
import { pipelineSection, statusBadge } from './pipeline.ts';

const script = `(() => {\n'use strict';\n${[tips, reveal].join('')}})();\n`;

/** Pure: no clock, no files, no network. Safe for any text: it is escaped, and the page allows no script but its own. */
export function renderPage(all: readonly Monitored[]): string {
  const title = titleOf(all);
  const body = html`<header class="opening">
<p class="masthead"><span class="wordmark">Weir</span> <span class="quiet">production by week</span></p>
<h1>${title}</h1>
${all.length > 1 ? contents(all) : ''}</header>
<main id="content" tabindex="-1">
${all.map((one, index) => pipelineSection(one, index))}</main>
<script>${trusted(script)}</script>
`;
  return shell({
    title,
    policy: policyWith(script),
    first: html`<a class="skip" href="#content">Skip to the content</a>\n`,
    body,
  });
}

function titleOf(all: readonly Monitored[]): string {
  const causes = all.flatMap(({ findings }) => causesOf(findings.filter(isOpen)));
  const pipelines = all.length === 1 ? (all[0]?.pipeline ?? '') : plural(all.length, 'pipeline');
  if (causes.length > 0) return `${pipelines}: ${plural(causes.length, 'finding')} open`;
  const isUnknown = all.some(({ status }) => status === 'too little');
  return isUnknown ? `${pipelines}: too few weeks to tell` : `${pipelines}: nothing is open`;
}

function contents(all: readonly Monitored[]): Safe {
  return html`<ul class="reasons">${all.map(
    (one, index) =>
      html`<li class="${one.status === 'open' ? 'fail' : one.status === 'quiet' ? 'pass' : 'inconclusive'}"><a href="#pipeline-${index + 1}">${one.pipeline}</a> ${statusBadge(one)}</li>\n`,
  )}</ul>\n`;
}
