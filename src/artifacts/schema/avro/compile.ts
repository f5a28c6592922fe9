/** Makes a stage of an Avro schema. */
import type { Artifact, CompileOptions, Stage } from '../../engine.ts';
import { withinStack } from '../../parse.ts';
import { judgeProjected } from '../projected.ts';
import { fieldsRead } from './fields-read.ts';
import { compileProjection } from './project.ts';
import { openAvro, readAvro } from './read.ts';

/** Throws ArtifactError with file, line and column. For replay processes only. */
export async function compile(artifact: Artifact, options: CompileOptions = {}): Promise<Stage> {
  const { project, reads } = withinStack(artifact.path, () => {
    const schema = options.inForce ? openAvro(artifact).root : readAvro(artifact);
    const project = compileProjection(schema, options.recordedUnder && openAvro(options.recordedUnder).root);
    return { project, reads: fieldsRead(schema) };
  });
  return { ...(reads && { reads }), run: (batch) => batch.map((document) => judgeProjected(project, document)) };
}
