/** What every name that a glob matches begins with: what a listing can be asked for. */

/** Empty where the glob begins with a wildcard. */
export function prefixOf(pattern: string): string {
  const wild = pattern.search(/[*?[{(\\]/);
  if (wild === -1) return pattern;
  // Of +(a|b), @(a|b) and !(a|b) the sign belongs to what is in brackets.
  return pattern.slice(0, pattern[wild] === '(' ? Math.max(0, wild - 1) : wild);
}

/** Whether the glob matches only names without a further slash behind that prefix; `**` alone goes into every folder. */
export function isFlat(pattern: string, prefix: string): boolean {
  const rest = pattern.slice(prefix.length);
  return !rest.includes('/') && !rest.includes('**');
}
