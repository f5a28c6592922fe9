/**
 * A file of records that were counted: JSON Lines of `[first, times, record, from, to]`, sorted by record. A record has the
 * numbers `first` to `first + times - 1` as its positions. Where there is none, `[first, times, null, null, null, why]`. A last
 * line `[0, 0, null, null, null, null, leftOut]` tells of rows that a sample left out.
 */

export interface Numbers {
  readonly first: number;
  readonly times: number;
}

/** The record, and when its rows were at first and at last, as JSON; `null`: in the record, or not known. */
export function countedLine({ first, times }: Numbers, record: string, from: string, to: string): string {
  return `[${first},${times},${record},${from},${to}]\n`;
}

export function unusableLine({ first, times }: Numbers, why: string): string {
  return `[${first},${times},null,null,null,${JSON.stringify(why)}]\n`;
}

export function leftOutLine(rows: number): string {
  return `[0,0,null,null,null,null,${rows}]\n`;
}

export type CountedEntry = readonly [
  first: number,
  times: number,
  record: unknown,
  from: string | null,
  to: string | null,
  why?: string | null,
  leftOut?: number,
];
