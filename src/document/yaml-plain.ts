/** Scalars of one line of a YAML text, and the keys among them. */
import { coreValue } from './yaml-core.ts';
import { skipSpaces, Unusual } from './yaml-lines.ts';
import type { ReadNode } from './yaml-members.ts';
import { type ReadScalar, readScalar } from './yaml-scalar.ts';

/** With what YAML 1.1 makes of it, where that is something else. */
export type PlainNode = ReadNode & Pick<ReadScalar, 'elsewhere'>;

/** Where the colon of a key stands that begins here; undefined where there is none on the line. */
export function keyEnd(text: string, at: number): number | undefined {
  const sign = text[at];
  if (sign === '"' || sign === "'") {
    const end = quotedEnd(text, at);
    const colon = end === undefined ? undefined : skipSpaces(text, end);
    return colon !== undefined && isColon(text, colon) ? colon : undefined;
  }
  if (sign === '{' || sign === '[') return undefined;
  for (let colon = at; ; colon += 1) {
    const here = text.charCodeAt(colon);
    if (here === NEWLINE || Number.isNaN(here)) return undefined;
    if (here === COLON && isColon(text, colon)) return colon;
    if (here === HASH && text.charCodeAt(colon - 1) === SPACE) return undefined;
  }
}

/** The same within a flow collection. */
export function flowKeyEnd(text: string, at: number): number | undefined {
  const colon = keyEnd(text, at);
  const sign = text[at];
  if (colon === undefined || sign === '"' || sign === "'") return colon;
  return FLOW.test(text.slice(at, colon)) ? undefined : colon;
}

const NEWLINE = 0x0a;
const SPACE = 0x20;
const HASH = 0x23;
const COLON = 0x3a;
const FLOW = /[,[\]{}]/;

function isColon(text: string, at: number): boolean {
  const next = text[at + 1];
  return text[at] === ':' && (next === ' ' || next === '\n' || next === undefined);
}

/** Where a plain scalar ends that begins here. */
export function plainEnd(text: string, at: number, isFlow: boolean): number {
  const ends = isFlow ? /[,[\]{}\n]/g : /\n/g;
  ends.lastIndex = at;
  const stop = ends.exec(text)?.index ?? text.length;
  const comment = text.slice(at, stop).search(/ #/);
  // A comment within a flow collection is read by the parser.
  if (comment >= 0 && isFlow) throw new Unusual();
  const end = trimmed(text, at, comment < 0 ? stop : at + comment);
  if (/:(?: |$)/.test(text.slice(at, end))) throw new Unusual();
  return end;
}

/** Without the spaces before its end. */
export function trimmed(text: string, at: number, end: number): number {
  let last = end;
  while (last > at && text.charCodeAt(last - 1) === SPACE) last -= 1;
  return last;
}

/** Signs by which something else than a plain scalar begins, wholly or where a space follows. */
const OTHER = /^(?:[,[\]{}#&*!|>'"%@`?:]|-(?:[ ,[\]{}]|$)|$)/;

/** Throws where it is none. */
export function plainNode(text: string, at: number, end: number): PlainNode {
  const source = text.slice(at, end);
  if (OTHER.test(source)) throw new Unusual();
  const { value, written, elsewhere } = plain(source);
  const isRounded = Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(source);
  return {
    value,
    size: 1,
    span: [at, end],
    ...(written !== undefined && { written }),
    ...(isRounded && { digits: source }),
    ...(elsewhere !== undefined && { elsewhere }),
  };
}

/** What may be more than a text, in YAML 1.1 or 1.2, begins so. */
const TELLING = /^(?:[~0-9+.-]|[nNtTfFyYoO][a-zA-Z]{0,4}$)/;

function plain(source: string): ReadScalar {
  if (!TELLING.test(source)) return { value: source };
  const read = readScalar({ type: 'PLAIN', source, value: coreValue(source) }, false);
  if ('message' in read) throw new Unusual();
  return read;
}

/** Undefined where it goes on on the next line, or nowhere. */
export function textNode(text: string, at: number): ReadNode | undefined {
  const end = quotedEnd(text, at);
  if (end === undefined) return undefined;
  const inner = text.slice(at + 1, end - 1);
  const value = text[at] === "'" ? inner.replaceAll("''", "'") : unescaped(inner);
  return { value, size: 1, span: [at, end] };
}

function unescaped(inner: string): string {
  if (!inner.includes('\\')) return inner;
  // Those that JSON has, too.
  if (/\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(inner.replaceAll('\\\\', ''))) throw new Unusual();
  return JSON.parse(`"${inner}"`);
}

function quotedEnd(text: string, at: number): number | undefined {
  const pattern = text[at] === "'" ? /'[^'\n]*(?:''[^'\n]*)*'/y : /"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*"/y;
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
