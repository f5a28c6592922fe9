/** Cuts the lines of an edit to what fits, around what differs: of two long lines that begin alike, the beginning tells nothing. */

/** Characters of what both lines share that stay before what differs. */
const LEAD = 16;

/** Both sides, each line at most `longest` characters, with `…` for what is left out. */
export function excerpts(
  before: readonly string[],
  after: readonly string[],
  longest: number,
): { before: string[]; after: string[] } {
  const cut = (lines: readonly string[], others: readonly string[]) =>
    lines.map((line, index) => excerpt(line, others[index], longest));
  return { before: cut(before, after), after: cut(after, before) };
}

function excerpt(line: string, other: string | undefined, longest: number): string {
  if (Math.max(line.length, other?.length ?? 0) <= longest) return line;
  const shared = other === undefined ? 0 : sharedStart(line, other);
  // Where the difference is in sight anyway, the beginning stays: it says where one is.
  const start = shared + LEAD < longest ? 0 : shared - LEAD;
  const rest = start === 0 ? line : `…${line.slice(start)}`;
  return rest.length <= longest ? rest : `${rest.slice(0, longest - 1)}…`;
}

function sharedStart(line: string, other: string): number {
  let shared = 0;
  while (shared < line.length && line[shared] === other[shared]) shared++;
  return shared;
}
