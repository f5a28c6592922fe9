/** Markdown to HTML as GitHub does it: tables, folded parts, alerts and short ids of commits. */
import { Marked, type Tokens } from 'marked';

const ICONS: Readonly<Record<string, string>> = { warning: '⚠', note: 'ⓘ', tip: '☼', important: '‼', caution: '⛔' };

const marked = new Marked({ gfm: true, renderer: { blockquote, text } });

export function markdownToHtml(markdown: string): string {
  return marked.parse(markdown, { async: false });
}

/** `> [!WARNING]` opens an alert: https://docs.github.com/get-started/writing-on-github */
function blockquote({ text }: Tokens.Blockquote): string {
  const [, name, rest = ''] = /^\[!(\w+)\]\n?(.*)$/s.exec(text) ?? [];
  if (name === undefined) return `<blockquote>${markdownToHtml(text)}</blockquote>`;
  const kind = name.toLowerCase();
  const title = `${ICONS[kind] ?? ''} ${name.charAt(0)}${kind.slice(1)}`;
  return `<div class="markdown-alert markdown-alert-${kind}"><p class="markdown-alert-title">${title}</p>${markdownToHtml(rest)}</div>`;
}

function text(token: Tokens.Text | Tokens.Escape): string | false {
  const shortened = token.text.replace(/\b([0-9a-f]{7})[0-9a-f]{33}\b/g, '<code>$1</code>');
  return shortened !== token.text && shortened;
}
