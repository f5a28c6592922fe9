import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
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
const raw = [
  entry(sent('{"delay":214}'), json('{"tier":"short"}')),
  entry(
    {
      method: 'GET',
      queryString: [
        { name: 'q', value: 'Zürich' },
        { name: 'n', value: '2' },
      ],
    },
    { mimeType: 'application/vnd.api+json', text: Buffer.from('[1]').toString('base64'), encoding: 'base64' },
  ),
  entry({ postData: { mimeType: form, params: [{ name: 'a', value: '1' }] } }, json('null'), 201),
  entry({ postData: { mimeType: form, params: [], text: 'a=1&b=x%20y' } }, json('9007199254740993')),
];
const records = [
  { input: { delay: 214 }, output: { tier: 'short' }, time },
  { input: { q: 'Zürich', n: '2' }, output: [1], time },
  { input: { a: '1' }, output: null, time },
  { input: { a: '1', b: 'x y' }, output: 9007199254740993n, time },
];

itOpens({
  envelope: har,
  raw,
  records,
  unusable: [
    [entry(sent('{"delay":'), json('1')), /^the request is not JSON/],
    [entry(sent('{}'), json('{')), /^the response is not JSON/],
    [
      entry(sent('{}'), { mimeType: 'image/png', text: 'iVBO', encoding: 'base64' }),
      /^the response is image\/png, which/,
    ],
    [
      entry(sent('{}'), { mimeType: 'application/json', text: '***', encoding: 'base64' }),
      /^the response is no base64$/,
    ],
    [entry(sent('{}'), { mimeType: 'application/json', text: '1', encoding: 'rot13' }), /of an encoding that is none/],
    [entry(sent('{}'), undefined), /^the response is not there$/],
    [entry(sent('{}'), json('{}'), 503), /^answered with status 503$/],
    // What a browser writes of a request that was blocked or aborted.
    [entry(sent('{}'), json(''), 0), /^a request without its response$/],
    [{ ...entry(sent('{}'), json('{}')), response: undefined }, /^a request without its response$/],
    [
      entry({ postData: { mimeType: 'multipart/form-data', text: 'x' } }, json('{}')),
      /^the request is multipart\/form-data/,
    ],
    [{ log: { entries: [] } }, /^no entry of an HTTP archive$/],
    [7, /^no entry/],
  ],
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
