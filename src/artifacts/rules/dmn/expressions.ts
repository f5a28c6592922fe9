/** Which elements are expressions. */
import type { Element } from './xml.ts';

const EXPRESSIONS: ReadonlySet<string> = new Set([
  'literalExpression',
  'decisionTable',
  'context',
  'relation',
  'list',
  'invocation',
  'functionDefinition',
  'conditional',
  'for',
  'some',
  'every',
  'filter',
]);

/** Those that stand directly in an element. */
export function expressionsIn({ children }: Element): readonly Element[] {
  return children.filter(({ name }) => EXPRESSIONS.has(name));
}

export function expressionIn(element: Element): Element | undefined {
  return expressionsIn(element)[0];
}
