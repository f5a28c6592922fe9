/** Makes a stage of a schema: each recorded operation is one that a server with this schema takes, or it is rejected. */
import { compileRead, pointerTokens } from '../../../document/pointer.ts';
import { ArtifactError } from '../../../errors.ts';
import type { Artifact, CompileOptions, Document, Outcome, Stage } from '../../engine.ts';
import { withinStack } from '../../parse.ts';
import { createOperations, type Operations } from './operations.ts';
import { pointersOf } from './pointers.ts';
import { brokenPromises } from './promises.ts';
import { mistakesIn, openSdl } from './sdl.ts';

/** Throws ArtifactError with file, line and column. For replay processes only. */
export async function compile(artifact: Artifact, options: CompileOptions = {}): Promise<Stage> {
  const sdl = withinStack(artifact.path, () => openSdl(artifact, options.inForce));
  const { schema } = sdl;
  const mistakes = mistakesIn(sdl, artifact.path);
  if (mistakes.length > 0) throw new ArtifactError(mistakes);
  const { recordedUnder } = options;
  const broken = recordedUnder ? brokenPromises(openSdl(recordedUnder, true).schema, schema) : new Map();
  return stageOf(artifact, createOperations(schema, broken));
}

function stageOf({ options }: Artifact, operations: Operations): Stage {
  const pointers = pointersOf(options);
  const [query, variables, operation] = [pointers.query, pointers.variables, pointers.operation].map(compileRead);
  return {
    reads: Object.values(pointers).map(pointerTokens),
    run: (batch) => batch.map(judge),
  };

  function judge(document: Document): Outcome {
    const text = query?.(document);
    if (typeof text !== 'string') {
      return { outcome: 'unreplayable', reason: `the recording has no text of an operation at ${pointers.query}` };
    }
    try {
      const refused = operations.refusalOf(text, operation?.(document), variables?.(document));
      return refused === undefined ? { outcome: 'ok', value: document } : { outcome: 'rejected', reason: refused };
    } catch (error) {
      // Its own message may hold data, so only the kind of error is said.
      return { outcome: 'failed', reason: `the operation broke: ${error instanceof Error ? error.name : 'an error'}` };
    }
  }
}
