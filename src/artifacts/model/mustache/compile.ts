/** Makes a stage of a template in Mustache. */
import mustache from 'mustache';
import { textIn } from '../../content.ts';
import type { Artifact, Stage } from '../../engine.ts';
import { mistakeAt } from '../template/mistake.ts';
import { templateStage } from '../template/stage.ts';
import { ownMembers, type Paths } from './own-members.ts';
import { pathsIn } from './reads.ts';

export async function compile(artifact: Artifact): Promise<Stage> {
  const text = textIn(artifact, artifact.path);
  const writer = new mustache.Writer();
  let reads: string[][];
  try {
    reads = pathsIn(writer.parse(text));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const offset = Number(/at (\d+)$/.exec(message)?.[1] ?? 0);
    throw mistakeAt(
      artifact.path,
      text,
      { offset },
      `no template in Mustache: ${message.replace(/ at \d+$/, '')}`,
      error,
    );
  }
  const paths: Paths = new Map();
  // Prompts are no HTML, so nothing is escaped.
  const render = (variables: object) =>
    writer.render(text, ownMembers(variables, paths), undefined, { escape: String });
  return templateStage(artifact, render, { reads });
}
