/** An expression as the library takes it. */

import jsonata, { type Expression } from 'jsonata';
import { placeAt } from '../../../document/place-at.ts';
import { ArtifactError } from '../../../errors.ts';
import { assertBrackets } from '../../parse.ts';

/**
 * @param options of the library
 * @throws ArtifactError where the expression does not parse
 */
export function parse(text: string, file: string, options: object = {}): Expression {
  assertBrackets(text, file);
  try {
    return jsonata(text, options);
  } catch (error) {
    if (!isLibraryError(error)) throw error;
    const place = placeAt(text, Math.max(0, (error.position ?? 1) - 1));
    throw new ArtifactError([{ file, ...place, message: error.message ?? error.code }], { cause: error });
  }
}

export interface LibraryError {
  readonly code: string;
  readonly message?: string;
  readonly position?: number;
}

export function isLibraryError(error: unknown): error is LibraryError {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';
}
