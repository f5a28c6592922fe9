/** Tells in a comment what a change does to one pipeline, or to all: the part of the report that a check has folded away. */
import { renderMarkdown } from '../../report/markdown.ts';
import type { Report } from '../../report/report.generated.ts';
import { allowedHeads } from '../approvals/ledger.ts';
import { longestComment } from '../check/room.ts';
import type { Repository } from '../port/repository.ts';
import type { WorkContext } from './context.ts';
import type { PullFacts } from './facts.ts';
import { gitHubNow } from './github-now.ts';
import { judgeSubject } from './judge-subject.ts';
import { lookAhead } from './sides.ts';
import { subjectOf } from './subject.ts';

/** Room for what stands around the report. */
const AROUND = 1000;

/**
 * The answer as markdown. What was replayed and explained before is not replayed again.
 * @param pipeline as in weir.yml; undefined: every affected one
 */
export async function explanation(
  work: WorkContext,
  repository: Repository,
  facts: PullFacts,
  pipeline: string | undefined,
  signal: AbortSignal,
): Promise<string> {
  const pull = await facts.pull();
  const now = await gitHubNow(work);
  const subject = subjectOf(pull);
  const { outcome } = await judgeSubject(work, repository, subject, lookAhead(repository, subject), {
    full: false,
    fresh: false,
    explained: true,
    // Waivers end by the day, and the check that is explained goes by GitHub's.
    judgedAt: (now === undefined ? new Date() : new Date(now)).toISOString(),
    mayReplay: !pull.fork || allowedHeads(await facts.counting()).has(pull.head),
    signal,
    progress: () => {},
    waits: () => {},
  });
  if (outcome.kind !== 'judged') return 'Nothing was judged yet; the check `weir` of this pull request says why.';
  return renderMarkdown(pipeline === undefined ? outcome.report : onlyOn(outcome.report, pipeline), {
    limit: longestComment - AROUND,
  });
}

function onlyOn(report: Report, name: string): Report {
  const pipelines = report.pipelines.filter((pipeline) => pipeline.name === name);
  return { ...report, verdict: pipelines[0]?.verdict ?? 'unaffected', pipelines };
}
