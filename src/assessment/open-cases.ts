/** Opens the case of each pipeline: settles it where nothing has to be replayed, else plans the replay and finds its traffic. */
import type { ArtifactChanges } from '../artifacts/artifact-changes.ts';
import type { Edit } from '../artifacts/engine.ts';
import { editsReaching, isFelt } from '../artifacts/reach.ts';
import type { PipelineConfig } from '../config/config.ts';
import { onceEach } from '../once.ts';
import { relatedFiles } from '../recordings/related.ts';
import { NOTHING_OUTSIDE } from '../replay/broker/broker.ts';
import { planReplay } from '../replay/plan.ts';
import { versionsOf } from '../replay/versions.ts';
import { bothWays, byBase, isAsMerged } from './both-ways.ts';
import type { Case } from './case.ts';
import type { Question } from './question.ts';
import { replayedCase } from './replayed-case.ts';
import { awaitDeployments, leftReasons, settle } from './settle.ts';
import { unreadReport } from './unread.ts';
import { unreadByBase } from './unread-by-base.ts';

/** One case a pipeline, in their order. Throws where a recording cannot be found or read. */
export function openCases(question: Question, changes: ArtifactChanges, edits: readonly Edit[]): Promise<Case[]> {
  // Pipelines share recordings, and finding one may take reading it.
  const filesOf = onceEach(question.recording);
  return Promise.all(question.pipelines.map(openCase));

  async function openCase(pipeline: PipelineConfig): Promise<Case> {
    const own = await openOne(pipeline);
    if (pipeline.atHead?.kind !== 'joined' && leftReasons(pipeline, changes).length === 0) return own;
    const base = byBase(pipeline, changes, await unreadByBase(pipeline, changes, question.replay));
    if (isAsMerged(base, pipeline)) return own;
    return isFelt(editsReaching(base, changes, edits), edits) ? bothWays(own, await openOne(base)) : own;
  }

  async function openOne(pipeline: PipelineConfig): Promise<Case> {
    const unread = question.unread?.(pipeline);
    if (unread !== undefined) return { report: () => unreadReport(pipeline, unread, changes, edits) };
    const reaching = editsReaching(pipeline, changes, edits);
    const reached = isFelt(reaching, edits) ? reaching : [];
    const { outside = NOTHING_OUTSIDE } = question.replay;
    if (reached.length > 0) await awaitDeployments(pipeline, changes, outside);
    const settled = settle(pipeline, changes, reached, outside);
    if (settled) return { report: () => settled };
    const plan = planReplay(pipeline, versionsOf(pipeline, changes));
    const files = await filesOf(pipeline.recording);
    const related = await relatedFiles(pipeline, filesOf);
    return replayedCase({ pipeline, changes, edits, reached, plan, files, ...(related && { related }) }, question);
  }
}
