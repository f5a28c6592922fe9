/** The frame of every page: what its head holds, whatever the page is about. */
import { createHash } from 'node:crypto';
import { type Content, html, trusted } from './html.ts';
import { styles } from './styles.ts';
import { symbols } from './words.ts';

export interface Shell {
  /** Of the window. */
  readonly title: string;
  /** Content security policy; `policyWith` makes it. */
  readonly policy: string;
  /** What stands before the symbols that the page refers to. */
  readonly first?: Content;
  readonly body: Content;
}

/** A whole HTML document that loads nothing. */
export function shell({ title, policy, first = '', body }: Shell): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title} · Weir</title>
<style>${trusted(styles)}</style>
</head>
<body>
${first}${symbols}
${body}</body>
</html>
`;
  return page.toString();
}

/** Nothing may be loaded, framed or sent; style sheet and script are named by their hashes. */
export function policyWith(script?: string): string {
  const scripts = script === undefined ? '' : ` script-src ${hashOf(script)};`;
  return `default-src 'none'; style-src ${hashOf(styles)};${scripts} base-uri 'none'; form-action 'none'`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
