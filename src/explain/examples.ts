/** Example records of what changed, where base's weir.yml says `examples: show`. */
import { firstExamples } from '../impact/first-examples.ts';
import type { ExamplesPass, PlacedExample } from '../replay/examples/pass.ts';
import type { RunFurther } from '../replay/replay.ts';
import type { ReportTransition } from '../report/report.generated.ts';
import type { Explanation, Seen } from './explanation.ts';
import { type ShownTransition, shownTransitions } from './shown-transitions.ts';

/** Transitions of each output that have examples, those with most records. */
const SHOWN = 10;

/** Throws as a replay does. */
export async function findExamples(
  { pipeline, evidence }: Pick<Seen, 'pipeline' | 'evidence'>,
  run: RunFurther,
): Promise<Explanation> {
  const transitions = evidence.outputs.map((output) => shownTransitions(output, pipeline).slice(0, SHOWN));
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

function withExamples(one: ReportTransition, examples: readonly PlacedExample[] = []): ReportTransition {
  if (examples.length === 0) return one;
  return { ...one, examples: examples.map(({ id, input }) => ({ ...(id !== undefined && { id }), input })) };
}

function keyOf(output: string | undefined, { base, head }: ShownTransition): string {
  return JSON.stringify([output, base, head]);
}
