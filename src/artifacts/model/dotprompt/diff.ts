/** What differs between two dotprompt files: values of the front matter by their names, the template by its lines. */
import { textIn } from '../../content.ts';
import { diffValues } from '../../diff/edits.ts';
import { diffLines } from '../../diff/text.ts';
import type { Artifact, Edit, Engine } from '../../engine.ts';
import { nameSetting } from '../settings/name.ts';
import { lineMeaning } from '../template/engine.ts';
import { readPrompt } from './front-matter.ts';

/** Throws ArtifactError where the front matter of a side is no YAML. */
export function diff(engine: Engine, base: Artifact, head: Artifact): Edit[] {
  const edits = [
    ...diffValues(engine, {}, frontOf(base), frontOf(head), nameSetting),
    ...diffLines(engine, templateOf(base), templateOf(head), (line) => (line === ASIDE ? '' : lineMeaning(line))),
  ];
  return edits.sort((a, b) => (a.lines?.[0] ?? 0) - (b.lines?.[0] ?? 0));
}

/** Stands for a line of the other part, so that lines keep their numbers. */
const ASIDE = '\u0000';

function frontOf(artifact: Artifact): Artifact {
  const { front } = readPrompt(textIn(artifact, artifact.path));
  return withText(artifact, front ?? '{}');
}

function templateOf(artifact: Artifact): Artifact {
  const { template, firstLine } = readPrompt(textIn(artifact, artifact.path));
  return withText(artifact, `${ASIDE}\n`.repeat(firstLine) + template);
}

function withText(artifact: Artifact, text: string): Artifact {
  return { ...artifact, files: new Map([[artifact.path, text]]) };
}
