/** XML as elements with their places. Nothing outside of the file is ever read: a document type, which could name some, is refused. */

import { Parser } from 'saxen';
import { placeAt } from '../../../document/place-at.ts';
import { ArtifactError, type Problem } from '../../../errors.ts';

export interface Element {
  /** As its namespace has it in `Namespaces`, whatever prefix the file gives it. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** Its own text, decoded; of an element with children what stands between them. */
  readonly text: string;
  /** Offsets in the file: of its first character, behind its open tag, and behind its last character. */
  readonly start: number;
  readonly inside: number;
  readonly end: number;
}

/** By its URI what stands before the names of its elements and attributes. Those of no namespace begin with a colon. */
export type Namespaces = Readonly<Record<string, string>>;

/** More levels than any model that people draw. */
const MOST_LEVELS = 500;

/** Throws ArtifactError with a line where the text is no XML, or has a document type. */
export function parseXml(xml: string, file: string, namespaces: Namespaces): Element {
  const parser = new Parser();
  const uris = Object.keys(namespaces);
  // Two namespaces may be one here: versions of a language.
  parser.ns(Object.fromEntries(uris.map((uri, index) => [uri, `n${index}`])));
  const nameOf = (name: string, alone = ':'): string => {
    const [, index, own] = /^n(\d+):(.*)$/.exec(name) ?? [];
    if (own !== undefined) return `${namespaces[uris[Number(index)] ?? ''] ?? ''}${own}`;
    return name.includes(':') ? name : `${alone}${name}`;
  };
  const root: Growing = { name: '', attributes: {}, children: [], text: '', start: 0, inside: 0, end: xml.length };
  const open: Growing[] = [root];
  let at = 0;
  const refuse = (problem: Pick<Problem, 'message' | 'expected'>, offset: number): never => {
    throw new ArtifactError([{ file, ...placeAt(xml, offset), ...problem }]);
  };
  // The parser gives lines only by counting from the beginning, so places are found beside it.
  const skip = (end: string, length: number): void => {
    at = xml.indexOf(end, at) + length;
  };

  parser.on('openTag', (name, attributesOf, decode) => {
    const start = xml.indexOf('<', at);
    at = behindTag(xml, start);
    if (open.length > MOST_LEVELS) refuse({ message: `nested more than ${MOST_LEVELS} levels deep` }, start);
    const attributes = Object.fromEntries(
      Object.entries(attributesOf()).map(([key, value]) => [nameOf(key, ''), decode(value)]),
    );
    const element: Growing = { name: nameOf(name), attributes, children: [], text: '', start, inside: at, end: at };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closeTag', (_name, _decode, closesItself) => {
    const element = open.pop();
    if (!element) return;
    if (!closesItself) {
      at = xml.indexOf('<', at);
      skip('>', 1);
    }
    element.end = at;
  });
  parser.on('text', (value, decode) => {
    const element = open.at(-1);
    if (element) element.text += decode(value);
  });
  parser.on('cdata', (value) => {
    skip(']]>', 3);
    const element = open.at(-1);
    if (element) element.text += value;
  });
  parser.on('comment', () => skip('-->', 3));
  parser.on('question', () => skip('?>', 2));
  parser.on('attention', () =>
    refuse({ message: 'a document type, which is not read', expected: 'an element' }, xml.indexOf('<!', at)),
  );
  parser.on('warn', (warning, context) => {
    const { line, column } = context();
    // What stands behind the last element is said so; attributes that are lost would change what the file says.
    throw new ArtifactError([{ file, line: line + 1, column: column + 1, message: `no XML: ${warning.message}` }]);
  });
  parser.on('error', (error, context) => {
    const { line, column } = context();
    throw new ArtifactError([{ file, line: line + 1, column: column + 1, message: `no XML: ${error.message}` }]);
  });
  parser.parse(xml);
  const [top, another] = root.children;
  if (another) refuse({ message: 'no XML: a second element behind the first' }, another.start);
  return top && open.length === 1 ? top : refuse({ message: 'no XML: it ends too early' }, xml.length);
}

interface Growing extends Element {
  readonly children: Growing[];
  text: string;
  end: number;
}

/** Behind the `>` that is in no attribute. */
function behindTag(xml: string, start: number): number {
  const tag = /<(?:"[^"]*"|'[^']*'|[^>"'])*>/y;
  tag.lastIndex = start;
  return tag.test(xml) ? tag.lastIndex : xml.length;
}

/** Where the character at `index` of an element's text stands in the file. */
export function offsetOf(xml: string, { inside, end }: Element, index: number): number {
  const raw = /<!\[CDATA\[|\]\]>|&[^;]*;|[\s\S]/y;
  raw.lastIndex = inside;
  for (let left = index; left > 0 && raw.lastIndex < end; ) {
    const [token = ''] = raw.exec(xml) ?? [];
    if (token !== '<![CDATA[' && token !== ']]>') left -= 1;
  }
  return raw.lastIndex;
}
