/**
 * Example records of what changed, where base's weir.yml says `examples: show`. `assess` asks after a replay; examples
 * explain and never change a verdict.
 */
import { transitionsOf } from './gate/transitions.ts';
import { cellText } from './impact/cell.ts';
import type { OutputEvidence } from './impact/evidence.ts';
import { firstExamples } from './impact/first-examples.ts';
import type { Seen } from './look.ts';
import type { ExamplesPass, PlacedExample } from './replay/examples/pass.ts';
import type { RunFurther } from './replay/replay.ts';
import type { PipelineReport, ReportTransition } from './report/report.generated.ts';

/** Transitions of each output that have examples, those with most records. */
const SHOWN = 10;

/** Gives a report of the pipeline the examples that were found. Throws as a replay does. */
export async function findExamples(
  { pipeline, evidence }: Pick<Seen, 'pipeline' | 'evidence'>,
  run: RunFurther,
): Promise<(report: PipelineReport) => PipelineReport> {
  const transitions = evidence.outputs.map((output) => {
    const tolerance = pipeline.outputs.find(({ name }) => name === output.name)?.tolerance ?? 0;
    return namedTransitions(output, tolerance).slice(0, SHOWN);
  });
  if (transitions.every((own) => own.length === 0)) return (report) => report;
  const pass: ExamplesPass = { kind: 'examples', id: 'examples', transitions };
  const found = transitions.map((own) => own.map((): PlacedExample[] => []));
  await run(pass, (parts) => {
    if (parts.kind !== 'examples') return;
    for (const [output, own] of parts.found.entries()) {
      for (const [index, examples] of own.entries()) found[output]?.[index]?.push(...examples);
    }
  });
  const byTransition = new Map(
    transitions.flatMap((own, output) =>
      own.map((one, index) => [
        keyOf(evidence.outputs[output]?.name, one),
        firstExamples(found[output]?.[index] ?? []),
      ]),
    ),
  );
  return (report) => ({
    ...report,
    outputs: report.outputs.map((output) => ({
      ...output,
      transitions: output.transitions.map((one) => withExamples(one, byTransition.get(keyOf(output.name, one)))),
    })),
  });
}

/** What is counted together under one name is no transition that a record shows. */
function namedTransitions(output: OutputEvidence, tolerance: number): { base: string; head: string }[] {
  const shown = new Set(output.table.flatMap(({ base, head }) => [cellText(base), cellText(head)]));
  return transitionsOf(output, tolerance, false)
    .transitions.filter(({ base, head }) => [base, head].every((cell) => cell !== 'other' && shown.has(cell)))
    .map(({ base, head }) => ({ base, head }));
}

function withExamples(one: ReportTransition, examples: readonly PlacedExample[] = []): ReportTransition {
  if (examples.length === 0) return one;
  return { ...one, examples: examples.map(({ id, input }) => ({ ...(id !== undefined && { id }), input })) };
}

function keyOf(output: string | undefined, { base, head }: { readonly base: string; readonly head: string }): string {
  return JSON.stringify([output, base, head]);
}
