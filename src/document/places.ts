/** Where the values of a text stand, as the YAML and the JSON locator tell `source.ts`, and offsets as lines. */

/** Offsets into the text; the end is exclusive. */
export type Span = readonly [start: number, end: number];

export interface Place {
  readonly value: Span;
  /** Of a member of a mapping: where its key stands. */
  readonly key?: Span;
  /** Where the value is an alias: where that leads to. */
  readonly content?: Span;
  /** What is written there, where the value alone does not show what every reader of YAML makes of it; of a list its tag. */
  readonly written?: string;
  /** The same of the key. */
  readonly keyWritten?: string;
}

/** The place that a pointer's tokens lead to; the nearest ancestor's where there is nothing. */
export type Locate = (tokens: readonly string[]) => Place;

/** Returns a function from an offset to its line and column, both from 1. */
export function lineIndex(text: string): (offset: number) => { line: number; column: number } {
  let known: readonly number[] | undefined;

  return (offset) => {
    known ??= lineStarts(text);
    const starts = known;
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

/** A duplicate key, in JSON and in YAML. */
export interface Duplicate {
  readonly offset: number;
  readonly message: string;
  readonly isDuplicate: true;
}

export function duplicateAt(offset: number): Duplicate {
  return { offset, message: 'a key that stands twice in one object', isDuplicate: true };
}
