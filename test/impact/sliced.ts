/** Tables of codes for tests, made from plain records. */
import type { Grain, SliceField, SliceTable } from '../../src/impact/slices.ts';

type Value = string | number;

/** A field whose texts are values and whose numbers lie in bins that begin at `ends`. */
export function field(pointer: string, values: readonly Value[], ends: readonly number[] = []): SliceField {
  const texts = [...new Set(values.filter((value) => typeof value === 'string'))].sort();
  const grains: Grain[] = [
    ...ends.map((low, index) => ({ low, high: ends[index + 1] ?? Number.POSITIVE_INFINITY })),
    ...texts.map((text) => ({ text })),
  ];
  const codes = Uint16Array.from(values, (value) =>
    typeof value === 'string' ? ends.length + texts.indexOf(value) : ends.findLastIndex((end) => end <= value),
  );
  return { pointer, codes, grains, slices: grains, sliceOf: grains.map((_grain, index) => index) };
}

/** `codes`: 0 is no change, 1 the first transition, 2 the second. */
export function tableOf(
  fields: readonly SliceField[],
  codes: readonly number[],
  transitions: readonly string[] = ['approve → review'],
): SliceTable {
  return {
    records: codes.length,
    fields,
    outputs: [
      {
        name: 'tier',
        codes: Uint8Array.from(codes),
        transitions: transitions.map((text) => {
          const [base = '', head = ''] = text.split(' → ');
          return { base, head };
        }),
      },
    ],
  };
}
