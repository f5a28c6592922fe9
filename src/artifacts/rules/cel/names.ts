/** Which variables an expression in CEL may read. */

/** Every name in the library's syntax tree that may be a variable, those of macros' own variables among them. */
export function namesIn(ast: unknown): string[] {
  const names = new Set<string>();
  const pending: unknown[] = [ast];
  // The list grows while it is walked.
  for (const node of pending) {
    if (Array.isArray(node)) pending.push(...node);
    else if (typeof node === 'object' && node !== null && 'op' in node && 'args' in node) {
      if (node.op === 'id' && typeof node.args === 'string') names.add(node.args);
      else pending.push(node.args);
    }
  }
  return [...names];
}
