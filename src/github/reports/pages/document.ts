/** What every page has that is no report itself: the report page's style, a title, and a policy that allows nothing else. */
import { type Content, html } from '../../../report/html/html.ts';
import { policyWith, shell } from '../../../report/html/shell.ts';
import { type Answer, page } from '../answer.ts';

export interface Document {
  readonly status?: number;
  /** Of the window and of the page. */
  readonly title: string;
  /** What it is about, beside the name of Weir. */
  readonly about?: Content;
  /** What stands first, in sentences. */
  readonly lead?: Content;
  readonly content?: Content;
}

/** One self-contained page: no network, no script. */
export function document({ status = 200, title, about = '', lead, content = '' }: Document): Answer {
  const first = lead === undefined ? '' : html`<section class="prose"><p>${lead}</p></section>\n`;
  const body = html`<header class="opening">
<p class="masthead"><span class="wordmark">Weir</span> <span class="quiet">${about}</span></p>
<h1>${title}</h1>
</header>
<main>
${first}${content}</main>
`;
  return page(status, shell({ title, policy: POLICY, body }), POLICY);
}

/**
 * What a kept page may do, in its own words: another version of Weir may have written it. The element stands before all
 * that comes from a report.
 */
export function policyOf(kept: string): string | undefined {
  const [, policy] = /<meta http-equiv="Content-Security-Policy" content="([^"<>]*)">/.exec(kept.slice(0, 4096)) ?? [];
  return policy?.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

const POLICY = policyWith();
