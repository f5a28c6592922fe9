/**
 * The operators of json-logic-engine 5 by their names, for those who don't run it: the library is loaded where something
 * is compiled. A test holds them to the library.
 */
import { dialect } from '../json-logic-js/operators.ts';

const MORE = [
  'throw',
  'preserve',
  '??',
  'try',
  'length',
  'exists',
  'val',
  'keys',
  'pipe',
  'eachKey',
  'every',
  'not',
  'get',
];

export const operators: ReadonlySet<string> = new Set([...dialect.operators, ...MORE].filter((name) => name !== 'log'));
