/** Functions that expressions call and that nobody has: FEEL makes null of such a call, without a word. */
import type { Problem } from '../../../errors.ts';
import { nearest } from '../../../nearest.ts';
import { type Definitions, problemAt } from './definitions.ts';
import { type Element, offsetOf } from './xml.ts';

/** Those of feelin 8. A test holds the list to the library. */
export const FUNCTIONS: readonly string[] = [
  ...['abs', 'after', 'all', 'any', 'append', 'before', 'ceiling', 'coincides', 'concatenate', 'contains', 'context'],
  ...['context merge', 'context put', 'count', 'date', 'date and time', 'day of week', 'day of year', 'decimal'],
  ...[
    'distinct values',
    'duration',
    'during',
    'ends with',
    'even',
    'exp',
    'finished by',
    'finishes',
    'flatten',
    'floor',
  ],
  ...[
    'get entries',
    'get value',
    'includes',
    'index of',
    'insert before',
    'is',
    'list contains',
    'list replace',
    'log',
  ],
  ...['lower case', 'matches', 'max', 'mean', 'median', 'meets', 'met by', 'min', 'mode', 'modulo', 'month of year'],
  ...['not', 'now', 'number', 'odd', 'overlaps', 'overlaps after', 'overlaps before', 'product', 'remove', 'replace'],
  ...['reverse', 'round down', 'round half down', 'round half up', 'round up', 'sort', 'split', 'sqrt', 'starts with'],
  ...['started by', 'starts', 'stddev', 'string', 'string join', 'string length', 'sublist', 'substring'],
  ...['substring after', 'substring before', 'sum', 'time', 'today', 'union', 'upper case', 'week of year'],
  'years and months duration',
];

/** What stands before a parenthesis and calls nothing. */
const WORDS: ReadonlySet<string> = new Set(
  'and or in if then else return satisfies every some for between function instance of null true false external'.split(
    ' ',
  ),
);
/** Texts and comments, a member before it or nothing, the words of a name. */
const CALLS =
  /"(?:[^"\\]|\\.)*"|\/\/.*|\/\*[\s\S]*?\*\/|(\.\s*)?([\p{L}_][\p{L}\p{N}_]*(?: +[\p{L}_][\p{L}\p{N}_]*)*)\s*\(/gu;

/** Of all files of a model; names that any of them gives to anything are known. */
export function unknownFunctions(files: readonly Definitions[]): Problem[] {
  const named = new Set(FUNCTIONS);
  for (const { root } of files) for (const element of within(root)) note(element, named);
  return files.flatMap((definitions) =>
    within(definitions.root)
      .filter(({ name }) => name === 'text')
      .flatMap((text) => callsIn(text, definitions, named)),
  );
}

/** Names of elements, and keys and parameters in the text of an expression. */
function note({ name, attributes, text }: Element, named: Set<string>): void {
  if (attributes.name !== undefined) named.add(attributes.name.trim().replace(/\s+/g, ' '));
  if (name !== 'text') return;
  for (const [, key = ''] of text.matchAll(/[{,]\s*"?([^":{},()]+?)"?\s*:/g)) named.add(key);
  for (const [, list = ''] of text.matchAll(/\bfunction\s*\(([^)]*)\)/g))
    for (const parameter of list.split(',')) named.add(parameter.replace(/:.*/, '').trim());
}

function callsIn(text: Element, definitions: Definitions, named: ReadonlySet<string>): Problem[] {
  return [...text.text.matchAll(CALLS)].flatMap(({ 1: member, 2: phrase, index }) => {
    if (phrase === undefined || member !== undefined) return [];
    const words = phrase.split(/ +/);
    const last = words.at(-1) ?? '';
    // `if count(…)`, `x and is active(…)`: any number of words before the name belong to something else.
    if (WORDS.has(last) || words.some((_, from) => named.has(words.slice(from).join(' ')))) return [];
    const said = words.slice(words.findLastIndex((word) => WORDS.has(word)) + 1).join(' ');
    const place = offsetOf(definitions.xml, text, index + phrase.length - said.length);
    const near = nearest(said, [...named]);
    const message = `nobody has a function "${said}", so FEEL makes null of the call${near === undefined ? '' : `; did you mean ${near}?`}`;
    return [problemAt(definitions, place, message)];
  });
}

function within(element: Element): Element[] {
  return [element, ...element.children.flatMap(within)];
}
