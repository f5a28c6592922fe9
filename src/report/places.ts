/** Where an edit stands in the text of its file on either side: its lines at head, and those that base had in their place. */
import { compileRead } from '../document/pointer.ts';
import { parseSource, type Source } from '../document/source.ts';
import { WeirError } from '../errors.ts';
import type { ReportEdit } from './report.generated.ts';

/** Text of one governed file on each side, where the side has it. */
export interface FileTexts {
  readonly base?: string;
  readonly head?: string;
}

export interface Span {
  readonly first: number;
  readonly last: number;
}

export interface Place {
  readonly index: number;
  /** Lines of head that are new; undefined where something was only removed. */
  readonly head?: Span;
  readonly base?: Span;
  /** Where in head to look, in any case. */
  readonly anchor: Span;
}

/** Parsing is for finding base's lines only; a huge file does without. */
const largestParsed = 1_000_000;

/**
 * @param index of the edit in the report
 * @param length of head's file, in lines
 */
export function placeOf(
  index: number,
  edit: ReportEdit,
  sources: { base?: Source; head?: Source },
  length: number,
): Place {
  const first = Math.min(edit.lines[0], length);
  const anchor = { first, last: Math.max(first, Math.min(edit.lines[1], length)) };
  // Of what has another name only the name is new, however much it holds.
  const part = edit.change === 'operator-changed' || edit.change === 'key-renamed' ? 'key' : 'value';
  // Behind an item that came or went another stands at its pointer on the other side.
  const isItem = /^(value|branch)-/.test(edit.change) || /\/\d+$/.test(edit.pointer);
  const [came, went] = ['-added', '-removed'].map((end) => isItem && edit.change.endsWith(end));
  const base = came ? undefined : (linesOf(edit) ?? spanAt(sources.base, edit.basePointer ?? edit.pointer, part));
  const isByLines = edit.change.startsWith('lines-');
  const isByWords = edit.pointer === '' && edit.selector !== undefined;
  const isWhole = edit.pointer === '' && edit.baseLines !== undefined;
  const isRemoved =
    went ||
    (isByLines || isByWords || isWhole
      ? edit.change.endsWith('-removed')
      : sources.head !== undefined && spanAt(sources.head, edit.pointer, part) === undefined);
  return { index, anchor, ...(base && { base }), ...(!isRemoved && { head: anchor }) };
}

function linesOf({ baseLines }: ReportEdit): Span | undefined {
  return baseLines && { first: baseLines[0], last: baseLines[1] };
}

function spanAt(source: Source | undefined, pointer: string, part: 'key' | 'value'): Span | undefined {
  if (!source || pointer === '' || compileRead(pointer)(source.value) === undefined) return undefined;
  const { line, endLine } = part === 'key' ? source.keyRange(pointer) : source.range(pointer);
  return { first: line, last: endLine };
}

/** The line end of the last line starts no further one. */
export function splitLines(text: string): string[] {
  return text.replace(/\r?\n$/, '').split(/\r?\n/);
}

/** A side that does not parse has no places to look up; its text is still shown. */
export function parseSide(text: string | undefined, file: string): Source | undefined {
  if (text === undefined || text.length > largestParsed) return undefined;
  try {
    return parseSource(text, file, WeirError, 'last-counts');
  } catch (error) {
    if (error instanceof WeirError) return undefined;
    throw error;
  }
}
