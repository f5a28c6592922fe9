/** Which variables a template in Jinja can read, by the library's syntax tree. */

/** Every name in it, those of filters, arguments and its own variables among them. */
export function namesIn(program: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  const pending = [program];
  const seen = new Set<unknown>(pending);
  // The list grows while it is walked.
  for (const node of pending) {
    if (typeof node !== 'object' || node === null) continue;
    if ('type' in node && node.type === 'Identifier' && 'value' in node) names.add(String(node.value));
    const parts = node instanceof Map ? [...node].flat() : Object.values(node);
    for (const part of parts) {
      if (typeof part !== 'object' || seen.has(part)) continue;
      seen.add(part);
      pending.push(part);
    }
  }
  return names;
}
