/** Literal expressions, and what all expressions of a file have in common. */
import type { Problem } from '../../../errors.ts';
import { Broken } from './broken.ts';
import { type Definitions, one, problemAt } from './definitions.ts';
import { compileExpression, type Evaluate, FeelError, type Names } from './feel.ts';
import { conform, type Type } from './types.ts';
import { type Element, offsetOf } from './xml.ts';

/** What expressions of one file have in common. */
export interface Surroundings {
  readonly definitions: Definitions;
  /** Gathers what does not compile; such an expression breaks the records that come to it. */
  readonly problems: Problem[];
  typeOf(name: string | undefined): Type;
  /** Sees every text that is compiled. */
  note(text: string): void;
}

/** Of an input or a cell of a table, too, which are literal expressions by other names. */
export function compileLiteral(element: Element, names: Names, around: Surroundings): Evaluate {
  const text = one(element, 'text');
  if (!text) return () => null;
  const language = element.attributes.expressionLanguage ?? around.definitions.root.attributes.expressionLanguage;
  if (language !== undefined && !/feel/i.test(language)) {
    around.problems.push(
      problemAt(around.definitions, text.start, `an expression in ${language}, of which only FEEL is read`),
    );
    return broken;
  }
  const expression = orProblem(text, around, () => compileExpression(text.text, names)) ?? broken;
  return conforming(expression, element, around);
}

/** Undefined for what does not compile, which is noted. */
export function orProblem<T>(
  text: Element,
  { definitions, problems, note }: Surroundings,
  compile: () => T,
): T | undefined {
  note(text.text);
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof FeelError)) throw error;
    const place = offsetOf(definitions.xml, text, error.index);
    problems.push(problemAt(definitions, place, `no FEEL: ${error.message}`));
    return undefined;
  }
}

export function broken(): never {
  throw new Broken('an expression that does not parse');
}

/** Made to conform to the type that the element names; what cannot be is null. */
export function conforming(expression: Evaluate, { attributes }: Element, { typeOf }: Surroundings): Evaluate {
  const type = typeOf(attributes.typeRef);
  return type.kind === 'any' ? expression : (values) => conform(expression(values), type) ?? null;
}
