/** Tells rules in JSONLogic from other JSON and YAML, and finds those that stand in a file beside others. */
import { isObject } from '../../../document/is-object.ts';
import { toPointer } from '../../../document/pointer.ts';
import type { Artifact } from '../../artifact.ts';
import { type NamedContent, sourceIn } from '../../named-content.ts';
import type { Outline } from '../../outline.ts';
import { parseArtifact } from '../../parse.ts';
import { literalResults, looksLikeRule, readsOf } from './reads.ts';

/** Mappings are searched so deep: people put rules no deeper. */
const DEEPEST = 3;

/** @param operators by name, those that the library knows */
export function isRuleFile(file: NamedContent, operators: ReadonlySet<string>): boolean {
  return looksLikeRule(sourceIn(file)?.value, operators);
}

/**
 * Pointers to the rules of a file that is none itself: in mappings under their names, and in lists, where they have none.
 * Of an item of a list the first.
 */
export function rulesIn(file: NamedContent, operators: ReadonlySet<string>): string[] {
  return find(sourceIn(file)?.value, []);

  function find(value: unknown, at: readonly string[]): string[] {
    if (Array.isArray(value)) {
      return value.flatMap((item, index) => own(item, [...at, String(index)], inMappings).slice(0, 1));
    }
    return inMembers(value, at, find);
  }

  function inMappings(value: unknown, at: readonly string[]): string[] {
    return inMembers(value, at, inMappings);
  }

  function inMembers(value: unknown, at: readonly string[], deeper: typeof find): string[] {
    if (!isObject(value) || at.length > DEEPEST) return [];
    return Object.entries(value).flatMap(([key, member]) => own(member, [...at, key], deeper));
  }

  function own(value: unknown, at: readonly string[], deeper: typeof find): string[] {
    return looksLikeRule(value, operators) ? [toPointer(at)] : deeper(value, at);
  }
}

/** Throws ArtifactError where the artifact does not parse. */
export function outlineRule(artifact: Artifact): Outline {
  const { value } = parseArtifact(artifact);
  const reads = readsOf(value);
  return {
    reads: reads.filter(([first]) => first !== 'params'),
    params: reads.filter(([first, second]) => first === 'params' && second !== undefined).map((path) => path.slice(1)),
    answers: literalResults(value),
  };
}
