/** Names and numbers that stand twice, or that the file itself reserves: told with their lines. */
import type { Problem } from '../../../errors.ts';
import type { Declared, Scan } from './scan.ts';

/** Values of one enum may share a number where it says so, which the library checks. */
export function misnumbered({ declared }: Scan): Problem[] {
  const found: Problem[] = [];
  const names = new Map<string, Declared>();
  const numbers = new Map<string, Declared>();
  for (const one of declared) {
    const before = names.get(one.name);
    if (before) found.push(at(one, `${one.name} is declared twice`, before));
    names.set(one.name, one);
    if (one.kind !== 'field' || one.number === undefined) continue;
    const key = `${one.scope} ${Number(one.number)}`;
    const same = numbers.get(key);
    if (same && !before) found.push(at(one, `number ${one.number} stands twice in ${one.scope}`, same));
    numbers.set(key, one);
  }
  return found;
}

function at({ file, range: { line, column } }: Declared, message: string, first: Declared): Problem {
  return { file, line, column, message: `${message}, first at line ${first.range.line}` };
}
