/** The stage of a schema whose production validates with ajv: it judges as ajv does, also where the specification differs. */
import type { ErrorObject, ValidateFunction } from 'ajv';
import { holdsBigint, inDoubles } from '../../../../document/doubles.ts';
import { pointerTokens } from '../../../../document/pointer.ts';
import { ArtifactError, type Problem } from '../../../../errors.ts';
import type { Artifact, CompileOptions, Stage } from '../../../engine.ts';
import { type Judge, toStage } from '../compile.ts';
import { isObject, own } from '../keywords.ts';
import { type Library, openSchema, problemAt, reachablePlaces } from '../library.ts';
import { findMistakes } from '../mistakes.ts';
import { compileProjection } from '../projection.ts';
import { compileExplain, type Explain } from '../reason.ts';
import { compileValidator } from './validator.ts';

/** Throws an ArtifactError with file, line and column. Generates code: for replay processes only. */
export async function compileWithAjv(artifact: Artifact, options: CompileOptions = {}): Promise<Stage> {
  const library = openSchema(artifact, 'ajv');
  const mistakes = [...findMistakes(library, options.unchanged), ...refused(library)];
  if (mistakes.length > 0) throw new ArtifactError(mistakes);
  const validate = compileValidator(library);
  const recordedUnder = options.recordedUnder && openSchema(options.recordedUnder, 'ajv');
  return toStage(judgeBy(validate, compileExplain(library)), compileProjection(library, recordedUnder));
}

/** What ajv does not take, or Weir not from ajv: an asynchronous schema answers with a promise, which would read as "valid". */
function refused(library: Library): Problem[] {
  const places = reachablePlaces(library);
  const has = (keyword: string) =>
    places.filter(({ schema }) => isObject(schema) && own(schema, keyword) !== undefined);
  const messages = [
    ...has('$async').map((place) => [place, '$async', 'asynchronous schemas are not supported'] as const),
    ...has('id').map((place) => [place, 'id', 'ajv refuses schemas with id; since draft-06 it is called $id'] as const),
  ];
  return messages.map(([place, keyword, message]) => problemAt(place, message, undefined, `/${keyword}`));
}

function judgeBy(validate: ValidateFunction, explain: Explain): Judge {
  return (document) => {
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
