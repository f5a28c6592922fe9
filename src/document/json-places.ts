/**
 * Finds where the values of a JSON text stand. A YAML parser could too, at ten times the cost and only as deep as the
 * stack; this one reads over the text once, without recursion.
 */
import { MOST_LEVELS } from './levels.ts';
import type { Locate, Place, Span } from './places.ts';

interface JsonPlace extends Place {
  value: [start: number, end: number];
  readonly children?: Map<string, JsonPlace>;
}

export interface JsonPlaces {
  readonly locate: Locate;
  /** The keys that stand twice in one object. */
  readonly duplicates: readonly Span[];
  /** The first list or object below more than `MOST_LEVELS`. */
  readonly tooDeep: number | undefined;
}

/** The text must be one that `JSON.parse` accepts. */
export function locateJson(text: string): JsonPlaces {
  const duplicates: Span[] = [];
  const { root, tooDeep } = scan(text, duplicates);

  function locate(tokens: readonly string[]): Place {
    let place = root;
    for (const token of tokens) {
      const child = place.children?.get(token);
      if (!child) break;
      place = child;
    }
    return place;
  }
  return { locate, duplicates, tooDeep };
}

function scan(text: string, duplicates: Span[]): { root: JsonPlace; tooDeep: number | undefined } {
  const root: JsonPlace = { value: [0, text.length] };
  const open: { readonly place: JsonPlace; readonly isList: boolean }[] = [];
  let first: JsonPlace | undefined;
  let tooDeep: number | undefined;
  let key: Span | undefined;

  /** Enters a value into the container that is open. */
  function enter(place: JsonPlace): void {
    first ??= place;
    const container = open.at(-1);
    const siblings = container?.place.children;
    if (!siblings) return;
    const name = container.isList ? String(siblings.size) : keyText(text, place.key);
    if (place.key && siblings.has(name)) duplicates.push(place.key);
    siblings.set(name, place);
  }

  for (let offset = 0; offset < text.length; ) {
    const character = text.charCodeAt(offset);
    if (isSeparator(character)) {
      offset++;
    } else if (character === OBJECT || character === LIST) {
      const place: JsonPlace = { value: [offset, offset + 1], key, children: new Map() };
      enter(place);
      open.push({ place, isList: character === LIST });
      if (open.length > MOST_LEVELS) tooDeep ??= offset;
      key = undefined;
      offset++;
    } else if (character === OBJECT_END || character === LIST_END) {
      const closed = open.pop();
      offset++;
      if (closed) closed.place.value[1] = offset;
    } else {
      const end = character === QUOTE ? endOfString(text, offset) : endOfLiteral(text, offset);
      const isKey = key === undefined && open.at(-1)?.isList === false;
      if (isKey) key = [offset, end];
      else {
        enter({ value: [offset, end], key });
        key = undefined;
      }
      offset = end;
    }
  }
  return { root: first ?? root, tooDeep };
}

const [OBJECT, OBJECT_END, LIST, LIST_END, QUOTE] = [0x7b, 0x7d, 0x5b, 0x5d, 0x22];

/** Blanks, line breaks, commas and colons. */
function isSeparator(character: number): boolean {
  return (
    character === 0x20 ||
    character === 0x0a ||
    character === 0x2c ||
    character === 0x3a ||
    character === 0x0d ||
    character === 0x09
  );
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
}

function isEscaped(text: string, offset: number): boolean {
  let backslashes = 0;
  while (text[offset - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
}

function endOfLiteral(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && !' \t\n\r,:]}'.includes(text[end] ?? '')) end++;
  return end;
}

function keyText(text: string, span: Span | undefined): string {
  if (!span) return '';
  const written = text.slice(span[0] + 1, span[1] - 1);
  return written.includes('\\') ? String(JSON.parse(`"${written}"`)) : written;
}
