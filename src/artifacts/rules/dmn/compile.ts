/** Makes a stage of a model: what one of its decisions gives for a document, whose members are the input data. */
import { ArtifactError, ranOutOfStack } from '../../../errors.ts';
import type { Artifact, CompileOptions, Document, Options, Outcome, Stage } from '../../engine.ts';
import { withinStack } from '../../parse.ts';
import { Broken, NotComputed } from './broken.ts';
import { type Compiled, Compiler } from './decide.ts';
import { Model } from './definitions.ts';
import { toJson } from './feel.ts';
import { conform, fromJson, type Type } from './types.ts';

/** Throws ArtifactError with lines: no model, no such decision, decisions in a loop, expressions that do not parse. */
export async function compile(artifact: Artifact, options: CompileOptions = {}): Promise<Stage> {
  return withinStack(artifact.path, () => stageOf(new Model(artifact), artifact.options, options));
}

/** Throws ArtifactError. */
export function stageOf(model: Model, options: Options = {}, { inForce = false }: CompileOptions = {}): Stage {
  const compiler = new Compiler(model, options.now);
  const decision = compiler.output(model.output(options.decision));
  if (compiler.problems.length > 0 && !inForce) throw new ArtifactError(compiler.problems);
  if (compiler.readsClock && options.now === undefined) {
    const reason = 'it reads the clock, so no record can be replayed until `now` in the step says what time it is';
    return { reads: [], run: (batch) => batch.map(() => ({ outcome: 'unreplayable', reason })) };
  }
  return {
    reads: [...compiler.inputs].map((name) => [name]),
    run: (batch, beside) => batch.map((document) => evaluate(decision, document, beside?.params)),
  };
}

function evaluate({ decide }: Compiled, document: Document, params: unknown): Outcome {
  const members = typeof document === 'object' && document !== null && !Array.isArray(document) ? document : {};
  try {
    const value = toJson(
      decide({
        input: (name, type) =>
          name === 'params' && params !== undefined
            ? given(name, params, type)
            : given(name, memberOf(members, name), type),
        decided: new Map(),
      }),
    );
    return { outcome: 'ok', value };
  } catch (error) {
    if (error instanceof NotComputed) return { outcome: 'unreplayable', reason: error.message };
    return { outcome: 'failed', reason: explain(error) };
  }
}

function memberOf(members: object, name: string): unknown {
  return Object.hasOwn(members, name) ? (members as Readonly<Record<string, unknown>>)[name] : null;
}

/** Throws Broken where it is of another type. */
function given(name: string, value: unknown, type: Type): unknown {
  const found = conform(fromJson(value, type), type);
  if (found === undefined) throw new Broken(`the input "${name}" is not of its type`);
  return found;
}

/** Errors of the library may hold what a record holds. */
function explain(error: unknown): string {
  if (error instanceof Broken) return error.message;
  if (ranOutOfStack(error)) return 'it calls itself without end, or what it works on is nested too deeply';
  return `an expression broke with ${error instanceof Error ? error.name : 'an error'}`;
}
