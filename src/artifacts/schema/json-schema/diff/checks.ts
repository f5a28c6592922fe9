/** The list of checks; each looks after its own keywords and reports in the order of this list. */
import { checkAnnotations } from './checks/annotations.ts';
import { checkBounds } from './checks/bounds.ts';
import { checkCombinators } from './checks/combinators.ts';
import { checkConditions } from './checks/conditions.ts';
import { checkContains } from './checks/contains.ts';
import { checkDependencies } from './checks/dependencies.ts';
import { checkItems } from './checks/items.ts';
import { checkMultipleOf } from './checks/multiple-of.ts';
import { checkNot } from './checks/not.ts';
import { checkPatternProperties } from './checks/pattern-properties.ts';
import { checkProperties } from './checks/properties.ts';
import { checkReferences } from './checks/references.ts';
import { checkRequired } from './checks/required.ts';
import { checkRest } from './checks/rest.ts';
import { checkText } from './checks/text.ts';
import { checkType } from './checks/type.ts';
import { checkUniqueItems } from './checks/unique-items.ts';
import { checkValues } from './checks/values.ts';
import type { Check } from './finding.ts';

export const CHECKS: readonly Check[] = [
  checkReferences,
  checkType,
  checkValues,
  checkBounds,
  checkMultipleOf,
  checkText,
  checkRequired,
  checkProperties,
  checkPatternProperties,
  checkRest,
  checkDependencies,
  checkItems,
  checkContains,
  checkUniqueItems,
  checkCombinators,
  checkNot,
  checkConditions,
  checkAnnotations,
];
