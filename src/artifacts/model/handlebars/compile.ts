/** Makes a stage of a template in Handlebars, with its own helpers and no others. */
import { textIn } from '../../content.ts';
import type { Artifact, Stage } from '../../engine.ts';
import { templateStage } from '../template/stage.ts';
import { EXTENSIONS } from './extensions.ts';
import { partialsIn, partialsOf } from './partials.ts';
import { pathsIn } from './reads.ts';
import { compileTemplate, explainFor, textsOf } from './template.ts';

export async function compile(artifact: Artifact): Promise<Stage> {
  const { path } = artifact;
  const templateIn = (file: string) => ({ text: textIn(artifact, file), file });
  const others = new Map([...partialsOf(artifact, EXTENSIONS)].map(([name, file]) => [name, templateIn(file)]));
  const names = [...artifact.files.keys()].flatMap((file) => partialsIn(textIn(artifact, file)));
  const own = templateIn(path);
  return templateStage(artifact, compileTemplate(own, others), {
    explain: explainFor(names),
    reads: pathsIn(own.text, textsOf(others)),
  });
}
