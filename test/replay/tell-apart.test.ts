/** How far it is looked for documents that show an edit: by processor time, whatever the machine does beside. */
import { expect, test } from 'vitest';
import type { Artifact } from '../../src/artifacts/engine.ts';
import { jsonSchema } from '../../src/artifacts/schema/json-schema/index.ts';
import { tellApart } from '../../src/replay/evaluate/tell-apart.ts';

function artifact(schema: object): Artifact {
  return { path: 'a.json', kind: 'schema', files: new Map([['a.json', JSON.stringify(schema)]]) };
}

function trialOf(was: object, is: object) {
  const [base, head] = [artifact(was), artifact(is)];
  const [edit] = jsonSchema.diff(base, head);
  if (!edit) throw new Error('no edit');
  return { base, artifact: head, edit };
}

const plain = trialOf({ type: 'integer' }, { type: 'string' });

test('no further edit is tried once the time is used up', async () => {
  const told = await tellApart('json-schema', [plain, plain, plain], 0);

  expect(told[0]).toContainEqual(expect.objectContaining({ base: 'accepts', other: 'rejects' }));
  expect(told.slice(1)).toEqual([undefined, undefined]);
});

test('a pattern that never comes back shows nothing of its edit, and keeps nobody from the next one', async () => {
  const text = `${'a'.repeat(60)}!`;
  const endless = trialOf({ const: text, pattern: '^(a+)+$' }, { const: text });

  const [first, second] = await tellApart('json-schema', [endless, plain]);

  expect(first).toBeUndefined();
  expect(second).toContainEqual(expect.objectContaining({ base: 'accepts', other: 'rejects' }));
});
