/** A keyword says nothing of values of other types than its own: `maxLength` beside `type: integer` rejects nobody. */
import { own } from '../keywords.ts';
import { checkBounds } from './checks/bounds.ts';
import { checkContains } from './checks/contains.ts';
import { checkDependencies } from './checks/dependencies.ts';
import { checkItems } from './checks/items.ts';
import { checkMultipleOf } from './checks/multiple-of.ts';
import { checkPatternProperties } from './checks/pattern-properties.ts';
import { checkProperties } from './checks/properties.ts';
import { checkRequired } from './checks/required.ts';
import { checkText } from './checks/text.ts';
import { covers, typesOf } from './checks/type.ts';
import { checkUniqueItems } from './checks/unique-items.ts';
import { limit } from './effects.ts';
import type { Check, Finding, Pair } from './finding.ts';

const NUMBERS = ['integer', 'number'];

type TypesFor = (found: Finding, pair: Pair) => readonly string[];

/** The types of a finding, by the check that made it, whatever schemas further in it is about. */
const TYPES: ReadonlyMap<Check, TypesFor> = new Map<Check, TypesFor>([
  [checkBounds, ({ change }) => typesOfBound(change)],
  [checkMultipleOf, () => NUMBERS],
  [checkText, (_, pair) => (isOfNumbers(pair) ? ['string', ...NUMBERS] : ['string'])],
  ...[checkRequired, checkProperties, checkPatternProperties, checkDependencies].map(
    (check) => [check, () => ['object']] as const,
  ),
  ...[checkItems, checkContains, checkUniqueItems].map((check) => [check, () => ['array']] as const),
]);

/** What a check found between two schemas, without effects on values that neither lets through. */
export function withinTypes(pair: Pair, check: Check, findings: readonly Finding[]): readonly Finding[] {
  const typesFor = TYPES.get(check);
  const isTyped = [pair.base, pair.head].some(({ constraints }) => Object.hasOwn(constraints, 'type'));
  if (!typesFor || !isTyped || findings.length === 0) return findings;
  const [base, head] = [typesOf(pair.base), typesOf(pair.head)];
  return findings.map((found) => {
    const types = typesFor(found, pair);
    const isAmong = (others: readonly string[]) => (types.some((type) => covers(others, type)) ? 'yes' : 'no');
    return { ...found, ...limit(found, { accepts: isAmong(head), rejects: isAmong(base) }) };
  });
}

function typesOfBound(change: string): readonly string[] {
  if (/^m(?:in|ax)-length/.test(change)) return ['string'];
  if (/^m(?:in|ax)-properties/.test(change)) return ['object'];
  return /^m(?:in|ax)-/.test(change) ? ['array'] : NUMBERS;
}

const FORMATS_OF_NUMBERS: readonly unknown[] = ['double', 'float', 'int32', 'int64'];

function isOfNumbers({ base, head }: Pair): boolean {
  return [base, head].some(({ constraints }) => FORMATS_OF_NUMBERS.includes(own(constraints, 'format')));
}
