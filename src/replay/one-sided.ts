/** Steps that one side of a replay has and the other has not. */
import type { Outcome, Stage } from '../artifacts/engine.ts';
import type { OutputMove } from '../config/config.ts';
import { compileRead, compileWrite } from '../document/pointer.ts';
import type { RunnableStep, StepVersion } from './runnable-step.ts';
import { BASE, HEAD, type Side } from './track.ts';

/** Of a document that a step is none of the business of: it goes on as it is. */
export const PASSED: Outcome = { outcome: 'ok', value: Symbol('passed') };

/** What the side without the step has in its place. */
export function passing(side: Side): StepVersion {
  const stage: Stage = { reads: [], run: (batch) => batch.map(() => PASSED) };
  return { stage, beside: {}, side, variants: [side === 'base' ? BASE : HEAD] };
}

/** Both sides' documents at their end: outputs that head has elsewhere are put where base has them. Reads all before it writes. */
export function movingOutputs(moves: readonly OutputMove[]): RunnableStep {
  const compiled = moves.map(({ from, to }) => ({ read: compileRead(from), write: compileWrite(to) }));
  const inPlace = (document: unknown): unknown => {
    const values = compiled.map(({ read }) => read(document));
    return compiled.reduce((made, { write }, index) => write(made, values[index]), document);
  };
  const stageOf = (make: (document: unknown) => unknown): Stage => ({
    reads: [],
    run: (batch) => batch.map((document) => ({ outcome: 'ok', value: make(document) })),
  });
  const versions: StepVersion[] = [
    { stage: stageOf((document) => document), beside: {}, side: 'base', variants: [BASE] },
    { stage: stageOf(inPlace), beside: {}, side: 'head', variants: [HEAD] },
  ];
  return { path: 'outputs', versions, write: undefined, readsRecord: false };
}
