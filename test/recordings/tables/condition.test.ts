/** The where of a table says which of its rows are meant, and can say nothing else. */
import { describe, expect, it } from 'vitest';
import { dialect as clickhouse } from '../../../src/recordings/tables/clickhouse/dialect.ts';
import { conditionOf } from '../../../src/recordings/tables/condition.ts';
import { dialect as postgres } from '../../../src/recordings/tables/postgres/dialect.ts';
import type { Column } from '../../../src/recordings/tables/table.ts';

const columns: Column[] = ['day', 'country', 'amount', 'date', 'Upper', 'a"b'].map((name) => ({
  name,
  type: 'text',
  kind: 'text',
}));
const fail = (message: string) => new Error(message) as never;
const sql = (where: string, dialect = postgres) => conditionOf(where, columns, dialect, fail);

describe('a where', () => {
  it.each([
    ["day >= '2026-11-01'", `"day" >= '2026-11-01'`],
    ["DAY BETWEEN date '2026-11-01' AND date '2026-11-30'", `"day" BETWEEN DATE '2026-11-01' AND DATE '2026-11-30'`],
    ['date is not null', '"date" IS NOT NULL'],
    ["country in ('DE', 'AT', -1, null)", `"country" IN ( 'DE' , 'AT' , - 1 , NULL )`],
    ['not (amount * 2 > 1.5e3 or "Upper" like \'x%\')', `NOT ( "amount" * 2 > 1.5e3 OR "Upper" LIKE 'x%' )`],
    ["country is distinct from 'O''Neill'", `"country" IS DISTINCT FROM 'O''Neill'`],
    ['"a""b" = \'; DROP TABLE x --\'', `"a""b" = '; DROP TABLE x --'`],
    ["country = 'a\\'", '"country" = \'a\\\''],
    ['amount - -1 > 0', '"amount" - - 1 > 0'],
  ])('%s is written anew', (where, expected) => expect(sql(where)).toBe(expected));

  it('is quoted as each warehouse reads it', () => {
    expect(sql("country = 'a\\' OR day = ' OR 1=1'", clickhouse)).toBe(`"country" = 'a\\\\' OR "day" = ' OR 1=1'`);
    expect(sql('"a""b" = 1', clickhouse)).toBe('"a\\"b" = 1');
  });

  it.each([
    ['a second statement', "day = '1'; DROP TABLE flights"],
    ['a comment', "day = '1' -- )"],
    ['a comment within', "day = '1' /* ) */"],
    ['a bracket that leads out', "day = '1') OR (1 = 1"],
    ['a bracket that stays open', "(day = '1'"],
    ['a union', '1=1 UNION SELECT usename, passwd FROM pg_shadow'],
    ['a subquery', 'amount > (SELECT max(salary) FROM salaries)'],
    ['exists', 'EXISTS (SELECT 1 FROM salaries)'],
    ['another table in brackets', 'amount IN (TABLE salaries)'],
    ['another table by its name', 'amount IN salaries'],
    ['another table that is called like a column', 'amount IN day'],
    ['the same in brackets', 'amount IN (day)'],
    ['a function', 'pg_sleep(10) IS NULL'],
    ['a function that runs SQL', "query_to_xml('select 1', true, true, '') IS NOT NULL"],
    ['a function by a quoted name', `"pg_read_file"('/etc/passwd') = 'x'`],
    ['a function that is called like a column', `day ('x') = 1`],
    ['a function in a schema', 'pg_catalog.pg_sleep(1) IS NULL'],
    ['a cast', "'salaries'::regclass IS NOT NULL"],
    ['settings', "day = '1' SETTINGS readonly = 0"],
    ['a format', "day = '1' FORMAT JSON"],
    ['another order', 'amount > 1 ORDER BY day'],
    ['a limit', 'amount > 1 LIMIT 1'],
    ['a text with a backslash of its own', "day = E'\\'' OR 1=1"],
    ['a dollar text', 'day = $$x$$'],
    ['a parameter', 'day = $1'],
    ['a parameter with a name', 'day = {day:String}'],
    ['a backtick', 'day = `x`'],
    ['a system column', 'xmin = 1'],
    ['a variable', 'amount > @@version'],
    ['an array', 'amount = ARRAY[1]'],
    ['from elsewhere', 'amount FROM salaries'],
    ['distinct alone', 'DISTINCT amount'],
    ['a text without an end', "day = 'x"],
    ['a NUL', "day = 'x\0'"],
    ['nothing', '  '],
  ])('is refused: %s', (_what, where) => {
    expect(() => sql(where)).toThrow('where: ');
    expect(() => sql(where, clickhouse)).toThrow('where: ');
  });

  it('names the nearest column', () => {
    const told = (_message: string, expected: string) => new Error(expected) as never;
    expect(() => conditionOf('contry = 1', columns, postgres, told)).toThrow('country, or another column');
  });
});
