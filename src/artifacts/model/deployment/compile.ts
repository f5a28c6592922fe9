/** Answers as the recorded version did, as long as the file says what it said then. */
import { compileRead } from '../../../document/pointer.ts';
import { ArtifactError } from '../../../errors.ts';
import type { Artifact, CompileOptions, Document, Outcome, Stage } from '../../engine.ts';
import { parseArtifact } from '../../parse.ts';
import { formNames, formOf } from './forms.ts';

/** Throws ArtifactError for a file of none of the forms. */
export async function compile(
  artifact: Artifact,
  { unchanged, inForce, same, from = '/output' }: CompileOptions = {},
): Promise<Stage> {
  const { value, file } = parseArtifact(artifact);
  const form = formOf(value);
  if (!form) {
    const message = 'does not say which model is deployed in a form that is known';
    throw new ArtifactError([{ file, line: 1, column: 1, message, expected: formNames }]);
  }
  const read = compileRead(from);
  const nothing: Outcome = { outcome: 'unreplayable', reason: `the recording has nothing at ${from}` };
  const another: Outcome = {
    outcome: 'unreplayable',
    reason: `${form.name} that changed: its answers are not recorded, and the model is not run here`,
  };

  function answer(record: Document): Outcome {
    const recorded = read(record);
    return recorded === undefined ? nothing : { outcome: 'ok', value: recorded };
  }

  const isRecorded = [unchanged, inForce, same].includes(true);
  return { run: (batch) => batch.map(isRecorded ? answer : () => another) };
}
