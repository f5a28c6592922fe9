/**
 * The semantic difference of two YAML or JSON values as atomic changes, each with its place. Adapters turn the changes
 * into edits and give them the words and the compatibility of their own language.
 */
import type { Source } from '../../document/source.ts';
import type { Grammar } from './grammar.ts';
import { mergeTrees } from './merged-tree.ts';
import type { ValueChange } from './value-change.ts';

/**
 * Key order, formatting and comments make no change, nor does another spelling of the same number, save of integers
 * beyond 2^53, which are compared by their digits. Sorted by line of the head file. Recurses along the values, so call
 * it within `withinStack`.
 */
export function findValueChanges(base: Source, head: Source, grammar: Grammar = {}): readonly ValueChange[] {
  return mergeTrees(base, head, grammar).changes;
}
