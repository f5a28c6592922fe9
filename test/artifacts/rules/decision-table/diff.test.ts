import { expect, it } from 'vitest';
import { blend } from '../../../../src/artifacts/blend/blend.ts';
import { decisionTable } from '../../../../src/artifacts/rules/decision-table/index.ts';
import { artifactOf } from '../../artifact.ts';

const artifact = (path: string, text: string) => artifactOf(decisionTable, text, path);

const heading = 'hit: HIT,amount,"tier (new, gold)",out: decision\n';
const table = (hit: string, ...rows: string[]) => artifact('t.csv', heading.replace('HIT', hit) + rows.join('\n'));
const told = (base: ReturnType<typeof table>, head: ReturnType<typeof table>) =>
  decisionTable.diff(base, head).map(({ change, message, lines, selector }) => [lines?.[0], selector, change, message]);

it('a row is an edit, and what it leaves open is another, with a witness', () => {
  const base = table('unique', 'small,< 100,,accept', ',>= 100,gold,accept', ',>= 100,new,review');
  const head = table('unique', 'small,< 50,,accept', ',>= 100,gold,accept', ',>= 80,"new, gold",review');
  expect(told(base, head)).toEqual([
    [2, 'row "small"', 'row-changed', 'row "small": amount < 100 became < 50'],
    [4, 'row 3', 'row-changed', 'row 3: amount >= 100 became >= 80; tier "new" became "gold", "new"'],
    [4, 'row 3', 'overlap-found', 'row 2 and row 3 both match where amount is 100 and tier is "gold"'],
    [4, undefined, 'gap-found', 'no row matches where amount is 50 and tier is "new"'],
  ]);
});

it('what base leaves open already is not told again', () => {
  const base = table('unique', ',< 100,,accept', ',< 10,,review');
  expect(told(base, table('unique', ',< 100,,accept', ',< 10,,block'))).toEqual([
    [3, 'row 2', 'row-changed', 'row 2: decision "review" became "block"'],
    [3, 'row 2', 'overlap-found', 'row 1 and row 2 both match where amount is 9'],
  ]);
  expect(told(base, table('unique', ',< 100,,accept', ',< 10,,review', ',> 1000,,never'))).toEqual([
    [4, 'row 3', 'row-added', 'added row 3: amount > 1000 → "never"'],
  ]);
});

it('the order of rows is an edit where it decides', () => {
  const rows = [',< 100,,accept', ',< 200,gold,accept', ',,,review'] as const;
  const [one, two, three] = rows;
  expect(told(table('first', ...rows), table('first', three, one, two))).toEqual([
    [2, 'row 1', 'row-moved', 'row 3 moved to 1'],
    [3, 'row 2', 'row-unreachable-found', 'row 2 is never reached: rows before it match all that it does'],
    [4, 'row 3', 'row-unreachable-found', 'row 3 is never reached: rows before it match all that it does'],
  ]);
  expect(told(table('collect count', ...rows), table('collect count', three, one, two))).toEqual([]);
});

it('form is no edit: blanks, another name for a policy, another way to write a number, a column that nothing tests', () => {
  const base = table('first', ',>= 100,"gold, new",review');
  const head = artifact(
    't.csv',
    'hit: F;note: why;amount;"tier (new, gold)";other;out: decision\n;x; >=100.0;"""gold"",""new""";;review\n',
  );
  expect(told(base, head)).toEqual([]);
});

it('some edits are applied without the others', () => {
  const base = table('first', 'a,< 100,,accept', 'b,,,review');
  const head = table('first', 'a,< 50,,accept', 'c,< 170,new,"say ""no"", please"', 'b,,,block');
  const mixed = blend(decisionTable, base, head);
  expect(mixed?.merged).toEqual([]);
  expect(mixed?.edits.map(({ change }) => change)).toEqual(['row-changed', 'row-added', 'row-changed']);
  const with1 = mixed?.apply(new Set([1]));
  expect(with1 && told(base, with1 as typeof base)).toEqual([
    [3, 'row "c"', 'row-added', expect.stringContaining('added row "c": amount < 170, tier "new"')],
  ]);
});

it('warns of what a table leaves open or says twice', () => {
  expect(decisionTable.warnings?.(table('unique', ',< 100,,accept', ',[50..60],gold,review'))).toEqual([
    { file: 't.csv', line: 3, column: 1, message: 'row 1 and row 2 both match where amount is 50 and tier is "gold"' },
    { file: 't.csv', line: 1, column: 1, message: 'no row matches where amount is 100 and tier is "new"' },
  ]);
  expect(decisionTable.warnings?.(table('first', ',< 100,,accept', 'default,,,review'))).toEqual([]);
});
