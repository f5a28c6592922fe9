/** Which places of the variables a template in Mustache can read, by the library's tokens. */

/** Tokens whose second part names a variable: text, unescaped text, sections, inverted ones. */
const NAMING: ReadonlySet<unknown> = new Set(['name', '&', '#', '^']);

/**
 * Paths into the document; of a section all that stands there. Within one, a name may be one of its items' or of those around
 * it, so that each counts as the document's, too. `{{.}}` of the document itself is never rendered: it is no text.
 *
 * @param tokens of `Writer.parse`: a kind, a name, and for a section the tokens within
 */
export function pathsIn(tokens: unknown): string[][] {
  const names = new Set<string>();
  const pending = [tokens];
  // The list grows while it is walked.
  for (const token of pending) {
    if (!Array.isArray(token)) continue;
    const [kind, name] = token;
    if (NAMING.has(kind) && name !== '.') names.add(String(name));
    pending.push(...token);
  }
  return [...names].map((name) => name.split('.'));
}
