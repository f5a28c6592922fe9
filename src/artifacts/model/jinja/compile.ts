/** Makes a stage of a template in Jinja, as Python's Environment() reads it, or as chat templates are read. */
import { Environment, Interpreter, parse, tokenize } from '@huggingface/jinja';
import { textIn } from '../../content.ts';
import type { Artifact, Stage } from '../../engine.ts';
import { mistakeAt } from '../template/mistake.ts';
import { type Rendering, templateStage, type Variables } from '../template/stage.ts';
import { namesIn } from './names.ts';

export async function compile(artifact: Artifact): Promise<Stage> {
  const trim = artifact.options?.trim_blocks === true;
  const { render, names } = compileTemplate(textIn(artifact, artifact.path), artifact.path, trim);
  return templateStage(artifact, render, { explain, reads: [...names].map((name) => [name]) });
}

/** What the library says of types and of the template's own names; other messages of its may hold what a record holds. */
function explain(error: unknown): string | undefined {
  if (!(error instanceof Error) || !ofTypes.some((pattern) => pattern.test(error.message))) return undefined;
  return `the template broke: ${error.message}`;
}

const ofTypes = [
  /^Cannot apply filter "\w{1,40}" to type: \w+$/,
  /^Unknown \w+ (filter|test): \w{1,40}$/,
  /^Cannot perform operation \S{1,6} on undefined values$/,
  /^Cannot perform operation on null values$/,
  /^Cannot call something that is not a function: got \w+$/,
  /^Cannot compare (different types: )?\w+ (with|and) \w+$/,
  /^Expected iterable or object type in for loop: got \w+$/,
];

interface Compiled {
  readonly render: Rendering;
  /** Of variables that it can read. */
  readonly names: ReadonlySet<string>;
}

/** Throws ArtifactError. The library names no line. */
function compileTemplate(text: string, file: string, trim: boolean): Compiled {
  let program: ReturnType<typeof parse>;
  try {
    program = parse(tokenize(text, { trim_blocks: trim, lstrip_blocks: trim }));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw mistakeAt(file, text, {}, `no template in Jinja: ${message}`, error);
  }
  const names = namesIn(program);
  const render: Rendering = (variables) => {
    const globals = environmentWith(GLOBALS);
    // What a document calls as a function is called, it may: its own scope lies within.
    const own = environmentWith(pick(variables, names), globals);
    return String(new Interpreter(own).run(program).value ?? '');
  };
  return { render, names };
}

/** Every value that the library is given it converts, and not every one can it. */
function pick(variables: Variables, names: ReadonlySet<string>): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => names.has(name)));
}

function environmentWith(variables: Readonly<Record<string, unknown>>, parent?: Environment): Environment {
  const environment = new Environment(parent);
  for (const [name, value] of Object.entries(variables)) environment.set(name, value);
  return environment;
}

/** Items of one range. */
const MOST_ITEMS = 1_000_000;

/** Those of the library, but for what answers otherwise at another hour (`strftime_now`) and for ranges without bound. */
const GLOBALS = {
  ...{ true: true, True: true, false: false, False: false, none: null, None: null },
  raise_exception(): never {
    throw new Error('the template raised an exception');
  },
  range(first: number, behind?: number | null, step?: number | null): number[] {
    const [start, stop] = typeof behind === 'number' ? [0 + first, behind] : [0, first];
    const by = typeof step === 'number' ? step : 1;
    const items = Math.ceil((stop - start) / by);
    if (!Number.isFinite(items) || items > MOST_ITEMS) throw new RangeError('range() of too many items');
    return Array.from({ length: Math.max(0, items) }, (_, index) => start + index * by);
  },
};
