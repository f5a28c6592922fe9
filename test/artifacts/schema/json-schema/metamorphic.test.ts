/**
 * The official test suite as an oracle of the diff: of two schemas of one file, where the diff says that head reads all that base
 * wrote, no document of theirs that base accepts is rejected by head. `WEIR_TRIES=all` tries every pair.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { directionsOf } from '../../../../src/artifacts/directions.ts';
import type { Artifact } from '../../../../src/artifacts/engine.ts';
import { jsonSchema } from '../../../../src/artifacts/schema/json-schema/index.ts';
import { ArtifactError } from '../../../../src/errors.ts';

const SUITE = fileURLToPath(
  new URL('../../../../../shared/data/corpora/json-schema-test-suite/tests', import.meta.url),
);

const DRAFTS = [
  ['draft7', 'http://json-schema.org/draft-04/schema#'],
  ['draft7', 'http://json-schema.org/draft-06/schema#'],
  ['draft7', 'http://json-schema.org/draft-07/schema#'],
  ['draft2019-09', 'https://json-schema.org/draft/2019-09/schema'],
  ['draft2020-12', 'https://json-schema.org/draft/2020-12/schema'],
] as const;

/** Every so many pairs are tried; one that shares no divisor with the usual numbers of groups. */
const STEP = process.env.WEIR_TRIES === 'all' ? 1 : 13;

interface Group {
  readonly schema: unknown;
  readonly tests: readonly { readonly data: unknown }[];
}

interface Tried {
  readonly artifact: Artifact;
  readonly data: readonly unknown[];
  readonly accepts: (documents: readonly unknown[]) => Promise<readonly boolean[]>;
}

test.skipIf(!existsSync(SUITE)).each(DRAFTS)(
  '%s as %s: what is said to be compatible is (skipped where ../shared is absent)',
  { timeout: STEP === 1 ? 1_800_000 : 120_000 },
  async (folder, uri) => {
    const contradictions: string[] = [];
    let compatible = 0;
    for (const file of readdirSync(join(SUITE, folder)).filter((name) => name.endsWith('.json'))) {
      const groups: Group[] = JSON.parse(readFileSync(join(SUITE, folder, file), 'utf8'));
      const tried = (await Promise.all(groups.map((group) => compiled(group, uri)))).filter((one) => one !== undefined);
      for (let pair = 0; pair < tried.length ** 2; pair += STEP) {
        const [base, head] = [tried[Math.floor(pair / tried.length)], tried[pair % tried.length]];
        if (!base || !head || base === head) continue;
        const { backward, forward } = directionsOf(jsonSchema.diff(base.artifact, head.artifact));
        if (backward !== 'compatible' && forward !== 'compatible') continue;
        compatible += 1;
        const documents = [...base.data, ...head.data];
        const [before, after] = [await base.accepts(documents), await head.accepts(documents)];
        documents.forEach((document, index) => {
          const isRefused = backward === 'compatible' && before[index] && !after[index];
          const isTaken = forward === 'compatible' && !before[index] && after[index];
          if (isRefused || isTaken)
            contradictions.push(
              `${file}: ${textOf(base)} → ${textOf(head)}: ${JSON.stringify(document)} ${isRefused ? 'is refused' : 'is taken'}`,
            );
        });
      }
    }
    expect(contradictions).toEqual([]);
    expect(compatible).toBeGreaterThan(20);
  },
);

/** Undefined for a schema that this draft cannot use, or that needs a file of another server. */
async function compiled({ schema, tests }: Group, uri: string): Promise<Tried | undefined> {
  const text = JSON.stringify(typeof schema === 'object' && schema !== null ? { ...schema, $schema: uri } : schema);
  const artifact: Artifact = { path: 'a.json', kind: 'schema', files: new Map([['a.json', text]]) };
  try {
    const stage = await jsonSchema.compile(artifact);
    jsonSchema.diff(artifact, { ...artifact });
    return {
      artifact,
      data: tests.map(({ data }) => data),
      accepts: async (documents) => (await stage.run(documents)).map(({ outcome }) => outcome === 'ok'),
    };
  } catch (error) {
    if (error instanceof ArtifactError) return undefined;
    throw error;
  }
}

function textOf({ artifact }: Tried): string {
  return String(artifact.files.get(artifact.path));
}
