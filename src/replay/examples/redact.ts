/** A record's input as an example in a report: short, and without what names a person or opens a door. */
import { canonicalJson } from '../evidence/cell.ts';
import { isIdentifying } from '../slices/fields.ts';

const HIDDEN = '(hidden)';
const MOST_CHARACTERS = 300;
const LONGEST_TEXT = 60;
/** Below these, and beyond so many items of a list, nothing is looked at. */
const DEEPEST = 6;
const MOST_ITEMS = 20;

/** Members that hold what nobody else should have, or say who somebody is, whatever stands before or behind the word. */
const SECRET = /password|passwd|secret|token|credential|authorization|cookie|session|api_?key|private|signature|pin$/i;
const PERSONAL =
  /name$|e-?mail|phone|mobile|address|street|birth|passport|account|card|\bip\b|_ip$|latitude|longitude/i;

/**
 * The input as JSON with sorted keys, cut after 300 characters. Hidden are members whose names say that they are
 * secrets, identifiers or personal, texts of more than 60 characters, and texts with an `@`.
 */
export function redacted(input: unknown): string {
  return cut(canonicalJson(hide(input, '', 0)), MOST_CHARACTERS);
}

/** A record's own name, which weir.yml says where to find; an address is none that a report may show. */
export function redactedId(id: string): string {
  return isTelling(id) ? HIDDEN : id;
}

function hide(value: unknown, name: string, level: number): unknown {
  if (name !== '' && (isIdentifying(`/${name}`) || SECRET.test(name) || PERSONAL.test(name))) return HIDDEN;
  if (typeof value === 'string') return isTelling(value) ? HIDDEN : value;
  if (typeof value !== 'object' || value === null) return value;
  if (level === DEEPEST) return HIDDEN;
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map((item) => hide(item, name, level + 1));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [shortName(key), hide(inner, key, level + 1)]));
}

/** A member may be called by what it is about: `{"ada@example.org": 3}`. */
function shortName(key: string): string {
  return isTelling(key) ? HIDDEN : key;
}

function isTelling(text: string): boolean {
  return text.length > LONGEST_TEXT || text.includes('@');
}

function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
