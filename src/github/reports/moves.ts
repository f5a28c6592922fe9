/** What a change did to each output of each pipeline, in the few numbers that a history needs of a whole report. */
import { cell } from '../../report/cell.ts';
import type { OutputReport, PipelineReport, Report } from '../../report/report.generated.ts';

export interface Move {
  readonly pipeline: string;
  readonly output: string;
  readonly kind: OutputReport['kind'];
  /** Share of the replayed records whose value changed; null where it is not known. */
  readonly changed: number | null;
  /** Every record was replayed, so that nothing here is an estimate. */
  readonly exact: boolean;
  /** Largest first; empty for texts and rankings, of which no number can be added up. */
  readonly steps: readonly Step[];
}

export interface Step {
  /** A value of a category, whose share of the requests moved, or `mean`. */
  readonly of: string;
  /** Head − base: a difference of shares for a category (0.01 is one point), in the output's unit for a mean. */
  readonly by: number;
}

/** Values of one output; further ones moved less. */
const MOST_STEPS = 12;

/** Of the pipelines that some edit reaches. */
export function movesOf(report: Report): Move[] {
  const affected = report.pipelines.filter(({ verdict }) => verdict !== 'unaffected');
  return affected.flatMap((pipeline) => pipeline.outputs.map((output) => moveOf(pipeline, output)));
}

function moveOf(pipeline: PipelineReport, output: OutputReport): Move {
  return {
    pipeline: pipeline.name,
    output: output.name,
    kind: output.kind,
    changed: output.measures.changed?.value ?? null,
    exact: pipeline.full === true,
    steps: stepsOf(output)
      .filter(({ by }) => by !== 0)
      .toSorted((a, b) => Math.abs(b.by) - Math.abs(a.by))
      .slice(0, MOST_STEPS),
  };
}

function stepsOf(output: OutputReport): Step[] {
  switch (output.kind) {
    case 'category':
      return shareSteps(output);
    case 'number':
    case 'probability': {
      const by = meanStep(output);
      return by === undefined ? [] : [{ of: 'mean', by }];
    }
    case 'ranking':
    case 'text':
      return [];
    default:
      return output.kind satisfies never;
  }
}

function shareSteps({ distribution }: OutputReport): Step[] {
  const [base, head] = [distribution.base.counts ?? {}, distribution.head.counts ?? {}];
  const [before, after] = [sum(Object.values(base)), sum(Object.values(head))];
  if (before === 0 || after === 0) return [];
  const values = [...new Set([...Object.keys(base), ...Object.keys(head)])];
  return values.map((value) => ({
    of: cell(value),
    by: (head[value] ?? 0) / after - (base[value] ?? 0) / before,
  }));
}

/** The measure compares records with a number on both sides, and is the better one where there is one. */
function meanStep({ measures, distribution: { base, head } }: OutputReport): number | undefined {
  const measured = measures.mean?.value;
  if (typeof measured === 'number') return measured;
  return typeof base.mean === 'number' && typeof head.mean === 'number' ? head.mean - base.mean : undefined;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
