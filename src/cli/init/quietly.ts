/** A survey reports no errors of strangers' files. */
import { WeirError } from '../../errors.ts';

/** What the work gives, or undefined where the file is wrong. */
export function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof WeirError || error instanceof RangeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
