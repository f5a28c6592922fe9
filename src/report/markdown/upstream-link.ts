/** Leads from an edit of a file in another repository to its lines there, at the commit that head reads. */
import { parseElsewhere } from '../../document/elsewhere.ts';
import { fileOf } from '../../document/part.ts';
import type { Report, ReportEdit } from '../report.generated.ts';

/**
 * `shown` as a link; as it is where the file is of this repository, or no commit is known.
 * @param origin of GitHub: `https://github.com`
 */
export function linked(
  shown: string,
  edit: ReportEdit,
  { upstreams = [] }: Report,
  origin: string | undefined,
): string {
  const where = parseElsewhere(edit.artifact);
  if (!where || origin === undefined) return shown;
  const read = upstreams.find(
    ({ repository, ref, headRef }) =>
      repository === where.repository &&
      (where.ref === undefined || ref === where.ref) &&
      (where.headRef === undefined || headRef === where.headRef),
  );
  if (!read || !/^[0-9a-f]{40,64}$/.test(read.head)) return shown;
  const [first, last] = edit.lines;
  const path = fileOf(where.path).split('/').map(encodeURIComponent).join('/');
  const lines = first === last ? `L${first}` : `L${first}-L${last}`;
  return `[${shown}](<${origin}/${where.repository}/blob/${read.head}/${path}#${lines}>)`;
}
