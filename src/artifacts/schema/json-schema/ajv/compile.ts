/** The stage of a schema whose production validates with ajv: it judges as ajv does, also where the specification differs. */
import type { ErrorObject, ValidateFunction } from 'ajv';
import { holdsBigint, inDoubles } from '../../../../document/doubles.ts';
import { pointerTokens } from '../../../../document/pointer.ts';
import { ArtifactError } from '../../../../errors.ts';
import type { Artifact, CompileOptions, Stage } from '../../../engine.ts';
import { withinStack } from '../../../parse.ts';
import { type Judge, judgeLeniently, toStage } from '../compile.ts';
import { isObject, own } from '../keywords.ts';
import { type Library, openSchema } from '../library.ts';
import { findMistakes } from '../mistakes.ts';
import { compileProjection } from '../projection.ts';
import { compileExplain, type Explain } from '../reason.ts';
import { isYesOfDoubles } from '../validate/shortcut.ts';
import { compileValidator } from './validator.ts';

/** Throws an ArtifactError with file, line and column. Generates code: for replay processes only. */
export async function compileWithAjv(artifact: Artifact, options: CompileOptions = {}): Promise<Stage> {
  return withinStack(artifact.path, () => stageOf(artifact, options));
}

function stageOf(artifact: Artifact, options: CompileOptions): Stage {
  const library = openSchema(artifact, 'ajv', options.inForce);
  const mistakes = findMistakes(library, options.unchanged);
  if (mistakes.length > 0 && !options.inForce) throw new ArtifactError(mistakes);
  const explain = compileExplain(library);
  const isWrong = mistakes.length > 0 || (options.inForce && !isTaken(library));
  // ajv takes no schema with mistakes; whatever runs that one in production reads past them.
  const judge = isWrong
    ? judgeLeniently(library, explain)
    : judgeBy(compileValidator(library), explain, isYesOfDoubles(library));
  const recordedUnder = options.recordedUnder && openSchema(options.recordedUnder, 'ajv', true);
  return toStage(judge, compileProjection(library, recordedUnder), library, options);
}

/** ajv has a few more wishes than the drafts' own schemas. */
function isTaken(library: Library): boolean {
  try {
    compileValidator(library);
    return true;
  } catch (error) {
    if (error instanceof ArtifactError) return false;
    throw error;
  }
}

/** @param trustsYes looking for bigints takes longer than ajv does, so it is left off where that makes no difference */
function judgeBy(validate: ValidateFunction, explain: Explain, trustsYes: boolean): Judge {
  return (document) => {
    if (trustsYes && validate(document)) return { outcome: 'ok', value: document };
    // ajv reads numbers as JavaScript does.
    if (validate(holdsBigint(document) ? inDoubles(document) : document)) return { outcome: 'ok', value: document };
    return { outcome: 'rejected', reason: reasonOf(validate.errors ?? [], document, explain) };
  };
}

function reasonOf(errors: readonly ErrorObject[], document: unknown, explain: Explain): string {
  // The last error is the outermost; the one of `if` only repeats that its branch failed.
  const error = errors.findLast(({ keyword }) => keyword !== 'if') ?? errors.at(-1);
  if (error === undefined) return 'the schema rejects it';
  // ajv puts the positions of the duplicates in the text, which would make a reason of its own for each pair.
  const message = error.keyword === 'uniqueItems' ? 'must NOT have duplicate items' : (error.message ?? '');
  return explain(pathOf(error.instancePath, document), message);
}

function pathOf(pointer: string, document: unknown): (string | number)[] {
  let value = document;
  return pointerTokens(pointer).map((token) => {
    const inList = Array.isArray(value);
    value = inList ? (value as unknown[])[Number(token)] : isObject(value) ? own(value, token) : undefined;
    return inList ? Number(token) : token;
  });
}
