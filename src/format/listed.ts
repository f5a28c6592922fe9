/** Names one after the other, as sentences have them. */

/** `a`, `a or b`, `a, b or c`. */
export function either(names: readonly string[]): string {
  return listed(names, 'or');
}

/** `a`, `a and b`, `a, b and c`. */
export function together(names: readonly string[]): string {
  return listed(names, 'and');
}

function listed(names: readonly string[], word: 'or' | 'and'): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`;
}
