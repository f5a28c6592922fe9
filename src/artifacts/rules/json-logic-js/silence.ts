/** Takes the printing out of a rule: `log` writes what it is given, which comes from records, to the console. */

/** A rule with the same results in which every `log` is replaced by what it returns: its first argument. */
export function withoutLog(rule: unknown): unknown {
  if (Array.isArray(rule)) return rule.map(withoutLog);
  if (typeof rule !== 'object' || rule === null) return rule;
  const [operation, another] = Object.entries(rule);
  if (!operation || another) return rule;
  const [operator, argument] = operation;
  // Always as a list: a single argument that turned into one would be taken for several.
  const operands = Array.isArray(argument) ? argument.map(withoutLog) : [withoutLog(argument)];
  return operator === 'log' ? operands[0] : { [operator]: operands };
}

export function hasLog(rule: unknown): boolean {
  const pending = [rule];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (Object.hasOwn(value, 'log')) return true;
    for (const member of Object.values(value)) pending.push(member);
  }
  return false;
}
