/** A pipeline on its way to its report: either it is settled at once, or a replay brings the evidence that it is judged by. */
import type { Hit } from '../explain/hits/find-hits.ts';
import type { PlannedReplay } from '../replay/replay.ts';
import type { PipelineReport } from '../report/report.generated.ts';

export interface Case {
  /** What has to be replayed; undefined where the case is settled without. */
  readonly replays?: readonly PlannedReplay[];
  /** Asked once the replay is over. */
  report(): PipelineReport;
  /** What has to be known of the traffic that was replayed, a sentence each. */
  notes?(): readonly string[];
  /** What edits hit by themselves, by index; nothing where nobody counted. */
  hits?(): ReadonlyMap<number, Hit>;
}
