/** A file that JSONLogic takes for a rule and that decides nothing: a prompt, or many rules under their names. */

import { isObject } from '../../../document/is-object.ts';
import type { Artifact } from '../../engine.ts';
import { parseArtifact, withinStack } from '../../parse.ts';
import { checkRule } from './check.ts';
import type { Dialect } from './dialect.ts';

/** Longer texts are no value that somebody has decided on. */
const LONGEST_CONSTANT = 80;

/**
 * Why the rule answers the same to every record; undefined where it does not, and for a single value, which is a rule that
 * was switched off. Throws ArtifactError where the file does not parse
 * or uses what the engine lacks.
 */
export function inspectRule(artifact: Artifact, dialect: Dialect): string | undefined {
  return withinStack(artifact.path, () => inert(artifact, dialect));
}

function inert(artifact: Artifact, dialect: Dialect): string | undefined {
  const source = parseArtifact(artifact);
  checkRule(source, dialect);
  const { value } = source;
  if (isConstant(value) || evaluates(value)) return undefined;
  const named = namedRules(value);
  const advice =
    named.length === 0
      ? ''
      : `; an object with several keys is data, and what stands in it (${named.slice(0, 3).join(', ')}${named.length > 3 ? ', …' : ''}) is not evaluated: name one, ${artifact.path}#/${named[0]}`;
  return `holds no operator of JSONLogic that is evaluated, so it answers the same to every record${advice}`;
}

function isConstant(value: unknown): boolean {
  return typeof value === 'string'
    ? value.length <= LONGEST_CONSTANT && !value.includes('\n')
    : typeof value !== 'object' || value === null;
}

/** Some operation is reached: an object with exactly one key, by itself or in a list. */
function evaluates(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(evaluates);
  return isObject(value) && Object.keys(value).length === 1;
}

function namedRules(value: unknown): string[] {
  if (!isObject(value)) return [];
  return Object.keys(value).filter((name) => isObject(value[name]) && evaluates(value[name]));
}
