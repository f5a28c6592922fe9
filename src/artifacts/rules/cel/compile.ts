/** Makes a stage of an expression in CEL. */
import { Environment, type ParseResult } from '@marcbachmann/cel-js';
import { ArtifactError, ranOutOfStack } from '../../../errors.ts';
import { textIn } from '../../content.ts';
import type { Artifact, Beside, Document, Outcome, Stage } from '../../engine.ts';
import { withinStack } from '../../parse.ts';
import { toJson, withInts } from './values.ts';

/** Throws ArtifactError where the expression does not parse, or can be of no type whatever the records hold. */
export async function compile(artifact: Artifact): Promise<Stage> {
  const text = textIn(artifact, artifact.path);
  const expression = withinStack(artifact.path, () => parse(text, artifact.path));
  const read = artifact.options?.integers === 'int' ? withInts : (value: unknown) => value;
  return { run: (batch, beside) => batch.map((document) => evaluate(expression, text, document, beside, read)) };
}

function parse(text: string, file: string): ParseResult {
  let parsed: ParseResult;
  try {
    parsed = new Environment({ unlistedVariablesAreDyn: true }).parse(text);
  } catch (error) {
    throw asArtifactError(error, text, file);
  }
  const { valid, error } = parsed.check();
  if (!valid) throw asArtifactError(error, text, file);
  return parsed;
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

function asArtifactError(error: unknown, text: string, file: string): unknown {
  const { code, summary, range } = detailsOf(error);
  if (code === undefined) return error;
  const place = placeIn(text, range?.start ?? 0);
  return new ArtifactError([{ file, ...place, message: summary ?? code.replaceAll('_', ' ') }], { cause: error });
}

interface Details {
  readonly code?: string;
  readonly summary?: string;
  readonly range?: { readonly start: number };
}

/** What the library's three classes of errors have in common. */
function detailsOf(error: unknown): Details {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? (error as Details) : {};
}

function placeIn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
