/** Runs a compiled step on a batch: the one place where what an engine answers is taken over. */
import type { Beside, Document, Outcome, Stage } from '../artifacts/engine.ts';
import { take } from './take.ts';

const LOST: Outcome = { outcome: 'failed', reason: 'the step gave no outcome' };

/** An outcome for each document, in order, with values that are bounded JSON. Never throws. */
export function runStage(
  stage: Stage,
  documents: readonly Document[],
  beside: Beside,
): readonly Outcome[] | Promise<readonly Outcome[]> {
  try {
    const outcomes = stage.run(documents, beside);
    if (!(outcomes instanceof Promise)) return takeAll(outcomes, documents);
    return outcomes.then(
      (late) => takeAll(late, documents),
      (error: unknown) => runEach(stage, documents, beside, error),
    );
  } catch (error) {
    return runEach(stage, documents, beside, error);
  }
}

function takeAll(outcomes: readonly Outcome[], documents: readonly Document[]): Outcome[] {
  const taken = new Array<Outcome>(documents.length);
  for (let index = 0; index < documents.length; index += 1)
    taken[index] = take(outcomes[index] ?? LOST, documents[index]);
  return taken;
}

/** An engine that throws on a batch breaks on some of its documents: they are found one by one. */
async function runEach(
  stage: Stage,
  documents: readonly Document[],
  beside: Beside,
  error: unknown,
): Promise<readonly Outcome[]> {
  if (documents.length === 1) {
    // Its message may hold data of the record.
    const name = error instanceof Error ? error.name : 'an error';
    return [{ outcome: 'failed', reason: `the step broke with ${name}` }];
  }
  const outcomes: Outcome[] = [];
  for (const document of documents) outcomes.push(...(await runStage(stage, [document], beside)));
  return outcomes;
}
