import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from '../../src/recordings/formats/csv/index.ts';
import { json } from '../../src/recordings/formats/json/index.ts';
import { jsonl } from '../../src/recordings/formats/jsonl/index.ts';
import { LongDigits } from '../../src/recordings/long-integers.ts';
import { RecordParser, Unparsable } from '../../src/recordings/parse-record.ts';
import { runs } from '../runs.ts';
import { file, readAll } from './files.ts';

function parseRecord(text: string): unknown {
  return new RecordParser().parse(text);
}

describe('an integer', () => {
  it.each<[string, unknown]>([
    ['9007199254740993', 9007199254740993n],
    ['-9007199254740993', -9007199254740993n],
    ['[ 12345678901234567890 ]', [12345678901234567890n]],
    ['{"a":{"b":[1,1767225600000000123]},"c":2}', { a: { b: [1, 1767225600000000123n] }, c: 2 }],
    // What a double holds stays a number.
    ['9007199254740992', 9007199254740992],
    ['10000000000000000000000', 1e22],
    ['1767225600000000', 1767225600000000],
    // Digits elsewhere are no integers.
    ['"9007199254740993"', '9007199254740993'],
    ['"x, 9007199254740993, y"', 'x, 9007199254740993, y'],
    ['{"9007199254740993":0.9007199254740993}', { '9007199254740993': 0.9007199254740993 }],
    ['{"a":":9007199254740993,"}', { a: ':9007199254740993,' }],
    ['["#weir integer 1",9007199254740993]', ['#weir integer 1', 9007199254740993n]],
    [
      '{"__proto__":9007199254740993}',
      JSON.parse('{"__proto__":0}', (_, value) => (value === 0 ? 9007199254740993n : value)),
    ],
    ['9007199254740993.0', 9007199254740992],
    ['9007199254740993e1', 90071992547409936],
  ])('%s is read as it is', (text, expected) => {
    expect(parseRecord(text)).toEqual(expected);
  });

  it('keeps its value, whatever it is and whatever stands beside it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.string()), { minLength: 1 }),
        (pairs) => {
          const text = `[${pairs.map(([integer, other]) => `{"${'x'.repeat(other.length)}":${integer},"other":${JSON.stringify(other)}}`).join(', ')}]`;
          const found = parseRecord(text) as Record<string, number | bigint>[];
          expect(found.map((record) => BigInt(Object.values(record)[0] ?? 0))).toEqual(
            pairs.map(([integer]) => integer),
          );
          if (found.some((record) => typeof Object.values(record)[0] === 'bigint')) {
            expect(new LongDigits(Buffer.from(text)).standIn(0, Buffer.byteLength(text))).toBe(true);
          }
        },
      ),
    );
  });

  it('may be there where sixteen digits stand in a row, and nowhere else', () => {
    const run = fc.integer({ min: 0, max: 20 }).map((length) => '7'.repeat(length));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.array(run, { maxLength: 12 }), fc.boolean())), (lines) => {
        const texts = lines.map(([parts]) => `${parts.join('x')}\n`);
        const digits = new LongDigits(Buffer.from(texts.join('')));
        let from = 0;
        for (const [index, text] of texts.entries()) {
          const isAsked = lines[index]?.[1] === true;
          if (isAsked) expect(digits.standIn(from, from + text.length)).toBe(/\d{16}/.test(text));
          from += text.length;
        }
      }),
      { numRuns: runs(2000) },
    );
  });

  it('is found wherever it stands, though the record before had it elsewhere', () => {
    const parser = new RecordParser();
    for (let time = 0; time < 2; time++) {
      expect(parser.parse('{"a":9007199254740993,"b":1}')).toEqual({ a: 9007199254740993n, b: 1 });
      expect(parser.parse('{"a":"x","b":9007199254740993}')).toEqual({ a: 'x', b: 9007199254740993n });
      expect(parser.parse('{"c":[9007199254740993,[-9007199254740995]]}')).toEqual({
        c: [9007199254740993n, [-9007199254740995n]],
      });
      expect(parser.parse(`[${'9007199254740993,'.repeat(40)}0]`)).toEqual([...Array(40).fill(9007199254740993n), 0]);
    }
  });

  it('of more than a thousand digits is malformed', () => {
    expect(parseRecord(`[${'9'.repeat(1001)}]`)).toEqual(new Unparsable('a whole number of more than 1000 digits'));
    expect(parseRecord(`[${'9'.repeat(1000)}]`)).toEqual([BigInt('9'.repeat(1000))]);
  });
});

describe('the same record is malformed for the same reason, as JSON and as JSON Lines', () => {
  it.each([
    [`${'['.repeat(10_000)}1${']'.repeat(10_000)}`, 'nested more than 1000 levels deep'],
    ['{"a":1,}', 'not JSON: unexpected character at column 8'],
    ['{"a":01}', 'not JSON: unexpected character at column 7'],
    ['{"a":09007199254740993}', 'not JSON: unexpected character at column 7'],
    ['{"a":--9007199254740993}', 'not JSON: unexpected character at column 6'],
    ['{9007199254740993:1}', 'not JSON: unexpected character at column 2'],
    [`[${'9'.repeat(1001)}]`, 'a whole number of more than 1000 digits'],
  ])('%.20s', async (text, message) => {
    const lines = await readAll(jsonl.reader, file(`{"a":1}\n${text}\n`, 'jsonl'));
    const array = await readAll(json.reader, file(`[{"a":1},\n${text}]`, 'json'));
    expect(lines.malformed.map(({ line, message }) => ({ line, message }))).toEqual([{ line: 2, message }]);
    expect(array.malformed.map(({ line, message }) => ({ line, message }))).toEqual([{ line: 2, message }]);
    expect([lines.records.length, array.records.length]).toEqual([1, 1]);
  });

  it('brackets in a text are no levels', () => {
    const text = JSON.stringify({ a: '[{\\"'.repeat(2000) });
    expect(parseRecord(text)).toEqual(JSON.parse(text));
  });
});

it('the same integer reads the same in JSON Lines, JSON and CSV', async () => {
  const integers = ['1', '9007199254740992', '9007199254740993', '18446744073709551615', '-9007199254740993'];
  const read = [
    await readAll(jsonl.reader, file(integers.map((integer) => `{"n":${integer}}\n`).join(''), 'jsonl')),
    await readAll(json.reader, file(`[${integers.map((integer) => `{"n":${integer}}`).join(',')}]`, 'json')),
    await readAll(csv.reader, file(`n\n${integers.join('\n')}\n`, 'csv')),
  ].map(({ records }) => records.map(({ record }) => record));
  const expected = [1, 9007199254740992, 9007199254740993n, 18446744073709551615n, -9007199254740993n].map((n) => ({
    n,
  }));
  expect(read).toEqual([expected, expected, expected]);
});
