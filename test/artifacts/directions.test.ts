import { expect, it } from 'vitest';
import { directionsOf } from '../../src/artifacts/directions.ts';
import type { Edit } from '../../src/artifacts/engine.ts';

function edit(says: Partial<Edit>): Edit {
  return { artifact: 'a', kind: 'schema', engine: 'e@1', compatibility: 'risky', message: '', change: 'c', ...says };
}

// As https://docs.confluent.io/platform/current/schema-registry/fundamentals/schema-evolution.html puts it: backward, a
// consumer of the new schema reads data of the old one; forward, one of the old schema reads data of the new one.
it.each([
  ['nothing changed', [], 'compatible', 'compatible', 'compatible'],
  ['head refuses more', [edit({ accepts: false, rejects: true })], 'incompatible', 'compatible', 'incompatible'],
  ['head accepts more', [edit({ accepts: true, rejects: false })], 'compatible', 'incompatible', 'incompatible'],
  ['only traffic can tell one way', [edit({ accepts: false })], 'undecided', 'compatible', 'undecided'],
  [
    'one of many decides',
    [edit({ accepts: false, rejects: false }), edit({ accepts: false }), edit({ accepts: false, rejects: true })],
    ...['incompatible', 'compatible', 'incompatible'],
  ],
  ['rules say nothing of readers', [edit({ kind: 'rules' })], 'undecided', 'undecided', 'undecided'],
  ['a comment in rules', [edit({ kind: 'rules', compatibility: 'safe' })], 'compatible', 'compatible', 'compatible'],
] as const)('%s', (_, edits, backward, forward, full) => {
  expect(directionsOf(edits)).toEqual({ backward, forward, full });
});
