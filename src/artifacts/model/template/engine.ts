/** What all engines of prompt templates are but for their library: texts, compared line by line. */
import { extname } from 'node:path';
import { diffLines, linewise } from '../../diff/text.ts';
import type { Artifact, Engine, Stage } from '../../engine.ts';
import { packageVersion } from '../../version.ts';
import { templateOptions } from './options.ts';

interface Library {
  readonly id: string;
  /** `a prompt in Handlebars`. */
  readonly name: string;
  readonly package: string;
  readonly extensions: readonly string[];
  /** Keys of a step that are its own. */
  readonly options?: Engine['options'];
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
    parts: false,
    options: { ...templateOptions, ...library.options },
    needs: { addons: false },
    references: () => [],
    language: linewise(lineMeaning),
    compile: library.compile,
    diff: (base, head) => diffLines(engine, base, head, lineMeaning),
    recognise: ({ path, content }) =>
      library.extensions.includes(extname(path).toLowerCase()) && typeof content === 'string' && content.trim() !== '',
  };
  return engine;
}

/** A model reads blanks and line breaks, too; of an empty line only that it is there. */
export function lineMeaning(line: string): string {
  return line === '' ? ' ' : line;
}
