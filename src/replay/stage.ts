/** A compiled step as a replay runs it: what an engine answers is taken over here, and nowhere else. */
import type { Beside, Document, Outcome, Stage } from '../artifacts/engine.ts';
import { take } from './take.ts';

/** Processor time in milliseconds that a step may spend, in one process, on records that take long to fail. */
const PATIENCE = 5000;
/** So long, on average of a batch in which all fail: a thousand times what a record usually takes. */
const LONG = 10;
const GIVEN_UP: Outcome = {
  outcome: 'failed',
  reason: `the step took ${PATIENCE / 1000} s of processor time to fail; the rest was not tried`,
};
const LOST: Outcome = { outcome: 'failed', reason: 'the step gave no outcome' };

/**
 * The same stage with an outcome for each document and values that are bounded JSON. It never throws, and gives up
 * once failing takes too long: records that each stay within their budget may be a million.
 */
export function bounded(stage: Stage, patience = PATIENCE): Stage {
  let spent = 0;
  // Asking for the time of every batch would cost more than some steps do: only those after a batch that failed are timed.
  let failing = false;
  return {
    ...seen(stage),
    run(batch, beside = {}) {
      if (spent > patience) return batch.map(() => GIVEN_UP);
      const before = failing ? processorTime() : undefined;
      const outcomes = runStage(stage, batch, beside);
      // What waits for others uses no time of its own.
      if (outcomes instanceof Promise) return outcomes;
      failing = batch.length > 0 && outcomes.every(({ outcome }) => outcome === 'failed');
      if (!failing || before === undefined) return outcomes;
      const took = processorTime() - before;
      if (took > LONG * batch.length) spent += took;
      return outcomes;
    },
  };
}

/** The same stage for one that takes only so many documents at once. */
export function inBatches(stage: Stage, most: number | undefined): Stage {
  if (most === undefined) return stage;
  return {
    ...seen(stage),
    async run(batch, beside) {
      const outcomes: Outcome[] = [];
      for (let start = 0; start < batch.length; start += most)
        outcomes.push(...(await stage.run(batch.slice(start, start + most), beside)));
      return outcomes;
    },
  };
}

function seen({ reads, glances, across }: Stage): Pick<Stage, 'reads' | 'glances' | 'across'> {
  return { ...(across && { across }), ...(reads && { reads, ...(glances && { glances }) }) };
}

function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** One batch through a stage that may break, leave out documents, or answer with anything at all. */
function runStage(
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

function takeAll(outcomes: readonly Outcome[], documents: readonly Document[]): readonly Outcome[] {
  let taken: Outcome[] | undefined;
  for (let index = 0; index < documents.length; index += 1) {
    const outcome = outcomes[index];
    const own = take(outcome ?? LOST, documents[index]);
    if (own === outcome) continue;
    taken ??= outcomes.slice(0, documents.length);
    taken[index] = own;
  }
  return taken ?? outcomes;
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
