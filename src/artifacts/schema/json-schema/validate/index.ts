/** Whether a document matches a schema, and if not, why. */
import type { Library, Place } from '../library.ts';
import { createJudge } from './build.ts';
import { metaSchemas } from './meta-schemas.ts';
import { shortcut } from './shortcut.ts';
import { type Failure, newState, type State } from './state.ts';

/** Why a document is not valid: of nested failures the outermost; undefined where nothing says it. */
export type Validator = (document: unknown) => typeof VALID | Failure | undefined;

export const VALID = 'valid';

/** Throws RangeError on documents and schemas that lead deeper than the stack. */
export function createValidator(library: Library): Validator {
  return validatorOf(library, shortcut(library));
}

/** For schemas with mistakes, which nothing else can be trusted to read, and for a few documents: it generates no code. */
export function createPlainValidator(library: Library): Validator {
  return validatorOf(library, undefined);
}

function validatorOf(library: Library, quick: ((document: unknown) => boolean) | undefined): Validator {
  const judge = createJudge(library, { meta: metaSchemas() });
  const root = judge(library.root);
  const explain: Validator = (document) => {
    const state = newState(true);
    return root.check(document, state, undefined) ? VALID : state.failure;
  };
  // Most of what it does not let through is not valid, so that why is asked at once.
  if (quick) return (document) => (quick(document) ? VALID : explain(document));
  const state = newState(false);
  return (document) => (root.check(document, restart(state), undefined) ? VALID : explain(document));
}

/** Whether a value would be valid at a place of the schema. */
export function acceptsAt(library: Library): (place: Place, value: unknown) => boolean {
  const judge = createJudge(library, { meta: metaSchemas() });
  return (place, value) => judge(place).check(value, newState(false), undefined);
}

/** A document that broke the validator may have left its way behind. */
function restart(state: State): State {
  state.scope = undefined;
  return state;
}
