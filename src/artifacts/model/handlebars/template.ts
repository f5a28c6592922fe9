/** A text in Handlebars, ready to render; without access to what objects inherit, which is the library's own way. */
import Handlebars from 'handlebars';
import { mistakeAt } from '../template/mistake.ts';
import type { Rendering } from '../template/stage.ts';

/** A text in Handlebars. */
export interface Template {
  readonly text: string;
  readonly file: string;
  /** Of the text in its file, from 0. */
  readonly firstLine?: number;
}

export function textsOf(templates: ReadonlyMap<string, Template>): ReadonlyMap<string, string> {
  return new Map([...templates].map(([name, { text }]) => [name, text]));
}

// Prompts are no HTML, so nothing is escaped.
const options = { noEscape: true, knownHelpersOnly: false };

/** Throws ArtifactError. @param others that it includes, by the names by which it does */
export function compileTemplate(
  own: Template,
  others: ReadonlyMap<string, Template>,
  helpers: Helpers = {},
): Rendering {
  const library = Handlebars.create();
  const texts = [own, ...others.values()].map(({ text }) => text);
  keepHelpers(library, helpers, (name) => name !== 'log' && texts.some((text) => text.includes(name)));
  const render = compileOne(library, own);
  const partials = Object.fromEntries([...others].map(([name, template]) => [name, compileOne(library, template)]));
  const access = { allowProtoMethodsByDefault: false, allowProtoPropertiesByDefault: false };
  return (variables) => render(variables, { partials, ...access });
}

/** The library wraps every helper anew for each rendering, so it has only those whose names stand in a text. */
function keepHelpers(library: typeof Handlebars, own: Helpers, isNamed: (name: string) => boolean): void {
  library.registerHelper(own);
  for (const name of Object.keys(library.helpers))
    if (!name.endsWith('elperMissing') && !isNamed(name)) library.unregisterHelper(name);
}

/** Why a rendering broke, as far as the library's error tells it without a value: names of partials stand in the template. */
export function explainFor(names: Iterable<string>): (error: unknown) => string | undefined {
  const known = new Set(names);
  return (error) => {
    const name = error instanceof Error ? /^The partial (.+) could not be found$/.exec(error.message)?.[1] : undefined;
    return name !== undefined && known.has(name)
      ? `the template includes ${name}, and there is no such file`
      : undefined;
  };
}

function compileOne(library: typeof Handlebars, { text, file, firstLine = 0 }: Template): HandlebarsTemplateDelegate {
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
  return library.compile(text, options);
}

export type Helpers = Readonly<Record<string, (this: unknown, ...values: unknown[]) => unknown>>;

/** `Parse error on line 3:` stands before two lines of the text and what was expected. */
function sayError(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n').find((line) => /^Expecting/.test(line)) ?? text.split('\n')[0] ?? '')
    .replace(/^Parse error on line \d+:?/, 'a parse error')
    .slice(0, 200);
}
