/** The lines of a change as GitHub lists them for a file, numbered: notes of a check stand below theirs. */

export interface DiffLine {
  readonly sign: '+' | '-' | ' ';
  /** In the file before for a line that goes, else in the file after. */
  readonly number: number;
  readonly text: string;
}

/** @param patch of one file, as in `GET /repos/{owner}/{repo}/pulls/{pull_number}/files` */
export function parsePatch(patch: string): DiffLine[] {
  const lines: DiffLine[] = [];
  let [before, after] = [0, 0];
  for (const line of patch.split('\n')) {
    const [, from, to] = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(line) ?? [];
    const [sign, text] = [line.charAt(0), line.slice(1)];
    if (from !== undefined && to !== undefined) [before, after] = [Number(from), Number(to)];
    else if (sign === '-') lines.push({ sign, number: before++, text });
    else if (sign === '+') lines.push({ sign, number: after++, text });
    else if (sign === ' ') {
      lines.push({ sign, number: after++, text });
      before += 1;
    }
  }
  return lines;
}

/** A line of the file after and what comes right before it, the lines it replaces included. */
export function around(lines: readonly DiffLine[], number: number, context: number): DiffLine[] {
  const at = lines.findIndex((line) => line.sign !== '-' && line.number === number);
  if (at < 0) return [];
  const from = lines.findLastIndex((line, index) => index < at && line.sign === ' ');
  return lines.slice(Math.max(0, from + 1 - context), at + 1);
}
