/**
 * The heart: what would this change do to everything downstream? The command line, the Action and the App all ask here,
 * and nowhere else is a verdict made.
 */
import { assertBaseComplete, findArtifactChanges } from './artifacts/artifact-changes.ts';
import { assertPointed } from './artifacts/pointless.ts';
import { earlierEditsOf, editsOf } from './artifacts/reach.ts';
import { reformattedPaths } from './artifacts/reformatted.ts';
import { assertGiven } from './assessment/assert-given.ts';
import { changedPaths } from './assessment/changed-paths.ts';
import { configReport } from './assessment/config-report.ts';
import { editsReport } from './assessment/edits-report.ts';
import { lookBeside } from './assessment/look-beside.ts';
import { notesOn } from './assessment/notes.ts';
import { openCases } from './assessment/open-cases.ts';
import type { Asked, Question } from './assessment/question.ts';
import { recordingNotes } from './assessment/recording-notes.ts';
import { seedOf } from './assessment/seed.ts';
import { readable } from './assessment/unread.ts';
import { upstreamsOf } from './assessment/upstreams.ts';
import { assertWaivers } from './assessment/waivers.ts';
import { withStepsAtHead } from './config/joined-steps.ts';
import { withFilesAtHead } from './config/moved-files.ts';
import { wholeVerdict } from './gate/worst-verdict.ts';
import { assertCompiles } from './replay/candidates.ts';
import { replayAll } from './replay/replay.ts';
import { unproven } from './replay/unproven.ts';
import type { Report } from './report/report.generated.ts';
import type { Snapshot } from './repository/snapshot.ts';
import { version } from './version.ts';

/** Throws WeirErrors where nothing can be judged: a broken config or artifact, a recording that cannot be read. */
export async function assess(base: Snapshot, head: Snapshot, asked: Asked): Promise<Report> {
  const { judging } = asked;
  const { proposed, before, isSameText } = judging;
  const moved = withFilesAtHead(asked.pipelines, proposed);
  // Rules of a file that weir.yml asks for by `each` come and go one by one.
  const wanted = { ...asked, pipelines: isSameText ? moved : withStepsAtHead(moved, proposed, before) };
  assertGiven(base, wanted);
  const paths = changedPaths(wanted);

  const pipelines = readable(wanted);
  const changes = await findArtifactChanges(pipelines, base, head, asked.renames, asked.history);
  const replay = { ...asked.replay, seed: asked.replay.seed ?? seedOf(pipelines, changes) };
  const question: Question = { ...wanted, replay };
  if (judging.from !== 'head') await assertBaseComplete(judging.config, pipelines, changes, question.trunk ?? base);
  await assertPointed(changes);
  assertWaivers(judging, changes, question.judgedAt);
  await assertCompiles(unproven(changes), replay);

  const edits = editsOf(changes);
  const cases = await openCases(question, changes, edits);
  await replayAll(
    cases.flatMap((one) => one.replays ?? []),
    replay,
  );
  const reports = cases.map((one) => one.report());

  const beside = await lookBeside({ base, head }, question, changes, await paths);
  const reformatted = reformattedPaths(changes);
  const replayed = cases.flatMap(({ replays = [] }, index) =>
    replays.map(({ plan }) => ({ recording: plan.recording, newest: reports[index]?.recording?.to })),
  );
  return {
    version: 1,
    tool: `weir ${version}`,
    base: base.revision,
    head: head.revision,
    ...upstreamsOf(base, head),
    verdict: wholeVerdict(
      reports.map(({ verdict }) => verdict),
      beside.problems,
    ),
    ...(!judging.isNone && { config: configReport(judging, beside.problems) }),
    seed: replay.seed,
    notes: [
      ...notesOn(judging, changes),
      ...(await recordingNotes(replayed, question.committedAt)),
      ...cases.flatMap((one) => one.notes?.() ?? []),
      ...beside.notes,
    ],
    ...(beside.ungoverned.length > 0 && { ungoverned: [...beside.ungoverned] }),
    ...(reformatted.length > 0 && { reformatted }),
    edits: editsReport(
      [...edits, ...earlierEditsOf(changes)],
      cases.flatMap(({ hits }) => hits?.() ?? []),
      judging.config,
    ),
    pipelines: reports,
  };
}
