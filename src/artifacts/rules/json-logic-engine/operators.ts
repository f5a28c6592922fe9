/** What json-logic-engine 5 understands, asked of the library itself. */
import { LogicEngine } from 'json-logic-engine';
import { type Dialect, everywhere, first, second } from '../json-logic/dialect.ts';

export const dialect: Dialect = {
  id: 'json-logic-engine',
  operators: new Set(Object.keys(new LogicEngine().methods)),
  refused: new Map([['method', 'it calls methods of the data']]),
  paths: new Map([
    ['var', first],
    ['val', everywhere],
    ['exists', everywhere],
    ['get', second],
    ['missing', everywhere],
    ['missing_some', everywhere],
  ]),
  literals: new Set(['preserve']),
  mappings: new Set(['eachKey']),
  ambiguousLiterals: true,
};
