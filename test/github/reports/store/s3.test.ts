import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { PeerError } from '../../../../src/errors.ts';
import { openTextStore } from '../../../../src/github/reports/store/open.ts';
import { openS3Store, readS3Place } from '../../../../src/github/reports/store/s3.ts';
import { speakTo, startBucketServer } from './bucket-server.ts';
import { storeContract } from './contract.ts';

const KINDS = ['checks', 'replays'];
const DAY_MS = 86_400_000;
const ANCIENT = new Date(Date.now() - 91 * DAY_MS);

const server = await startBucketServer();
speakTo(server.url);
const store = await openTextStore('s3://acme-reports/weir/', KINDS);
afterEach(() => {
  server.objects.clear();
  server.locked.clear();
  server.requests.length = 0;
});
afterAll(() => server.close());

storeContract('a bucket', {
  store,
  async age(name, modified) {
    const object = server.objects.get(`weir/${name}`);
    if (object) object.modified = modified;
  },
});

describe('a bucket', () => {
  test('has every text below the prefix, with its type', async () => {
    for (const name of ['a.html', 'a.json', 'a.check', 'a.svg']) await store.write(`checks/7/pull-1/${name}`, name);

    expect([...server.objects].map(([key, { text, type }]) => [key, text, type])).toEqual([
      ['weir/checks/7/pull-1/a.html', 'a.html', 'text/html; charset=utf-8'],
      ['weir/checks/7/pull-1/a.json', 'a.json', 'application/json'],
      ['weir/checks/7/pull-1/a.check', 'a.check', 'application/json'],
      ['weir/checks/7/pull-1/a.svg', 'a.svg', 'image/svg+xml'],
    ]);
  });

  test('of thousands of old texts is emptied in pages of a thousand, and of nothing else', async () => {
    for (let index = 0; index < 2500; index += 1) {
      server.objects.set(`weir/checks/7/pull-1/${index}.html`, { text: '', modified: ANCIENT });
    }
    for (const key of ['weir/own/keep.txt', 'other/checks/7/a.html', 'weir-2/checks/7/a.html']) {
      server.objects.set(key, { text: '', modified: ANCIENT });
    }
    await store.write('checks/7/pull-1/new.html', 'new');

    expect(await store.removeBefore(new Date(Date.now() - 90 * DAY_MS))).toBe(2500);

    expect([...server.objects.keys()]).toEqual([
      'weir/own/keep.txt',
      'other/checks/7/a.html',
      'weir-2/checks/7/a.html',
      'weir/checks/7/pull-1/new.html',
    ]);
    expect(server.requests.filter((request) => request.startsWith('POST'))).toHaveLength(3);
  });

  test('lists a folder of more than a thousand texts whole', async () => {
    for (let index = 0; index < 1500; index += 1) {
      server.objects.set(`weir/checks/7/pull-1/${index}.check`, { text: '', modified: ANCIENT });
    }

    expect(new Set(await store.list('checks/7/pull-1')).size).toBe(1500);
  });

  test('that keeps a text from being removed says so', async () => {
    server.objects.set('weir/checks/7/a.html', { text: '', modified: ANCIENT });
    server.locked.add('weir/checks/7/a.html');

    await expect(store.removeBefore(new Date())).rejects.toThrow('1 of 1 texts could not be removed: AccessDenied');
  });

  test('that is busy is asked again, but not for ever', async () => {
    server.failing = 1;
    await store.write('checks/7/pull-1/a.json', '{}');
    expect(await store.read('checks/7/pull-1/a.json')).toBe('{}');

    server.requests.length = 0;
    server.failing = 100;
    await expect(store.read('checks/7/pull-1/a.json')).rejects.toThrow();
    expect(server.requests).toHaveLength(3);
    server.failing = 0;
  });

  test('that is not there is an error, and no text that is missing', async () => {
    const elsewhere = await openTextStore('s3://acme-typo', KINDS);

    await expect(elsewhere.read('checks/7/pull-1/a.json')).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });
});

test('without the package the error has the command that installs it', async () => {
  vi.doMock('@aws-sdk/client-s3', () => Promise.reject(new Error('not found')));

  const opening = openS3Store({ bucket: 'acme-reports', prefix: '' }, KINDS);

  await expect(opening).rejects.toThrow(PeerError);
  await expect(opening).rejects.toThrow(/expected npm i @aws-sdk\/client-s3@\d/);
  vi.doUnmock('@aws-sdk/client-s3');
});

test.for([
  ['s3://acme-reports', { bucket: 'acme-reports', prefix: '' }],
  ['s3://acme-reports/', { bucket: 'acme-reports', prefix: '' }],
  ['s3://acme-reports/weir', { bucket: 'acme-reports', prefix: 'weir/' }],
  ['s3://acme.reports/team=a/weir/', { bucket: 'acme.reports', prefix: 'team=a/weir/' }],
  ['s3://acme-reports//weir', undefined],
  ['s3://acme-reports/../weir', undefined],
  ['s3://Acme', undefined],
  ['s3://', undefined],
  ['s3://key:secret@acme-reports', undefined],
  ['/srv/s3', undefined],
] as const)('%s leads to %j', ([address, place]) => {
  expect(readS3Place(address)).toEqual(place);
});
