import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RecordingConfig } from '../../src/config/config.ts';
import { readerOf } from '../../src/recordings/read.ts';
import type { RecordingFile } from '../../src/recordings/reader.ts';
import { resolveFiles } from '../../src/recordings/resolve.ts';
import { keeping, readAll, temporaryFolder, values } from './files.ts';

type Keys = Omit<Partial<RecordingConfig>, 'files' | 'name' | 'range'>;

async function resolved(files: Readonly<Record<string, string | Buffer>>, keys: Keys = {}): Promise<RecordingFile[]> {
  const directory = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  const config: RecordingConfig = {
    name: 'orders',
    files: '**/*.*',
    input: '',
    ...keys,
    range: { line: 4, column: 12, endLine: 4, endColumn: 20 },
  };
  return resolveFiles(config, {
    tracked: { list: async () => [], localPath: async (path) => path },
    directory,
    keep: keeping(),
  });
}

async function records(files: Readonly<Record<string, string | Buffer>>, keys: Keys = {}): Promise<unknown[]> {
  const found = await resolved(files, keys);
  return (await Promise.all(found.map(async (file) => values(await readAll(readerOf(file), file))))).flat();
}

async function malformed(text: string, keys: Keys): Promise<unknown[]> {
  const [file] = await resolved({ 'a.csv': text }, keys);
  if (!file) throw new Error('no file');
  return [...(await readAll(readerOf(file), file)).malformed];
}

describe('the columns of CSV files', () => {
  it('are of one type in all files, whatever the order of files and columns', async () => {
    expect(await records({ 'a.csv': 'code,n\n1,2\n', 'b.csv': 'n,code\n3,A\n' })).toEqual([
      { code: '1', n: 2 },
      { code: 'A', n: 3 },
    ]);
  });

  it('are what weir.yml declares', async () => {
    const types = { price: 'number', paid: 'boolean', code: 'text' } as const;
    expect(await records({ 'a.csv': 'price,paid,code\n007.50,True,1\n+1,no,2\n,,\n1E2,f,3\n' }, { types })).toEqual([
      { price: 7.5, paid: true, code: '1' },
      { price: 1, paid: false, code: '2' },
      { price: null, paid: null, code: null },
      { price: 100, paid: false, code: '3' },
    ]);
  });

  it('make a field malformed that is not what weir.yml declares, with its line', async () => {
    const types = { price: 'number', paid: 'boolean' } as const;
    expect(await malformed('price,paid\n1.0,true\n"1,5",true\n2.0,maybe\n', { types })).toMatchObject([
      { line: 3, message: 'the field of column price is no number' },
      { line: 4, message: 'the field of column paid is no boolean' },
    ]);
  });

  it('must be there where weir.yml declares them', async () => {
    await expect(resolved({ 'a.csv': 'price\n1\n' }, { types: { prize: 'number' } })).rejects.toMatchObject({
      problems: [{ line: 4, message: 'recording "orders": types: no file has a column "prize"', nearest: 'price' }],
    });
    await expect(resolved({ 'a.jsonl': '{}\n' }, { types: { a: 'number' } })).rejects.toThrow(
      'no file of this recording is CSV',
    );
  });

  it('may not be called the same', async () => {
    await expect(resolved({ 'a.csv': '\na,b,a\n1,2,3\n' })).rejects.toMatchObject({
      problems: [{ file: 'a.csv', line: 2, message: 'columns 1 and 3 are both called "a"' }],
    });
  });

  it('have their place for a name where they have none', async () => {
    expect(await records({ 'a.csv': ',a,\n1,2,\n' })).toEqual([{ column_1: 1, a: 2, column_3: null }]);
  });
});

