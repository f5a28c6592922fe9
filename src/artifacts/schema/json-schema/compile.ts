/** Makes a stage of a schema: each document is projected to what its producer would now send, then validated. */
import type { ValidateFunction } from 'ajv';
import type { Artifact, CompileOptions, Document, Outcome, Stage } from '../../engine.ts';
import { openSchema } from './library.ts';
import { compileProjection, type Projection } from './projection.ts';
import { compileExplain, type Explain } from './reason.ts';
import { compileValidator } from './validator.ts';

/** Throws an ArtifactError with file, line and column. Generates code: for replay processes only. */
export async function compile(artifact: Artifact, options: CompileOptions = {}): Promise<Stage> {
  const library = openSchema(artifact);
  const validate = compileValidator(library, options.unchanged);
  const explain = compileExplain(library);
  const recordedUnder = options.recordedUnder && openSchema(options.recordedUnder);
  const project = compileProjection(library, recordedUnder);
  const judge = project ? projected(project, validate, explain) : plain(validate, explain);
  return { run: (batch) => batch.map((document) => guarded(judge, document)) };
}

type Judge = (document: Document) => Outcome;

function plain(validate: ValidateFunction, explain: Explain): Judge {
  return (document) => {
    if (validate(document)) return { outcome: 'ok', value: document };
    return { outcome: 'rejected', reason: explain(validate.errors ?? [], document) };
  };
}

function projected(project: Projection, validate: ValidateFunction, explain: Explain): Judge {
  const judge = plain(validate, explain);
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
