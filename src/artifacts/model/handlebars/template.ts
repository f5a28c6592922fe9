/** A text in Handlebars, ready to render; without access to what objects inherit, which is the library's own way. */
import Handlebars from 'handlebars';
import { mistakeAt } from '../template/mistake.ts';
import type { Rendering } from '../template/stage.ts';

/** Throws ArtifactError. @param firstLine of the text in its file, from 0 */
export function compileTemplate(text: string, file: string, firstLine = 0, helpers: Helpers = {}): Rendering {
  // Prompts are no HTML, so nothing is escaped.
  const options = { noEscape: true, knownHelpersOnly: false };
  const library = Handlebars.create();
  library.unregisterHelper('log');
  try {
    library.precompile(text, options);
  } catch (error) {
    const line = Number(/on line (\d+)/.exec(String(error))?.[1] ?? (error as { lineNumber?: number }).lineNumber ?? 1);
    throw mistakeAt(
      file,
      '\n'.repeat(firstLine) + text,
      { line: firstLine + line },
      `no template in Handlebars: ${sayError(error)}`,
      error,
    );
  }
  const render = library.compile(text, options);
  return (variables) =>
    render(variables, { helpers, allowProtoMethodsByDefault: false, allowProtoPropertiesByDefault: false });
}

export type Helpers = Readonly<Record<string, (this: unknown, ...values: unknown[]) => unknown>>;

/** `Parse error on line 3:` stands before two lines of the text and what was expected. */
function sayError(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n').find((line) => /^Expecting/.test(line)) ?? text.split('\n')[0] ?? '')
    .replace(/^Parse error on line \d+:?/, 'a parse error')
    .slice(0, 200);
}
