/** Names of columns in a sentence, for the formats that tell of theirs. */
import { count } from '../../format/numbers.ts';

const MOST_NAMES = 12;

/** `a, b, c`; of many the first ones, and how many more there are. */
export function columnNames(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  return rest > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${count(rest)} more` : names.join(', ');
}
