/** What all engines of prompt templates are but for their library: texts, compared line by line. */
import { extname } from 'node:path';
import { textIn } from '../../content.ts';
import { diffLines, linewise } from '../../diff/text.ts';
import type { Artifact, Engine, Stage } from '../../engine.ts';
import type { Outline } from '../../outline.ts';
import { packageVersion } from '../../version.ts';
import { templateOptions } from './options.ts';
import { type Tags, variablesOf } from './variables.ts';

interface Library {
  readonly id: string;
  /** `a prompt in Handlebars`. */
  readonly name: string;
  readonly package: string;
  readonly extensions: readonly string[];
  /** Keys of a step that are its own. */
  readonly options?: Engine['options'];
  readonly tags: Tags;
  /** Loads the library, so it is asked in a replay process alone. */
  readonly compile: (artifact: Artifact) => Promise<Stage>;
}

export function templateEngine(library: Library): Engine {
  const engine: Engine = {
    id: library.id,
    kind: 'model',
    name: library.name,
    version: packageVersion(library.package),
    extensions: library.extensions,
    selectedBy: 'model',
    content: 'text',
    isPrompt: true,
    parts: false,
    options: { ...templateOptions, ...library.options },
    needs: { addons: false },
    references: () => [],
    outline: async (artifact) => outlineTemplate(textIn(artifact, artifact.path), library.tags),
    language: linewise(lineMeaning),
    compile: library.compile,
    diff: (base, head) => diffLines(engine, base, head, lineMeaning),
    recognise: ({ path, content }) =>
      library.extensions.includes(extname(path).toLowerCase()) && typeof content === 'string' && content.trim() !== '',
  };
  return engine;
}

/** What it renders is the text itself but for its variables. */
function outlineTemplate(text: string, tags: Tags): Outline {
  const paths = variablesOf(text, tags);
  const isOfParams = ([first]: readonly string[]) => first === 'params';
  return {
    reads: paths.filter((path) => !isOfParams(path)),
    params: paths.filter(isOfParams).map(([, ...inner]) => inner),
    answers: [text],
  };
}

/** A model reads blanks and line breaks, too; of an empty line only that it is there. */
export function lineMeaning(line: string): string {
  return line === '' ? ' ' : line;
}
