/** What a check says beside the lines of the change: what each edit does downstream, and what is wrong where. */
import type { Problem } from '../../errors.ts';
import { limit } from '../../format/measures.ts';
import { plural } from '../../format/numbers.ts';
import { effectOf } from '../../report/attributions.ts';
import { hitWords } from '../../report/hit.ts';
import { plain, plainReport } from '../../report/plain.ts';
import type { PipelineReport, Report, ReportEdit } from '../../report/report.generated.ts';
import { valued } from '../../report/sentences.ts';
import { affected, isOpen, worstMeasure } from '../../report/story.ts';
import type { Annotation } from '../port/checks.ts';
import { effectsElsewhere, isMoved, reachedElsewhere, titleElsewhere, worstLevel } from './annotations-elsewhere.ts';
import { bytesOf, clip, clipBytes, longestMessage, longestTitle } from './room.ts';

/** GitHub takes any number, 50 a request; a reader does not. */
const mostAnnotations = 200;
const mostPipelines = 10;
const mostOwners = 5;
const longestLine = 500;

const order = { failure: 0, warning: 1, notice: 2 } as const satisfies Record<Annotation['level'], number>;

export interface Annotated {
  /** Worst first. */
  readonly annotations: readonly Annotation[];
  /** Edits that have a line but no annotation, because there are so many. */
  readonly leftOut: number;
}

/** Edits of a file that head lacks have no line to stand on. `headFiles`: paths at head. */
export function annotateEdits(report: Report, headFiles: ReadonlySet<string>): Annotated {
  const shown = plainReport(report);
  const all = report.edits.flatMap((edit, index): Annotation[] => {
    const text = shown.edits[index];
    if (!headFiles.has(edit.artifact) || !text || edit.waived) return [];
    const reached = affected(shown).filter(({ edits }) => edits.includes(index));
    const others = reachedElsewhere(shown, index);
    if (!others.some(isMoved) && isIdle(edit, index, reached, report)) {
      const message = `${text.message} (safe): no cause of what is measured`;
      return [
        { path: edit.artifact, ...linesOf(edit), level: 'notice', title: 'Moves no output', message: lines([message]) },
      ];
    }
    const level = worstLevel(levelOf(edit, reached), others);
    return [
      {
        path: edit.artifact,
        ...linesOf(edit),
        level,
        title: reached.length > 0 ? titleOf(reached) : (titleElsewhere(others) ?? titleOf(reached)),
        message: lines([...messageOf(text, index, reached), ...effectsElsewhere(others)]),
      },
    ];
  });
  return worstFirst(all);
}

/** `Problem.side` tells whose file is meant; one without it is head's if head has such a file. */
export function annotateProblems(problems: readonly Problem[], headFiles: ReadonlySet<string>): Annotated {
  const all = problems.flatMap(({ file, line = 1, side = 'head', message, found, expected, nearest }): Annotation[] => {
    if (file === undefined || side !== 'head' || !headFiles.has(file)) return [];
    const details = [
      message,
      found && `found: ${found}`,
      expected && `expected: ${expected}`,
      nearest && `did you mean ${nearest}?`,
    ];
    const title = 'Weir cannot judge this change';
    const said = lines(details);
    // GitHub refuses the whole check where one annotation says nothing.
    return [{ path: file, start: line, end: line, level: 'failure', title, message: /\S/.test(said) ? said : title }];
  });
  return worstFirst(all);
}

function worstFirst(all: readonly Annotation[]): Annotated {
  const annotations = all.toSorted((a, b) => order[a.level] - order[b.level]).slice(0, mostAnnotations);
  return { annotations, leftOut: all.length - annotations.length };
}

function levelOf({ compatibility }: ReportEdit, reached: readonly PipelineReport[]): Annotation['level'] {
  if (reached.some((pipeline) => isOpen(pipeline) && pipeline.verdict === 'fail')) return 'failure';
  const doubtful = reached.some(({ verdict }) => verdict !== 'pass');
  return doubtful || compatibility === 'breaking' ? 'warning' : 'notice';
}

/**
 * True of an edit that changes nothing that is replayed, such as a description, and of a safe one where others are there
 * to be the cause and it is not known to move anything.
 */
function isIdle(
  { compatibility, accepts, rejects }: ReportEdit,
  index: number,
  reached: readonly PipelineReport[],
  { edits }: Report,
): boolean {
  if (compatibility !== 'safe') return false;
  if (!accepts && !rejects) return true;
  return reached.every(
    (pipeline) =>
      pipeline.edits.some((other) => edits[other]?.compatibility !== 'safe') &&
      !(pipeline.attribution ?? []).some((part) => part.edits.includes(index) && part.value !== 0),
  );
}

function linesOf({ lines: [one, other] }: ReportEdit): { start: number; end: number } {
  return { start: Math.min(one, other), end: Math.max(one, other) };
}

function titleOf([worst, ...others]: readonly PipelineReport[]): string {
  if (!worst) return 'No pipeline that is judged reads this';
  const more = others.length > 0 ? ` (and ${plural(others.length, 'more pipeline')})` : '';
  return clipBytes(`${clipBytes(worst.name, 150)}: ${verdictOf(worst)}`, longestTitle - bytesOf(more)) + more;
}

function messageOf(edit: ReportEdit, index: number, reached: readonly PipelineReport[]): (string | undefined)[] {
  const left = reached.length - mostPipelines;
  return [
    [`${edit.message} (${edit.compatibility})`, hitWords(edit)].filter((words) => words !== undefined).join(', '),
    ...reached.slice(0, mostPipelines).map((pipeline) => effect(pipeline, index)),
    left > 0 ? `… and ${plural(left, 'more pipeline')}` : undefined,
  ];
}

/** `delay-compensation: fail. tier.changed is 4.1 %, 1 % is allowed. This edit moves it by 3.1 %. Owned by @acme/claims.` */
function effect(pipeline: PipelineReport, edit: number): string {
  const { name, verdict, owners, edits, reasons } = pipeline;
  const worst = worstMeasure(pipeline);
  const own = worst && edits.length > 1 ? effectOf(pipeline, edit, worst.name) : undefined;
  const together = edits.length > 1 && own === undefined ? ` (by ${edits.length} edits together)` : '';
  const measured = worst
    ? `${worst.name} is ${valued(worst)}, ${limit(worst.measure, worst.key)} is allowed${together}`
    : (reasons[0] ?? '');
  const more = owners.length > mostOwners ? ` and ${owners.length - mostOwners} more` : '';
  const owned = owners.length > 0 ? `Owned by ${owners.slice(0, mostOwners).join(', ')}${more}` : 'Nobody owns it';
  const share = own && `This edit moves it by ${own}`;
  return `${[`${name}: ${verdict}`, measured, share, owned].filter(Boolean).join('. ')}.`;
}

function verdictOf({ verdict, approval }: PipelineReport): string {
  return approval ? `${verdict}, approved by @${approval.by}` : verdict;
}

function lines(parts: readonly (string | undefined)[]): string {
  const kept = parts
    .filter((part) => part !== undefined && part !== '')
    .map((part) => clip(plain(part ?? ''), longestLine));
  return clipBytes(kept.join('\n'), longestMessage);
}
