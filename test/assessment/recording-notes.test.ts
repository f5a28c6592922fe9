import { expect, it } from 'vitest';
import { recordingNotes } from '../../src/assessment/recording-notes.ts';
import type { RecordingConfig } from '../../src/config/config.ts';

const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
const flights: RecordingConfig = { name: 'flights', files: '*.jsonl', input: '', range };

/** At noon of the first of June. */
function notes(recording: Partial<RecordingConfig>, ...newest: (string | undefined)[]): Promise<string[]> {
  const replayed = newest.map((one) => ({ recording: { ...flights, ...recording }, newest: one }));
  return recordingNotes(replayed, async () => '2026-06-01T14:00:00+02:00');
}

it.each([
  [{}, '2026-05-02T12:00:00Z', []],
  [
    {},
    '2026-05-02T11:59:59Z',
    [
      'ends 30 days before this change (max_age 30d): traffic may be another by now. This does not hold the change; renew the recording',
    ],
  ],
  [{ max_age: '36h' }, '2026-05-31T00:00:00Z', []],
  [
    { max_age: '35h' },
    '2026-05-31T00:00:00Z',
    [
      'ends 1 day before this change (max_age 35h): traffic may be another by now. This does not hold the change; renew the recording',
    ],
  ],
  [
    { max_age: '2w' },
    '2026-05-01',
    [
      'ends 31 days before this change (max_age 2w): traffic may be another by now. This does not hold the change; renew the recording',
    ],
  ],
  [{ max_age: 'none' }, '2020-01-01', []],
  [{}, '2027-01-01', []],
])('a recording with %j that ends at %s when the change is of the first of June', async (recording, newest, said) => {
  expect(await notes(recording, newest)).toEqual(said.map((one) => `recording "flights" ${one}`));
});

it('the pipeline that read furthest tells how old a recording is, and it is told once', async () => {
  expect(await notes({}, '2026-01-01T00:00:00+14:00', '2026-05-20T00:00:00Z', '2026-05-20')).toEqual([]);
  expect(await notes({}, '2026-01-01', '2026-01-02')).toHaveLength(1);
});

it('who declares an age hears that nobody knows it, and nobody else does', async () => {
  expect(await notes({}, undefined)).toEqual([]);
  expect(await notes({ max_age: '7d' }, undefined)).toEqual([
    'recording "flights" has a max_age and records without times: nobody knows how old it is',
  ]);
});

it('what is redacted is said, by its place', async () => {
  expect(await notes({ redact: ['/card', { at: '/id', as: 'hash' }, { at: '/mail' }] }, undefined)).toEqual([
    'recording "flights" is read without /card, /mail and with /id hashed: what a step makes of that is not measured',
  ]);
});
