/** The official JSON Schema test suite, run through `compile` as a pipeline would run it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { jsonSchema } from '../../../../src/artifacts/schema/json-schema/index.ts';
import { ArtifactError } from '../../../../src/errors.ts';
import { knownFailures } from './suite-failures.ts';

interface Group {
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
}

const SUITE = fileURLToPath(new URL('../../../../../shared/data/corpora/json-schema-test-suite', import.meta.url));

const DRAFTS = [
  { folder: 'draft7', passed: 927, uri: 'http://json-schema.org/draft-07/schema#' },
  // Draft-07 added conditions to draft-06 and nothing else that judges, so the rest of its cases are draft-06's.
  {
    folder: 'draft7',
    passed: 891,
    uri: 'http://json-schema.org/draft-06/schema#',
    without: /^if-then-else.json: |: ref to (if|then|else)$/,
  },
  { folder: 'draft2019-09', passed: 1254, uri: 'https://json-schema.org/draft/2019-09/schema' },
  { folder: 'draft2020-12', passed: 1279, uri: 'https://json-schema.org/draft/2020-12/schema' },
] as const;

test.skipIf(!existsSync(SUITE)).each(DRAFTS)(
  '$folder as $uri: $passed cases pass, and the others fail for a known reason (skipped where ../shared is absent)',
  { timeout: 60_000 },
  async ({ folder, uri, passed, ...rest }) => {
    const without = 'without' in rest ? rest.without : undefined;
    const remotes = remotesOf(folder);
    const failures: string[] = [];
    let passes = 0;
    for (const [file, group] of groupsOf(folder)) {
      if (without?.test(`${file}: ${group.description}`)) continue;
      const verdicts = await judge(group, uri, remotes);
      const right = group.tests.filter(({ valid }, index) => valid === verdicts[index]).length;
      passes += right;
      if (right < group.tests.length) failures.push(`${file}: ${group.description}`);
    }

    expect(failures.sort()).toEqual(knownFailures(folder).sort());
    expect(passes).toBe(passed);
  },
);

function groupsOf(folder: string): [string, Group][] {
  const path = join(SUITE, 'tests', folder);
  const files = readdirSync(path).filter((name) => name.endsWith('.json'));
  return files.sort().flatMap((file) => {
    const groups: Group[] = JSON.parse(readFileSync(join(path, file), 'utf8'));
    return groups.map((group): [string, Group] => [file, group]);
  });
}

/** The remote files of a draft as files of the repository, each under the $id that the suite serves it at. */
function remotesOf(folder: string): [string, string][] {
  const others = /^(draft\d.*|v1)\//;
  return readdirSync(join(SUITE, 'remotes'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && (name.startsWith(`${folder}/`) || !others.test(name)))
    .map((name) => [name, readFileSync(join(SUITE, 'remotes', name), 'utf8')]);
}

async function judge({ schema, tests }: Group, uri: string, remotes: readonly [string, string][]): Promise<boolean[]> {
  const text = JSON.stringify(typeof schema === 'object' ? { $schema: uri, ...schema } : schema);
  const files = remotes.map(([path, content]): [string, string] => {
    const remote = JSON.parse(content);
    if (typeof remote !== 'object' || remote.$id) return [path, content];
    return [path, JSON.stringify({ $id: `http://localhost:1234/${path}`, ...remote })];
  });
  try {
    const stage = await jsonSchema.compile({
      path: 'a.json',
      kind: 'schema',
      files: new Map([['a.json', text], ...files]),
    });
    const outcomes = await stage.run(tests.map(({ data }) => data));
    return outcomes.map(({ outcome }) => outcome === 'ok');
  } catch (error) {
    if (error instanceof ArtifactError) return [];
    throw error;
  }
}
