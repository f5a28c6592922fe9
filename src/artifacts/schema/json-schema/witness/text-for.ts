/**
 * A short text that a regular expression is likely to match. It knows literals, classes, groups, alternatives and counts; what
 * else an expression says is passed over, so whoever asks tries the text.
 */

/** At most so many repetitions of anything. */
const MOST = 200;
const LONGEST = 10_000;

/** Undefined where nothing sensible comes of it. */
export function textFor(pattern: string): string | undefined {
  const reader = { rest: pattern };
  const text = readAlternatives(reader);
  return reader.rest === '' ? text : undefined;
}

interface Reader {
  rest: string;
}

/** The first alternative; the others are read and left. */
function readAlternatives(reader: Reader): string {
  const first = readSequence(reader);
  while (reader.rest.startsWith('|')) {
    reader.rest = reader.rest.slice(1);
    readSequence(reader);
  }
  return first;
}

function readSequence(reader: Reader): string {
  let text = '';
  while (reader.rest !== '' && !/^[|)]/.test(reader.rest)) {
    const one = readOne(reader);
    text += one.repeat(Math.min(readCount(reader), Math.ceil(LONGEST / Math.max(1, one.length))));
    if (text.length > LONGEST) return text;
  }
  return text;
}

function readOne(reader: Reader): string {
  const taken = take(reader, /^\(\?[=!][^)]*\)|^\(\?<[=!][^)]*\)|^\\b|^\\B|^[\^$]/);
  if (taken !== undefined) return '';
  if (take(reader, /^\((?:\?:|\?<\w+>)?/) !== undefined) {
    const text = readAlternatives(reader);
    take(reader, /^\)/);
    return text;
  }
  const members = take(reader, /^\[(?:\\.|[^\]\\])*\]/);
  if (members !== undefined) return memberOf(members.slice(1, -1));
  const escaped = take(reader, /^\\(?:p\{\w+\}|u\{?[0-9A-Fa-f]{4,6}\}?|x[0-9A-Fa-f]{2}|.)/s);
  if (escaped !== undefined) return unescaped(escaped);
  const literal = take(reader, /^./su) ?? '';
  return literal === '.' ? 'a' : literal;
}

/** As few as a quantifier allows, but for what may be left out: without it. */
function readCount(reader: Reader): number {
  const quantifier = take(reader, /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/);
  if (quantifier === undefined || quantifier.startsWith('+')) return 1;
  if (quantifier.startsWith('*') || quantifier.startsWith('?')) return 0;
  return Math.min(MOST, Number.parseInt(quantifier.slice(1), 10));
}

const TRIED = 'a0A1-_ .:/@bzZ9+#';

function memberOf(members: string): string {
  if (!members.startsWith('^')) return unescaped(/^\\?./su.exec(members)?.[0] ?? '');
  const excluded = members.slice(1);
  return [...TRIED].find((letter) => !isAmong(letter, excluded)) ?? '';
}

function isAmong(letter: string, members: string): boolean {
  try {
    return new RegExp(`[${members}]`, 'u').test(letter);
  } catch {
    return false;
  }
}

const CLASSES: Readonly<Record<string, string>> = {
  d: '0',
  D: 'a',
  w: 'a',
  W: '-',
  s: ' ',
  S: 'a',
  n: '\n',
  t: '\t',
  r: '\r',
};

function unescaped(escaped: string): string {
  if (!escaped.startsWith('\\')) return escaped;
  const code = /^\\[ux]\{?([0-9A-Fa-f]+)\}?$/.exec(escaped)?.[1];
  if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
  const letter = escaped.slice(1, 2);
  return letter === 'p' ? 'A' : (CLASSES[letter] ?? letter);
}

function take(reader: Reader, pattern: RegExp): string | undefined {
  const [found] = pattern.exec(reader.rest) ?? [];
  if (found === undefined) return undefined;
  reader.rest = reader.rest.slice(found.length);
  return found;
}
