/** What json-logic-js 2 understands. The library keeps its table of operators to itself; a test holds this one to it. */
import { type Dialect, everywhere, first } from '../json-logic/dialect.ts';

export const dialect: Dialect = {
  id: 'json-logic-js',
  operators: new Set([
    ...['var', 'missing', 'missing_some', 'if', '?:', 'and', 'or', '!', '!!', 'log'],
    ...['==', '===', '!=', '!==', '<', '<=', '>', '>='],
    ...['+', '-', '*', '/', '%', 'min', 'max'],
    ...['in', 'cat', 'substr', 'merge', 'map', 'filter', 'reduce', 'all', 'some', 'none'],
  ]),
  refused: new Map([['method', 'it calls methods of the data']]),
  paths: new Map([
    ['var', first],
    ['missing', everywhere],
    ['missing_some', everywhere],
  ]),
  literals: new Set(),
  mappings: new Set(),
  ambiguousLiterals: false,
};
