/** The end of the page: how to get the same numbers again, and what made them. */
import type { Report } from '../../report.generated.ts';
import { html, type Safe } from '../html.ts';
import { code } from '../words.ts';

export function reproduceSection({ command }: Report): Safe | string {
  if (!command) return '';
  return html`<section aria-labelledby="reproduce"><h2 id="reproduce">How to reproduce this</h2>
<p>In a clone of the repository this command gives the same numbers.</p>
<pre class="command" tabindex="0"><code>${command}</code></pre></section>
`;
}

export function closing({ tool, base, head, config, seed }: Report): Safe {
  const judged = config
    ? html`<div><dt>Limits from</dt><dd>${code(config.path)} of ${config.from === 'file' ? 'the file named' : config.from}</dd></div>`
    : '';
  return html`<footer><dl>
<div><dt>Base</dt><dd>${code(base)}</dd></div><div><dt>Head</dt><dd>${code(head)}</dd></div>${judged}${seed === undefined ? '' : html`<div><dt>Seed</dt><dd>${seed}</dd></div>`}<div><dt>Made by</dt><dd>${tool ?? 'weir'}</dd></div>
</dl></footer>
`;
}
