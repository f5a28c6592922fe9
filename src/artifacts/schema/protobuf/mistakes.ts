/** What the specification forbids and the library lets pass, or tells without a line: each mistake on its own. */
import type { Problem } from '../../../errors.ts';
import type { Declared, Place, Scan } from './scan.ts';

const SYNTAXES: readonly string[] = ['proto2', 'proto3', '2023', '2024', '2026'];

/** https://protobuf.dev/programming-guides/proto3/#assigning */
const HIGHEST = 536_870_911;
const SET_ASIDE = { first: 19_000, last: 19_999 };

export function mistakesIn(found: Scan): Problem[] {
  return [...syntaxOf(found), ...found.declared.flatMap(numberOf), ...twice(found)];
}

function syntaxOf({ syntax, statements }: Scan): Problem[] {
  const place = statements.get('syntax');
  if (!place || SYNTAXES.includes(syntax)) return [];
  const expected = `one of ${SYNTAXES.join(', ')}`;
  return [{ ...at(place, 'a syntax or edition that is not known'), found: syntax, expected }];
}

function numberOf(one: Declared): Problem[] {
  const number = Number(one.number);
  if (one.kind !== 'field' || one.number === undefined || !Number.isInteger(number)) return [];
  const expected = `1 to ${HIGHEST}, but for ${SET_ASIDE.first} to ${SET_ASIDE.last}`;
  const isSetAside = SET_ASIDE.first <= number && number <= SET_ASIDE.last;
  if (number >= 1 && number <= HIGHEST && !isSetAside) return [];
  return [{ ...at(one, 'no number that a field may have'), found: one.number, expected }];
}

/** Values of one enum may share a number where it says so. */
function twice({ declared }: Scan): Problem[] {
  const found: Problem[] = [];
  const names = new Map<string, Declared>();
  const numbers = new Map<string, Declared>();
  for (const one of declared) {
    const before = names.get(one.name);
    if (before) found.push(at(one, `${one.name} is declared twice, first at line ${before.range.line}`));
    names.set(one.name, one);
    if (one.kind !== 'field' || one.number === undefined) continue;
    const key = `${one.scope} ${Number(one.number)}`;
    const same = numbers.get(key);
    if (same && !before) {
      found.push(at(one, `number ${one.number} stands twice in ${one.scope}, first at line ${same.range.line}`));
    }
    numbers.set(key, one);
  }
  return found;
}

function at({ file, range: { line, column } }: Place, message: string): Problem {
  return { file, line, column, message };
}
