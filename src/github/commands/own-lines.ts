/**
 * Which lines of a comment its writer says as text: not code, not a quote, not hidden. `parse.ts` looks for commands in
 * these alone. The comment is parsed as GitHub parses it; a line counts where it begins in the plain text of a paragraph
 * that stands by itself. Where there is a doubt, a line is left out: a command that is overlooked can be written again, one
 * that was only quoted must not be carried out in the quoter's name.
 */
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { foreignFrom } from './foreign-mail.ts';
import { type HtmlState, hasElement, plainHtml, readHtml } from './open-html.ts';

type Root = ReturnType<typeof fromMarkdown>;
type Block = Root['children'][number];
type Paragraph = Extract<Block, { type: 'paragraph' }>;
type Node = Root | Block | Paragraph['children'][number];

/** What is longer is not parsed: whoever writes it could keep the App busy for as long as they like. */
const longest = { characters: 20_000, lines: 1000, containers: 50 };

const deep = new RegExp(`^(?:\\s*(?:[>*+-]|\\d{1,9}[.)])){${longest.containers}}`, 'm');

export function isTooLong(body: string): boolean {
  return body.length > longest.characters || body.split('\n').length > longest.lines || deep.test(body);
}

/** The lines without line breaks; those that are not the writer's own, or not shown as text, are empty. */
export function ownLines(body: string): string[] {
  if (isTooLong(body)) return [];
  // What is blank or invisible is not the same everywhere; a line counts where it is the writer's own either way.
  const [raw, normal] = [body.replace(/\r\n?/g, '\n'), normalise(body)];
  const lines = normal.split('\n');
  const [inRaw, inNormal] = [ownIn(raw), ownIn(normal)];
  return lines.map((line, index) => (inRaw.has(index) && inNormal.has(index) ? withoutComments(line) : ''));
}

/** One kind of line break, blank and nothing invisible: mail programs and telephones are free with all three. */
function normalise(body: string): string {
  return body
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Zs}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[^\P{Cc}\n\t]/gu, ' ');
}

/** Numbers of the writer's own lines, from 0. */
function ownIn(text: string): Set<number> {
  const lines = text.split('\n');
  const { children } = fromMarkdown(text, {
    // Emphasis changes nothing here, and takes its time.
    extensions: [gfm(), { disable: { null: ['attention'] } }],
    mdastExtensions: [gfmFromMarkdown()],
  });
  const end = foreignFrom(lines, (index) => children.some((block) => hides(block, index)));
  const own = new Set<number>();
  let html: HtmlState = plainHtml;
  for (const block of children) {
    if (block.type === 'paragraph') html = readParagraph(block, lines, html, own);
    else for (const source of htmlIn(block)) html = readHtml(html, source);
  }
  return new Set([...own].filter((index) => index < end));
}

/** A mail that is repeated there is a quote or code anyway. */
function hides(block: Block, index: number): boolean {
  return ['code', 'html', 'blockquote'].includes(block.type) && covers(block, index);
}

function covers({ position }: Node, index: number): boolean {
  return position !== undefined && position.start.line - 1 <= index && index <= position.end.line - 1;
}

/** Adds the paragraph's lines that are plain text to `own`. Gives the state of HTML after it. */
function readParagraph(paragraph: Paragraph, lines: readonly string[], before: HtmlState, own: Set<number>): HtmlState {
  const [first, last] = [(paragraph.position?.start.line ?? 1) - 1, (paragraph.position?.end.line ?? 0) - 1];
  let html = before;
  let child = 0;
  for (let index = first; index <= last; index++) {
    const line = lines[index] ?? '';
    const column = line.search(/\S/) + 1;
    const at = (node: Node) => compare(node.position?.end, index + 1, column) > 0;
    // Everything that ends before this line begins.
    for (; child < paragraph.children.length; child++) {
      const node = paragraph.children[child];
      if (!node || at(node)) break;
      for (const source of htmlIn(node)) html = readHtml(html, source);
    }
    const node = paragraph.children[child];
    const isPlain = node !== undefined && (node.type === 'text' || beginsAndEnds(node, index + 1, column));
    if (isPlain && html === plainHtml && !hasElement(line)) own.add(index);
  }
  for (const node of paragraph.children.slice(child)) {
    for (const source of htmlIn(node)) html = readHtml(html, source);
  }
  return html;
}

/** It begins just there, and stays on the line: a name as code, a link. */
function beginsAndEnds({ position }: Node, line: number, column: number): boolean {
  return position?.start.line === line && position.start.column === column && position.end.line === line;
}

function compare(end: { line: number; column: number } | undefined, line: number, column: number): number {
  return end === undefined ? -1 : end.line - line || end.column - column;
}

/** The sources of all HTML in a node, in order. */
function htmlIn(node: Node): string[] {
  if (node.type === 'html') return [node.value];
  return 'children' in node ? node.children.flatMap((child) => htmlIn(child)) : [];
}

/** A comment inside a line of text is taken out. */
function withoutComments(line: string): string {
  return line.replace(/<!--.*?-->/g, ' ');
}
