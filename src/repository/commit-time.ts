/** When a commit was made, as its object says. */

/** `committer <name> <<address>> <seconds> <zone>`, in the header, which ends with an empty line. */
const COMMITTER = /^committer .*> (\d{1,11}) ([+-])(\d\d)([0-5]\d)$/m;

/**
 * By its committer's clock, as git's `%cI`: `2024-01-31T23:05:00+01:00`. Undefined where the object does not say so in the
 * usual way.
 * @param commit the object's content
 */
export function commitTime(commit: Buffer): string | undefined {
  const header = commit.toString('latin1', 0, Math.max(0, commit.indexOf('\n\n')));
  const [, seconds, sign, hours, minutes] = COMMITTER.exec(header) ?? [];
  if (seconds === undefined) return undefined;
  const ahead = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60;
  const local = new Date((Number(seconds) + ahead) * 1000);
  return `${local.toISOString().slice(0, 19)}${sign}${hours}:${minutes}`;
}
