import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { valuesOf } from '../../../src/recordings/envelopes/har/fields.ts';
import { har } from '../../../src/recordings/envelopes/har/index.ts';
import { readerOf } from '../../../src/recordings/read.ts';
import { readAll, temporaryFolder, values } from '../files.ts';
import { filesOfFolder, itOpens } from './contract.ts';

// By hand from http://www.softwareishard.com/blog/har-12-spec/.
function entry(request: object, content: object | undefined, status = 200) {
  return {
    ...{ startedDateTime: '2026-03-01T08:15:00.000+01:00', time: 50, cache: {}, timings: {} },
    request: { method: 'POST', url: 'https://acme.test/quote', headers: [], queryString: [], ...request },
    response: { status, headers: [], content: { size: 1, ...content } },
  };
}

const sent = (text: string) => ({ postData: { mimeType: 'application/json; charset=utf-8', text } });
const json = (text: string) => ({ mimeType: 'application/json', text });
const form = 'application/x-www-form-urlencoded';
const time = '2026-03-01T08:15:00.000+01:00';
const headers = [
  { name: 'Authorization', value: 'Bearer secret' },
  { name: 'Cookie', value: 'session=secret' },
  { name: ':authority', value: 'acme.test' },
  { name: 'User-Agent', value: 'okhttp/4.12.0 (Android 14)' },
  { name: 'X-Tag', value: 'a' },
  { name: 'x-tag', value: 'b' },
];
const raw = [
  entry({ headers, ...sent('{"delay":214}') }, json('{"tier":"short"}')),
  entry(
    {
      method: 'GET',
      url: 'https://acme.test/v1/quote?q=Z%C3%BCrich&n=2&n=3#top',
      queryString: [
        { name: 'q', value: 'Zürich' },
        { name: 'n', value: '2' },
        { name: 'n', value: '3' },
      ],
    },
    { mimeType: 'application/vnd.api+json', text: Buffer.from('[1]').toString('base64'), encoding: 'base64' },
  ),
  entry({ postData: { mimeType: form, params: [{ name: 'a', value: '1' }] } }, json('null'), 201),
  entry(
    { url: 'https://acme.test', postData: { mimeType: form, params: [], text: 'a=1&b=x%20y' } },
    json('9007199254740993'),
  ),
  // What a server refuses is a call like any other, without an answer that counts as one of production.
  entry({ headers: [{ name: 'user-agent', value: 'Mozilla/5.0 (X11)' }], ...sent('{}') }, json('{"error":1}'), 404),
  entry({ method: 'DELETE', headers: [{ name: 'X-Client-Id', value: 'desk' }, ...headers] }, undefined, 204),
  entry(
    { postData: { mimeType: 'text/csv', text: 'a,b' } },
    { mimeType: 'image/png', text: 'iVBO', encoding: 'base64' },
  ),
];
const type = (name: string) => ({ 'content-type': name });
const jsonType = type('application/json');
const quote = { method: 'POST', path: '/quote', query: {} };
const answered = (body: unknown) => ({ status: 200, response: { headers: jsonType, body } });
const sentHeaders = type('application/json; charset=utf-8');
const named = { 'user-agent': 'okhttp/4.12.0 (Android 14)', 'x-tag': ['a', 'b'] };
const records = [
  {
    input: {
      client: 'okhttp/4.12.0',
      ...{ ...quote, headers: { ...sentHeaders, ...named }, body: { delay: 214 } },
      ...answered({ tier: 'short' }),
    },
    output: { tier: 'short' },
    time,
  },
  {
    input: {
      ...{ method: 'GET', path: '/v1/quote', query: { q: 'Zürich', n: ['2', '3'] }, headers: {}, status: 200 },
      response: { headers: type('application/vnd.api+json'), body: [1] },
    },
    output: [1],
    time,
  },
  { input: { ...quote, headers: type(form), body: { a: '1' }, ...answered(null), status: 201 }, output: null, time },
  {
    input: { ...quote, path: '/', headers: type(form), body: { a: '1', b: 'x y' }, ...answered(9007199254740993n) },
    output: 9007199254740993n,
    time,
  },
  {
    input: {
      client: 'browser',
      ...{ ...quote, headers: { ...sentHeaders, 'user-agent': 'Mozilla/5.0 (X11)' }, body: {} },
      ...{ ...answered({ error: 1 }), status: 404 },
    },
    time,
  },
  {
    input: {
      client: 'desk',
      ...{ ...quote, method: 'DELETE', headers: { 'x-client-id': 'desk', ...named } },
      ...{ status: 204, response: { headers: {} } },
    },
    time,
  },
  {
    input: {
      ...{ ...quote, headers: type('text/csv'), body: 'a,b' },
      ...{ status: 200, response: { headers: type('image/png') } },
    },
    time,
  },
];

