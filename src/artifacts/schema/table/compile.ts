/** Makes a stage of a contract. */
import { toPointer } from '../../../document/pointer.ts';
import type { Artifact, CompileOptions, Document, Outcome, Stage } from '../../engine.ts';
import { withinStack } from '../../parse.ts';
import { compileJudge, type Judged } from './judge.ts';
import { oneTable, type Reader } from './select.ts';

/** Throws ArtifactError with file, line and column. For replay processes only. */
export async function compile(reader: Reader, artifact: Artifact, options: CompileOptions = {}): Promise<Stage> {
  const judge = withinStack(artifact.path, () => {
    const table = oneTable(reader, artifact, options.inForce === true);
    return compileJudge(table, options.recordedUnder && oneTable(reader, options.recordedUnder, true));
  });
  return { run: (batch) => batch.map((document) => guarded(judge, document)) };
}

function guarded(judge: (document: Document) => Judged, document: Document): Outcome {
  try {
    const judged = judge(document);
    if (!('trouble' in judged)) return { outcome: 'ok', value: judged.value };
    const { path, why } = judged.trouble;
    const pointer = toPointer(path);
    if ('absent' in why) {
      return { outcome: 'unreplayable', reason: `head requires ${pointer}; the recording has no such field` };
    }
    return { outcome: 'rejected', reason: `${pointer || 'the document'} ${why.message}` };
  } catch (error) {
    // A document may nest deeper than the stack; its own message may hold data.
    return { outcome: 'failed', reason: `the check broke: ${error instanceof Error ? error.name : 'an error'}` };
  }
}
