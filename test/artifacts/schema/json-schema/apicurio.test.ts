/** The compatibility cases of the Apicurio registry, an independent opinion on what breaks whom. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diff } from './artifact.ts';

interface Case {
  readonly id: string;
  readonly compatibility: 'backward' | 'both' | 'none';
  readonly original: unknown;
  readonly updated: unknown;
}

const CORPUS = new URL('../../../../../shared/data/corpora/apicurio-compatibility/json.json', import.meta.url);

/** Where we say something else, what we say, and why. */
const EXCEPTIONS = [
  ['String: contentMediaType 2', 'both', 'contentMediaType is an annotation, and ajv rejects nothing for it'],
  [
    'Complex: oneOf 1',
    'none',
    'a string of 7 characters matches one branch at base, and both at head, which rejects it',
  ],
  [
    'Complex: oneOf 3',
    'none',
    'a string of 3 characters matches one branch at base, and both at head, which rejects it',
  ],
] as const;

test.skipIf(!existsSync(CORPUS))('agrees with 72 of the 75 cases (skipped where ../shared is absent)', () => {
  const cases: Case[] = JSON.parse(readFileSync(CORPUS, 'utf8'));

  const disagreements = cases
    .map((item) => ({ ...item, found: judge(item) }))
    .filter(({ compatibility, found }) => found !== compatibility);

  expect(cases.length).toBe(75);
  expect(disagreements.map(({ id, found }) => [id, found])).toEqual(EXCEPTIONS.map(([id, found]) => [id, found]));
});

function judge({ original, updated }: Case): string {
  try {
    const edits = diff(original, updated);
    const backward = edits.every(({ rejects }) => rejects === false);
    const forward = edits.every(({ accepts }) => accepts === false);
    if (backward) return forward ? 'both' : 'backward';
    return forward ? 'forward' : 'none';
  } catch {
    return 'refused';
  }
}
