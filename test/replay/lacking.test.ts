/** Records of which a part was erased or masked before it was recorded. */
import { expect, it } from 'vitest';
import { output, replayRecords, rules, schema } from './setting.ts';

const recording = { input: '/input', lacks: '/lacks' };
const paid = (path: string) => ({ if: [{ '>': [{ var: path }, 1] }, 'yes', 'no'] });
const record = (lacks?: unknown) => ({ input: { user: { name: 'eve', age: 3 }, amount: 2 }, lacks });
const records = [record(), record([]), record(['/user/name']), record(['/amount']), record(['/user'])];

function reasonsOf({ reasons }: { reasons: readonly { side: string; reason: string; records: number }[] }): string[] {
  return reasons.map(({ side, reason, records: count }) => `${count} ${side}: ${reason}`).sort();
}

it.each(['json-logic-js', 'json-logic-engine'])(
  'are unreplayable where a rule reads that part, and replayed where none does: %s',
  async (engine) => {
    const setting = { recording, steps: [rules('r.json', '/paid', engine)], outputs: [output('/paid')] };
    const evidence = await replayRecords(setting, { 'r.json': [paid('amount'), paid('user.age')] }, records);
    expect(evidence).toMatchObject({ read: 5, malformed: 0, replayed: 3, unreplayable: 2 });
    expect(reasonsOf(evidence)).toEqual([
      '1 base: reads /amount, which was erased or changed before it was recorded',
      '1 head: reads /user, which was erased or changed before it was recorded',
    ]);
  },
);

it('are unreplayable where a step may read anything', async () => {
  const evidence = await replayRecords(
    { recording, steps: [rules('all.json', '/all'), rules('r.json', '/paid')], outputs: [output('/paid')] },
    { 'all.json': [{ '!!': [{ var: '' }] }], 'r.json': [paid('amount'), paid('amount')] },
    records,
  );
  expect(evidence).toMatchObject({ replayed: 2, unreplayable: 3 });
  expect(reasonsOf(evidence)).toContain(
    '1 both: may read /user/name, which was erased or changed before it was recorded',
  );
});

it.each([
  ['of which it sees the type alone', { type: 'object', required: ['user'] }, 3, ['1 both: reads /user']],
  [
    'whose names it does not restrict',
    { properties: { user: { properties: { age: { minimum: 1 } } } } },
    3,
    ['1 both: reads /user'],
  ],
  [
    'whose names it restricts',
    { additionalProperties: false, properties: { user: true, amount: true } },
    2,
    ['1 both: reads /user', '1 both: reads /user/name'],
  ],
  [
    'all of whose members it judges',
    { additionalProperties: { type: ['object', 'number'] } },
    2,
    ['1 both: reads /user', '1 both: reads /user/name'],
  ],
])('are unreplayable by a schema only where it reads that part: an object %s', async (_what, of, replayed, reasons) => {
  const evidence = await replayRecords(
    { recording, steps: [schema('s.json'), rules('r.json', '/paid')], outputs: [output('/paid')] },
    { 's.json': [of], 'r.json': [paid('amount')] },
    records,
  );
  expect(evidence).toMatchObject({ replayed, unreplayable: 5 - replayed });
  const ending = ', which was erased or changed before it was recorded';
  expect(reasonsOf(evidence)).toEqual([`1 both: reads /amount${ending}`, ...reasons.map((one) => one + ending)]);
});

it('are unreplayable where a rule reads what weir.yml redacts, and replayed where a step may read anything', async () => {
  const redact: [string, ...string[]] = ['/input/user/name', '/input/people/*/name'];
  const evidence = await replayRecords(
    {
      recording: { input: '/input', redact },
      steps: [schema('s.json'), rules('r.json', '/paid')],
      outputs: [output('/paid')],
    },
    { 's.json': [{ type: 'object' }], 'r.json': [paid('amount'), paid('people.0.name')] },
    [record(), record()],
  );
  expect(evidence).toMatchObject({ replayed: 0, unreplayable: 2 });
  expect(reasonsOf(evidence)).toEqual(['2 head: reads /people/*/name, which weir.yml redacts']);
  const untouched = await replayRecords(
    { recording: { input: '/input', redact }, steps: [schema('s.json')], outputs: [output('/amount')] },
    { 's.json': [{ type: 'object' }, { type: 'object', required: ['amount'] }] },
    [record(), record()],
  );
  expect(untouched).toMatchObject({ replayed: 2, unreplayable: 0 });
});

it('are malformed where what they lack is no list of pointers', async () => {
  const evidence = await replayRecords(
    { recording, steps: [rules('r.json', '/paid')], outputs: [output('/paid')] },
    { 'r.json': [paid('amount')] },
    [record('amount'), record(['amount']), record(['/amount/~2'])],
  );
  expect(evidence).toMatchObject({ malformed: 3, replayed: 0 });
});
