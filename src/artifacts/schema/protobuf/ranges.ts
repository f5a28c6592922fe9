/** Numbers and names that a message or an enum sets aside. */
import type { Place } from './scan.ts';

export interface Ranges {
  /** First and last, both of them set aside; sorted, and joined where they touch. */
  readonly numbers: readonly (readonly [number, number])[];
  readonly names: ReadonlySet<string>;
  /** Where they are written; undefined where nothing is. */
  readonly place?: Place;
}

export function rangesIn(all: readonly (number[] | string)[] | undefined, place?: Place): Ranges {
  const numbers = (all ?? []).flatMap((one): [number, number][] =>
    typeof one === 'string' ? [] : [[one[0] ?? 0, one[1] ?? one[0] ?? 0]],
  );
  const joined: [number, number][] = [];
  for (const [first, last] of numbers.sort(([a], [b]) => a - b)) {
    const before = joined.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else joined.push([first, last]);
  }
  const names = new Set((all ?? []).filter((one) => typeof one === 'string'));
  return { numbers: joined, names, ...(place && { place }) };
}

export function hasNumber({ numbers }: Ranges, number: number): boolean {
  return numbers.some(([first, last]) => first <= number && number <= last);
}

/** What is set aside in one and no longer in the other, as people write it: `7`, `9 to 11`, `"old_name"`. */
export function released(base: Ranges, head: Ranges): string[] {
  const numbers = base.numbers.flatMap((range) => without(range, head.numbers));
  return [
    ...numbers.map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`)),
    ...[...base.names].filter((name) => !head.names.has(name)).map((name) => `"${name}"`),
  ];
}

/** What of a range others leave, which are sorted. */
function without(range: readonly [number, number], others: Ranges['numbers']): (readonly [number, number])[] {
  const left: (readonly [number, number])[] = [];
  let [first] = range;
  const [, last] = range;
  for (const [from, to] of others) {
    if (to < first || from > last) continue;
    if (from > first) left.push([first, from - 1]);
    first = to + 1;
  }
  return first <= last ? [...left, [first, last]] : left;
}

/** Of what is gone, for messages. */
export function whatIsReserved(reserved: Ranges, number: number, name: string): string {
  const [isNumber, isName] = [hasNumber(reserved, number), reserved.names.has(name)];
  if (isNumber && isName) return 'its number and its name are reserved';
  if (!isNumber && !isName) return `neither its number ${number} nor its name is reserved`;
  return isNumber ? 'its number is reserved, its name is not' : `its name is reserved, its number ${number} is not`;
}