describe('how a CSV file is written', () => {
  it.each([
    ['a line that names the delimiter', 'sep=;\na;b,c\n1;2\n'],
    ['a delimiter that header and rows agree on', 'a;b,c\n1;2\n3;4,5\n'.slice(0, -6)],
    ['a byte order mark', '\ufeffa;b,c\n1;2\n'],
    ['old line ends', 'a;b,c\r1;2\r'],
    ['UTF-16', Buffer.from('\ufeffa;b,c\n1;2\n', 'utf16le')],
    ['UTF-16, the other way round', Buffer.from('\ufeffa;b,c\n1;2\n', 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from('a;b,c\n1;2\n', 'utf16le')],
  ])('is found out: %s', async (_, content) => {
    expect(await records({ 'a.csv': content })).toEqual([{ a: 1, 'b,c': 2 }]);
  });

  it.each<[string, string | Buffer, Keys['dialect'], object]>([
    ['delimiter', 'a:b\n1:2\n', { delimiter: ':' }, { a: 1, b: 2 }],
    ['quote', "a,b\n'1,5',2\n", { quote: "'" }, { a: '1,5', b: 2 }],
    ['no quote', 'a,b\n5",2\n', { quote: '' }, { a: '5"', b: 2 }],
    ['escape', 'a,b\n"say \\"hi\\", you\\\\",2\n', { escape: '\\' }, { a: 'say "hi", you\\', b: 2 }],
    ['no header', '1,2\n', { header: false }, { column_1: 1, column_2: 2 }],
    ['names', '1,2\n', { header: ['x', 'y'] }, { x: 1, y: 2 }],
    ['encoding', Buffer.from('stra\xdfe,b\n\xfc,2\n', 'latin1'), { encoding: 'latin1' }, { straße: 'ü', b: 2 }],
  ])('is what weir.yml declares: %s', async (_, content, dialect, expected) => {
    expect(await records({ 'a.csv': content }, dialect && { dialect })).toEqual([expected]);
  });

  it('is an error where the text is of another encoding, or the encoding is none', async () => {
    await expect(resolved({ 'a.csv': Buffer.from('stra\xdfe\n1\n', 'latin1') })).rejects.toMatchObject({
      problems: [{ file: 'a.csv', line: 1, message: 'not utf-8' }],
    });
    await expect(resolved({ 'a.csv': 'a\n' }, { dialect: { encoding: 'utf-9' } })).rejects.toThrow(
      'there is no encoding "utf-9"',
    );
  });
});

describe('folders', () => {
  it.each(['a.jsonl', 'a.json', 'a.csv'])(
    'give columns to the records of %s only where weir.yml names them',
    async (name) => {
      const content = name === 'a.csv' ? 'own\nx\n' : '{"own":"x"}\n';
      const files = { [`day=2024-01-01/own=y/hour=7/${name}`]: content };
      expect(await records(files)).toEqual([{ own: 'x' }]);
      expect(await records(files, { partitions: ['day', 'own', 'hour'], types: { hour: 'number' } })).toEqual([
        { day: '2024-01-01', own: 'x', hour: 7 },
      ]);
    },
  );

  it('hold null and any character as Hive writes them', async () => {
    const files = { 'a=__HIVE_DEFAULT_PARTITION__/b=x%2Fy/r.jsonl': '{}\n' };
    expect(await records(files, { partitions: ['a', 'b'] })).toEqual([{ a: null, b: 'x/y' }]);
  });

  it('must be there where weir.yml names them', async () => {
    await expect(resolved({ 'day=1/a.jsonl': '{}\n' }, { partitions: ['origin'] })).rejects.toThrow(
      'recording "orders": partitions: no folder of day=1/a.jsonl names origin; expected a folder origin=…',
    );
  });
});

it('a name is a name, also where it could be a pattern', async () => {
  const directory = temporaryFolder();
  writeFileSync(join(directory, 'a[1].jsonl'), '1\n');
  writeFileSync(join(directory, 'a1.jsonl'), '2\n');
  const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  const storage = {
    tracked: { list: async () => [], localPath: async (path: string) => path },
    directory,
    keep: keeping(),
  };
  for (const files of ['a[1].jsonl', `file://${directory}/a[1].jsonl`]) {
    const found = await resolveFiles({ name: 'r', files, input: '', range }, storage);
    expect(found.map(({ path }) => path)).toEqual([join(directory, 'a[1].jsonl')]);
  }
});
