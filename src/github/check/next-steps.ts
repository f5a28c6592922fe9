/** What people can do about a verdict, in markdown: at the end of a check's summary and of the comment. */
import { code } from '../../report/markdown/escape.ts';
import { ownerList } from '../../report/markdown/pipeline.ts';
import type { PipelineReport, Report } from '../../report/report.generated.ts';
import { affected, isOpen } from '../../report/story.ts';

const most = 5;

/** A list, or nothing where nobody has to act. The report must be `plain`. */
export function nextSteps(report: Report): string {
  const pipelines = affected(report);
  const open = pipelines.filter(isOpen);
  const steps = [
    ...open.slice(0, most).map(approveStep),
    open.length > most ? 'The other pipelines need the same.' : '',
    open.some(mayReplayMore) ? 'Replay every record, where a sample could not decide: `/weir rerun --full`' : '',
    ...pipelines
      .filter(({ approval }) => approval)
      .slice(0, most)
      .map(revokeStep),
    open[0] ? `See what moves, and where: ${command('explain', open[0])}` : '',
  ].filter(Boolean);
  return steps.length === 0 ? '' : ['**What to do next**\n', ...steps.map((step) => `- ${step}`)].join('\n');
}

/** weir.yml says so of this verdict, and a reader should not take it for a pass. */
export function allowedNote(report: Report, inconclusive: 'block' | 'allow'): string {
  if (report.verdict !== 'inconclusive' || inconclusive === 'block') return '';
  return '> [!WARNING]\n> weir.yml lets through what cannot be judged (`inconclusive: allow`). This is not a pass.';
}

function approveStep(pipeline: PipelineReport): string {
  const { name, verdict, owners } = pipeline;
  const mend =
    verdict === 'fail' ? `Bring ${code(name)} back within its limits` : `Give ${code(name)} what it takes to judge it`;
  if (owners.length === 0) return `${mend}. Nobody owns it, so nobody can approve it.`;
  return `${mend}, or have an owner (${ownerList(owners, 3)}; not the author) comment ${command('approve', pipeline, ' <reason>')}`;
}

function revokeStep(pipeline: PipelineReport): string {
  return `Take the approval of ${code(pipeline.name)} back: ${command('revoke', pipeline)}`;
}

/** As it has to be typed: never cut, and `all` where a name is none that weir.yml would take. */
function command(verb: 'approve' | 'revoke' | 'explain', { name }: PipelineReport, rest = ''): string {
  const target = /^[\w.-]{1,200}$/.test(name) ? name : 'all';
  return `\`/weir ${verb} ${target}${rest}\``;
}

function mayReplayMore({ verdict, full, records }: PipelineReport): boolean {
  return verdict === 'inconclusive' && full === false && records.recorded > 0;
}

/** A commit in full: GitHub links it. Anything else as code. */
export function commit(id: string): string {
  return /^[0-9a-f]{40,64}$/.test(id) ? id : code(id);
}
