/** What a report says of a change beyond its pipelines: whether head's weir.yml would stand, and what nobody looks at. */
import { type ArtifactChange, type ArtifactChanges, lineage } from '../artifacts/artifact-changes.ts';
import { proposalProblems } from '../artifacts/proposal.ts';
import { keyOf } from '../artifacts/reference.ts';
import { findUngoverned, type UngovernedFile } from '../artifacts/ungoverned/find.ts';
import { type GovernedFiles, governedFiles } from '../artifacts/ungoverned/governed-files.ts';
import { ungovernedNote } from '../artifacts/ungoverned/note.ts';
import { stepsInWords } from '../config/joined-steps.ts';
import { configPath, isMisplacedConfig } from '../config/load.ts';
import { otherSteps } from '../config/moved-files.ts';
import type { JudgingConfig } from '../config/read.ts';
import { fileOf } from '../document/part.ts';
import { formatProblem, type Problem } from '../errors.ts';
import type { Snapshot } from '../repository/snapshot.ts';
import { answersRead } from './answers-read.ts';
import type { ChangedPaths } from './changed-paths.ts';
import { formNotes, namedFiles } from './forms.ts';
import { guardNotes } from './guards.ts';
import { paramsUnread } from './params-unread.ts';
import type { Question } from './question.ts';
import { recordingsAtHead } from './recordings/at-head.ts';
import { recordingsGone } from './recordings/gone.ts';
import { isSameRevision } from './upstreams.ts';

export interface Beside {
  /** What keeps head's weir.yml from standing, and fails the change. */
  readonly problems: readonly string[];
  readonly ungoverned: readonly UngovernedFile[];
  readonly notes: readonly string[];
}

/**
 * @param changes of the pipelines that were looked at
 * @param changed see `changedPaths`
 */
export async function lookBeside(
  { base, head }: { readonly base: Snapshot; readonly head: Snapshot },
  question: Question,
  changes: ArtifactChanges,
  changed: ChangedPaths | undefined,
): Promise<Beside> {
  const { judging } = question;
  const { config, proposed } = judging;
  const all = [...changes.values()];
  const recordings = proposed && (await recordingsAtHead({ sides: { base, head }, question, proposed, changes: all }));
  const problems = [
    ...(await problemsAtHead(judging, { base, head }, all)),
    ...(recordings?.problems ?? []).map(formatProblem),
  ];
  const { governed, guards = [], forms = [] } = changed ?? {};
  const read = await Promise.all(question.pipelines.map((pipeline) => answersRead(pipeline, changes)));
  const ungoverned = governed
    ? await findUngoverned({ base, head }, governed, config, await governedBy(judging, all, [base, head]))
    : [];
  const misplaced = (governed ?? []).filter(isMisplacedConfig);
  const informs = config.configChanges === 'inform';
  return {
    problems: informs ? [] : problems,
    ungoverned,
    notes: [
      ...(informs ? problems.map((problem) => `once this is merged, weir.yml does not stand: ${problem}`) : []),
      ...new Set(read.flat()),
      ...paramsUnread(question.pipelines, changes),
      ...stepNotes(question),
      ...(await guardNotes({ base, head }, guards, config)),
      ...(await formNotes({ base, head }, forms, namedFiles(question))),
      ...(recordings?.notes ?? []),
      ...(ungoverned.length > 0 ? [ungovernedNote(ungoverned, config.path)] : []),
      ...misplaced.map((path) => `${path} changed, and nobody reads it: the weir.yml that counts is ${configPath}`),
      ...(isSameRevision(base, head) ? ['base and head are the same commit: nothing was compared'] : []),
    ],
  };
}

/** Of pipelines that run otherwise once the change is merged. */
function stepNotes({ judging: { isSameText, proposed }, pipelines, attribution }: Question): string[] {
  const unseen = isSameText ? otherSteps(pipelines, proposed) : [];
  const whose = attribution?.()
    ? "; what steps do that one side alone has is no edit's, so none has a share of it"
    : '';
  return [
    ...unseen.map(
      (name) => `pipeline "${name}" has other steps once this is merged, and no record was replayed through them`,
    ),
    ...pipelines.flatMap((pipeline) => {
      const words = stepsInWords(pipeline);
      return words === undefined
        ? []
        : [
            `pipeline "${pipeline.name}" has other steps once this is merged, ${words}: base was replayed through its own, and head through these${whose}`,
          ];
    }),
  ];
}

/** What keeps head's weir.yml from standing once it is merged, a sentence each. */
async function problemsAtHead(
  { proposed, problems: known = [] }: JudgingConfig,
  { base, head }: { readonly base: Snapshot; readonly head: Snapshot },
  changes: readonly ArtifactChange[],
): Promise<string[]> {
  const settled = new Set(
    changes.filter((change) => change.base && isSettled(change)).map(({ reference }) => keyOf(reference)),
  );
  const found = proposed ? await proposalProblems(proposed, head, (reference) => settled.has(reference)) : [];
  const gone = proposed ? await recordingsGone(proposed, base, head) : [];
  return [...known, ...found, ...gone].map((problem) => sentence(problem, changes));
}

/** It is at head, where the check has read it, or it is gone, for which its pipelines fail. */
function isSettled({ reference, head }: ArtifactChange): boolean {
  return head === undefined || reference.path.endsWith('/') || head.files.has(fileOf(reference.path));
}

function sentence(problem: Problem, changes: readonly ArtifactChange[]): string {
  const moved = changes.find(
    ({ reference: { path }, head }) => head && !head.files.has(fileOf(path)) && problem.message.startsWith(`${path} `),
  );
  const nearest = moved?.head?.files.keys().next().value ?? problem.nearest;
  return formatProblem({ ...problem, nearest });
}

/** What the pipelines of either weir.yml name, and the files that these refer to. */
async function governedBy(
  { config, proposed }: JudgingConfig,
  changes: readonly ArtifactChange[],
  sides: readonly Snapshot[],
): Promise<GovernedFiles> {
  const named = [config, ...(proposed ? [proposed] : [])].flatMap(({ pipelines }) =>
    pipelines.flatMap(lineage).map(({ path }) => path),
  );
  const files = changes.flatMap((change) =>
    [change.base, change.head].flatMap((side) =>
      [...(side?.files.keys() ?? [])].slice(side?.pointer === undefined ? 0 : 1),
    ),
  );
  const paths = [...named, ...changes.map(({ reference }) => reference.path)];
  // What a symbolic link leads to is named nowhere by its own path, and is read.
  const behind = sides.flatMap((side) =>
    paths.map(fileOf).map(async (path) => {
      const file = (await side.follow?.(path)) ?? path;
      return file === path ? [] : [file];
    }),
  );
  return governedFiles(paths, [...files, ...(await Promise.all(behind)).flat()]);
}