itOpens({
  envelope: har,
  raw,
  records,
  unusable: [
    [entry(sent('{"delay":'), json('1')), /^the request is not JSON/],
    [entry(sent('{}'), json('{')), /^the response is not JSON/],
    [
      entry(sent('{}'), { mimeType: 'application/json', text: '***', encoding: 'base64' }),
      /^the response is no base64$/,
    ],
    [entry(sent('{}'), { mimeType: 'application/json', text: '1', encoding: 'rot13' }), /of an encoding that is none/],
    // What a browser writes of a request that was blocked or aborted.
    [entry(sent('{}'), json(''), 0), /^a request without its response$/],
    [{ ...entry(sent('{}'), json('{}')), response: undefined }, /^a request without its response$/],
    [entry({ method: undefined }, json('{}')), /^a request without method and address$/],
    [entry({ url: '' }, json('{}')), /^a request without method and address$/],
    [{ log: { entries: [] } }, /^no entry of an HTTP archive$/],
    [7, /^no entry/],
  ],
});

it('makes of a list of names and values what grouping them by name makes', () => {
  const name = fc.constantFrom('a', 'b', '7', '__proto__', 'constructor', '');
  const field = fc.oneof(fc.record({ name, value: fc.jsonValue({ maxDepth: 1 }) }), fc.constantFrom(null, 7, {}));
  fc.assert(
    fc.property(fc.array(field), (list) => {
      const grouped = Map.groupBy(
        list.filter((one): one is { name?: string; value?: unknown } => typeof one === 'object' && one !== null),
        (one) => String(one.name),
      );
      const values = [...grouped].map(([key, those]) => [key, those.map(({ value }) => value ?? '')] as const);
      const expected = Object.fromEntries(values.map(([key, all]) => [key, all.length > 1 ? all : all[0]]));
      expect(JSON.stringify(valuesOf(list))).toBe(JSON.stringify(expected));
    }),
  );
});

/** As browsers write it: members before and after the entries, some of the same names elsewhere. */
function archive(entries: readonly unknown[], indent?: number): string {
  const creator = { name: '"log":{"entries":[', entries: [1], log: { entries: [2] } };
  return JSON.stringify(
    { other: { entries: [3] }, log: { version: '1.2', creator, entries, pages: [] }, end: [] },
    null,
    indent,
  );
}

async function read(text: string, shards: number) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'session.har'), text);
  const [file] = await filesOfFolder(har, folder, '*.har');
  if (!file) throw new Error('no file');
  return readAll(readerOf(file), file, { shards });
}

it.each([undefined, 2])('a .har file is its entries, however it is laid out (%s)', async (indent) => {
  for (const shards of [1, 3]) expect(values(await read(archive(raw, indent), shards))).toEqual(records);
});

it('a broken entry is counted with its line, and the others are read', async () => {
  const text = archive([raw[0], 'BROKEN', raw[1]], 2).replace('"BROKEN"', '{"request": nothing}');
  const found = await read(text, 1);
  expect(values(found)).toEqual(records.slice(0, 2));
  const line = text.slice(0, text.indexOf('nothing')).split('\n').length;
  expect(found.malformed).toMatchObject([{ line, message: expect.stringMatching(/^not JSON/) }]);
});

it('an archive without entries has no records', async () => {
  expect(values(await read(archive([]), 1))).toEqual([]);
});

it('an archive that was cut off is an error, and so is one that is none', async () => {
  await expect(read(archive(raw).slice(0, -30), 1)).rejects.toThrow('session.har:1: the object never ends');
  await expect(read(archive(raw).slice(0, 400), 1)).rejects.toThrow('never ends');
  await expect(read('{"log":{"entries":{}}}', 1)).rejects.toThrow('no list of records at /log/entries');
  await expect(read('{"log":{"entries":[]}}}', 1)).rejects.toThrow('something follows the end');
});
