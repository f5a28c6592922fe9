/** The case of a pipeline that edits reach: its replay leaves the evidence here, and what explains it; then it is judged. */
import type { ArtifactChanges } from '../artifacts/artifact-changes.ts';
import type { Edit } from '../artifacts/engine.ts';
import { earlierUnread } from '../artifacts/reach.ts';
import type { PipelineConfig } from '../config/config.ts';
import { explain } from '../explain/explain.ts';
import type { Explanation } from '../explain/explanation.ts';
import type { Hit } from '../explain/hits/find-hits.ts';
import { schemaHits } from '../explain/hits/schema-hits.ts';
import { withDoubts } from '../gate/doubts.ts';
import { fingerprintOf } from '../gate/fingerprint.ts';
import { judgePipeline } from '../gate/judge-pipeline.ts';
import { toPipelineReport } from '../gate/pipeline-report.ts';
import { isForTheWhole, progressOf } from '../gate/progress.ts';
import type { Evidence } from '../impact/evidence.ts';
import type { NoiseCounts } from '../impact/noise.ts';
import { identityOf } from '../recordings/identity.ts';
import type { RecordingFile } from '../recordings/reader.ts';
import type { Plan } from '../replay/plan.ts';
import type { Case } from './case.ts';
import { measureNoise } from './noise.ts';
import type { Question } from './question.ts';
import { leftReasons } from './settle.ts';
import { spelledOtherwise } from './spelled-otherwise.ts';
import { MOST_EXPLAINED, tableNotes } from './table-notes.ts';

/** What is known before the replay. */
interface Planned {
  readonly pipeline: PipelineConfig;
  readonly changes: ArtifactChanges;
  /** All edits of the report. */
  readonly edits: readonly Edit[];
  /** Indexes of those that reach the pipeline. */
  readonly reached: readonly number[];
  readonly plan: Plan;
  readonly files: readonly RecordingFile[];
  /** Files of the pipeline's related recordings, by their names. */
  readonly related?: ReadonlyMap<string, readonly RecordingFile[]>;
}

/** What the replay has left behind. */
interface Seen {
  /** The files that were read. */
  readonly files: readonly RecordingFile[];
  /** What nobody judged of the recording as a whole, a sentence each. */
  readonly unjudged: readonly string[];
  readonly evidence: Evidence;
  readonly noise: NoiseCounts | undefined;
  readonly hits: ReadonlyMap<number, Hit>;
  readonly explanation: Explanation;
}

export function replayedCase(planned: Planned, { judging, replay, slices, attribution }: Question): Case {
  const { pipeline, changes, edits, reached, plan, files, related } = planned;
  const { config, from } = judging;
  let replayed: Seen | undefined;
  return {
    replays: [
      {
        plan,
        files,
        ...(related && { related }),
        next: progressOf(pipeline, config),
        whole: isForTheWhole(pipeline),
        async further(result, run) {
          const { evidence } = result;
          const noise = await measureNoise(plan, result, run);
          const asked = { pipeline, changes, edits, plan, files: result.files.length, evidence, ...replay };
          const isSmall = result.files.every(({ counted }) => (counted?.records ?? 0) <= MOST_EXPLAINED);
          // Whoever proposes a change does not decide that records may be shown.
          const examples = () => config.showExamples && from !== 'head';
          const hits = await schemaHits(asked, run);
          // What the steps do that one side alone has is no edit's.
          const wanted = { slices, examples, ...(pipeline.atHead?.kind !== 'joined' && { attribution }) };
          const explanation = await explain(asked, isSmall ? wanted : {}, run);
          replayed = { files: result.files, unjudged: result.unjudged ?? [], evidence, noise, hits, explanation };
        },
      },
    ],
    hits: () => replayed?.hits ?? new Map(),
    notes: () => [
      ...(replayed?.unjudged ?? []),
      ...(replayed?.files ?? []).flatMap(({ counted }) => tableNotes(pipeline, counted)),
    ],
    report() {
      if (!replayed) throw new Error(`${pipeline.name} was not replayed`);
      const { files: read, evidence, noise, explanation } = replayed;
      const facts = { edits: reached, files: read.length };
      const judgement = judgePipeline(evidence, pipeline, { confidence: config.confidence, noise });
      const judged = toPipelineReport(evidence, pipeline, judgement, facts);
      const apart = pipeline.atHead?.kind === 'apart' ? [pipeline.atHead.why] : [];
      const unread = [
        ...apart,
        ...leftReasons(pipeline, changes),
        ...earlierUnread(pipeline, changes),
        ...spelledOtherwise(pipeline, changes),
      ];
      return explanation({
        ...withDoubts(judged, unread),
        fingerprint: fingerprintOf(pipeline, changes, identityOf([...read, ...[...(related?.values() ?? [])].flat()])),
      });
    },
  };
}
