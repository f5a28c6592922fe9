/** The end of the page: how to get the same numbers again, and what made them. */
import { explanations } from '../../next-steps.ts';
import type { Report } from '../../report.generated.ts';
import { reproducible } from '../../sentences.ts';
import { html, type Safe } from '../html.ts';
import { code } from '../words.ts';

export function reproduceSection(report: Report): Safe | string {
  const { command } = report;
  if (!command) return '';
  return html`<section aria-labelledby="reproduce"><h2 id="reproduce">How to reproduce this</h2>
<p>${reproducible(report)}</p>
<pre class="command" tabindex="0"><code>${command}</code></pre></section>
`;
}

const { measures } = explanations;

export function closing({ tool, base, head, config, seed }: Report): Safe {
  const judged = config
    ? html`<div><dt>Limits from</dt><dd>${code(config.path)} of ${config.from === 'file' ? 'the file named' : config.from}</dd></div>`
    : '';
  return html`<footer><dl>
<div><dt>Base</dt><dd>${code(base)}</dd></div><div><dt>Head</dt><dd>${code(head)}</dd></div>${judged}${seed === undefined ? '' : html`<div><dt>Seed</dt><dd>${seed}</dd></div>`}<div><dt>Read more</dt><dd><a href="${measures.href}">${measures.link}</a></dd></div><div><dt>Made by</dt><dd>${tool ?? 'weir'}</dd></div>
</dl></footer>
`;
}
