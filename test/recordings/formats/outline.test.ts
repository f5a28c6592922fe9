/** Records in which some objects stay text are those that parsing the lines gives, and so are those that are joined of them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stringify } from '../../../src/document/stringify.ts';
import { envelopeFor } from '../../../src/recordings/envelopes/registry.ts';
import { transcribe } from '../../../src/recordings/envelopes/transcribe.ts';
import { reader } from '../../../src/recordings/formats/jsonl/reader.ts';
import { RecordParser } from '../../../src/recordings/parse-record.ts';
import { stringifyMembers, Verbatim } from '../../../src/recordings/verbatim.ts';
import { readAll, temporaryFolder, values } from '../files.ts';

const places = [{ path: ['body'] }, { path: ['response', 'body'], looksAt: ['created', '__proto__'] }];

function plainFile(text: string) {
  const path = join(temporaryFolder(), 'calls.jsonl');
  writeFileSync(path, text);
  return { path, name: 'calls.jsonl', index: 0, format: 'jsonl', compression: 'none' } as const;
}

async function read(text: string) {
  const file = plainFile(text);
  const records: unknown[] = [];
  for (const shard of await reader.shards(file, 1)) {
    for await (const batch of reader.read(shard, () => true, { verbatim: places })) records.push(...batch.records);
  }
  return records;
}

function written(record: unknown): unknown {
  return new RecordParser().parse(`{${stringifyMembers(Object(record))}}`);
}

it('keeps an object as it is written, and what is looked at in it', async () => {
  const body = '{"created" : 12,"x":1.50,"n":12345678901234567890,"é":"\\u00e9"}';
  const [record] = await read(`{"id":"a","response":{"status":200,"body":${body}}}\n`);
  expect(record).toMatchObject({ id: 'a', response: { status: 200, body: { created: 12 } } });
  const kept = Object(record).response.body;
  expect(kept).toBeInstanceOf(Verbatim);
  expect(Verbatim.textOf(kept)).toBe(body);
  expect(Object.keys(kept)).toEqual(['created']);
  expect(JSON.parse(JSON.stringify(new Verbatim('{"x":1}')))).toEqual({ x: 1 });
});

it.each([
  ['a name twice', '{"body":{"a":1},"body":{"a":2},"id":1,"id":2}'],
  ['escapes in names and texts', '{"\\u0062ody":{"a":1},"id":"\\"\\n"}'],
  ['a member that would be a prototype', '{"__proto__":{"a":1},"body":{"__proto__":{"b":2}}}'],
  ['integers beyond a double', '{"body":{"a":9007199254740993},"n":9007199254740993,"list":[-9007199254740993]}'],
  ['bodies that are no objects', '{"body":[{"a":1}],"response":"x"}'],
  ['words, and numbers of every form', '{"a":true,"b":false,"c":null,"d":-0.5,"e":1e3,"f":-1.5E-3,"body":{}}'],
  ['more names than are remembered', JSON.stringify({ body: {}, ...names(400), response: { body: names(400) } })],
  ['deep nesting', `{"body":{"a":${'['.repeat(200)}${']'.repeat(200)}}}`],
])('gives of %s what parsing gives', async (_what, line) => {
  const [record] = await read(`${line}\n`);
  expect(written(record)).toEqual(new RecordParser().parse(line));
});

function names(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`name-${index}`, index]));
}

it('leaves what is no JSON to who says where', async () => {
  const file = plainFile('{"body":{"a":01}}\n{"body":{"a":1}\n{"body":{"a":1}}\n');
  const found = await readAll(
    { ...reader, read: (shard, accepts) => reader.read(shard, accepts, { verbatim: places }) },
    file,
  );
  expect(found.malformed.map(({ line, message }) => [line, message])).toEqual([
    [1, 'not JSON: unexpected character at column 15'],
    [2, 'not JSON: it ends too early at column 16'],
  ]);
  expect(values(found)).toEqual([{ body: {} }]);
});

const json = fc.jsonValue({ maxDepth: 3 });
const lines = fc
  .array(
    fc.dictionary(fc.constantFrom('id', 'body', 'response', 'é', 'z'), fc.oneof(json, fc.record({ body: json }))),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((records) => records.map((record) => JSON.stringify(record)));

it('gives the same record as parsing, whatever it holds', async () => {
  await fc.assert(
    fc.asyncProperty(lines, async (texts) => {
      const records = await read(texts.map((text) => `${text}\n`).join(''));
      const parse = (text: string) => new RecordParser().parse(text);
      expect(records.map((record) => parse(stringify(record)))).toEqual(texts.map(parse));
    }),
    { numRuns: 60 },
  );
});

const halves = fc
  .array(fc.record({ id: fc.integer({ min: 0, max: 6 }), isRequest: fc.boolean(), body: json }), { maxLength: 12 })
  .map((calls) =>
    calls.map(({ id, isRequest, body }) =>
      JSON.stringify(
        isRequest
          ? { custom_id: `c-${id}`, body }
          : { custom_id: `c-${id}`, response: { status_code: 200, body: { created: id, body } }, error: null },
      ),
    ),
  );

it('joins halves that stay text to the records that parsed ones give', async () => {
  const open = envelopeFor('openai')?.open;
  if (!open) throw new Error('its halves are opened');
  await fc.assert(
    fc.asyncProperty(halves, async (texts) => {
      const file = plainFile(texts.map((text) => `${text}\n`).join(''));
      const [kept, parsed] = [join(temporaryFolder(), 'kept'), join(temporaryFolder(), 'parsed')];
      const made = await transcribe([file], open, kept);
      expect(made).toEqual(await transcribe([file], { ...open, verbatim: undefined }, parsed));
      expect(values(await readAll(reader, { ...file, path: kept }))).toEqual(
        values(await readAll(reader, { ...file, path: parsed })),
      );
    }),
    { numRuns: 40 },
  );
});
