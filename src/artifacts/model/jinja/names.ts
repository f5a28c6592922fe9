/** Which variables a template in Jinja can read, by the library's syntax tree. */

/** Names that are looked up nowhere, by the kind of node that they stand in: of members, filters, tests and arguments. */
const FIXED: ReadonlyMap<unknown, string> = new Map([
  ['FilterExpression', 'filter'],
  ['FilterStatement', 'filter'],
  ['TestExpression', 'test'],
  ['KeywordArgumentExpression', 'key'],
]);

/** Every name that may be a variable, the template's own among them. */
export function namesIn(program: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  const pending = [program];
  const seen = new Set<unknown>(pending);
  // The list grows while it is walked.
  for (const node of pending) {
    if (typeof node !== 'object' || node === null) continue;
    if ('type' in node && node.type === 'Identifier' && 'value' in node) names.add(String(node.value));
    for (const part of partsOf(node)) {
      if (typeof part !== 'object' || seen.has(part)) continue;
      seen.add(part);
      pending.push(part);
    }
  }
  return names;
}

function partsOf(node: object): readonly unknown[] {
  if (node instanceof Map) return [...node].flat();
  const kind = 'type' in node ? node.type : undefined;
  const isMember = kind === 'MemberExpression' && 'computed' in node && node.computed === false;
  const fixed = isMember ? 'property' : FIXED.get(kind);
  return Object.entries(node).flatMap(([key, part]: [string, unknown]) => {
    if (key !== fixed || typeof part !== 'object' || part === null) return [part];
    // Of a filter with arguments, its name stands where a function would.
    return 'callee' in part && 'args' in part ? [part.args] : [];
  });
}
