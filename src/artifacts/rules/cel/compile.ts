/** Makes a stage of an expression in CEL. */
import type { ParseResult } from '@marcbachmann/cel-js';
import { ranOutOfStack } from '../../../errors.ts';
import { textIn } from '../../content.ts';
import type { Artifact, Beside, Document, Outcome, Stage } from '../../engine.ts';
import { withinStack } from '../../parse.ts';
import { detailsOf, parse, placeIn } from './parse.ts';
import { toJson, withInts } from './values.ts';

/** Throws ArtifactError where the expression does not parse, or can be of no type whatever the records hold. */
export async function compile(artifact: Artifact): Promise<Stage> {
  const text = textIn(artifact, artifact.path);
  const expression = withinStack(artifact.path, () => parse(text, artifact.path));
  const read = artifact.options?.integers === 'int' ? withInts : (value: unknown) => value;
  return { run: (batch, beside) => batch.map((document) => evaluate(expression, text, document, beside, read)) };
}

/** Members of the document are the variables, and the params one beside them. */
function evaluate(
  expression: ParseResult,
  text: string,
  document: Document,
  { params }: Beside = {},
  read: (value: unknown) => unknown,
): Outcome {
  const members = typeof document === 'object' && !Array.isArray(document) ? document : {};
  // Without a prototype, from which the library would take variables, too.
  const seen = { __proto__: null, ...members, ...(params !== undefined && { params }) };
  try {
    const variables = read === withInts ? Object.assign(Object.create(null), withInts(seen)) : seen;
    return { outcome: 'ok', value: toJson(expression(variables)) };
  } catch (error) {
    return { outcome: 'failed', reason: explain(error, text) };
  }
}

/** The library's messages may hold what a record holds; its codes do not. */
function explain(error: unknown, text: string): string {
  if (ranOutOfStack(error)) return 'the expression, or what it works on, is nested too deeply';
  const { code, range } = detailsOf(error);
  if (code === undefined) return `the expression broke with ${error instanceof Error ? error.name : 'an error'}`;
  const place = range ? ` at line ${placeIn(text, range.start).line}` : '';
  return `the expression broke: ${code.replaceAll('_', ' ')}${place}`;
}
