/** Makes a stage of a dotprompt file. What it renders is what is sent: the model with its settings, then the messages. */
import { isObject } from '../../../document/is-object.ts';
import { textIn } from '../../content.ts';
import type { Artifact, Stage } from '../../engine.ts';
import { partialsIn, partialsOf } from '../handlebars/partials.ts';
import { pathsIn } from '../handlebars/reads.ts';
import { compileTemplate, explainFor, type Helpers, type Template, textsOf } from '../handlebars/template.ts';
import { type Rendering, templateStage } from '../template/stage.ts';
import { type FrontMatter, readFrontMatter, readPrompt } from './front-matter.ts';

/** Throws ArtifactError. */
export async function compile(artifact: Artifact): Promise<Stage> {
  const { path } = artifact;
  const prompt = readPrompt(textIn(artifact, path));
  const front = readFrontMatter(prompt, path);
  const templateIn = (file: string): Template => {
    const { template, firstLine } = readPrompt(textIn(artifact, file));
    return { text: template, file, firstLine };
  };
  const others = new Map([...partialsOf(artifact, ['.prompt'])].map(([name, file]) => [name, templateIn(file)]));
  const own = templateIn(path);
  const render = compileTemplate(own, others, helpers);
  const names = [...artifact.files.keys()].flatMap((file) => partialsIn(textIn(artifact, file)));
  const defaults = isObject(front.input) && isObject(front.input.default) ? front.input.default : {};
  const hasDefaults = Object.keys(defaults).length > 0;
  const withDefaults: Rendering = (variables) => render({ __proto__: null, ...defaults, ...variables });
  return templateStage(artifact, hasDefaults ? withDefaults : render, {
    before: modelOf(front),
    explain: explainFor(names),
    reads: pathsIn(own.text, textsOf(others), Object.keys(helpers)),
  });
}

/** A line that changes when another model answers, or the same one otherwise; empty where the file names none. */
function modelOf({ model, config, output, tools }: FrontMatter): string {
  const settings = Object.fromEntries(
    Object.entries({ config, output, tools }).filter(([, value]) => value !== undefined),
  );
  if (model === undefined && Object.keys(settings).length === 0) return '';
  const said = Object.keys(settings).length === 0 ? '' : ` ${JSON.stringify(settings)}`;
  return `[model ${String(model ?? 'not named')}]${said}\n`;
}

/** Those that dotprompt adds to the language (https://google.github.io/dotprompt/reference/template). */
const helpers: Helpers = {
  role: (name) => `\n[${String(name)}]\n`,
  history: () => '\n[history]\n',
  section: () => '',
  media: (options) => `[media ${String(hashOf(options).url ?? '')}]`,
  json: (value, options) => JSON.stringify(value, undefined, Number(hashOf(options).indent ?? 0)),
  ifEquals(one, other, options) {
    return block(options, one === other, this);
  },
  unlessEquals(one, other, options) {
    return block(options, one !== other, this);
  },
};

function hashOf(options: unknown): Readonly<Record<string, unknown>> {
  return isObject(options) && isObject(options.hash) ? options.hash : {};
}

function block(options: unknown, holds: boolean, context: unknown): unknown {
  const render = isObject(options) ? options[holds ? 'fn' : 'inverse'] : undefined;
  return typeof render === 'function' ? render(context) : '';
}
