/** A report with its lines about other repositories: what counts for its verdict, and the edits that reach them. */
import { ungovernedNote } from '../artifacts/ungoverned/note.ts';
import { configPath } from '../config/load.ts';
import { parseElsewhere } from '../document/elsewhere.ts';
import { wholeVerdict } from '../gate/worst-verdict.ts';
import type { Downstream, Report, ReportEdit, Verdict } from '../report/report.generated.ts';
import { type Changing, isCalled } from './changing.ts';
import type { Judged } from './judge.ts';

type Names = Pick<Changing, 'repository' | 'formerly'>;

/** @param changing names of the repository that changes */
export function withDownstreams(report: Report, judged: readonly Judged[], changing: Names): Report {
  if (judged.length === 0) return report;
  const edits = [...report.edits];
  const downstreams = judged.map(({ downstream, edits: reaching }): Downstream => {
    const indexes = reaching.flatMap((edit) => indexOf(edit, edits, changing));
    return indexes.length === 0 ? downstream : { ...downstream, edits: [...new Set(indexes)] };
  });
  const own = report.pipelines.map(({ verdict, approval }): Verdict => (approval ? 'pass' : verdict));
  return {
    ...report,
    ...governed(report, [
      ...edits.slice(report.edits.length).map(({ artifact }) => artifact),
      ...judged.flatMap(({ files = [] }) => files),
    ]),
    verdict: wholeVerdict(own, report.config?.problems, downstreams),
    edits,
    downstreams,
  };
}

/** Where the edit stands among those of the report, as one of this repository's files; it is added where it is new. */
function indexOf(edit: ReportEdit, edits: ReportEdit[], changing: Names): number[] {
  const where = parseElsewhere(edit.artifact);
  if (!where || !isCalled(changing, where.repository)) return [];
  // How many records of theirs it hits, and what they waive, is theirs to say.
  const { hit: _, waived: __, ...own } = { ...edit, artifact: where.path };
  const known = edits.findIndex((other) => isSame(other, own));
  if (known !== -1) return [known];
  return [edits.push(own) - 1];
}

function isSame(one: ReportEdit, other: ReportEdit): boolean {
  const key = ({ artifact, engine, pointer, message, lines }: ReportEdit): string =>
    JSON.stringify([artifact, engine, pointer, message, lines]);
  return key(one) === key(other);
}

/** What others read is not read by nobody. */
function governed(report: Report, paths: readonly string[]): Pick<Report, 'ungoverned' | 'notes'> {
  const { ungoverned = [], notes = [] } = report;
  const read = new Set(paths);
  const left = ungoverned.filter(({ path }) => !read.has(path));
  if (left.length === ungoverned.length) return {};
  const path = report.config?.path ?? configPath;
  const before = ungovernedNote(ungoverned, path);
  return {
    ungoverned: left.length === 0 ? undefined : left,
    notes: notes.flatMap((note) => (note !== before ? note : left.length === 0 ? [] : ungovernedNote(left, path))),
  };
}
