/** Days as people write them: what they are in ISO 8601, and how a column of them is found. */
import { expect, it } from 'vitest';
import { csvFacts, csvWarnings } from '../../../../src/recordings/formats/csv/facts.ts';
import { csv } from '../../../../src/recordings/formats/csv/index.ts';
import { surveyCsv } from '../../../../src/recordings/formats/csv/survey.ts';
import { ColumnEvidence, fieldValue } from '../../../../src/recordings/formats/csv/types.ts';
import { file, readAll, values } from '../../files.ts';

it.each([
  ['31.12.2026', '2026-12-31', undefined],
  ['1.2.2026', '2026-02-01', undefined],
  ['31/12/2026', '2026-12-31', undefined],
  ['12/31/2026', undefined, '2026-12-31'],
  ['01-02-2026', '2026-02-01', '2026-01-02'],
  ['31.12.2026 23:59', '2026-12-31T23:59', undefined],
  ['31.12.2026, 8:05:09,25', '2026-12-31T08:05:09.25', undefined],
  ['12/31/2026 23:59:01', undefined, '2026-12-31T23:59:01'],
  ['29.02.2024', '2024-02-29', undefined],
  ['29.02.2026', undefined, undefined],
  ['31.12.2026 25:00', undefined, undefined],
  ['31.12/2026', undefined, undefined],
  ['31.12.26', undefined, undefined],
  ['2026-12-31', undefined, undefined],
  ['soon', undefined, undefined],
  ['', null, null],
])('%j is %j where the day stands first, %j where the month does', (field, dayFirst, monthFirst) => {
  expect(fieldValue({ type: 'dmy', isDeclared: true })(field)).toBe(dayFirst);
  expect(fieldValue({ type: 'mdy', isDeclared: true })(field)).toBe(monthFirst);
});

it.each([
  [['31.12.2026', '01.02.2026'], 'dmy'],
  [['01.02.2026'], 'dmy'],
  [['12/31/2026', '01/02/2026', ''], 'mdy'],
  [['31/12/2026', '01/02/2026'], 'dmy'],
  // Nobody can tell.
  [['01/02/2026'], undefined],
  [['31.12.2026', 'soon'], undefined],
  [['1.2.2026', '1.5'], undefined],
])('a column of %j is meant as %j', (fields, expected) => {
  const evidence = new ColumnEvidence();
  for (const field of fields) evidence.add(field);
  expect([evidence.type, evidence.meant]).toEqual(['text', expected]);
});

it.each([
  // Day and month are both 12 at most: 1 February or 2 January.
  [['01/02/2026', '03/04/2026'], 'order'],
  [['31/12/2026', '01/02/2026'], undefined],
  [['31.12.2026'], undefined],
  [['31/12/26', '01/02/26'], 'year'],
  [['26-12-31', '26-12-30', ''], 'year'],
  [['31.12.26 08:15'], 'year'],
  [['1.10.2', '1.10.3'], undefined],
  [['31/12/26', 'soon'], undefined],
  [[''], undefined],
])('of a column of %j it is in doubt: %j', (fields, expected) => {
  const evidence = new ColumnEvidence();
  for (const field of fields) evidence.add(field);
  expect([evidence.type, evidence.doubt]).toEqual(['text', expected]);
});

it('says of days that nobody can tell why, and what to declare or to export', async () => {
  const either = file('id,at\n1,01/02/2026\n2,03/04/2026\n', 'csv');
  const [form] = await surveyCsv([either]);
  expect(csvWarnings([{ ...either, form }])).toEqual([
    'column at: read as text, since of what looks like days nobody can tell whether the day or the month stands first. "types: { at: dmy }" reads 03/04/2026 as 2026-04-03, "mdy" as 2026-03-04, "at: text" says that text is right',
  ]);
  const short = file('id,at\n1,31/12/26\n', 'csv');
  const [shortForm] = await surveyCsv([short]);
  expect(csvWarnings([{ ...short, form: shortForm }])).toEqual([
    'column at: read as text, since of what looks like days the year has two digits. Only days with four can be a time: export 2026-12-31, or 31.12.2026. "types: { at: text }" says that text is right',
  ]);
  const [asText] = await surveyCsv([either, short], { types: { at: 'text' } });
  expect(csvWarnings([{ ...either, form: asText }])).toEqual([]);
  const [declared] = await surveyCsv([short], { types: { at: 'dmy' } });
  expect(JSON.stringify(await readAll(csv.reader, { ...short, form: declared }))).toContain(
    'the field of column at is no day.month.year: its year has two digits, not four',
  );
});

it('reads declared columns alone so, names what is no day, and says how they may be declared', async () => {
  const plain = file('id;am\n1;31.12.2026\n2;1.1.2027 08:30\n3;31.02.2027\n', 'csv');
  const sound = file('id;am\n1;31.12.2026\n2;\n', 'csv');
  const [undeclared] = await surveyCsv([sound]);
  expect(csvWarnings([{ ...sound, form: undeclared }])).toEqual([
    'column am: read as text, since what looks like days is written as in 31.12.2026, which is no time. "types: { am: dmy }" reads days, "am: text" says that text is right',
  ]);
  const [form] = await surveyCsv([plain], { types: { am: 'dmy' } });
  const declared = { ...plain, form };
  const found = await readAll(csv.reader, declared);
  expect(values(found)).toEqual([
    { id: 1, am: '2026-12-31' },
    { id: 2, am: '2027-01-01T08:30' },
  ]);
  expect(JSON.stringify(found)).toContain('the field of column am is no day.month.year');
  expect(csvWarnings([declared])).toEqual([]);
  expect(csvFacts([declared])).toContain('day.month.year: am (as declared)');
});
