/** Makes a stage of a template in Handlebars, with its own helpers and no others. */
import { textIn } from '../../content.ts';
import type { Artifact, Stage } from '../../engine.ts';
import { templateStage } from '../template/stage.ts';
import { compileTemplate } from './template.ts';

export async function compile(artifact: Artifact): Promise<Stage> {
  return templateStage(artifact, compileTemplate(textIn(artifact, artifact.path), artifact.path));
}
