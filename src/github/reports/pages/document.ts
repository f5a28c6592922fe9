/** What every page has that is no report itself: the report page's style, a title, and a policy that allows nothing else. */
import { createHash } from 'node:crypto';
import { type Content, html, trusted } from '../../../report/html/html.ts';
import { styles } from '../../../report/html/styles.ts';
import { symbols } from '../../../report/html/words.ts';
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
  const text = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title} · Weir</title>
<style>${trusted(styles)}</style>
</head>
<body>
${symbols}
<header class="opening">
<p class="masthead"><span class="wordmark">Weir</span> <span class="quiet">${about}</span></p>
<h1>${title}</h1>
</header>
<main>
${first}${content}</main>
</body>
</html>
`;
  return page(status, text.toString(), POLICY);
}

/**
 * What a kept page may do, in its own words: another version of Weir may have written it. The element stands before all
 * that comes from a report.
 */
export function policyOf(kept: string): string | undefined {
  const [, policy] = /<meta http-equiv="Content-Security-Policy" content="([^"<>]*)">/.exec(kept.slice(0, 4096)) ?? [];
  return policy?.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

const HASH = createHash('sha256').update(styles).digest('base64');
const POLICY = `default-src 'none'; style-src 'sha256-${HASH}'; base-uri 'none'; form-action 'none'`;
