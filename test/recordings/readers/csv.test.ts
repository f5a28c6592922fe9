import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/recordings/readers/csv.ts';
import { itReads } from '../contract.ts';
import { file, rawFile, readAll, values } from '../files.ts';

itReads('CSV', {
  reader: csv,
  compressions: ['none', 'gzip', 'zstd'],
  write: async (records, compression) => {
    const rows = records.map((record) =>
      Object.values(record as object)
        .map((value) => value ?? '')
        .join(','),
    );
    return file(['id,origin,delay', ...rows, ''].join('\n'), 'csv', compression);
  },
  malformed: {
    write: (compression) => file('a,b\n1,"x\ny"\n2,z\n3,secret,5\n4,z\n', 'csv', compression),
    line: 5,
  },
});

async function read(text: string): Promise<unknown[]> {
  return values(await readAll(csv, file(text, 'csv')));
}

describe('fields', () => {
  it('numbers, booleans, dates and times get their JSON form', async () => {
    expect(
      await read(
        'n,x,ok,day,at\n1,1.5,true,2001-02-03,2001-02-03 04:05:06\n-2,2,false,2001-02-04,2001-02-04 00:00:00\n',
      ),
    ).toEqual([
      { n: 1, x: 1.5, ok: true, day: '2001-02-03', at: '2001-02-03T04:05:06Z' },
      { n: -2, x: 2, ok: false, day: '2001-02-04', at: '2001-02-04T00:00:00Z' },
    ]);
  });

  it('a column with a leading zero stays text, as zip codes must', async () => {
    expect(await read('zip\n00501\n10001\n')).toEqual([{ zip: '00501' }, { zip: '10001' }]);
  });

  it('a column with whole numbers that a double does not hold stays text', async () => {
    expect(await read('card,n\n9007199254740993,1\n2,2\n')).toEqual([
      { card: '9007199254740993', n: 1 },
      { card: '2', n: 2 },
    ]);
  });

  it('the type of a column holds for every row, also for the last of a large file', async () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => `${index},${index},${index},filler filler filler filler`);
    const text = `zip,part,word,filler\n${rows.join('\n')}\n00501,0.5,none,x\n`;
    const found = await readAll(csv, file(text, 'csv'), { want: (position) => position === 0 || position === 60_000 });
    expect(values(found)).toEqual([
      { zip: '0', part: 0, word: '0', filler: 'filler filler filler filler' },
      { zip: '00501', part: 0.5, word: 'none', filler: 'x' },
    ]);
    expect(found.malformed).toEqual([]);
  });

  it('quotes, line breaks in quotes, empty fields and other delimiters are understood', async () => {
    expect(await read('a;b\r\n"x;\r\ny ""z""";\r\n1,5;2\r\n')).toEqual([
      { a: 'x;\r\ny "z"', b: null },
      { a: '1,5', b: 2 },
    ]);
  });

  it('a line that looks like a comment is a row like any other', async () => {
    expect(await read('a,b\n#1,2\n3,4\n')).toEqual([
      { a: '#1', b: 2 },
      { a: '3', b: 4 },
    ]);
  });

  it('only the columns that are asked for are read', async () => {
    const found = await readAll(csv, file('a,b,c\n1,2,3\n', 'csv'), { options: { columns: ['c', 'a'] } });
    expect(values(found)).toEqual([{ a: 1, c: 3 }]);
  });
});

it('rows with too few fields are malformed too', async () => {
  const found = await readAll(csv, file('a,b,c\n1,2,3\n4,5\n6,7,8\n9,9,9\n', 'csv'));
  expect(found.malformed).toEqual([{ position: 12, line: 3, message: 'fewer fields than the file has columns' }]);
  expect(values(found)).toHaveLength(3);
});

it.each(['gzip', 'zstd'] as const)('%s data that is cut off is an error, not a shorter file', async (compression) => {
  const rows = Array.from({ length: 500 }, () => `${Math.random()},${Math.random()}`).join('\n');
  const bytes = readFileSync(file(`a,b\n${rows}\n`, 'csv', compression).path);
  await expect(readAll(csv, rawFile(bytes.subarray(0, bytes.length / 2), 'csv', compression))).rejects.toThrow(
    'the file is cut off',
  );
});

it('an empty file is an error that names it', async () => {
  await expect(readAll(csv, file('', 'csv'))).rejects.toThrow(
    'traffic/recording.csv: an empty file; expected a line of column names',
  );
});
