/** Markdown as GitHub shows it, on a terminal: what is folded there is folded here, and comments are not seen. */
import { lexer, type Token, type Tokens } from 'marked';
import { cut, wrap } from '../../../src/report/plain.ts';
import { inColumns } from './columns.ts';
import { paint } from './screen.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&#36;': '$' };

/** Lines of at most `width` columns. */
export function renderMarkdown(markdown: string, width: number): string[] {
  return blocks(lexer(markdown), width);
}

function blocks(tokens: readonly Token[], width: number): string[] {
  const parts: string[][] = [];
  let folded = false;
  for (const token of tokens) {
    if (token.type === 'html' && token.raw.startsWith('<details>')) {
      folded = true;
      parts.push([`▸ ${htmlText(token.raw)}`]);
    } else if (token.type === 'html' && token.raw.startsWith('</details>')) folded = false;
    else if (!folded) parts.push(block(token, width));
  }
  return parts.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function block(token: Token, width: number): string[] {
  switch (token.type) {
    case 'paragraph':
    case 'text':
      return wrap(inline(token.tokens ?? []), width);
    case 'heading':
      return wrap(paint('strong', inline(token.tokens ?? [])), width);
    case 'list':
      return (token as Tokens.List).items.flatMap((item) => indented(blocks(item.tokens, width - 2), '• ', '  '));
    case 'table':
      return table(token as Tokens.Table, width);
    case 'code':
      return (token as Tokens.Code).text.split('\n').map((line) => cut(line, width));
    case 'blockquote':
      return quote(token as Tokens.Blockquote, width);
    case 'html':
      return wrap(paint('quiet', htmlText(token.raw)), width);
    default:
      return [];
  }
}

/** Quotes that open with `[!WARNING]` are alerts. */
function quote({ text }: Tokens.Blockquote, width: number): string[] {
  const [, kind, rest] = /^\[!(\w+)\]\n?(.*)$/s.exec(text) ?? [];
  const lines = renderMarkdown(rest ?? text, width - 2);
  const title = kind === undefined ? [] : [paint('strong', kind.charAt(0) + kind.slice(1).toLowerCase())];
  return indented([...title, ...lines], '│ ', '│ ');
}

function table({ header, rows }: Tokens.Table, width: number): string[] {
  const head = header.map(({ tokens }) => paint('quiet', inline(tokens)));
  return inColumns([head, ...rows.map((row) => row.map(({ tokens }) => inline(tokens)))], width);
}

function indented(lines: readonly string[], first: string, others: string): string[] {
  return lines.map((line, index) => `${index === 0 ? first : others}${line}`);
}

function inline(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'strong') return paint('strong', inline(token.tokens ?? []));
      if (token.type === 'codespan') return paint('head', token.text);
      if (token.type === 'html') return htmlText(token.raw);
      return 'tokens' in token && token.tokens
        ? inline(token.tokens)
        : decoded('text' in token ? token.text : token.raw);
    })
    .join('');
}

function htmlText(html: string): string {
  return decoded(html.replace(/<!--.*?-->|<[^>]*>/gs, '')).trim();
}

/** The invisible blank that keeps GitHub from making mentions is of no use here; ids of commits are shortened there. */
function decoded(text: string): string {
  return text
    .replace(/&#8203;/g, '')
    .replace(/\b([0-9a-f]{7})[0-9a-f]{33}\b/g, '$1')
    .replace(/&(?:lt|gt|amp|#36);/g, (entity) => ENTITIES[entity] ?? entity);
}
