/** Makes a stage of an Avro schema. */
import { toPointer } from '../../../document/pointer.ts';
import type { Artifact, CompileOptions, Document, Outcome, Stage } from '../../engine.ts';
import { withinStack } from '../../parse.ts';
import { compileProjection, type Projected } from './project.ts';
import { openAvro, readAvro } from './read.ts';

/** Throws ArtifactError with file, line and column. For replay processes only. */
export async function compile(artifact: Artifact, options: CompileOptions = {}): Promise<Stage> {
  const project = withinStack(artifact.path, () => {
    const schema = options.inForce ? openAvro(artifact).root : readAvro(artifact);
    return compileProjection(schema, options.recordedUnder && openAvro(options.recordedUnder).root);
  });
  return { run: (batch) => batch.map((document) => judge(project, document)) };
}

function judge(project: (document: Document) => Projected, document: Document): Outcome {
  try {
    const projected = project(document);
    if (!('trouble' in projected)) return { outcome: 'ok', value: projected.value };
    const { path, why } = projected.trouble;
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
