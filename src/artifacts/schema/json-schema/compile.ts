/** Makes a stage of a schema: each document is projected to what its producer would now send, then validated. */
import { ArtifactError } from '../../../errors.ts';
import type { Artifact, CompileOptions, Document, Outcome, Stage } from '../../engine.ts';
import { withinStack } from '../../parse.ts';
import { type Library, openSchema } from './library.ts';
import { findMistakes } from './mistakes.ts';
import { compileProjection, type Projection } from './projection.ts';
import { readsOf } from './reads.ts';
import { compileExplain, type Explain } from './reason.ts';
import { createPlainValidator, createValidator, VALID, type Validator } from './validate/index.ts';

/** Judges by the specification. Throws an ArtifactError with file, line and column. For replay processes only. */
export async function compile(artifact: Artifact, options: CompileOptions = {}): Promise<Stage> {
  return withinStack(artifact.path, () => stageOf(artifact, options));
}

function stageOf(artifact: Artifact, options: CompileOptions): Stage {
  const library = openSchema(artifact, 'specification', options.inForce);
  const mistakes = findMistakes(library, options.unchanged);
  if (mistakes.length > 0 && !options.inForce) throw new ArtifactError(mistakes);
  const explain = compileExplain(library);
  const judge =
    mistakes.length > 0 ? judgeLeniently(library, explain) : judgeBy(validatorFor(library, options), explain);
  const recordedUnder = options.recordedUnder && openSchema(options.recordedUnder, 'specification', true);
  return toStage(judge, compileProjection(library, recordedUnder), library, options);
}

/** Generating code takes longer than a few documents do. */
function validatorFor(library: Library, { brief }: CompileOptions): Validator {
  return brief ? createPlainValidator(library) : createValidator(library);
}

/** For a schema in force that has mistakes: each of them says nothing. */
export function judgeLeniently(library: Library, explain: Explain): Judge {
  return judgeBy(createPlainValidator(library), explain);
}

export type Judge = (document: Document) => Outcome;

export function toStage(
  judge: Judge,
  project: Projection | undefined,
  library: Library,
  { brief }: CompileOptions,
): Stage {
  const whole = project ? projected(project, judge) : judge;
  return {
    ...(!brief && readsOf(library, project?.root)),
    run: (batch) => batch.map((document) => guarded(whole, document)),
  };
}

function judgeBy(validator: Validator, explain: Explain): Judge {
  return (document) => {
    const judged = validator(document);
    if (judged === VALID) return { outcome: 'ok', value: document };
    return { outcome: 'rejected', reason: judged ? explain(judged.path, judged.message) : 'the schema rejects it' };
  };
}

function projected(project: Projection, judge: Judge): Judge {
  return (document) => {
    const { value, missing } = project(document);
    if (missing === undefined) return judge(value);
    return { outcome: 'unreplayable', reason: `head requires ${missing}; the recording has no such field` };
  };
}

/** A document may nest deeper than the stack; its own message may hold data, so only the kind of error is said. */
function guarded(judge: Judge, document: Document): Outcome {
  try {
    return judge(document);
  } catch (error) {
    const kind = error instanceof Error ? error.name : 'an error';
    return { outcome: 'failed', reason: `the validator broke: ${kind}` };
  }
}
