import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/recordings/formats/csv/index.ts';
import { itReads } from '../contract.ts';
import { file, rawFile, readAll, values } from '../files.ts';

itReads({
  format: csv,
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
  return values(await readAll(csv.reader, file(text, 'csv')));
}

describe('fields', () => {
  it('are the text that the file holds', async () => {
    const text =
      'cc,sex,dep,zip,day,part,word\nno,F,08:15,00501,01/02/2024,1E5,yes\nNO,M,17:30,10001,13/02/2024,2E5,on\n';
    expect(await read(text)).toEqual([
      { cc: 'no', sex: 'F', dep: '08:15', zip: '00501', day: '01/02/2024', part: '1E5', word: 'yes' },
      { cc: 'NO', sex: 'M', dep: '17:30', zip: '10001', day: '13/02/2024', part: '2E5', word: 'on' },
    ]);
  });

  it('are numbers and booleans where JSON would write the whole column the same', async () => {
    expect(await read('n,x,ok,version\n1,-0.5,true,1.9\n-2,2,false,1.10\n')).toEqual([
      { n: 1, x: -0.5, ok: true, version: '1.9' },
      { n: -2, x: 2, ok: false, version: '1.10' },
    ]);
  });

  it('lose no digit of a whole number that a double does not hold', async () => {
    expect(await read('card,n\n9007199254740993,1\n2,2\n')).toEqual([
      { card: 9007199254740993n, n: 1 },
      { card: 2, n: 2 },
    ]);
  });

  it('are of one type for every row, also for the last of a large file', async () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => `${index},${index},${index},filler filler filler filler`);
    const text = `zip,part,word,filler\n${rows.join('\n')}\n00501,0.5,none,x\n`;
    const found = await readAll(csv.reader, file(text, 'csv'));
    expect(values(found).at(0)).toEqual({ zip: '0', part: 0, word: '0', filler: 'filler filler filler filler' });
    expect(values(found).at(-1)).toEqual({ zip: '00501', part: 0.5, word: 'none', filler: 'x' });
    expect(found.malformed).toEqual([]);
  });

  it('of columns that differ in capitals stay apart', async () => {
    expect(await read('ID,id\na,b\n')).toEqual([{ ID: 'a', id: 'b' }]);
  });

  it('of a column called __proto__ are members like any other', async () => {
    const [record] = await read('__proto__,a\nx,y\n');
    expect(Object.entries(record as object)).toEqual([
      ['__proto__', 'x'],
      ['a', 'y'],
    ]);
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

  it('of 3,000 columns are read', async () => {
    const names = Array.from({ length: 3000 }, (_, index) => `c${index}`);
    const [record] = await read(`${names.join(',')}\n${names.map((_, index) => index).join(',')}\n`);
    expect(record).toMatchObject({ c0: 0, c2999: 2999 });
  });

  it('only the columns that are asked for are read', async () => {
    const found = await readAll(csv.reader, file('a,b,c\n1,2,3\n', 'csv'), { options: { columns: ['c', 'a'] } });
    expect(values(found)).toEqual([{ a: 1, c: 3 }]);
  });
});

it('rows with too few fields are malformed too', async () => {
  const found = await readAll(csv.reader, file('a,b,c\n1,2,3\n4,5\n6,7,8\n9,9,9\n', 'csv'));
  expect(found.malformed).toEqual([{ position: 12, line: 3, message: 'fewer fields than the file has columns' }]);
  expect(values(found)).toHaveLength(3);
});

describe('a quote that is wrong costs its record alone', () => {
  const good = Array.from({ length: 500 }, () => 'x,5\n').join('');
  it.each([
    ['a backslash before it', '"He said \\"hi\\" to me",5\n'],
    ['never closed', '"He said hi,5\n'],
    ['closed too early', '"He said" hi,5\n'],
    ['opened at the end', 'x,"\n'],
  ])('%s', async (_, bad) => {
    const found = await readAll(csv.reader, file(`a,b\n${good}${bad}${good}`, 'csv'));
    expect(found.malformed).toMatchObject([{ line: 502 }]);
    expect(values(found)).toEqual(Array.from({ length: 1000 }, () => ({ a: 'x', b: 5 })));
  });

  it('also where a later record closes it', async () => {
    const found = await readAll(csv.reader, file('a,b,c\n1,"x,2\n3,"y, or z",4\n5,6,7\n8,", w",9\n', 'csv'));
    expect(found.malformed).toMatchObject([{ line: 2 }]);
    expect(values(found)).toEqual([
      { a: 3, b: 'y, or z', c: 4 },
      { a: 5, b: '6', c: 7 },
      { a: 8, b: ', w', c: 9 },
    ]);
  });

  it('and a line that is left of the broken record is no record itself', async () => {
    const found = await readAll(csv.reader, file('id,text\n1,"hello\nsay "hi", ok"\n2,fine\n', 'csv'));
    expect(found.malformed.map(({ line }) => line)).toEqual([2, 3]);
    expect(values(found)).toEqual([{ id: 2, text: 'fine' }]);
  });

  it('in a file of any size, wherever it is cut', async () => {
    const long = 'x,"5 and a text, that goes\non"\n'.repeat(30_000);
    const recording = file(`a,b\n${long}y,"never closed\n${'z,"7"\n'.repeat(30_000)}`, 'csv');
    const whole = await readAll(csv.reader, recording);
    expect(whole.records).toHaveLength(60_000);
    expect(whole.malformed).toMatchObject([{ line: 60_002 }]);
    for (const shards of [2, 3, 7]) {
      expect((await csv.reader.shards(recording, shards)).length).toBe(shards);
      expect(await readAll(csv.reader, recording, { shards })).toEqual(whole);
    }
  });
});

// Python's csv module gives the same rows.
it.each([
  ['a return among newlines', 'a,b\nx,1\ry,2\nz,3\n'],
  ['a return among both', 'a,b\r\nx,1\ry,2\r\nz,3\r\n'],
  ['line ends that were translated twice', 'a,b\r\r\n"x",1\r\r\ny,"2"\r\r\nz,3\r\r\n'],
  ['returns, and a newline at the end', 'a,b\rx,1\ry,2\rz,3\r\n'],
])('lines may end in %s', async (_, text) => {
  const found = await readAll(csv.reader, file(text, 'csv'));
  expect(found.malformed).toEqual([]);
  expect(values(found)).toEqual([
    { a: 'x', b: 1 },
    { a: 'y', b: 2 },
    { a: 'z', b: 3 },
  ]);
});

it('what ends lines is kept within quotes', async () => {
  expect(await read('a,b\r"x\ny",1\r"\r\r\n",2\r"\rz\r",3\r')).toEqual([
    { a: 'x\ny', b: 1 },
    { a: '\r\r\n', b: 2 },
    { a: '\rz\r', b: 3 },
  ]);
});

it('a line is counted however it ends', async () => {
  const found = await readAll(csv.reader, file('a,b\r1,2\r"x\ny",3\r4\r5,6\n7\n', 'csv'));
  expect(found.malformed.map(({ line }) => line)).toEqual([5, 7]);
});

it('one line that ends otherwise than the others is a row like any other', async () => {
  expect(await read('a,b\r\nx,1\r\ny,2\nz,3\r\n')).toEqual([
    { a: 'x', b: 1 },
    { a: 'y', b: 2 },
    { a: 'z', b: 3 },
  ]);
});

it.each(['gzip', 'zstd'] as const)('%s data that is cut off is an error, not a shorter file', async (compression) => {
  const rows = Array.from({ length: 500 }, () => `${Math.random()},${Math.random()}`).join('\n');
  const bytes = readFileSync(file(`a,b\n${rows}\n`, 'csv', compression).path);
  await expect(readAll(csv.reader, rawFile(bytes.subarray(0, bytes.length / 2), 'csv', compression))).rejects.toThrow(
    'the file is cut off',
  );
});

it('an empty file is an error that names it', async () => {
  await expect(readAll(csv.reader, file('', 'csv'))).rejects.toThrow(
    'traffic/recording.csv: an empty file; expected a line of column names',
  );
});
