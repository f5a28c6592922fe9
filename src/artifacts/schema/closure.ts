/** All names that some lead to, at whatever remove, these among them. */
export function closure(from: readonly string[], next: (name: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set(from);
  // A set grows while it is walked.
  for (const name of found) for (const one of next(name)) found.add(one);
  return found;
}
