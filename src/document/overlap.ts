/** Whether one of two places lies in the other, or both are the same; `*` in the second stands for any name. */
export function overlap(a: readonly string[], pattern: readonly string[]): boolean {
  const length = Math.min(a.length, pattern.length);
  for (let at = 0; at < length; at += 1) if (pattern[at] !== '*' && pattern[at] !== a[at]) return false;
  return true;
}
