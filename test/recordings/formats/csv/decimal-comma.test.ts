import { expect, it } from 'vitest';
import { csvFacts, csvWarnings } from '../../../../src/recordings/formats/csv/facts.ts';
import { csv } from '../../../../src/recordings/formats/csv/index.ts';
import { surveyCsv } from '../../../../src/recordings/formats/csv/survey.ts';
import { ColumnEvidence, fieldValue } from '../../../../src/recordings/formats/csv/types.ts';
import { file, readAll, values } from '../../files.ts';

const number = { type: 'number', isDeclared: true } as const;

// Written as CLDR's locales de, fr, de-CH and en write 1234.5 and others.
it.each([
  ['1.234,50', 1234.5],
  ['1 234,50', 1234.5],
  ['1\u202f234,50', 1234.5],
  ["1'234'567,5", 1_234_567.5],
  ['-0,5', -0.5],
  ['1.234', 1234],
  ['12', 12],
  ['', null],
  ['12.50', undefined],
  ['1,234.50', undefined],
  ['1.23,5', undefined],
  ["1.234'567", undefined],
  ['no', undefined],
])('with a decimal comma %j is %j', (field, expected) => {
  expect(fieldValue(number, ',')(field)).toBe(expected);
});

it.each([
  [['1,5', '2'], ','],
  [['1.234,50', '7'], ','],
  [['1.5', '2.0'], undefined],
  [['1', '2'], undefined],
  [['1,5', '2.5'], undefined],
  [['1,5', 'x'], undefined],
])('a column of %j is meant as numbers with %j', (fields, expected) => {
  const evidence = new ColumnEvidence();
  for (const field of fields) evidence.add(field);
  expect(evidence.meantDecimal).toBe(expected);
});

it('reads declared columns alone so, and says how they may be declared', async () => {
  const plain = file('id;höhe\n1;1.234,50\n2;7,5\n', 'csv');
  const [undeclared] = await surveyCsv([plain]);
  expect(csvWarnings([{ ...plain, form: undeclared }])).toEqual([
    `column höhe: read as text, since what looks like numbers has a decimal comma. "dialect: { decimal: ',' }" with "types: { höhe: number }" reads numbers, "höhe: text" says that text is right`,
  ]);
  const [form] = await surveyCsv([plain], { types: { höhe: 'number' }, dialect: { decimal: ',' } });
  const declared = { ...plain, form };
  expect(values(await readAll(csv.reader, declared))).toEqual([
    { id: 1, höhe: 1234.5 },
    { id: 2, höhe: 7.5 },
  ]);
  expect(csvWarnings([declared])).toEqual([]);
  expect(csvFacts([declared])[0]).toContain('decimal comma');
});
