/** Answers with what production answered. */
import { compileRead } from '../../../document/pointer.ts';
import type { Artifact, CompileOptions, Document, Outcome, Stage } from '../../engine.ts';

/** A stage over native records `{ input, output, label, … }` that reads `from` (`/output` by default) of each. */
export async function compile(_artifact: Artifact, { from = '/output' }: CompileOptions = {}): Promise<Stage> {
  const read = compileRead(from);
  const nothing: Outcome = { outcome: 'unreplayable', reason: `the recording has nothing at ${from}` };

  function answer(record: Document): Outcome {
    const value = read(record);
    return value === undefined ? nothing : { outcome: 'ok', value };
  }

  return { run: (batch) => batch.map(answer) };
}
