/** Values of weir.yml as text, for sentences about what changes. */

/** `{ age: number, code: text }`, whatever the order in weir.yml. */
export function sortedText(members: object): string {
  const sorted = Object.entries(members).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{ ${sorted.map(([name, value]) => `${name}: ${typeof value === 'string' && /^\w+$/.test(value) ? value : JSON.stringify(value)}`).join(', ')} }`;
}

/** The empty pointer would be invisible without quotes. */
export function quoted(pointer: string): string;
export function quoted(pointer: string | undefined): string | undefined;
export function quoted(pointer: string | undefined): string | undefined {
  return pointer === '' ? '""' : pointer;
}
