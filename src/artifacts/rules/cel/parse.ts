/** The text of an expression as the library has it, and where it is wrong. */

import { Environment, type ParseResult } from '@marcbachmann/cel-js';
import { placeAt } from '../../../document/place-at.ts';
import { ArtifactError } from '../../../errors.ts';
import { assertBrackets } from '../../parse.ts';

/** Throws ArtifactError where the text does not parse, or can be of no type whatever the records hold. */
export function parse(text: string, file: string): ParseResult {
  assertBrackets(text, file);
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

function asArtifactError(error: unknown, text: string, file: string): unknown {
  const { code, summary, range } = detailsOf(error);
  if (code === undefined) return error;
  const place = placeAt(text, range?.start ?? 0);
  const message = summary ?? code.replaceAll('_', ' ');
  const expected = /^has\(\) invalid argument/.test(message) ? { expected: MEMBER } : {};
  return new ArtifactError([{ file, ...place, message, ...expected }], { cause: error });
}

const MEMBER =
  'a member of something, as in has(order.note): of a variable by itself CEL cannot ask whether it is there';

interface Details {
  readonly code?: string;
  readonly summary?: string;
  readonly range?: { readonly start: number };
}

/** What the library's three classes of errors have in common. */
export function detailsOf(error: unknown): Details {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? (error as Details) : {};
}
