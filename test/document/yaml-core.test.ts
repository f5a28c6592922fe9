import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { coreValue } from '../../src/document/yaml-core.ts';

/** Of the signs that numbers, booleans and null are written with. */
const written = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0123456789+-.eExXoOabfF'), minLength: 1, maxLength: 8 }),
  fc.constantFrom(
    '',
    '~',
    'null',
    'Null',
    'NULL',
    'nULL',
    'true',
    'True',
    'TRUE',
    'tRue',
    'false',
    'False',
    'FALSE',
    'yes',
  ),
  fc.constantFrom(
    '.inf',
    '-.Inf',
    '+.INF',
    '.iNF',
    '.nan',
    '.NaN',
    '-.nan',
    '0o17',
    '0o18',
    '0x1F',
    '0xG',
    '-0',
    '1_000',
    '1:30',
    '1e999',
  ),
  fc.double().map(String),
);

test('a plain scalar is what the parser makes of it', () => {
  fc.assert(
    fc.property(written, (source) => {
      const document = parseDocument(`- ${source}`, { schema: 'core', logLevel: 'error' });
      // Some begin a list, or are a mistake, and are no scalar.
      const [item] = document.toJS() as unknown[];
      fc.pre(document.errors.length === 0 && (typeof item !== 'object' || item === null));
      expect(coreValue(source)).toEqual(item);
    }),
    { numRuns: 1000 },
  );
});
