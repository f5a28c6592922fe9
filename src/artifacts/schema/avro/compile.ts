/** Makes a stage of an Avro schema. */
import type { Artifact, CompileOptions, Stage } from '../../engine.ts';
import { withinStack } from '../../parse.ts';
import { judgeProjected } from '../projected.ts';
import { compileProjection } from './project.ts';
import { openAvro, readAvro } from './read.ts';

/** Throws ArtifactError with file, line and column. For replay processes only. */
export async function compile(artifact: Artifact, options: CompileOptions = {}): Promise<Stage> {
  const project = withinStack(artifact.path, () => {
    const schema = options.inForce ? openAvro(artifact).root : readAvro(artifact);
    return compileProjection(schema, options.recordedUnder && openAvro(options.recordedUnder).root);
  });
  return { run: (batch) => batch.map((document) => judgeProjected(project, document)) };
}
