import { expect, test } from 'vitest';
import type { Artifact } from '../../src/artifacts/engine.ts';
import { parseArtifact } from '../../src/artifacts/parse.ts';
import { ArtifactError } from '../../src/errors.ts';

const EXPECTED = 'JSON, as the name says; of rules in another language weir.yml says which, as `engine: jsonata`';

function problemsOf(kind: Artifact['kind'], text: string): unknown {
  try {
    return parseArtifact({ path: 'a.json', kind, files: new Map([['a.json', text]]) }).value;
  } catch (error) {
    return error instanceof ArtifactError ? error.problems.map(({ message, expected }) => [message, expected]) : error;
  }
}

test.each([
  ['rules', 'delay < 15 ? "on-time" : "late"', EXPECTED],
  ['rules', '{ "<": [1, 2] ', undefined],
  ['rules', '[1, 2', undefined],
  ['schema', 'type: object', undefined],
] as const)('%s %j in a file that is called JSON', (kind, text, expected) => {
  expect(problemsOf(kind, text)).toEqual([['not JSON', expected]]);
});
